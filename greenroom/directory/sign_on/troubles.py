"""Why a sign-on does not go on; the word is for the log, never for the page."""


class NotProven(Exception):  # noqa: N818 - read as a sentence
    """The provider did not prove who somebody is; `reason` is a stable word without names or secrets."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
