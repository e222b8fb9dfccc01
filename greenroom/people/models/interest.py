"""A declared interest: a client, somebody of the household, a rival. Private to whoever declared it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenroom.people.models.organisation import Organisation
from greenroom.people.models.person import Person


class Interest(models.Model):
    """Read by its owner and by `people.conflicts`, and by nobody else; a refusal never says which one caused it."""

    class Kind(models.TextChoices):
        """Clients and household are a person's, rivals an organisation's."""

        CLIENT = "client", _("Client")
        HOUSEHOLD = "household", _("Household")
        RIVAL = "rival", _("Rival")

    kind = models.CharField(max_length=9, choices=Kind)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    other_person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    other_organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=120, blank=True)  # of a client that is not here, as the person writes it
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="rival", organisation__isnull=False, person__isnull=True, name="")
                | Q(kind="client", person__isnull=False, organisation__isnull=True, other_person__isnull=True)
                | Q(kind="household", person__isnull=False, organisation__isnull=True, name="")
                & Q(other_person__isnull=False, other_organisation__isnull=True),
                name="interest_belongs_to_its_kind",
            ),
            models.UniqueConstraint(
                fields=["person", "other_person"],
                condition=Q(kind="household"),
                name="household_once",
                violation_error_message=_("This is declared already."),
            ),
            models.UniqueConstraint(
                fields=["person", "other_organisation", "name"],
                condition=Q(kind="client"),
                name="client_once",
                violation_error_message=_("This is declared already."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "other_organisation"],
                condition=Q(kind="rival"),
                name="rival_once",
                violation_error_message=_("This is declared already."),
            ),
        ]

    def __str__(self) -> str:
        return f"interest {self.pk}"
