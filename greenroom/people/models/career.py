"""A career over many employers: the record that follows the person."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from greenroom.people.models.organisation import Organisation
from greenroom.people.models.person import Person


class CareerEntry(models.Model):
    """One post held: where, as what, from when to when (first day of the month counts)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="career")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="alumni"
    )
    employer = models.CharField(max_length=120)  # as the person writes it
    title = models.CharField(max_length=120)
    started_date = models.DateField()
    ended_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_date__isnull=True) | Q(ended_date__gte=F("started_date")),
                name="career_entry_ends_after_it_starts",
                violation_error_message=_("The end lies before the start."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.employer}"
