"""What a page says of itself: title, description and names, read from the tags in its head."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from bs4 import BeautifulSoup, Tag
from bs4.dammit import EncodingDetector

from greenroom.kit import text
from greenroom.kit.text.cleaning import is_blank, show_bidi
from greenroom.kit.text.counting import first_graphemes, grapheme

# A page is somebody else's text of up to 1 MiB, and parsers can be made to take minutes over one. So only short pieces
# are parsed, each from the beginning of a tag that may tell something.
TELLING = re.compile(r"<(?:html|title|meta)[\s>]", re.IGNORECASE)
LONGEST_PIECE = 2_000  # characters
MOST_PIECES = 120
SILENT = ("<!--", "-->"), ("<script", "</script"), ("<style", "</style"), ("<noscript", "</noscript")
FIRST_BYTES = 2_048  # among which a page names its charset
# Python knows more codecs, some of which are slow on purpose.
CHARSET = re.compile(
    r"utf-?8|utf-16(?:le|be)?|iso-8859-\d{1,2}|latin-?1|windows-125\d|koi8-[ru]|gbk|gb2312|gb18030|big5|"
    r"euc-jp|euc-kr|shift_jis|(?:us-)?ascii",
    re.IGNORECASE,
)
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,4})?")
KINDS = {"text/html", "application/xhtml+xml"}

TITLES = ("og:title", "twitter:title")
DESCRIPTIONS = ("og:description", "twitter:description", "description")


@dataclass(frozen=True)
class Told:
    """A page in its own words, cleaned and cut."""

    title: str = ""
    description: str = ""
    author_name: str = ""
    provider_name: str = ""
    language: str = ""


def told_by(body: bytes, *, charset: str = "") -> Told:
    """What the page says of itself; all empty where it says nothing that can be read."""
    html = _decoded(body, charset)
    found: dict[str, str] = {}
    for name, words in _said(_without_silence(html)):
        found.setdefault(name, words)
    titles = [*(found.get(name, "") for name in TITLES), found.get("<title>", "")]
    descriptions = [found.get(name, "") for name in DESCRIPTIONS]
    language = found.get("<html>", "")
    return Told(
        title=_words(titles, graphemes=180, characters=300),
        description=_words(descriptions, graphemes=300, characters=500),
        author_name=_words([found.get("author", "")], graphemes=80, characters=200),
        provider_name=_words([found.get("og:site_name", "")], graphemes=80, characters=200),
        language=language if LANGUAGE.fullmatch(language) else "",
    )


def _decoded(body: bytes, charset: str) -> str:
    """The page as text: in the charset of its header, its byte order mark, its own words, or the usual ones."""
    body, mark = EncodingDetector.strip_byte_order_mark(body)
    declared = EncodingDetector.find_declared_encoding(body[:FIRST_BYTES], is_html=True)
    for name in (mark, charset, declared, "utf-8"):
        if name and CHARSET.fullmatch(name):
            try:
                words = body.decode(name, errors="replace")
            except LookupError:  # a number that no charset has
                continue
            if words.count("\ufffd") <= 1:  # the limit may have cut the last letter
                return words
    return body.decode("cp1252", errors="replace")


def _without_silence(html: str) -> str:
    """The page without comments, scripts and styles, whose words are no tags; what stays open hides the rest."""
    for begin, end in SILENT:
        kept, at, folded = [], 0, html.lower() if html.isascii() else html
        while (start := folded.find(begin, at)) >= 0:
            kept.append(html[at:start])
            stop = folded.find(end, start + len(begin))
            at = len(html) if stop < 0 else stop + len(end)
        html = "".join([*kept, html[at:]])
    return html


def _said(html: str) -> Iterator[tuple[str, str]]:
    """Names and words in the order of the page."""
    starts = [match.start() for _, match in zip(range(MOST_PIECES), TELLING.finditer(html), strict=False)]
    for start, following in pairwise([*starts, len(html)]):
        piece = BeautifulSoup(html[start : min(following, start + LONGEST_PIECE)], "html.parser")
        tag = piece.find(["html", "title", "meta"])
        if isinstance(tag, Tag):
            yield from _said_by(tag)


def _said_by(tag: Tag) -> Iterator[tuple[str, str]]:
    match tag.name:
        case "title":
            yield "<title>", tag.get_text()
        case "html":
            yield "<html>", str(tag.get("lang") or "").strip()
        case _:
            for key in ("property", "name"):
                if tag.get(key) and tag.get("content"):
                    yield str(tag[key]).strip().lower(), str(tag["content"])


def _words(offers: list[str], *, graphemes: int, characters: int) -> str:
    """The first offer that says something: one line, with characters that would reorder it spelled out."""
    for offer in offers:
        line = " ".join(text.clean(show_bidi(offer[: 4 * characters])).split())
        if line and not is_blank(line):
            return _cut(line, graphemes, characters)
    return ""


def _cut(line: str, graphemes: int, characters: int) -> str:
    """The line, or as much of it as fits with its ellipsis; never cut inside a grapheme."""
    if len(line) <= characters and first_graphemes(line, graphemes) == line:
        return line
    ends = [match.end() for match in islice(grapheme().finditer(line), graphemes - 1)]
    return line[: max((end for end in ends if end < characters), default=0)].rstrip() + "…"
