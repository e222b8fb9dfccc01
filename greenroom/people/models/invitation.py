"""An invitation by mail: bound to organisation, role and expiry, used once."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenroom.kit.ids import new_id
from greenroom.people.models.membership import Role
from greenroom.people.models.organisation import Organisation
from greenroom.people.models.person import Person


class Invitation(models.Model):
    """One use, one person; `person` is the row it lets somebody claim.

    The token is stored as a SHA-256 digest; the link is shown or mailed once.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id)
    token_digest = models.CharField(max_length=64, unique=True)
    email = models.EmailField(max_length=254)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    organisation_role = models.CharField(max_length=14, choices=Role, blank=True)
    network_role = models.CharField(max_length=14, choices=Role, blank=True)
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(organisation_role="", network_role="", person__isnull=True),
                name="invitation_leads_somewhere",
                violation_error_message=_("An invitation needs an organisation, the network or a person."),
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=True, organisation_role="")
                | (Q(organisation__isnull=False) & ~Q(organisation_role="")),
                name="invitation_role_needs_organisation",
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.id}"
