"""Articles as Hugo keeps them: its short codes become their words or nothing, its HTML becomes Markdown."""

import html
import re
from collections.abc import Mapping

from greenroom.kit import text

CODE = r"\{\{[<%]\s*(?P<end>/)?\s*(?P<name>[\w./-]+)(?P<rest>(?:[^{}]|\{(?!\{)|\}(?!\}))*?)[>%]\}\}"
CODES = re.compile(CODE)
LINKED = re.compile(r"\[(?P<words>[^\[\]]*)\]\(\s*\{\{[<%][^{}]*[>%]\}\}[^()\s]*\s*\)")
GIVEN = re.compile(r"""([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|`([^`]*)`)""")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
SILENT = re.compile(r"<(script|style|iframe)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
ANCHOR = re.compile(r"<a\b[^>]*?href\s*=\s*[\"']([^\"'<>\s]*)[\"'][^>]*>(.*?)</a\s*>", re.DOTALL | re.IGNORECASE)
ELEMENT = re.compile(r"</?([a-z][a-z0-9]*)\b(?![^<>\s]*://)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", re.IGNORECASE)
EMPTY_LINES = re.compile(r"\n\s*\n\s*\n+")
MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`", "tt": "`"}
BREAKS = {"br": "\n", "li": "\n- ", "tr": "\n", "td": " ", "th": " ", "hr": "\n\n---\n\n"}
BLOCKS = frozenset(
    {"p", "div", "ul", "ol", "table", "figure", "figcaption", "blockquote", "h2", "h3", "h4", "h5", "pre"}
)
SAID = {
    "youtube": "https://www.youtube.com/watch?v={id}",
    "tweet": "https://x.com/{user}/status/{id}",
    "button": "[{text}]({href})",
    "asset-static": "{label}",
    **dict.fromkeys(("ring", "accordion", "box", "note"), "**{title}**\n\n"),
    **dict.fromkeys(("card-prompt", "card-policy"), "{intro}\n\n"),
}
ROOM = text.limits.POST_CHARACTERS
CUT = "\n\n[…]"


def plain(body: str) -> str:
    """The Markdown of an article, without what only its own site can show."""
    body = COMMENT.sub("", body.replace("\r\n", "\n"))
    body = CODES.sub(said, LINKED.sub(lambda found: found["words"], body))
    body = ANCHOR.sub(lambda found: f"[{' '.join(found[2].split())}]({found[1]})", SILENT.sub("", body))
    body = ELEMENT.sub(marked, body)
    return EMPTY_LINES.sub("\n\n", html.unescape(body)).strip()


def said(found: re.Match[str]) -> str:
    """What a short code stands for; pictures of the site and references into it say nothing without it."""
    given = {name: one or two or three for name, one, two, three in GIVEN.findall(found["rest"])}
    return "" if found["end"] else words_of(found["name"], given)


def words_of(name: str, given: Mapping[str, str]) -> str:
    """The words that a short code was given; nothing when it has none, or not all that it needs."""
    if name == "quote-block":
        return "\n\n" + "\n".join(f"> {line}" for line in (given.get("text", ""), given.get("cite", "")) if line)
    try:
        return SAID.get(name, "").format_map(given)
    except (KeyError, ValueError, IndexError, AttributeError):
        return ""


def marked(found: re.Match[str]) -> str:
    """An element as Markdown writes it; others leave their words behind."""
    name = found[1].lower()
    if name in MARKS:
        return MARKS[name]
    if name in BREAKS:
        return "" if found[0].startswith("</") else BREAKS[name]
    return "\n\n" if name in BLOCKS else ""


def fitted(note: str, room: int) -> tuple[str, bool]:
    """As much of a note as fits, up to the end of a paragraph where there is one; whether something is missing."""
    if len(note) <= room:
        return note, False
    beginning = note[: room - len(CUT)]
    end = beginning.rfind("\n\n")
    return beginning[: end if end > room // 2 else len(beginning)].rstrip() + CUT, True
