"""Tags of the shared front: icons, people, times, numbers, languages."""

from datetime import datetime
from typing import Any

from django import template
from django.forms import BoundField
from django.template.context import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from greenroom.kit import numbers
from greenroom.people.models import Identity
from greenroom.web import faces, icons, moments
from greenroom.web.tabs import Strip
from greenroom.web.tabs import tabs as tabs_of

register = template.Library()
FACE = '<img src="{}" alt="" width="72" height="72" loading="lazy" decoding="async">'
CURRENT = SafeString(' aria-current="page"')
BAND = '<img class="band" src="{}" alt="" width="1500" height="500" decoding="async">'


@register.simple_tag(takes_context=True)
def icon(context: Context, name: str, size: str = "") -> SafeString:
    """An icon beside a word; `size` "s" is the small one."""
    request = getattr(context, "request", None)
    if request is not None:
        request.icons = getattr(request, "icons", frozenset()) | {name}
    return mark_safe(icons.reference(name, f"i {size}".strip()))  # noqa: S308 - our own drawing


@register.simple_tag(takes_context=True)
def sprite(context: Context) -> SafeString:
    """The symbols of this page's icons; stands at the end of the body, when they are known."""
    names: frozenset[str] = getattr(getattr(context, "request", None), "icons", frozenset())
    return mark_safe(icons.sprite(names))  # noqa: S308 - our own drawing


@register.simple_tag
def avatar(identity: Identity, size: str = "", css: str = "") -> SafeString:
    """The face: round for people, square in its colour for an organisation; `size` is "s" or "l".

    The initials stay behind the picture, for where there is none and where it does not come.
    """
    if identity.kind == Identity.Kind.ORGANISATION:
        classes, owner = ["av org", size, css], format_html(' data-identity="{}"', identity.handle)
    else:
        classes, owner = ["av", size, f"t{identity.tint}", css], SafeString("")
    picture: SafeString | str = ""
    if identity.avatar_key:
        variant = "full" if size == "l" else "preview"
        picture = format_html(FACE, faces.address(identity, "avatar", variant))
    words = " ".join(filter(None, classes))
    return format_html('<span class="{}"{} aria-hidden="true">{}{}</span>', words, owner, identity.initials, picture)


@register.simple_tag
def band(identity: Identity) -> SafeString:
    """The wide picture above somebody's page; nothing without one."""
    address = faces.address(identity, "header", "full")
    return format_html(BAND, address) if address else SafeString("")


@register.simple_tag
def when(moment: datetime | None, form: str = "short") -> SafeString:
    """A time: `form` "short" (12 min), "clock", "day" or "whole"; the whole moment is in the title and for machines."""
    if moment is None:
        return SafeString("")
    words = {"clock": moments.clock, "day": moments.day, "whole": moments.whole}
    said = words[form](moment) if form in words else moments.short(moment, timezone.now())
    return format_html('<time datetime="{}" title="{}">{}</time>', moments.iso(moment), moments.whole(moment), said)


@register.simple_tag(takes_context=True)
def tabs(context: Context, strip: str, *of: str) -> SafeString:
    """The links of a row of tabs, `of` what their addresses take; the one whose key is the page's `part` is current."""
    here = context.get("part")
    return format_html_join(
        "",
        '<a href="{}"{}>{}</a>',
        ((reverse(tab.name, args=of), CURRENT if tab.key == here else "", tab.label) for tab in tabs_of(Strip(strip))),
    )


@register.simple_tag
def lang(code: str) -> SafeString:
    """` lang="de"` for words in another language than the page's; nothing otherwise."""
    here = get_language() or "en"
    if not code or code.partition("-")[0] == here.partition("-")[0]:
        return SafeString("")
    return format_html(' lang="{}"', code)


@register.simple_tag
def control(field: BoundField, css: str = "") -> SafeString:
    """A field's control with the look of ours; what the form's author set as class stays."""
    own = field.field.widget.attrs.get("class", "")
    return field.as_widget(attrs={"class": " ".join(filter(None, ["in", own, css]))})


@register.filter
def number(value: Any) -> str:
    """A whole number with the thousands marks of the reader's language: 1,284, 1.284, 1 284."""
    return numbers.written(int(value))
