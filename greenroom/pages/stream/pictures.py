"""The pictures of a post as a feed and its page show them."""

from dataclasses import dataclass

from django.utils.translation import gettext

from greenroom.pages.pictures import addresses, sizes
from greenroom.social.pictures import Picture


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """One picture, worked out before the template prints it."""

    number: int
    page: str  # where it is seen whole, with its description in words
    preview: str
    full: str
    width: int  # of the preview
    height: int
    full_width: int
    full_height: int
    focus: str
    description: str
    label: str  # for those who do not see it, where nobody has described it
    is_animated: bool


def shown_in(pictures: list[Picture], *, post: str) -> list[Shown]:
    """The pictures of the post at the address `post`, in their order."""
    return [_shown(one, number, len(pictures), post) for number, one in enumerate(pictures, start=1)]


def _shown(one: Picture, number: int, count: int, post: str) -> Shown:
    width, height = sizes.preview_of(one.width, one.height)
    label = "" if one.description else gettext("Picture %(number)d of %(count)d, not described")
    return Shown(
        number=number,
        page=f"{post}pictures/{number}/",
        preview=addresses.preview_of(one.id),
        full=addresses.full_of(one.id),
        width=width,
        height=height,
        full_width=one.width,
        full_height=one.height,
        focus=sizes.focus_of(one.focus_x, one.focus_y),
        description=one.description,
        label=label % {"number": number, "count": count} if label else "",
        is_animated=one.is_animated,
    )
