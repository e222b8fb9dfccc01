"""The Markdown of notes: CommonMark without HTML, with mentions, tags and bare links."""

import functools
import re
from collections.abc import Callable, Mapping
from typing import Any

from greenroom.kit.text import addresses
from greenroom.kit.text.finding import Token, token_at
from greenroom.kit.text.limits import CHARACTERS_PER_MARK, FREE_MARKS
from greenroom.kit.text.sanitising import is_full_address

MARK = re.compile(r"[\n*_\[`#@&]|!(?=\[)|://")  # the others cost no more than a letter
WIDE_HASH = "\uff03"
TOKEN_SIGNS = "@#:" + WIDE_HASH
SCHEME_BEFORE = re.compile(r"https?\Z", re.IGNORECASE)
LONGEST_SCHEME = len("https")
HIGHEST_HEADING = 2  # the page has the only h1
LOWEST_HEADING = 6

type Ask = Callable[[str], str | None]


def is_tangled(text: str) -> bool:
    """Whether a text has so many marks that parsing them would cost far more than prose does [D2]."""
    lines = text.count("\n")  # a line can be a block, which costs twice a mark
    return lines + len(MARK.findall(text)) > FREE_MARKS + len(text) // CHARACTERS_PER_MARK


@functools.cache
def parser() -> Any:
    """The configured parser, shared: it keeps nothing between texts."""
    from markdown_it import MarkdownIt  # loaded at first use: it weighs several megabytes

    markdown = MarkdownIt("commonmark", {"html": False, "breaks": True})
    # References by name need a second pass over the whole text and are hardly ever typed; HTML is text here.
    markdown.disable(["reference", "html_block", "html_inline"])
    markdown.validateLink = is_full_address  # type: ignore[assignment]
    markdown.normalizeLinkText = addresses.shown  # type: ignore[assignment]
    markdown.inline.add_terminator_char(WIDE_HASH)
    markdown.inline.ruler.after("text", "token", token_rule)
    markdown.core.ruler.push("pictures_as_links", pictures_as_links)
    markdown.core.ruler.push("honest_links", honest_links)
    markdown.core.ruler.push("headings_below_the_page", headings_below_the_page)
    return markdown


def token_rule(state: Any, silent: bool) -> bool:  # noqa: FBT001 - the parser's shape
    """A mention, a tag or a bare link where one starts; inside a link's words they stay words."""
    sign = state.src[state.pos]
    if silent or state.linkLevel > 0 or sign not in TOKEN_SIGNS:
        return False
    start = state.pos
    if sign == ":":
        scheme = SCHEME_BEFORE.search(state.src, max(start - LONGEST_SCHEME, 0), start)
        if scheme is None or not state.src.startswith("://", start):
            return False
        start = scheme.start()
    token = token_at(state.src, start)
    address = address_of(token, state.env) if token is not None else None
    if token is None or address is None or token.end > state.posMax:
        return False
    if start < state.pos:
        state.pending = state.pending[: start - state.pos]
    push_link(state, address, shown_text(state.src[start : token.end], token.kind), css=css_of(token.kind))
    state.pos = token.end
    return True


def address_of(token: Token, env: Mapping[str, Ask]) -> str | None:
    """Where a token leads, None when it leads nowhere and stays text."""
    if token.kind == "link":
        return token.text if is_full_address(token.text) else None
    if token.kind == "mention" and "mention_url" in env:
        return env["mention_url"](token.text)
    if token.kind == "tag" and "tag_url" in env:
        return env["tag_url"](token.text)
    return None


def shown_text(written: str, kind: str) -> str:
    """A token's words: an address with its real host, everything else as written."""
    return addresses.shown(written) if kind == "link" else written


def css_of(kind: str) -> str:
    """The class of a token's link."""
    return kind if kind in {"mention", "tag"} else ""


def push_link(state: Any, address: str, text: str, *, css: str = "") -> None:
    """Add a link with one piece of text."""
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": address, "class": css} if css else {"href": address}
    state.push("text", "", 0).content = text
    state.push("link_close", "a", -1)


def pictures_as_links(state: Any) -> None:
    """A picture elsewhere becomes a link to it: reading a post asks no third party for anything."""
    from markdown_it.token import Token as Piece

    for block in state.tokens:
        depth = 0
        children: list[Piece] = []
        for token in block.children or ():
            depth += token.nesting if token.type in {"link_open", "link_close"} else 0
            if token.type != "image":
                children.append(token)
                continue
            text = Piece("text", "", 0, content=words_of(token.children or []) or addresses.shown(token.attrs["src"]))
            link = [Piece("link_open", "a", 1, attrs={"href": token.attrs["src"]}), text, Piece("link_close", "a", -1)]
            children += [text] if depth else link
        if block.children is not None:
            block.children = children


def honest_links(state: Any) -> None:
    """A link whose words name another host than the one it leads to says the real one as well [X4]."""
    from markdown_it.token import Token as Piece

    for block in state.tokens:
        children: list[Piece] = []
        opened = 0
        for token in block.children or ():
            if token.type == "link_close":
                address = str(children[opened].attrs["href"])
                if addresses.misleads(words_of(children[opened + 1 :]), address):
                    children.append(Piece("text", "", 0, content=f" ({addresses.host_of(address)})"))
            elif token.type == "link_open":
                opened = len(children)
            children.append(token)
        if block.children is not None:
            block.children = children


def words_of(tokens: list[Any]) -> str:
    """The words of inline tokens, without their marks."""
    return "".join(
        words_of(token.children or []) if token.type == "image" else "\n" * token.type.endswith("break") + token.content
        for token in tokens
    )


def headings_below_the_page(state: Any) -> None:
    """The note's highest heading becomes h2, the others keep their distance, down to h6."""
    headings = [token for token in state.tokens if token.type in {"heading_open", "heading_close"}]
    shift = HIGHEST_HEADING - min((int(token.tag[1]) for token in headings), default=HIGHEST_HEADING)
    for token in headings:
        token.tag = f"h{min(int(token.tag[1]) + shift, LOWEST_HEADING)}"
