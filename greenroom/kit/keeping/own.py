"""What keeping knows of the kit's own rows: mail that may have gone out since, and the mark of the pictures' folder."""

from collections.abc import Iterator
from datetime import datetime

from greenroom.kit.keeping import registry
from greenroom.kit.models import Mail
from greenroom.kit.pictures import storing

SINCE = "restored from a backup: it may have gone out since"
registry.leave_out("cache")


@registry.settled
def mail_is_unknown(now: datetime) -> None:
    """Mail that waited when the backup was made: the original has probably sent it, and nobody can tell."""
    waiting = Mail.objects.filter(state__in=[Mail.State.PLANNED, Mail.State.SENDING])
    waiting.update(state=Mail.State.UNKNOWN, answer=SINCE, settled_at=now)


@registry.invariant("Every picture that a row names has both of its files.")
def pictures_have_files() -> Iterator[str]:
    """All keys of all rooms; what the archive itself noted as missing is told by the restore."""
    for _table, _column, key in keys_in_use():
        for variant in storing.VARIANTS:
            if not (storing.folder_of(key) / variant).is_file():
                yield f"{key}/{variant}"


def keys_in_use() -> Iterator[tuple[str, str, str]]:
    """Table, column and key of every picture that a row names."""
    from django.db import connection

    for table, column in registry.PICTURES:
        with connection.chunked_cursor() as cursor:
            cursor.execute(f'SELECT "{column}" FROM "{table}" WHERE "{column}" <> \'\'')  # noqa: S608 - our own names
            for (key,) in cursor:
                if storing.KEY.match(key):
                    yield table, column, key
