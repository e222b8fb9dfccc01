"""A post's words as HTML: the headline inline, the note as Markdown, both through the one sanitiser."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from greenroom.kit.text import markdown
from greenroom.kit.text.cleaning import fold, tidy
from greenroom.kit.text.finding import tokens
from greenroom.kit.text.limits import POST_CHARACTERS, RENDERED_CHARACTERS, require_short
from greenroom.kit.text.sanitising import allowed

PARAGRAPH_END = re.compile(r"\n(?:[^\S\n]*\n)+")


@dataclass(frozen=True, slots=True)
class Rendered:
    """Safe HTML. The headline is inline and may hold links; where it is itself a link, show the plain headline."""

    headline_html: str
    note_html: str

    @property
    def html(self) -> str:
        """The whole post: the headline as its first paragraph, then the note."""
        return f"<p>{self.headline_html}</p>{self.note_html}"


def render(
    headline: str,
    note: str = "",
    *,
    mention_url: Callable[[str], str | None],
    tag_url: Callable[[str], str],
) -> Rendered:
    """Headline and note as sanitised HTML.

    `mention_url` gets a handle in small letters and answers None for one that nobody has: it stays text.
    `tag_url` gets the folded tag. Both are asked once for each name. Pictures become links, headings start at
    h2, links are http, https or mailto. A text with absurdly many marks is shown as plain paragraphs.
    Refuses what is longer than a post with `TooLong`.
    """
    require_short(headline + note, POST_CHARACTERS)
    env = {"mention_url": remembered(mention_url), "tag_url": remembered(lambda tag: tag_url(fold(tag)))}
    return Rendered(inline(tidy(headline), env), blocks(tidy(note), env))


def remembered(ask: markdown.Ask) -> markdown.Ask:
    """The same question with the same answer, asked once."""
    answers: dict[str, str | None] = {}

    def answer(name: str) -> str | None:
        if name not in answers:
            answers[name] = ask(name)
        return answers[name]

    return answer


def inline(text: str, env: dict[str, markdown.Ask]) -> str:
    """A headline: escaped, with links, mentions and tags; its line breaks are kept."""
    if markdown.is_tangled(text):
        return allowed(with_breaks(text))
    pieces = []
    end = 0
    for token in tokens(text):
        address = markdown.address_of(token, env)
        if address is None:
            continue
        written = markdown.shown_text(text[token.start : token.end], token.kind)
        css = markdown.css_of(token.kind)
        attribute = f' class="{css}"' if css else ""
        pieces += [
            with_breaks(text[end : token.start]),
            f'<a href="{escape(address)}"{attribute}>{escape(written)}</a>',
        ]
        end = token.end
    return allowed("".join(pieces) + with_breaks(text[end:]))


def blocks(text: str, env: dict[str, markdown.Ask]) -> str:
    """A note: Markdown, or plain paragraphs when it is tangled."""
    if not text:
        return ""
    html = plain_paragraphs(text) if markdown.is_tangled(text) else markdown.parser().render(text, env)
    return allowed(html if len(html) <= RENDERED_CHARACTERS else plain_paragraphs(text))


def plain_paragraphs(text: str) -> str:
    """The text without any meaning given to its marks."""
    return "".join(f"<p>{with_breaks(part)}</p>" for part in PARAGRAPH_END.split(text))


def with_breaks(text: str) -> str:
    """Escaped text with its line breaks."""
    return escape(text).replace("\n", "<br>")
