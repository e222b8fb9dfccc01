"""Writers: people who fill in the real forms over HTTP, press again when no reply comes, and remember what was said."""

import random
import threading
import time
from dataclasses import asdict, dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPException  # noqa: TID251 - a server of our own on this machine
from urllib.parse import urlencode

PATIENCE = 20.0  # seconds in which a writer presses again
PAUSE = 0.1  # seconds between two attempts
GIVES_UP = 0.15  # how often a writer who got no reply goes away instead


@dataclass
class Line:
    """Something that was sent: an unguessable word, whom it concerns, and whether it was acknowledged."""

    word: str
    to: str
    acknowledged: bool = False


@dataclass
class Record:
    """All that the writers know; replies that were neither a yes nor a broken line, by status."""

    posts: list[Line] = field(default_factory=list)
    letters: list[Line] = field(default_factory=list)
    replies: dict[int, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """For the process that counts."""
        return asdict(self)


class Forms(HTMLParser):
    """The fields of each form of a page, as a browser would send them untouched."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = [{}]
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note hidden fields, and what is ticked."""
        given = dict(attrs)
        name, kind = given.get("name"), given.get("type") or "text"
        if tag == "form":
            self.forms.append({})
        elif tag in {"input", "textarea"} and name and (kind not in {"radio", "checkbox"} or "checked" in given):
            self.forms[-1][name] = given.get("value") or ""

    def having(self, name: str) -> dict[str, str]:
        """The form with this field."""
        return next(form for form in self.forms if name in form and "csrfmiddlewaretoken" in form)


class Writer:
    """One person with a session and a line to the server."""

    def __init__(self, port: int, cookie: str, *, record: Record, stop: threading.Event, source: random.Random) -> None:
        self.port, self.cookie, self.record, self.stop, self.source = port, cookie, record, stop, source
        self.csrf = ""

    def ask(self, path: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        """One request on a line of its own; raises OSError or HTTPException when no whole reply comes."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            headers = {"Cookie": self.cookie + self.csrf, "Host": f"localhost:{self.port}"}
            if fields is not None:
                headers |= {"Content-Type": "application/x-www-form-urlencoded"}
            line.request("GET" if fields is None else "POST", path, urlencode(fields) if fields else None, headers)
            reply = line.getresponse()
            for name, value in reply.getheaders():
                if name.lower() == "set-cookie" and value.startswith("greenroom-csrf="):
                    self.csrf = "; " + value.partition(";")[0]
            return reply.status, reply.read().decode()
        finally:
            line.close()

    def patiently(self, path: str, fields: dict[str, str] | None, *, again: bool = True) -> tuple[int, str] | None:
        """Ask until there is a reply; None when the writer went away, or may not ask a second time."""
        until = time.monotonic() + PATIENCE
        while not self.stop.is_set() and time.monotonic() < until:
            try:
                return self.ask(path, fields)
            except ConnectionRefusedError:
                pass  # nobody is there: nothing was sent
            except (OSError, HTTPException):
                if fields is not None and (not again or self.source.random() < GIVES_UP):
                    return None
            time.sleep(PAUSE)
        return None

    def send(self, path: str, having: str, line: Line, words: dict[str, str], *, again: bool) -> None:
        """Fill in the form and send it; note whether it was acknowledged."""
        page = self.patiently(path, None)
        if page is None or page[0] != 200:
            return self.note(page)
        fields = Forms(page[1]).having(having) | words
        (self.record.posts if having == "headline" else self.record.letters).append(line)
        reply = self.patiently(path, fields, again=again)
        line.acknowledged = reply is not None and (reply[0] == 302 or (reply[0] == 200 and line.to in reply[1]))
        if not line.acknowledged:
            self.note(reply)
        return None

    def note(self, reply: tuple[int, str] | None) -> None:
        """Remember a reply that was no yes; 0 for none."""
        status = reply[0] if reply else 0
        self.record.replies[status] = self.record.replies.get(status, 0) + 1

    def word(self) -> str:
        """A word that nobody can guess."""
        return f"w{self.source.getrandbits(60):015x}"

    def write_posts(self, named: list[str]) -> None:
        """Post after post, each naming somebody, until it is enough."""
        while not self.stop.is_set():
            line = Line(self.word(), self.source.choice(named))
            self.send("/compose", "headline", line, {"headline": f"{line.word} @{line.to}", "do": "post"}, again=True)

    def write_letters(self) -> None:
        """Invitation after invitation: the form has no key, so whoever got no reply does not press again."""
        while not self.stop.is_set():
            word = self.word()
            line = Line(word, f"{word}@crash.example")
            fields = {"email": line.to, "network_role": "member"}
            self.send("/host/invitations/new/", "email", line, fields, again=False)
            self.stop.wait(0.1)
