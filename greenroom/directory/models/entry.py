"""An entry of an organisation's directory: what the organisation says of one of its people."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from greenroom.kit.ids import new_id
from greenroom.people.models import Organisation, Person


class Entry(models.Model):
    """Somebody by the key that the organisation has for them; `said` is what it said last, and decides what is new.

    Without a person the entry waits: its address is somebody's who has been invited, and who has not accepted.
    """

    class Source(models.TextChoices):
        """Who keeps the entry: a file never touches what SCIM keeps; what SCIM writes is SCIM's from then on."""

        FILE = "file", _("people file")
        SCIM = "scim", _("SCIM")

    id = models.BigIntegerField(primary_key=True, default=new_id)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=4, choices=Source)
    external_id = models.CharField(max_length=255, blank=True)
    user_name = models.CharField(max_length=255)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    said = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "external_id"],
                condition=~Q(external_id=""),
                name="one_entry_of_a_key",
                violation_error_message=_("The directory already has somebody under this key."),
                violation_error_code="uniqueness",
            ),
            models.UniqueConstraint(
                "organisation",
                Lower("user_name"),
                name="one_entry_of_a_user_name",
                violation_error_message=_("The directory already has somebody under this name."),
                violation_error_code="uniqueness",
            ),
            models.UniqueConstraint(
                fields=["organisation", "person"],
                condition=Q(person__isnull=False),
                name="one_entry_of_a_person",
                violation_error_message=_("This person already stands in the directory."),
                violation_error_code="uniqueness",
            ),
        ]

    def __str__(self) -> str:
        return f"entry {self.id}"
