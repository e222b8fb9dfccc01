"""Which addresses take files, and how much."""

import re
from collections.abc import Iterable

TOGETHER = 16_000_000  # bytes of all files of one form; one file may have as many (kit.pictures.limits)
ARCHIVE = 200_000_000  # bytes of an archive that somebody brings along
MULTIPART = b"multipart/form-data"
TAKES_FILES = re.compile(
    r"/(media/|compose|settings/pictures/|@[a-z0-9_]{1,30}/(pictures/|directory/file/|[0-9]{1,19}/(reply|edit)/))\Z"
)

TAKES_ARCHIVES = re.compile(r"/settings/bring/\Z")


def files_in(path: str, headers: Iterable[tuple[bytes, bytes]]) -> int:
    """How many bytes of files a request to this address may bring beside its words; 0 for every other form."""
    if not takes_files(path):
        return 0
    sent_as = next((value for name, value in headers if name.lower() == b"content-type"), b"")
    most = ARCHIVE if TAKES_ARCHIVES.match(path) else TOGETHER
    return most if sent_as.lower().startswith(MULTIPART) else 0


def takes_files(path: str) -> bool:
    """Whether forms at this address may hold files."""
    return bool(TAKES_FILES.match(path) or TAKES_ARCHIVES.match(path))
