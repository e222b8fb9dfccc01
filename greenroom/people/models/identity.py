"""What a post speaks as: a person, an organisation, or the group handle of a circle."""

import re

from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from greenroom.kit.ids import new_id

HANDLE_SHAPE = re.compile(r"\A[a-z0-9_]{1,30}\Z")
HANDLE = RegexValidator(HANDLE_SHAPE.pattern, _("A handle has up to 30 small letters, digits or underscores."))


class Identity(models.Model):
    """One row of the one namespace of handles; `Person`, `Organisation` and `Circle` share its key."""

    class Kind(models.TextChoices):
        """What stands behind the handle."""

        PERSON = "person", _("person")
        ORGANISATION = "organisation", _("organisation")
        CIRCLE = "circle", _("circle")

    id = models.BigIntegerField(primary_key=True, default=new_id)
    kind = models.CharField(max_length=12, choices=Kind)
    handle = models.CharField(max_length=30, validators=[HANDLE])
    display_name = models.CharField(max_length=120)
    summary = models.TextField(blank=True)  # Markdown, at most 5,000 characters
    summary_html = models.TextField(blank=True)
    byline = models.CharField(max_length=120, blank=True)  # what stands beside the name: role and organisation
    folded = models.CharField(max_length=200, db_index=True, editable=False)  # name and handle for look-up
    avatar_key = models.CharField(max_length=64, blank=True)  # names its files (kit.pictures); "" for initials
    header_key = models.CharField(max_length=64, blank=True)
    approves_followers = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    suspended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("handle"), name="one_handle_one_identity", violation_error_message=_("This handle is taken.")
            ),
        ]
        indexes = [
            models.Index(fields=["suspended_at"], name="suspended", condition=models.Q(suspended_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"@{self.handle}"

    @property
    def initials(self) -> str:
        """Up to two letters that stand in for a picture."""
        words = [word for word in self.display_name.split() if word[0].isalnum()] or [self.handle]
        letters = words[0][0] + (words[-1][0] if len(words) > 1 else "")
        return letters.upper()

    @property
    def tint(self) -> int:
        """One of five quiet colours behind the initials, 1 to 5, the same everywhere."""
        return sum(self.handle.encode()) % 5 + 1
