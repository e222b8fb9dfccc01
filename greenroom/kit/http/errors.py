"""How a request to the outside can end without a reply; callers decide by kind, never by words."""


class NotAllowed(Exception):  # noqa: N818 - read as a sentence at every call
    """The rules forbid it: nothing was sent to that place, and trying again changes nothing.

    `reason` is a stable word for machines; neither it nor `host` holds a path, a query or a secret.
    """

    def __init__(self, reason: str, host: str = "") -> None:
        super().__init__(f"{reason}: {host}" if host else reason)
        self.reason = reason
        self.host = host


class Unreachable(Exception):  # noqa: N818
    """The request went out and no whole reply came: nobody knows whether it arrived."""

    def __init__(self, reason: str, host: str = "") -> None:
        super().__init__(f"{reason}: {host}" if host else reason)
        self.reason = reason
        self.host = host


class NotSent(Unreachable):
    """No byte of the request went out: there is no such name, no line, or the place rests. Later may go better."""
