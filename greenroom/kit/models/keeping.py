"""When a backup was made, and when one was proven by restoring it."""

from django.db import models


class Keeping(models.Model):
    """One run: a backup or a drill, what came of it, and why it failed where it did."""

    class Kind(models.TextChoices):
        """What was done."""

        BACKUP = "backup"
        DRILL = "drill"

    kind = models.CharField(max_length=6, choices=Kind)
    at = models.DateTimeField()
    file = models.CharField(max_length=255)  # the name alone: where backups lie is the operator's affair
    bytes = models.BigIntegerField(default=0)
    rows = models.BigIntegerField(default=0)
    seconds = models.FloatField(default=0)
    fault = models.CharField(max_length=400, blank=True)  # empty: it went well

    class Meta:
        indexes = [models.Index(fields=["kind", "-at"], name="keeping_by_age")]

    def __str__(self) -> str:
        return f"{self.kind} {self.file}{self.fault and f': {self.fault}'}"
