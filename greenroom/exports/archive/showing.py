"""One row as HTML: a post as a post, everything else as names with what they hold."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import dateformat
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, pgettext

from greenroom.exports.archive.words import code, name_of
from greenroom.kit import text
from greenroom.people.belongings import Row
from greenroom.web import moments

UNSAID = {"id", "thread"}  # for programs
NOTHING: tuple[Any, ...] = (None, "", [], {})


def shown(row: Row) -> SafeString:
    """The row; safe, whatever words are in it."""
    if "headline" in row and "published_at" in row:
        return _post(row)
    return format_html('<dl class="row">{}</dl>\n', format_html_join("\n", "<dt>{}</dt><dd>{}</dd>", _lines(row)))


def _lines(row: Row) -> Iterator[tuple[str, SafeString]]:
    for name, value in row.items():
        if name not in UNSAID and value not in NOTHING:
            yield name_of(name), _value(name, value)


def _post(row: Row) -> SafeString:
    """A whole post, own or of somebody else; what else is known of it stands below."""
    told = {name: value for name, value in row.items() if name in {"cover", "ends_at", "trouble"} and value}
    return mark_safe(  # noqa: S308 - a template of ours, which escapes
        render_to_string(
            "exports/archive/post.html",
            {
                "row": row,
                "published": moments.whole(row["published_at"]),
                "author": _named(row["author"]) if row.get("author") else "",
                "audience": _audience(row["audience"]) if row.get("audience") else "",
                "html": words_of(row),
                "answers": shown(row["answers"]) if row.get("answers") else "",
                "pictures": row.get("pictures") or [],
                "poll": row.get("poll"),
                "versions": [(moments.whole(one["made_at"]), words_of(one)) for one in row.get("versions") or []],
                "more": list(_lines(told)),
            },
        )
    )


def words_of(said: Row) -> SafeString:
    """Headline and note; links lead to the network, since a file has no other place for them."""
    url = settings.PUBLIC_URL
    try:
        made = text.render(
            said.get("headline") or "",
            said.get("note") or "",
            mention_url=lambda handle: f"{url}/@{handle}/",
            tag_url=lambda tag: f"{url}/tags/{tag}/",
        )
    except text.TooLong:
        return format_html("<pre>{}\n\n{}</pre>", said.get("headline") or "", said.get("note") or "")
    return mark_safe(made.html)  # noqa: S308 - from the one sanitiser


def _value(name: str, value: Any) -> SafeString:
    """What stands behind a name."""
    match value:
        case bool():
            return format_html("{}", gettext("yes") if value else gettext("no"))
        case date():
            return format_html('<time datetime="{}">{}</time>', value.isoformat(), _moment(value))
        case dict():
            return _compound(value)
        case list():
            return format_html_join(" ", '<span class="one">{}</span>', ((_value(name, one),) for one in value))
        case _:
            return format_html('<span class="words">{}</span>', code(name, value))


def _moment(value: date) -> str:
    return moments.whole(value) if isinstance(value, datetime) else dateformat.format(value, pgettext("date", "j F Y"))


def _compound(value: Row) -> SafeString:
    """Somebody, a post, a picture, an audience, or names with what they hold."""
    match value:
        case {"handle": _, "name": _}:
            return _named(value)
        case {"headline": _, "published_at": _}:
            return _post(value)
        case {"file": str(file)}:
            return format_html('<img src="{}" alt="{}">', file, value.get("description", ""))
        case {"kind": _, "name": _}:
            return _audience(value)
        case _:
            return format_html("<dl>{}</dl>", format_html_join("", "<dt>{}</dt><dd>{}</dd>", _lines(value)))


def _named(who: Row) -> SafeString:
    return format_html("{} (@{})", who["name"], who["handle"])


def _audience(audience: Row) -> SafeString:
    return format_html("{}", audience["name"] or code("audience", audience["kind"]))
