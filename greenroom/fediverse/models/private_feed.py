"""A private feed: a secret address under which a person reads their own home in another program."""

import hashlib

from django.db import models
from django.utils.translation import gettext_lazy as _

from greenroom.people.models import Person


class PrivateFeed(models.Model):
    """One address; only its digest is kept. It holds until it is ended, and each person has one at most."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    secret_digest = models.CharField(max_length=64, unique=True)  # SHA-256 of 32 random bytes
    tells_closed_words = models.BooleanField(default=False)  # else of closed posts only that there is one
    created_at = models.DateTimeField()
    last_used_date = models.DateField(null=True, blank=True)  # the day and no more: when one reads is nobody's business
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(ended_at=None),
                name="one_private_feed",
                violation_error_message=_("You have a private feed already. End it to get a new address."),
            )
        ]

    def __str__(self) -> str:
        return f"private feed of {self.person_id}"


def digest_of(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
