"""Where this network is served, as far as nobody says it in `GREENROOM_URL`."""

import re
from pathlib import Path

WORD = re.compile(r"\Ahttp://[^/\s]*:(\d{1,5})\Z")  # what `up` writes into its lock file
USUAL = 8000


def served_at(folder: Path, port: int) -> str:
    """The local address: of the given port, else of the last `up` on the folder, else of the usual port.

    So that a link printed by a second terminal leads to where the pages are.
    """
    return f"http://localhost:{port or _last_port(folder) or USUAL}"


def _last_port(folder: Path) -> int:
    try:
        found = WORD.match((folder / "up.lock").read_text(encoding="utf-8").strip())
    except OSError:
        return 0
    return int(found[1]) if found else 0
