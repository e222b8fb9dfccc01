"""The audit chain: entries, the head they lead to, and the keys that open their payloads."""

from django.db import models
from django.db.models import Q


class AuditKey(models.Model):
    """The key of one person's payloads, wrapped; erasure empties it and leaves the row."""

    person_id = models.BigIntegerField()  # 0: nobody in particular
    wrapped = models.BinaryField(blank=True)
    destroyed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person_id"], condition=Q(destroyed_at__isnull=True), name="one_living_audit_key"
            ),
        ]

    def __str__(self) -> str:
        return f"key {self.pk}"


class AuditEntry(models.Model):
    """One act, bound to the entry before it by its hash. Never changed, never deleted."""

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True, blank=True)
    on_behalf_of_id = models.BigIntegerField(null=True, blank=True)
    action = models.CharField(max_length=80)
    object_kind = models.CharField(max_length=40, blank=True)
    object_id = models.BigIntegerField(null=True, blank=True)
    key = models.ForeignKey(AuditKey, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField(blank=True)  # the payload, encrypted
    payload_hash = models.CharField(max_length=64)  # of `sealed`, so that it tells nothing once the key is gone
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        indexes = [
            models.Index(fields=["object_kind", "object_id", "sequence"], name="audit_by_object"),
            models.Index(fields=["actor_id", "sequence"], name="audit_by_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.action}"


class AuditHead(models.Model):
    """The one row that says where the chain ends; sealed with a key that is not in the database."""

    sequence = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)
    seal = models.CharField(max_length=64, blank=True)  # empty once it was found broken, and stays so

    def __str__(self) -> str:
        return f"head {self.sequence}"
