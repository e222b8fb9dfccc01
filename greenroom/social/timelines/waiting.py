"""How many new entries wait behind the button."""

from typing import Literal

from greenroom.social.filtering import sieve_of
from greenroom.social.models import Filter, Post
from greenroom.social.timelines.feeds import local_parts, network_parts
from greenroom.social.timelines.home import home_lines
from greenroom.social.timelines.paging import Span, lines_of
from greenroom.social.visibility import Viewer

Context = Filter.Context


def waiting(
    viewer: Viewer, timeline: Literal["home", "local", "network"] = "home", *, after: int, cap: int = 40
) -> int:
    """How many entries newer than the id `after` the viewer would see, at most `cap`; one query, two with filters."""
    span = Span(after=after, limit=cap)
    if timeline == "home":
        lines = home_lines(viewer, span)
    else:
        parts = local_parts(viewer, span) if timeline == "local" else network_parts(viewer, span)
        lines = lines_of(parts, span)
    sieve = sieve_of(viewer, Context.HOME if timeline == "home" else Context.PUBLIC)
    if sieve.may_hide and lines:
        posts = Post.objects.visible_to(viewer).filter(pk__in={line.post_id for line in lines})
        shown = {post.pk for post in posts if not sieve.hides(post)}
        lines = [line for line in lines if line.post_id in shown]
    return min(len(lines), cap)
