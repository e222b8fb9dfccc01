"""An archive that somebody brings along, from its coming to its end; of them alone."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenroom.kit.ids import new_id
from greenroom.people.models import Person
from greenroom.social.models import Audience


class ImportRun(models.Model):
    """One archive. `position` is the place in what was laid out behind the last item that stands."""

    class Kind(models.TextChoices):
        """Whose archive it is."""

        MASTODON = "mastodon", "Mastodon"
        X = "x", "X"
        FOLLOWS = "follows", _("Mastodon: whom I follow")

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("waits to be read")
        RUNNING = "running", _("under way")
        STOPPED = "stopped", _("stopped")
        DONE = "done", _("done")
        REFUSED = "refused", _("refused")

    OPEN = (State.WAITING, State.RUNNING)

    id = models.BigIntegerField(primary_key=True, default=new_id)
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    audience = models.ForeignKey(Audience, on_delete=models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=120)  # of the file as it came
    folder = models.CharField(max_length=32, unique=True)  # where the archive lies until the end
    is_laid_out = models.BooleanField(default=False)
    position = models.BigIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)  # items, once the archive has been read
    done = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    known = models.PositiveIntegerField(default=0)
    notes = models.JSONField(default=dict)
    refused = models.PositiveIntegerField(default=0)
    why = models.TextField(blank=True)  # the sentence of a refusal of the whole, or of a stop
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner"],
                condition=Q(state__in=["waiting", "running"]),
                name="one_import_at_a_time",
                violation_error_message=_("An archive of yours is being read already. Wait until it is done."),
            ),
        ]
        indexes = [models.Index(fields=["owner", "-id"], name="imports_of")]

    def __str__(self) -> str:
        return f"import {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether a worker has something to do."""
        return self.state in self.OPEN


class RefusedItem(models.Model):
    """What was not taken, where it stands in the archive, and why."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="refusals", db_index=False)
    number = models.PositiveIntegerField()
    place = models.CharField(max_length=200)
    why = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="refused_once")]

    def __str__(self) -> str:
        return f"{self.place} of import {self.run_id}"
