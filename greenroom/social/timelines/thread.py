"""A conversation around one post, as one viewer may read it."""

from collections import defaultdict
from dataclasses import dataclass

from greenroom.social.filtering import sieve_of
from greenroom.social.models import Filter, Post
from greenroom.social.postviews import PostView, sifted, views_by_id
from greenroom.social.visibility import Viewer

LONGEST = 5_000  # posts of a thread whose shape is read
MOST_ANCESTORS = 50
MOST_REPLIES = 200


@dataclass(frozen=True, kw_only=True)
class Reply:
    """An answer below the post; `depth` counts the answers between, those that may be read."""

    depth: int
    view: PostView


@dataclass(frozen=True, kw_only=True)
class Thread:
    """The post, what it answers (oldest first), and what answers it (each below its parent, oldest first)."""

    ancestors: list[PostView]
    post: PostView
    replies: list[Reply]
    has_more: bool


class Shape:
    """Which post answers which, hidden and deleted ones included: never shown, only walked along."""

    def __init__(self, thread_id: int) -> None:
        rows = Post.objects.filter(thread_id=thread_id).order_by("pk").values_list("pk", "reply_to")[:LONGEST]
        self.parents: dict[int, int | None] = dict(rows)
        self.answers: defaultdict[int | None, list[int]] = defaultdict(list)
        for key, parent in self.parents.items():
            self.answers[parent].append(key)

    def above(self, post_id: int) -> list[int]:
        """The posts that this one answers, the nearest first."""
        found: dict[int, None] = {}
        parent = self.parents.get(post_id)
        while parent is not None and parent not in found:
            found[parent] = None
            parent = self.parents.get(parent)
        return list(found)

    def below(self, post_id: int, shown: set[int]) -> list[tuple[int, int]]:
        """Answers that are `shown` with their depth, each below its parent; hidden ones leave no gap."""
        found: list[tuple[int, int]] = []
        waiting = [(answer, 0) for answer in reversed(self.answers[post_id])]
        while waiting:
            key, depth = waiting.pop()
            if key in shown:
                found.append((key, depth))
            deeper = depth + (key in shown)
            waiting += [(answer, deeper) for answer in reversed(self.answers[key])]
        return found


def thread(viewer: Viewer, post_id: int) -> Thread:
    """The conversation around a post; raises `Post.DoesNotExist` when the viewer cannot read the post itself."""
    readable = Post.objects.visible_to(viewer)
    thread_id = readable.values_list("thread_id", flat=True).get(pk=post_id)
    shape = Shape(thread_id)
    shown = set(readable.filter(thread_id=thread_id).order_by("pk").values_list("pk", flat=True)[:LONGEST])
    above = [key for key in shape.above(post_id) if key in shown][:MOST_ANCESTORS]
    below = shape.below(post_id, shown)
    replies = below[:MOST_REPLIES]
    views, _identities = views_by_id(viewer, {post_id, *above, *(key for key, _depth in replies)})
    if post_id not in views:
        raise Post.DoesNotExist
    post = views[post_id]
    views = sifted(sieve_of(viewer, Filter.Context.THREAD), views)  # the post that was opened is shown in any case
    return Thread(
        ancestors=[views[key] for key in reversed(above) if key in views],
        post=post,
        replies=[Reply(depth=depth, view=views[key]) for key, depth in replies if key in views],
        has_more=len(below) > len(replies) or len(shape.parents) == LONGEST,
    )
