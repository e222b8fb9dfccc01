"""Reads the threads of the demo world, which are written like a play, one folder of Markdown files.

A thread opens with `=== speaker | audience | language | time | #tag` and a reply with `--- speaker +offset`, followed
by `re NAME` when it answers the last line of somebody and by a language when it is another than the thread's.
`house/person` is a person who speaks as an organisation. Lines that begin with `~` say what others did with the post.
"""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

FOLDER = Path(__file__).parent / "scripts"
OFFSET = re.compile(r"\+(?:(\d+)h)?(?:(\d+)m)?\Z")
OPENS = re.compile(r'(?<![^\s(*])"(?=\S)')
NARROW = "\N{NARROW NO-BREAK SPACE}"


@dataclass(kw_only=True)
class Line:
    """One post: who says it, in what words, and what others did with it."""

    speaker: str
    writer: str
    language: str
    after: timedelta = timedelta(0)  # since the thread began
    answers: "Line | None" = None
    words: str = ""
    was: str = ""  # the headline before it was edited
    cover: str = ""  # a line before the words
    shows: list[str] = field(default_factory=list)  # pictures: "NAME | description"
    helped: list[str] = field(default_factory=list)
    boosted: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


@dataclass(kw_only=True)
class Thread:
    """What was said to one audience, first line first; `began` is read by `clock.moment`."""

    audience: str
    began: str
    lines: list[Line]


def threads() -> list[Thread]:
    """Every thread of every file, in the order of the files' names."""
    found: list[Thread] = []
    for file in sorted(FOLDER.glob("*.md")):
        found += read(file.read_text(encoding="utf-8"))
    return found


def read(source: str) -> list[Thread]:
    """The threads of one file."""
    found: list[Thread] = []
    for block in re.split(r"^=== ", source, flags=re.MULTILINE)[1:]:
        opening, *replies = re.split(r"^--- ", block, flags=re.MULTILINE)
        head, _, body = opening.partition("\n")
        speaker, audience, language, began, *tags = (word.strip() for word in head.split("|"))
        first = line(speaker, language, body, tags)
        thread = Thread(audience=audience, began=began, lines=[first])
        for reply in replies:
            thread.lines.append(answer(thread, reply))
        found.append(thread)
    return found


def answer(thread: Thread, block: str) -> Line:
    """A reply; without `re` it answers the thread's first line."""
    head, _, body = block.partition("\n")
    speaker, offset, *rest = head.split()
    language, answers = thread.lines[0].language, thread.lines[0]
    if rest and rest[0] == "re":
        answers = next(before for before in reversed(thread.lines) if before.writer == rest[1])
        rest = rest[2:]
    if rest:
        language = rest[0]
    said = line(speaker, language, body, [])
    said.answers = answers
    said.after = span(offset)
    return said


def line(who: str, language: str, body: str, tags: list[str]) -> Line:
    """A post from its words and from the lines that begin with `~`."""
    speaker, _, writer = who.partition("/")
    said = Line(speaker=speaker, writer=writer or speaker, language=language)
    while body.startswith("~"):
        deed, _, body = body.partition("\n")
        verb, _, rest = deed.removeprefix("~").strip().partition(" ")
        _note(said, verb, rest)
    said.words = "\n\n".join([typeset(body.strip(), language), *tags])
    return said


def _note(said: Line, verb: str, rest: str) -> None:
    """One line that begins with `~`."""
    if verb == "shows":
        said.shows.append(typeset(rest, said.language))
    else:
        setattr(said, verb, rest if verb in {"was", "cover"} else rest.split())


def span(offset: str) -> timedelta:
    """`+1h20m` as a length of time."""
    found = OFFSET.match(offset)
    if found is None:
        raise ValueError(f"{offset} is not an offset like +1h20m")
    return timedelta(hours=int(found[1] or 0), minutes=int(found[2] or 0))


def typeset(words: str, language: str) -> str:
    """Each language's own quotation marks; French spaces before double signs and inside quotes do not break."""
    words = words.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")
    if language == "en":
        words = OPENS.sub("\N{LEFT DOUBLE QUOTATION MARK}", words)
        words = words.replace('"', "\N{RIGHT DOUBLE QUOTATION MARK}")
    if language != "fr":
        return words
    words = words.replace("« ", f"«{NARROW}").replace(" »", f"{NARROW}»").replace(" :", "\N{NO-BREAK SPACE}:")
    return re.sub(r" ([;?%])", rf"{NARROW}\1", words)
