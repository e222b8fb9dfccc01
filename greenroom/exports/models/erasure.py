"""Somebody is to be erased, is being erased, or was: what is left is a number, a certificate and counts."""

import hashlib
from typing import Any

import msgspec
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenroom.kit.ids import new_id


class Erasure(models.Model):
    """No personal data: `identity_id` is the number of a row that names nobody once `state` is erased."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("waits")
        ERASING = "erasing", _("under way")
        ERASED = "erased", _("erased")
        CANCELLED = "cancelled", _("called off")
        REFUSED = "refused", _("not possible")

    id = models.BigIntegerField(primary_key=True, default=new_id)
    certificate = models.CharField(max_length=32, unique=True)  # random: whoever was erased knows it, nobody else does
    identity_id = models.BigIntegerField()
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()  # until then it can be called off
    ended_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict, blank=True)  # kind -> rows that were erased
    place = models.PositiveSmallIntegerField(default=0)  # of the kind that is next
    step = models.PositiveIntegerField(default=0)
    is_clean = models.BooleanField(default=True)  # whether this round has found nothing so far

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["identity_id"],
                condition=Q(state__in=["waiting", "erasing"]),
                name="erased_once_at_a_time",
                violation_error_message=_("Your erasure is under way already."),
            )
        ]
        indexes = [models.Index(fields=["state", "ended_at"], name="erasure_log")]

    def __str__(self) -> str:
        return f"erasure {self.certificate}"

    @property
    def statement(self) -> str:
        """What is certified, always written in the same way."""
        said: dict[str, Any] = {
            "certificate": self.certificate,
            "erased_at": self.ended_at.isoformat() if self.ended_at else None,
            "rows": dict(sorted(self.counts.items())),
        }
        return msgspec.json.encode(said).decode()

    @property
    def digest(self) -> str:
        """SHA-256 of the statement."""
        return hashlib.sha256(self.statement.encode()).hexdigest()
