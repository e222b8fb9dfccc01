"""Tags that somebody follows, and tags on a profile."""

from dataclasses import dataclass

from django.db.models import F, Func, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from greenroom.kit import text
from greenroom.people.models import Identity
from greenroom.social.models import FeaturedTag, PostTag, TagFollow
from greenroom.social.visibility import OPEN_AUDIENCES, Viewer


@dataclass(frozen=True, kw_only=True)
class Featured:
    """A tag on a profile, with how many public posts of that identity carry it."""

    name: str
    posts: int


def followed_tags(viewer: Viewer) -> list[str]:
    """The tags that the viewer follows, as the viewer wrote them, by name."""
    rows = TagFollow.objects.filter(identity=viewer.identity_id).order_by("tag__folded")
    return list(rows.values_list("name", flat=True))


def follows_tag(viewer: Viewer, name: str) -> bool:
    """Whether the viewer follows the tag, however it is written."""
    if viewer.is_guest or not viewer.standing.tags:
        return False
    return TagFollow.objects.filter(identity=viewer.identity_id, tag__folded=text.fold(name[:200])).exists()


def featured_tags(viewer: Viewer, identity: Identity) -> list[Featured]:
    """The tags on a profile; figures count public posts alone, whoever looks (stream, section 3.3).

    None where a block stands between, or of somebody suspended.
    """
    if identity.pk in viewer.hidden_ids or identity.suspended_at is not None:
        return []
    public = PostTag.objects.filter(
        tag=OuterRef("tag"), post__author=identity, post__audience__in=OPEN_AUDIENCES, post__deleted_at=None
    )
    number = public.order_by().annotate(number=Func(F("pk"), function="COUNT")).values("number")
    rows = FeaturedTag.objects.filter(identity=identity).annotate(
        posts=Coalesce(Subquery(number, output_field=IntegerField()), 0)
    )
    return [Featured(name=row.name, posts=row.posts) for row in rows.order_by("tag__folded")]
