"""An archive that somebody asked for: built by the worker, fetched by its owner, gone after some days."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenroom.kit.ids import new_id
from greenroom.people.models import Identity, Person


class Export(models.Model):
    """All that is stored about `owner`, a person or an organisation, as it stood when it was built."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("waits")
        BUILDING = "building", _("is being made")
        READY = "ready", _("ready")
        FAILED = "failed", _("could not be made")
        GONE = "gone", _("deleted")

    id = models.BigIntegerField(primary_key=True, default=new_id)
    owner = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    file_key = models.CharField(max_length=32, unique=True)  # names its file; never a part of an address
    bytes = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner"],
                condition=Q(state__in=["waiting", "building"]),
                name="one_archive_at_a_time",
                violation_error_message=_("An archive is being made already."),
            )
        ]
        indexes = [models.Index(fields=["expires_at"], name="archive_end", condition=Q(state="ready"))]

    def __str__(self) -> str:
        return f"archive {self.id}"
