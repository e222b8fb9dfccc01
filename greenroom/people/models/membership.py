"""Who belongs where: to an organisation, and to the network."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenroom.people.models.organisation import Organisation, Unit
from greenroom.people.models.person import Person


class Role(models.TextChoices):
    """Owner stands above administrator, administrator above member."""

    OWNER = "owner", _("Owner")
    ADMINISTRATOR = "administrator", _("Administrator")
    MEMBER = "member", _("Member")

    @property
    def rank(self) -> int:
        """How much the role holds: owner 3, administrator 2, member 1."""
        return {Role.OWNER: 3, Role.ADMINISTRATOR: 2, Role.MEMBER: 1}[self]


class Membership(models.Model):
    """A person in an organisation; `attributes` are set by the organisation, never by the person."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=14, choices=Role, default=Role.MEMBER)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships")
    title = models.CharField(max_length=120, blank=True)
    manager = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    attributes = models.JSONField(default=dict, blank=True)
    joined_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=Q(ended_at__isnull=True),
                name="one_running_membership",
                violation_error_message=_("This person already belongs to the organisation."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.organisation_id}"


class NetworkMembership(models.Model):
    """A person in the network; an owner of the network is its host."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="network_memberships")
    role = models.CharField(max_length=14, choices=Role, default=Role.MEMBER)
    joined_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ended_at__isnull=True),
                name="one_running_network_membership",
                violation_error_message=_("This person is already a member of the network."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in the network"
