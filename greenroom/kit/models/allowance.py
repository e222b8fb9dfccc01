"""How much somebody has used of what is limited by time."""

from django.db import models


class Allowance(models.Model):
    """One count since one moment; `kit.allowances` says when it begins anew."""

    key = models.CharField(max_length=100, primary_key=True)  # what for, and whose: "upload:123"
    used = models.PositiveIntegerField()
    began_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key
