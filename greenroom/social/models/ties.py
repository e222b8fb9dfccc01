"""Ties between identities: follow, request, block, mute, avoid."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from greenroom.kit.ids import new_id
from greenroom.people.models import Identity


class Follow(models.Model):
    """`follower` reads what `followed` says."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    follower = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="+", db_index=False)
    followed = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="+", db_index=False)
    shows_boosts = models.BooleanField(default=True)
    rings = models.BooleanField(default=False)  # a notice for every post
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["follower", "followed"], name="followed_once"),
            models.CheckConstraint(
                condition=~Q(follower=F("followed")),
                name="nobody_follows_themselves",
                violation_error_message=_("You cannot follow yourself."),
            ),
        ]
        indexes = [
            models.Index(fields=["followed", "-id"], name="follow_followed"),
            models.Index(fields=["followed"], name="follow_rings", condition=Q(rings=True)),
        ]

    def __str__(self) -> str:
        return f"{self.follower_id} follows {self.followed_id}"


class FollowRequest(models.Model):
    """A follow that waits for approval."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    follower = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="+", db_index=False)
    followed = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["follower", "followed"], name="requested_once")]

    def __str__(self) -> str:
        return f"{self.follower_id} asks {self.followed_id}"


class Block(models.Model):
    """Neither reads the other, in both directions."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    blocker = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="+", db_index=False)
    blocked = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["blocker", "blocked"], name="blocked_once"),
            models.CheckConstraint(condition=~Q(blocker=F("blocked")), name="nobody_blocks_themselves"),
        ]

    def __str__(self) -> str:
        return f"{self.blocker_id} blocks {self.blocked_id}"


class MuteQuerySet(models.QuerySet["Mute"]):
    """Mutes; those that have ended count for nothing, tidied away or not."""

    def running(self, now: datetime) -> Self:
        """Mutes that have not ended by `now`."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=now))


class Mute(models.Model):
    """Not shown in the muter's timelines and, if so chosen, notices; nobody is told."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    muter = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="+", db_index=False)
    muted = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="+")
    mutes_notices = models.BooleanField(default=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    objects = MuteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["muter", "muted"], name="muted_once"),
            models.CheckConstraint(condition=~Q(muter=F("muted")), name="nobody_mutes_themselves"),
        ]
        indexes = [models.Index(fields=["ends_at"], name="mute_end", condition=Q(ends_at__isnull=False))]

    def __str__(self) -> str:
        return f"{self.muter_id} mutes {self.muted_id}"


class Avoid(models.Model):
    """Never to be matched: the two are not suggested or placed together; hides nothing, and nobody is told."""

    owner = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="+", db_index=False)
    avoided = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "avoided"], name="avoided_once"),
            models.CheckConstraint(condition=~Q(owner=F("avoided")), name="nobody_avoids_themselves"),
        ]

    def __str__(self) -> str:
        return f"{self.owner_id} avoids {self.avoided_id}"


class SuggestionRefused(models.Model):
    """Somebody whom the owner does not want to be suggested again."""

    owner = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="+", db_index=False)
    refused = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "refused"], name="suggestion_refused_once")]

    def __str__(self) -> str:
        return f"{self.owner_id} does not want {self.refused_id}"
