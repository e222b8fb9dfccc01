"""What is refused of an archive before anything is written [M2]: each is a good one with one thing wrong."""

import gzip
import hashlib
import io
import json
import tarfile

import pytest

from greenroom.kit.keeping import checking, nightly, tape
from greenroom.kit.keeping.taking import line_of
from greenroom.kit.keeping.unfit import UnfitError

pytestmark = pytest.mark.fast

KEY = "ab" * 16
PART = "tables/kit_fact/000000.jsonl.gz"
FACE = f"pictures/{KEY}/full"


def sha(content):
    return hashlib.sha256(content).hexdigest()


class Archive:
    """An archive in the making, of which a test may spoil any part."""

    def __init__(self):
        self.rows = b'[1,"body"]\n[2,"other"]\n'
        self.parts = {PART: gzip.compress(self.rows, mtime=0)}
        self.faces = {FACE: b"pixels"}
        self.columns = {"id": "int", "name": "text"}
        self.count = 2
        self.said = {}
        self.extra = []
        self.check = None

    def bytes(self):
        listed = b"".join(line_of(name, len(content), sha(content)) for name, content in self.faces.items())
        size = sum(map(len, self.faces.values()))
        manifest = {
            "format": 1,
            "greenroom": "0.1.0",
            "made_at": "2026-03-02T12:00:00+00:00",
            "migrations": [["kit", "0001_initial"]],
            "tables": {
                "kit_fact": {"key": "id", "columns": self.columns, "rows": self.count, "parts": 1, "counter": 2}
            },
            "members": {name: sha(content) for name, content in self.parts.items()},
            "pictures": {"files": len(self.faces), "bytes": size, "sha256": sha(listed), "gone": [], "lost": []},
            "seal": "",
            **self.said,
        }
        said = json.dumps(manifest).encode()
        whole = io.BytesIO()
        with tarfile.open(fileobj=whole, mode="w", format=tarfile.USTAR_FORMAT) as tar:
            for name, content in [*self.parts.items(), *self.faces.items()]:
                add(tar, tarfile.TarInfo(name), content)
            for entry, content in self.extra:
                add(tar, entry, content)
            add(tar, tarfile.TarInfo(tape.MANIFEST), said)
            add(tar, tarfile.TarInfo(tape.CHECK), (self.check or sha(said)).encode())
        return whole.getvalue()


def add(tar, entry, content):
    entry.size = len(content)
    tar.addfile(entry, io.BytesIO(content))


@pytest.fixture
def archive():
    return Archive()


@pytest.fixture
def judged(tmp_path):
    def judge(content):
        file = tmp_path / "archive.tar"
        file.write_bytes(content)
        with checking.opened(file) as stream:
            manifest = checking.checked(stream)
            return manifest, list(checking.parts_of(stream, manifest))

    return judge


def test_a_good_one_is_taken(archive, judged):
    manifest, parts = judged(archive.bytes())

    assert manifest.rows == 2
    assert parts == [("kit_fact", [(1, "body"), (2, "other")])]


@pytest.mark.parametrize(
    "name",
    [
        "../secret-key", "/etc/passwd", "pictures/../../x/full", f"pictures/{KEY}/../preview", "tables/x.sql",
        f"pictures/{KEY.upper()}/full", f"pictures/{KEY}/full\n", "secrets/other", "manifest.json/x", ".",
        "tables/kit_fact/",         "tables/KIT/000000.jsonl.gz", "pictures/./full",
    ],
)  # fmt: skip
def test_m2_a_name_that_no_backup_has_is_refused(archive, judged, name):
    archive.extra = [(tarfile.TarInfo(name), b"x")]

    with pytest.raises(UnfitError):
        judged(archive.bytes())


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.CONTTYPE]
)
def test_m2_what_is_no_plain_file_is_refused(archive, judged, kind):
    entry = tarfile.TarInfo(f"pictures/{KEY}/preview")
    entry.type, entry.linkname = kind, "/etc/passwd"
    archive.extra = [(entry, b"")]

    with pytest.raises(UnfitError, match="not a plain file"):
        judged(archive.bytes())


@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
def test_m2_extensions_of_the_format_are_refused(archive, judged, form):
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w", format=form) as tar:
        add(tar, tarfile.TarInfo("pictures/" + "é" * 120), b"x")

    with pytest.raises(UnfitError):
        judged(whole.getvalue())


def test_m2_a_part_that_unpacks_to_far_more_than_it_has_is_refused_before_it_has_grown(archive, judged):
    archive.parts[PART] = gzip.compress(b"[1]\n" * 10_000_000, mtime=0)
    archive.count = 10_000_000
    archive.columns = {"id": "int"}

    with pytest.raises(UnfitError, match="unpacks to more than it may"):
        judged(archive.bytes())


def test_m2_a_table_beside_the_manifest_is_refused(archive, judged):
    archive.extra = [(tarfile.TarInfo("tables/people_person/000000.jsonl.gz"), b"x")]

    with pytest.raises(UnfitError):
        judged(archive.bytes())


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        (b'["DROP TABLE x",""]\n[2,""]\n', {"id": "int", "name": "text"}),
        (b'[1,"a",3]\n[2,"b",4]\n', {"id": "int", "name": "text"}),
        (b'{"id":1}\n{"id":2}\n', {"id": "int", "name": "text"}),
        (b'[1,"2026-03-02 noon"]\n[2,null]\n', {"id": "int", "at": "time"}),
        (b'[1,"2026-03-02T12:00:00"]\n[2,null]\n', {"id": "int", "at": "time"}),
        (b'[1,"x"]\n[2,"x"]\n', {"id": "int", "name": "sql"}),
    ],
)
def test_m2_a_value_of_another_kind_is_refused(archive, judged, rows, columns):
    archive.parts[PART], archive.columns = gzip.compress(rows, mtime=0), columns

    with pytest.raises(UnfitError):
        judged(archive.bytes())


@pytest.mark.parametrize(
    "spoil",
    [
        lambda archive: archive.faces.update({FACE: b"pixelS"}) or archive.said.update(pictures=PIXELS),
        lambda archive: setattr(archive, "count", 3),
        lambda archive: archive.said.update(members={PART: "0" * 64}),
        lambda archive: archive.said.update(members={}),
        lambda archive: archive.said.update(format="1"),
        lambda archive: archive.said.update(seal=None),
        lambda archive: archive.said.update(more="than we know"),
        lambda archive: setattr(archive, "check", "0" * 64),
    ],
)
def test_m2_what_is_not_as_the_manifest_says_is_refused(archive, judged, spoil):
    spoil(archive)

    with pytest.raises(UnfitError):
        judged(archive.bytes())


PIXELS = {
    "files": 1,
    "bytes": 6,
    "sha256": sha(line_of(FACE, 6, sha(b"pixels"))),
    "gone": [],
    "lost": [],
}


def test_a_newer_format_is_named(archive, judged):
    archive.said = {"format": 2, "whatever": True}

    with pytest.raises(UnfitError, match="format 2; this version of Greenroom reads 1"):
        judged(archive.bytes())


def test_m2_every_cut_and_every_flipped_byte_is_noticed(archive, judged):
    whole = archive.bytes()
    for end in range(0, len(whole.rstrip(b"\0")), 257):
        with pytest.raises(UnfitError):
            judged(whole[:end])
    content = judged(whole)
    for place in range(0, len(whole), 101):
        spoiled = bytearray(whole)
        spoiled[place] ^= 0x20
        try:
            assert judged(bytes(spoiled)) == content  # padding, or the end of the tape
        except UnfitError:
            continue


def test_an_archive_is_written_once_and_read_back(tmp_path):
    file = tmp_path / "written.tar"
    with tape.Writer(file) as writer:
        writer.add(PART, b"x" * 700)
        with pytest.raises(tape.TakenError, match="is writing"):
            tape.Writer(file)
        assert not file.exists()
        writer.finish()

    with file.open("rb") as stream:
        (member,) = tape.members(stream)
        assert b"".join(tape.pieces(stream, member)) == b"x" * 700
    with pytest.raises(tape.TakenError, match="exists"):
        tape.Writer(file)
    assert [entry.name for entry in tmp_path.iterdir()] == ["written.tar"]


def test_backups_older_than_thirty_days_go_and_the_newest_stays(tmp_path):
    from datetime import UTC, datetime, timedelta

    now = datetime(2026, 3, 31, 3, 0, tzinfo=UTC)
    for days in (29, 31, 60):
        (tmp_path / nightly.name_at(now - timedelta(days=days))).touch()
    (tmp_path / "greenroom.tar").touch()

    assert len(nightly.rotate(tmp_path, now)) == 2
    assert nightly.rotate(tmp_path, now + timedelta(days=400)) == []
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["greenroom-2026-03-02-030000.tar", "greenroom.tar"]
