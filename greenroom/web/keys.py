"""The keys for what buttons do, listed on a page that `?` shows as a dialog."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from greenroom.web.page import GuestRequest, page, public_page


@dataclass(frozen=True, kw_only=True)
class Key:
    """One line of the list: any of `presses` does it; the parts of a chord stand beside each other."""

    presses: tuple[tuple[str | Promise, ...], ...]
    does: str | Promise


PAGE_DOWN, PAGE_UP = pgettext_lazy("key", "Page Down"), pgettext_lazy("key", "Page Up")
ENTER, CTRL = pgettext_lazy("key", "Enter"), pgettext_lazy("key", "Ctrl")
KEYS = (
    Key(presses=(("j",), ("k",)), does=_("Next and previous post")),
    Key(presses=((PAGE_DOWN,), (PAGE_UP,)), does=_("The same, while a post has the focus")),
    Key(presses=((ENTER,), ("o",)), does=_("Open the post that has the focus")),
    Key(presses=(("r",),), does=_("Reply to it")),
    Key(presses=(("b",),), does=_("Boost it, or take the boost back")),
    Key(presses=(("f",),), does=_("Say that it helped, or take that back")),
    Key(presses=(("s",),), does=_("Keep it, or keep it no longer")),
    Key(presses=(("n",),), does=_("Write a post")),
    Key(presses=((CTRL, ENTER), ("⌘", ENTER)), does=_("Send what you are writing")),
    Key(presses=(("/",),), does=_("Go to the search field")),
    Key(presses=(("?",),), does=_("Show this list")),
)


@public_page
@require_safe
def keys(request: GuestRequest) -> HttpResponse:
    """The list, alone for our script."""
    return page(request, "web/keys.html", {"keys": KEYS}, part="list")
