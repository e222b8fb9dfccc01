"""What an archive says of itself."""

import msgspec

from greenroom.kit.keeping.unfit import UnfitError

FORMAT = 1  # grows when older programs could no longer read what newer ones write
PURPOSE = "backup"  # of the seal


class Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One table: its columns with their kinds, how many rows in how many parts, the last number given."""

    key: str
    columns: dict[str, str]
    rows: int
    parts: int
    counter: int | None = None


class Pictures(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The files: their number, bytes, and the hash over the list of their names, sizes and hashes.

    `gone` are keys whose row was deleted while the backup was made, `lost` those whose row still stands.
    """

    files: int
    bytes: int
    sha256: str
    gone: list[str] = []
    lost: list[str] = []


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that is needed to judge the archive before a row of it is read."""

    format: int
    greenroom: str
    made_at: str
    migrations: list[tuple[str, str]]
    tables: dict[str, Kept]
    members: dict[str, str]  # name and SHA-256 of everything but pictures
    pictures: Pictures
    seal: str  # made with the secret of the installation over `made_at`

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(kept.rows for kept in self.tables.values())


def written(manifest: Manifest) -> bytes:
    """As it stands in the archive: readable, the same for the same content."""
    return msgspec.json.format(msgspec.json.encode(manifest, order="deterministic"), indent=1)


def read(content: bytes) -> Manifest:
    """The manifest; refuses a newer format by its number, whatever else stands there."""
    try:
        head = msgspec.json.decode(content)
        if isinstance(head, dict) and isinstance(head.get("format"), int) and head["format"] > FORMAT:
            raise UnfitError(f"The archive has format {head['format']}; this version of Greenroom reads {FORMAT}.")
        return msgspec.json.decode(content, type=Manifest)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise UnfitError("The archive's manifest cannot be read.") from error
