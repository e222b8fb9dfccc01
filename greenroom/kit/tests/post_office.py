"""A mail server of the tests' own, which can be told to behave badly."""

import socketserver
import threading
from contextlib import contextmanager


class Conversation(socketserver.StreamRequestHandler):
    """One client, one line at a time."""

    def handle(self):
        self.say("220 here")
        while line := self.rfile.readline():
            word = line.decode("utf-8", "replace").strip().upper()
            if not self.reply(word):
                return

    def reply(self, word):
        office = self.server
        if word.startswith("RCPT"):
            self.say(office.rcpt)
        elif word.startswith("DATA"):
            self.say(office.data)
            if office.data.startswith("354"):
                return self.take()
        elif word.startswith("QUIT"):
            self.say("221 bye")
            return False
        else:
            self.say("250 fine")
        return True

    def take(self):
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line)
        self.server.taken.append(b"".join(lines))
        if self.server.answer is None:
            return False  # took it, and hangs up without a word
        self.say(self.server.answer)
        return True

    def say(self, words):
        self.wfile.write(words.encode() + b"\r\n")


class Office(socketserver.ThreadingTCPServer):
    """What it answers, and what it took."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.rcpt, self.data, self.answer = "250 fine", "354 go on", "250 taken"
        self.taken = []

    @property
    def port(self):
        return self.server_address[1]


@contextmanager
def post_office():
    """Open for one test."""
    with Office() as office:
        threading.Thread(target=office.serve_forever, args=(0.02,), daemon=True).start()
        yield office
        office.shutdown()
