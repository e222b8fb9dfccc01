"""A boost from elsewhere whose post is not here: a link on the profile, never fetched."""

from typing import Self

from django.db import models
from django.db.models import Q

from greenroom.kit.ids import new_id
from greenroom.people.models import Identity
from greenroom.social.models.audience import Audience
from greenroom.social.models.post import Reader


class OutsideBoostQuerySet(models.QuerySet["OutsideBoost"]):
    """Links; every list that somebody sees starts from `visible_to`."""

    def visible_to(self, viewer: Reader) -> Self:
        """Those that `viewer` may read now: the rule of posts, about columns of the same names."""
        return self.filter(viewer.readable())


class OutsideBoost(models.Model):
    """What somebody passed on before they came here. Its id is of the moment at which they did."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    author = models.ForeignKey(Identity, on_delete=models.PROTECT, related_name="+", db_index=False)
    audience = models.ForeignKey(Audience, on_delete=models.PROTECT, related_name="+", db_index=False)
    address = models.CharField(max_length=2_000)  # http or https, in full
    whose = models.CharField(max_length=200, blank=True)  # the writer as they are called there: @mia@front-end.social
    passed_on_at = models.DateTimeField()
    source_key = models.CharField(max_length=100, unique=True)
    deleted_at = models.DateTimeField(null=True, blank=True)  # its address is empty then

    objects = OutsideBoostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(audience=Audience.DIRECT), name="outside_boosts_name_nobody"),
        ]
        indexes = [models.Index(fields=["author", "-id"], name="outside_author", condition=Q(deleted_at=None))]

    def __str__(self) -> str:
        return f"boost {self.id} of {self.address}"
