"""Who may read a post: a kind, an owner, and rules for replying and sharing."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenroom.kit.ids import new_id
from greenroom.people.models import Identity


class Audience(models.Model):
    """One row per closed group, and five rows that exist once with fixed keys (stream, section 4)."""

    class Kind(models.TextChoices):
        """The seven kinds, widest first."""

        PUBLIC = "public", _("Public")
        QUIET_PUBLIC = "quiet_public", _("Quiet public")
        FOLLOWERS = "followers", _("Followers")
        NETWORK = "network", _("The network")
        ORGANISATION = "organisation", _("Organisation")
        CIRCLE = "circle", _("Circle")
        DIRECT = "direct", _("Only the people I mention")

    class Start(models.TextChoices):
        """Which posts a new member sees."""

        ALWAYS = "always", _("old posts too")
        JOINING = "joining", _("posts from joining on")

    class Share(models.TextChoices):
        """Who may boost."""

        EVERYBODY = "everybody", _("everybody")
        INSIDE = "inside", _("inside the audience")
        AUTHOR = "author", _("the author only")
        NOBODY = "nobody", _("nobody")

    # Keys of the rows that exist once; written after each migration.
    PUBLIC = 1
    QUIET_PUBLIC = 2
    FOLLOWERS = 3
    NETWORK = 4
    DIRECT = 5

    id = models.BigIntegerField(primary_key=True, default=new_id)
    kind = models.CharField(max_length=12, choices=Kind)
    owner = models.OneToOneField(
        Identity, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )  # an organisation or a circle
    starts_at = models.CharField(max_length=8, choices=Start, default=Start.ALWAYS)
    members_may_post = models.BooleanField(default=True)
    may_reply = models.BooleanField(default=True)
    may_share = models.CharField(max_length=9, choices=Share, default=Share.NOBODY)
    closed_at = models.DateTimeField(null=True, blank=True)  # owner gone: falls back to the author alone

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["organisation", "circle"], owner__isnull=False)
                | Q(kind__in=["public", "quiet_public", "followers", "network", "direct"], owner__isnull=True),
                name="audience_has_its_owner",
            ),
        ]

    def __str__(self) -> str:
        return self.kind if self.owner_id is None else f"{self.kind} {self.owner_id}"

    @classmethod
    def write_fixed(cls, *, using: str) -> None:
        """Write the rows that exist once; rows that stand are left alone."""
        rows = [Audience(id=key, kind=kind, may_share=share) for key, kind, share in FIXED]
        Audience.objects.using(using).bulk_create(rows, ignore_conflicts=True)


FIXED = [
    (Audience.PUBLIC, Audience.Kind.PUBLIC, Audience.Share.EVERYBODY),
    (Audience.QUIET_PUBLIC, Audience.Kind.QUIET_PUBLIC, Audience.Share.EVERYBODY),
    (Audience.FOLLOWERS, Audience.Kind.FOLLOWERS, Audience.Share.AUTHOR),
    (Audience.NETWORK, Audience.Kind.NETWORK, Audience.Share.INSIDE),
    (Audience.DIRECT, Audience.Kind.DIRECT, Audience.Share.NOBODY),
]
