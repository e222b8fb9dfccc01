"""HTML of other networks as the plain form that posts hold: paragraphs, line breaks, whole addresses, whole names."""

from collections.abc import Mapping
from html.parser import HTMLParser
from urllib.parse import urlsplit

SILENT = frozenset({"script", "style", "template", "head", "title"})
BLOCKS = frozenset(
    {"p", "div", "section", "article", "ul", "ol", "table", "tr", "pre", "h1", "h2", "h3", "h4", "h5", "h6"}
)
MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`", "del": "~~", "s": "~~"}
LONGEST = 200_000  # characters of one post's HTML


class Plain(HTMLParser):
    """Collects the words; `names` says who is meant by the address of a mention."""

    def __init__(self, names: Mapping[str, str]) -> None:
        super().__init__(convert_charrefs=True)
        self.names = names
        self.parts: list[str] = []
        self.silent = 0
        self.quoted = 0
        self.preformatted = 0
        self.link: tuple[str, str, int] | None = None  # address, classes, where its words begin

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        given = {name: value or "" for name, value in attrs}
        if tag in SILENT:
            self.silent += 1
        elif tag == "br":
            self.parts.append("\n")
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag == "blockquote":
            self._block()
            self.quoted = len(self.parts)
        elif tag in BLOCKS:
            self.preformatted += tag == "pre"
            self._block()
        elif tag == "a" and self.link is None:
            self.link = (given.get("href", ""), given.get("class", ""), len(self.parts))
        elif tag in MARKS and not self.preformatted:
            self.parts.append(MARKS[tag])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One that is closed at once: only a line break says something."""
        if tag == "br":
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag == "blockquote":
            self._quote()
        elif tag in BLOCKS:
            self.preformatted -= tag == "pre" and self.preformatted > 0
            self._block()
        elif tag == "a" and self.link is not None:
            self._link(*self.link)
            self.link = None
        elif tag in MARKS and not self.preformatted:
            self.parts.append(MARKS[tag])

    def handle_data(self, data: str) -> None:
        """Words."""
        if not self.silent:
            self.parts.append(data if self.preformatted else " ".join(data.split("\n")))

    def _block(self) -> None:
        if self.parts and self.parts[-1] != "\n\n":
            self.parts.append("\n\n")

    def _quote(self) -> None:
        said = "".join(self.parts[self.quoted :]).strip()
        self.parts[self.quoted :] = ["\n".join(f"> {line}".rstrip() for line in said.split("\n"))]
        self._block()

    def _link(self, address: str, classes: str, begins: int) -> None:
        """A tag stays a tag, a mention is written in full, any other link shows where it leads."""
        words = "".join(self.parts[begins:])
        shown = words.strip()
        if "hashtag" in classes or shown.startswith("#"):
            said = words
        elif "mention" in classes or "u-url" in classes.split():
            said = self.names.get(address) or whole_name(address, shown)
        elif not address or shown.rstrip("…") in address:
            said = address or words
        else:
            said = f"{shown} ({address})" if shown else address
        self.parts[begins:] = [said]


def plain(html: str, names: Mapping[str, str]) -> str:
    """The words of a post's HTML. `names` gives the full name behind the address of a mention."""
    reader = Plain(names)
    reader.feed(html[:LONGEST])
    reader.close()
    lines = "".join(reader.parts).replace("\u00a0", " ").split("\n")
    text = "\n".join(line.strip(" \t") if not reader.preformatted else line for line in lines)
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text.strip()


def whole_name(address: str, shown: str) -> str:
    """`@mia` at `https://front-end.social/@mia` becomes `@mia@front-end.social`: a name here would be somebody else."""
    host = host_of(address)
    if shown.count("@") > 1 or not host:
        return shown
    return f"@{shown.removeprefix('@')}@{host}"


def host_of(address: str) -> str:
    """The host in an address; empty when it has none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
