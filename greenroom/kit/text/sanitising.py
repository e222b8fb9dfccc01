"""The one allow-list for HTML that people's words become."""

import functools
import re
from html import escape

from greenroom.kit.text.cleaning import CONTROL, show_bidi
from greenroom.kit.text.limits import HTML_CHARACTERS, HTML_ELEMENTS, require_short

ELEMENTS = frozenset(
    {"p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong", "a"}
)
SCHEMES = frozenset({"http", "https", "mailto"})
OPENING = re.compile("<[A-Za-z]")
REL = "nofollow noopener noreferrer"
FULL_ADDRESS = re.compile(r"(?:https?://[^\s\\/?#@]+(?:[/?#][^\s\\]*)?|mailto:[^\s\\]+)\Z", re.IGNORECASE)
OWN_PATH = re.compile(r"/(?![/\\])[^\s\\]*\Z")  # never "//elsewhere", which leads to another server


def sanitise(html: str) -> str:
    """The HTML with only what a post may hold: total, idempotent, and safe to print unescaped [X1, X2].

    Elements outside the list leave their text behind; scripts and styles leave nothing. Links are http, https,
    mailto or a path of our own, never with a name or password in front of the host.
    With more than `HTML_ELEMENTS` elements it is shown as the text it is. Refuses what is over `HTML_CHARACTERS`
    with `TooLong`.
    """
    words = CONTROL.sub("", require_short(html, HTML_CHARACTERS))
    return allowed(words if len(OPENING.findall(words)) <= HTML_ELEMENTS else escape(words, quote=False))


def allowed(html: str) -> str:
    """What is allowed of HTML whose size and depth are known to be bounded."""
    return show_bidi(cleaner()(html))


@functools.cache
def cleaner() -> "functools.partial[str]":
    """The configured sanitiser."""
    import nh3

    return functools.partial(
        nh3.clean,
        tags=set(ELEMENTS),
        attributes={"*": set(), "a": {"href"}, "ol": {"start"}},
        allowed_classes={"a": {"mention", "tag"}},
        clean_content_tags={"script", "style"},
        url_schemes=set(SCHEMES),
        attribute_filter=safe_attribute,
        link_rel=REL,
        strip_comments=True,
    )


def safe_attribute(element: str, attribute: str, value: str) -> str | None:  # noqa: ARG001 - the library's shape
    """The value of an attribute, or None when it must go."""
    if attribute == "href":
        return value if is_full_address(value) or OWN_PATH.match(value) else None
    if attribute == "start":
        return value if value.isascii() and value.isdecimal() else None
    return value


def is_full_address(address: str) -> bool:
    """Whether a writer's link may lead there: http, https or mailto, in full, without a name before the host [X3]."""
    return FULL_ADDRESS.match(address) is not None
