"""What happened, and what is to be done because of it."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q


class Fact(models.Model):
    """Something that happened, written in the transaction in which it happened; never changed."""

    name = models.CharField(max_length=100)
    at = models.DateTimeField()
    body = models.TextField()  # the event as JSON: ids, never names, so that erasure reaches here too

    class Meta:
        indexes = [models.Index(fields=["name", "id"], name="facts_by_name"), models.Index("at", name="facts_by_age")]

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"


class ErrandQuerySet(models.QuerySet["Errand"]):
    """Which errands."""

    def due(self, now: datetime) -> Self:
        """Those a worker may claim: never claimed, put off until now, or left behind by a dead worker."""
        return self.filter(finished_at__isnull=True, due_at__lte=now)


class Errand(models.Model):
    """One thing for one listener to do: after a fact, at the clock's stroke or when a deadline passes.

    `due_at` is the next moment at which a worker may take it: while it is claimed, the end of the lease.
    `fence` grows with each claim, so that a worker whose lease ran out can no longer change anything.
    """

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting"
        CLAIMED = "claimed"
        DONE = "done"
        FAILED = "failed"  # given up; somebody has to look
        LIFTED = "lifted"  # a deadline that no longer applies

    duty = models.CharField(max_length=150)  # who does it: room.module.function
    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, null=True, blank=True, related_name="errands")
    payload = models.TextField(blank=True)  # what a deadline is about, as JSON
    key = models.CharField(max_length=100, null=True, blank=True)  # one open errand per duty and key
    outside = models.BooleanField(default=False)  # leaves the house (mail): in a lane of its own, may be slow
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    due_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    fence = models.PositiveBigIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    cause = models.CharField(max_length=16, blank=True)  # the number of the request that led here
    last_error = models.CharField(max_length=400, blank=True)  # kind and place of the error, never its words

    objects = ErrandQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["outside", "due_at"], name="errands_to_do", condition=Q(finished_at__isnull=True)),
            models.Index(fields=["finished_at"], name="errands_by_age", condition=Q(finished_at__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["duty", "key"], condition=Q(finished_at__isnull=True), name="one_open_errand_per_key"
            ),
            models.UniqueConstraint(fields=["fact", "duty"], name="one_errand_per_listener"),
        ]

    def __str__(self) -> str:
        return f"{self.duty} {self.pk}"


class Clock(models.Model):
    """When a clock-started task strikes next; two workers cannot both move its hand."""

    duty = models.CharField(max_length=150, primary_key=True)
    next_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.duty
