"""A token by which an organisation's identity provider speaks SCIM here."""

from django.db import models

from greenroom.people.models import Organisation, Person


class Token(models.Model):
    """Kept as a digest, shown once; whoever has it keeps the people of one organisation, and reads nothing else."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"token {self.pk}"
