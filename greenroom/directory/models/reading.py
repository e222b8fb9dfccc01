"""A reading of a people file: what it would change, what it changed, and which lines it refused."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from greenroom.kit.ids import new_id
from greenroom.people.models import Organisation, Person


class Reading(models.Model):
    """A file as it came. `content` is kept only while somebody may still say yes to it."""

    class State(models.TextChoices):
        """`shown` and `stopped` wait for a person; the rest is over."""

        SHOWN = "shown", _("waits for you")
        STOPPED = "stopped", _("stopped, waits for you")
        UNDER_WAY = "under_way", _("under way")
        DONE = "done", _("done")
        REFUSED = "refused", _("refused")
        DROPPED = "dropped", _("not taken")

    id = models.BigIntegerField(primary_key=True, default=new_id)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    file = models.CharField(max_length=120)
    content = models.BinaryField(default=bytes, blank=True)
    columns = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=9, choices=State)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    read_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    refused = models.JSONField(default=list, blank=True)  # line, sentence, what fills it
    skipped = models.JSONField(default=list, blank=True)  # keys of those whom an action refused

    class Meta:
        indexes = [models.Index(fields=["organisation", "-id"], name="readings_of_a_house")]

    def __str__(self) -> str:
        return f"reading {self.id}"
