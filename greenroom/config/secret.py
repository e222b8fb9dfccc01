"""The secret that signs sessions and links: from the environment, else a file in the data folder."""

import os
import secrets
from pathlib import Path

from greenroom.config import env


def secret_key(folder: Path) -> str:
    """Read the key; write a new one, readable by its owner alone, on the first run."""
    given = env.text("SECRET_KEY")
    if given:
        return given
    file = folder / "secret-key"
    if file.exists():
        return file.read_text(encoding="ascii").strip()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise env.MisconfiguredError(f"The folder {folder} cannot be made: {error.strerror}.") from error
    fresh = secrets.token_urlsafe(50)
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was faster; its key counts
        return file.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as handle:
        handle.write(fresh)
    return fresh
