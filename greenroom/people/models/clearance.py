"""A clearance: this person may do this, here, until then."""

from django.db import models
from django.db.models import Q

from greenroom.people.models.organisation import Organisation
from greenroom.people.models.person import Person


class Clearance(models.Model):
    """A dated row: who was granted which verb, where, by whom; revoked rows stay as a record."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="clearances")
    verb = models.CharField(max_length=60)  # for example organisation.speak
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    granted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    granted_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "verb", "organisation"],
                condition=Q(revoked_at__isnull=True, organisation__isnull=False),
                name="one_running_clearance_there",
            ),
            models.UniqueConstraint(
                fields=["person", "verb"],
                condition=Q(revoked_at__isnull=True, organisation__isnull=True),
                name="one_running_clearance_anywhere",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} for {self.person_id}"
