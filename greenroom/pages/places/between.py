"""What two people have in common."""

from dataclasses import dataclass

from django.db.models import Q

from greenroom.people.models import Identity
from greenroom.social.models import CircleMember, Follow
from greenroom.social.visibility import Viewer

FACES = 4


@dataclass(frozen=True, kw_only=True)
class Common:
    """Circles in which both are listed, and identities that both follow: how many, and a few of them."""

    circles: list[Identity]
    followed: int
    faces: list[Identity]


def common(viewer: Viewer, other: Identity) -> Common:
    """What the viewer shares with `other`, in one query.

    Nobody learns of a circle here that they are not in themselves; suspended and hidden identities are left out.
    """
    ours = viewer.followed_ids - viewer.hidden_ids
    if not ours and not viewer.circle_ids:
        return Common(circles=[], followed=0, faces=[])
    follows = Follow.objects.filter(follower=other).values("followed")
    listed = CircleMember.objects.filter(person=other.pk, circle__in=viewer.circle_ids, left_at=None).values("circle")
    shared = Q(pk__in=listed) | Q(Q(pk__in=ours), Q(pk__in=follows), suspended_at=None)
    rows = list(Identity.objects.filter(shared).order_by("folded", "pk"))
    followed = [row for row in rows if row.kind != Identity.Kind.CIRCLE]
    return Common(
        circles=[row for row in rows if row.kind == Identity.Kind.CIRCLE],
        followed=len(followed),
        faces=followed[:FACES],
    )
