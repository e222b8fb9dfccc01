"""One move of one machine: appended, never changed."""

from django.db import models


class Move(models.Model):
    """Who moved what from where to where, why and when. Holds ids, never names."""

    machine = models.CharField(max_length=50)
    object_id = models.BigIntegerField()
    from_state = models.CharField(max_length=30, blank=True)  # empty: the beginning
    to_state = models.CharField(max_length=30)
    role = models.CharField(max_length=30)
    by_id = models.BigIntegerField(null=True, blank=True)  # None: the clock
    reason = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["machine", "object_id", "id"], name="moves_of_an_object")]

    def __str__(self) -> str:
        return f"{self.machine} {self.object_id}: {self.from_state} → {self.to_state}"
