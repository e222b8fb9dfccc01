"""The copy on a post of what belongs to it: "media", "poll", "card", for showing without a query each."""

from typing import Any

from greenroom.social.models import Post

PARTS = ("media", "poll", "card")


def write(post: Post, part: str, value: Any) -> None:
    """Set one part of the copy, or take it away when `value` is empty; inside the transaction of the act.

    The row is held while it is written, so that two parts written in one moment both stand. A deleted post takes
    nothing any more: whoever comes late, brings no words back.
    """
    if part not in PARTS:
        raise ValueError(f"{part} is no part of a post: {', '.join(PARTS)}")
    rows = Post.objects.living().filter(pk=post.pk)
    kept = rows.select_for_update(no_key=True).values_list("extras", flat=True).first()
    if kept is None:
        return
    post.extras = {name: kept[name] for name in kept if name != part} | ({part: value} if value else {})
    rows.update(extras=post.extras)
