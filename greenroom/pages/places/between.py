"""What two people have in common."""

from dataclasses import dataclass

from greenroom.people.models import Identity
from greenroom.social.models import CircleMember, Follow
from greenroom.social.visibility import Viewer

FACES = 4


@dataclass(frozen=True, kw_only=True)
class Common:
    """Identities that both follow: how many, and a few of them."""

    count: int
    faces: list[Identity]


def both_follow(viewer: Viewer, other: Identity) -> Common:
    """Whom the viewer and `other` both follow, suspended and hidden identities left out."""
    ours = set(viewer.followed_ids) - set(viewer.hidden_ids)
    if not ours:
        return Common(count=0, faces=[])
    theirs = Follow.objects.filter(follower=other).values("followed")
    rows = Identity.objects.filter(pk__in=theirs, suspended_at=None).order_by("folded", "pk")
    common = list(rows.filter(pk__in=ours))
    return Common(count=len(common), faces=common[:FACES])


def shared_circles(viewer: Viewer, other: Identity) -> list[Identity]:
    """Circles in which both are listed now; nobody learns of a circle here that they are not in themselves."""
    if not viewer.circle_ids:
        return []
    listed = CircleMember.objects.filter(person=other.pk, circle__in=viewer.circle_ids, left_at=None)
    return list(Identity.objects.filter(pk__in=listed.values("circle")).order_by("folded", "pk"))
