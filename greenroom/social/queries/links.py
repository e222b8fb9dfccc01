"""What people passed on elsewhere before they came here, as far as a viewer may know."""

from dataclasses import dataclass

from greenroom.people.models import Identity
from greenroom.social.models import OutsideBoost
from greenroom.social.visibility import Viewer


@dataclass(frozen=True, kw_only=True)
class LinkPage:
    """Some links, the latest first; `last_id` is the cursor of the next page."""

    links: list[OutsideBoost]
    has_more: bool
    last_id: int | None


def outside_boosts(viewer: Viewer, identity: Identity, *, before: int | None = None, limit: int = 40) -> LinkPage:
    """The links of a profile that the viewer may see."""
    rows = OutsideBoost.objects.visible_to(viewer).filter(author=identity).order_by("-pk")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    links = list(rows[: limit + 1])
    return LinkPage(links=links[:limit], has_more=len(links) > limit, last_id=links[:limit][-1].pk if links else None)


def has_outside_boosts(viewer: Viewer, identity: Identity) -> bool:
    """Whether the viewer would see any."""
    return OutsideBoost.objects.visible_to(viewer).filter(author=identity).exists()


def link_for(viewer: Viewer, identity: Identity, link_id: int) -> OutsideBoost | None:
    """One link of a profile; None for what the viewer may not see."""
    return OutsideBoost.objects.visible_to(viewer).filter(author=identity, pk=link_id).first()
