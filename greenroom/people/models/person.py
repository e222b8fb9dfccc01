"""A person: a human who may sign in, or who is known from a file and has not claimed the row yet."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from greenroom.people.models.identity import Identity


class PersonManager(BaseUserManager["Person"]):
    """People with their identity, since nobody is shown or recognised without it."""

    def get_queryset(self) -> models.QuerySet["Person"]:
        """One question for both rows."""
        return super().get_queryset().select_related("identity")

    def get_by_natural_key(self, username: str | None) -> "Person":
        """The person who signs in with this mail address, in whatever case it is written."""
        return self.by_email(username or "").get()

    def by_email(self, email: str) -> models.QuerySet["Person"]:
        """The one claimed person with this address, if there is one; written so that the index carries it."""
        return self.annotate(email_lower=Lower("email")).filter(email_lower=email.lower(), claimed_at__isnull=False)


class Person(AbstractBaseUser):
    """A human. Shares the key of the identity; nobody can sign in as an unclaimed person.

    `sessions_ended_at` is part of what a session is checked against: moving it ends every session at once.
    """

    class Theme(models.TextChoices):
        """How pages look."""

        SYSTEM = "system", _("As the device")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    identity = models.OneToOneField(Identity, on_delete=models.PROTECT, primary_key=True, related_name="person")
    email = models.EmailField(
        max_length=254,
        null=True,
        blank=True,
        unique=True,
        error_messages={"unique": _("This mail address belongs to another person.")},
    )
    is_active = models.BooleanField(default=True)
    sessions_ended_at = models.DateTimeField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    language = models.CharField(max_length=8, default="en")  # of pages and mail
    time_zone = models.CharField(max_length=50, default="Europe/Berlin")
    theme = models.CharField(max_length=8, choices=Theme, default=Theme.SYSTEM)
    letter_keys = models.BooleanField(default=True)  # single-letter shortcuts

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = PersonManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_address_one_person",
                violation_error_message=_("This mail address belongs to another person."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.identity)

    @property
    def handle(self) -> str:
        """The person's handle without the at sign."""
        return self.identity.handle

    @property
    def is_claimed(self) -> bool:
        """Whether somebody has taken the row over and can sign in."""
        return self.claimed_at is not None

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """Password and `sessions_ended_at` together, so that either ends the sessions of before."""
        ended = f"{self.sessions_ended_at.timestamp():.6f}" if self.sessions_ended_at else ""
        return salted_hmac(
            "greenroom.people.Person.session", f"{self.password}|{ended}", secret=secret, algorithm="sha256"
        ).hexdigest()
