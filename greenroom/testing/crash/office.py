"""A mail server on this machine that takes every letter and writes down to whom."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Conversation(socketserver.StreamRequestHandler):
    """One client; a letter counts from the moment at which its last line is here."""

    server: "Office"

    def handle(self) -> None:
        """Answer line by line until the client leaves, or dies."""
        self.say("220 here")
        to = ""
        while line := self.rfile.readline():
            word = line.decode("utf-8", "replace").strip()
            if word.upper().startswith("RCPT"):
                to = word.partition("<")[2].partition(">")[0]
            if word.upper().startswith("DATA"):
                self.say("354 go on")
                if not self.take(to):
                    return
            self.say("221 bye" if word.upper() == "QUIT" else "250 fine")

    def take(self, to: str) -> bool:
        """Read one letter; what breaks off is none."""
        while line := self.rfile.readline():
            if line == b".\r\n":
                self.server.note(to)
                return True
        return False

    def say(self, words: str) -> None:
        """One line."""
        self.wfile.write(words.encode() + b"\r\n")


class Office(socketserver.ThreadingTCPServer):
    """One line in the book for each letter: its address."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 50

    def __init__(self, book: Path) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.book = book
        self.book.touch()

    def note(self, to: str) -> None:
        """A letter is here, whatever becomes of the answer."""
        with self.book.open("a", encoding="utf-8") as file:
            file.write(f"{to}\n")

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that was killed is no error here."""


@contextmanager
def open_office(book: Path) -> Iterator[Office]:
    """Open until the block ends."""
    with Office(book) as office:
        threading.Thread(target=office.serve_forever, args=(0.05,), daemon=True).start()
        yield office
        office.shutdown()
