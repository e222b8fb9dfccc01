"""Why an archive is not taken: one sentence for whoever called the command."""


class UnfitError(Exception):
    """The archive, or the place where it should go, is refused whole; nothing was written there."""
