"""A run-time choice as a row."""

from django.db import models


class Option(models.Model):
    """What somebody chose instead of the default; the declaration in code says type, default and help."""

    name = models.CharField(max_length=100, primary_key=True)
    value = models.TextField()  # JSON
    changed_at = models.DateTimeField()
    changed_by_id = models.BigIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name
