"""How many new entries wait behind the button."""

from typing import Literal

from greenroom.social.timelines.feeds import local_parts, network_parts
from greenroom.social.timelines.home import home_lines
from greenroom.social.timelines.paging import Span, lines_of
from greenroom.social.visibility import Viewer


def waiting(
    viewer: Viewer, timeline: Literal["home", "local", "network"] = "home", *, after: int, cap: int = 40
) -> int:
    """How many entries newer than the id `after` the viewer would see, at most `cap`."""
    span = Span(after=after, limit=cap)
    if timeline == "home":
        return min(len(home_lines(viewer, span)), cap)
    parts = local_parts(viewer, span) if timeline == "local" else network_parts(viewer, span)
    return min(len(lines_of(parts, span)), cap)
