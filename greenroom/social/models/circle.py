"""A circle: a listed audience with a group handle; peer rooms are circles."""

from django.db import models
from django.db.models import Exists, ExpressionWrapper, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from greenroom.people.models import Identity, Person
from greenroom.social.models.audience import Audience


class Circle(models.Model):
    """A group of listed people. Shares the key of its identity; its audience row says who may post."""

    identity = models.OneToOneField(Identity, on_delete=models.PROTECT, primary_key=True, related_name="circle")
    audience = models.OneToOneField(Audience, on_delete=models.PROTECT, related_name="circle")
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.identity)


class CircleMember(models.Model):
    """A person listed in a circle; a keeper may list and remove others."""

    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    is_keeper = models.BooleanField(default=False)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["circle", "person"],
                condition=Q(left_at__isnull=True),
                name="listed_once",
                violation_error_message=_("This person is already in the circle."),
            ),
        ]
        indexes = [
            models.Index(fields=["person"], name="circles_of", condition=Q(left_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.circle_id}"


def acting() -> models.QuerySet[CircleMember]:
    """Running places of people who can act: not suspended, and somebody signs in as them."""
    can_act = {"person__claimed_at__isnull": False, "person__identity__suspended_at": None}
    return CircleMember.objects.filter(left_at=None, **can_act)


def keeps() -> "ExpressionWrapper[Q]":
    """Whether a place may change the list now, for `filter` and `annotate`.

    While no keeper can act, whoever was listed first of those who can stands in (docs/decisions/keepers.md).
    """
    ahead = acting().filter(Q(is_keeper=True) | Q(pk__lt=OuterRef("pk")), circle=OuterRef("circle"))
    stands_in = Exists(acting().filter(pk=OuterRef("pk"))) & ~Exists(ahead)
    return ExpressionWrapper(Q(is_keeper=True) | stands_in, models.BooleanField())
