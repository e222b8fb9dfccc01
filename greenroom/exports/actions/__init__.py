"""The verbs of the room, one noun a file."""

from greenroom.exports.actions.archiving import ask_archive, build, tidy_archives
from greenroom.exports.actions.erasing import apply_erasures, ask_erasure, call_off_erasure, erase_now, go_on

__all__ = [
    "apply_erasures",
    "ask_archive",
    "ask_erasure",
    "build",
    "call_off_erasure",
    "erase_now",
    "go_on",
    "tidy_archives",
]
