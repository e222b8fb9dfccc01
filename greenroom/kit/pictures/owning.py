"""To which database the folder of pictures belongs: both carry one mark, so that no other database clears it away."""

import logging
import secrets
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from greenroom.kit import options

MARK = "belongs-to"
FOLDER = options.declare("pictures.folder", str, default="", help=_("The mark of the folder that holds the pictures."))
log = logging.getLogger(__name__)


def is_ours(now: datetime) -> bool:
    """Whether the marks agree; a folder without one takes that of the database, which is written first."""
    file = Path(settings.PICTURES_FOLDER) / MARK
    ours = FOLDER.get()
    if not file.exists():
        if not ours:
            ours = secrets.token_hex(16)
            FOLDER.set(ours, by=None, now=now)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(ours, encoding="ascii")
    if ours != file.read_text(encoding="ascii").strip():
        log.error("the folder of pictures belongs to another database: %s does not hold its mark", file)
        return False
    return True
