"""Archives that mean ill are refused whole: nothing outside them is read, nothing is stored (M2)."""

import gzip
import io
import json
import tarfile
import tracemalloc
import zipfile

import pytest

from greenroom.imports import archives, elements
from greenroom.imports.tests.conftest import whys
from greenroom.imports.tests.made import actor, create, outbox, tarred, zipped
from greenroom.kit.tests.rows import every_row

POST = {"outbox.json": outbox(create(1, "<p>Kept?</p>")), "actor.json": actor()}


@pytest.fixture
def secret(tmp_path):
    """A file beside the archive that nobody may read through it."""
    file = tmp_path / "secret.json"
    file.write_bytes(outbox(create(1, "<p>Secret</p>")))
    return file


@pytest.fixture
def refused(bring):
    """`refused(path)` is the one sentence; every row is as it was."""

    def run(path, kind: str = "mastodon") -> str:
        before = every_row()
        result = bring.on(kind, path, "--as", "ida")
        assert (result["code"], result["posts"], len(result["refused"])) == (2, 0, 1)
        assert every_row() == before
        return whys(result)[0].split(": ", 1)[1]

    return run


@pytest.mark.parametrize("name", ["../secret.json", "a/../../secret.json", "/etc/passwd", "C:/windows", "a\\b"])
@pytest.mark.parametrize("form", [zipped, tarred])
def test_m2_names_that_lead_out_refuse_the_whole(refused, tmp_path, form, name):
    said = refused(form(tmp_path / "archive", POST | {name: b"x"}))

    assert said == f"The archive holds a name that leads out of it: “{name}”."


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE])
def test_m2_links_and_devices_in_a_tarball_refuse_the_whole(refused, tmp_path, secret, kind):
    path = tarred(tmp_path / "archive", {}, links={"outbox.json": str(secret)}, kind=kind)

    assert refused(path) == "The archive holds a link or a device: “outbox.json”."


def test_m2_links_in_a_zip_refuse_the_whole(refused, tmp_path, secret):
    path = zipped(tmp_path / "archive", {}, links={"outbox.json": str(secret)})

    assert refused(path) == "The archive holds a link or a device: “outbox.json”."


def test_m2_links_in_a_folder_refuse_the_whole(refused, tmp_path, secret):
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "outbox.json").symlink_to(secret)

    assert refused(folder) == "The archive holds a link or a device: “outbox.json”."


def test_m2_files_are_looked_up_in_the_archive_alone(bring, tmp_path, secret):
    attached = [{"type": "Document", "url": url} for url in (f"file://{secret}", str(secret), "../secret.json")]
    path = zipped(tmp_path / "archive", POST | {"outbox.json": outbox(create(1, "<p>Kept</p>", attachment=attached))})

    result = bring.on("mastodon", path, "--as", "ida")

    assert (result["posts"], result["files"], len(result["refused"])) == (1, 0, 3)


@pytest.mark.parametrize("form", [zipped, tarred])
def test_m2_what_would_unpack_to_far_more_is_refused_before_it_is_read(refused, tmp_path, form):
    path = form(tmp_path / "archive", POST | {"big.bin": bytes(80_000_000)})
    tracemalloc.start()
    said = refused(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert said == "The archive would unpack to far more than archives do. Nothing was read."
    assert peak < 40_000_000


def test_m2_a_header_that_claims_a_gigabyte_is_refused(refused, tmp_path):
    header = tarfile.TarInfo("pax")
    header.type, header.size = tarfile.XHDTYPE, 1_000_000_000
    path = tmp_path / "archive"
    path.write_bytes(gzip.compress(header.tobuf() + bytes(10_000)))

    assert refused(path) == "The archive is damaged: it cannot be opened."


def test_m2_too_many_files_refuse_the_whole(refused, tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MOST_FILES", 5)
    monkeypatch.setattr(archives, "DIRECTORY_BYTES", 2_000)
    few = zipped(tmp_path / "few", POST | {f"{number}": b"" for number in range(4)})
    many = zipped(tmp_path / "many", POST | {f"{number:060}": b"" for number in range(40)})

    assert refused(few) == refused(many) == "The archive holds more than 5 files."


def test_m2_a_zip_behind_a_password_or_broken_is_refused(refused, tmp_path):
    path = zipped(tmp_path / "archive", POST)
    locked = bytearray(path.read_bytes())
    at = locked.find(b"PK\x01\x02")
    locked[at + 8] |= 1
    path.write_bytes(locked)
    broken = tmp_path / "broken"
    broken.write_bytes(path.read_bytes()[:-40])

    assert refused(path) == "The archive is locked with a password."
    assert refused(broken) == "The archive is damaged: it cannot be opened."


def test_m2_a_zip_whose_content_was_changed_is_refused(refused, tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("outbox.json", POST["outbox.json"])
    path = tmp_path / "archive"
    path.write_bytes(out.getvalue().replace(b"Kept?", b"Kepz?"))

    assert refused(path) == "The archive is damaged: it cannot be opened."


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"not json",
        POST["outbox.json"][:-9],
        b'{"orderedItems": [{"a": 1} {"b": 2}]}',
        b'{"orderedItems": ' + b"[" * 200_000,
        b'{"orderedItems": ["' + b"x" * 5_000_000,
        "{“orderedItems”: []}".encode("latin-1", "replace"),
        b'{"orderedItems": [' + b"9" * 5_000 + b"]}",
        b"\xff\xfe\x00",
    ],
)
def test_m2_d1_malformed_json_is_refused_whole_in_little_memory(refused, tmp_path, content):
    path = tmp_path / "outbox.json"
    path.write_bytes(content)
    tracemalloc.start()
    said = refused(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert said == "“outbox.json” is damaged: it is not the JSON that it should be. Nothing was imported."
    assert peak < 10 * elements.LONGEST


@pytest.mark.parametrize("kind", ["mastodon", "x"])
def test_an_archive_of_something_else_says_what_is_missing(refused, tmp_path, kind):
    names = {"mastodon": "outbox.json", "x": "data/tweets.js"}
    path = zipped(tmp_path / "archive", {"holiday.txt": b"Sun", "more.txt": b"Sea"})

    assert refused(path, kind) == f"The archive has no “{names[kind]}” in it."


def test_ten_thousand_bad_items_are_refused_one_by_one_and_the_good_one_is_kept(bring, tmp_path):
    bad = [{"type": "Create", "object": {"type": "Note", "to": "as:Public"}}] * 5_000 + ["x", None, 7, {}] * 1_250
    path = tmp_path / "outbox.json"
    path.write_bytes(json.dumps({"orderedItems": [create(1, "<p>Kept</p>"), *bad]}).encode())

    result = bring.on("mastodon", path, "--as", "ida")

    assert (result["code"], result["posts"], len(result["refused"])) == (0, 1, 10_000)
    assert whys(result)[0] == "outbox.json, item 2: The item has no name by which it could be found again."
