"""What the program logs while a world is read."""

import logging


class Overheard(logging.Handler):
    """Keeps what the program logs while the world is read."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the line with everything that was put into it."""
        self.lines.append(f"{record.getMessage()} {record.__dict__}")


def listen_in(listener: Overheard) -> None:
    """Let this listener, and no other, keep every line that any part of the program logs."""
    root = logging.getLogger()
    for former in [handler for handler in root.handlers if isinstance(handler, Overheard)]:
        root.removeHandler(former)
    root.addHandler(listener)
