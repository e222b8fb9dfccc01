"""Single sign-on: an organisation's provider, and who somebody is there."""

from django.db import models
from django.db.models import Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from greenroom.people.models import Organisation, Person


class SignOn(models.Model):
    """One provider of OpenID Connect; without an organisation it is the network's own."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    issuer = models.CharField(max_length=255)
    client_id = models.CharField(max_length=255)
    sealed_secret = models.BinaryField(default=bytes, blank=True)  # empty for a public client
    claim = models.CharField(max_length=60, default="sub")  # which claim is the key of an entry
    counts_as_both = models.BooleanField(default=False)  # the provider asks for a second factor itself
    is_enabled = models.BooleanField(default=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Coalesce("organisation", Value(0)),
                name="one_sign_on",
                violation_error_message=_("The organisation already has a provider."),
            ),
        ]

    def __str__(self) -> str:
        return f"sign-on {self.pk}"


class ExternalIdentity(models.Model):
    """Who somebody is at a provider: issuer and subject, and nothing else (trust, O3)."""

    issuer = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    linked_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="one_person_there"),
            models.UniqueConstraint(fields=["issuer", "person"], name="one_identity_of_a_person_there"),
        ]

    def __str__(self) -> str:
        return f"external identity {self.pk}"
