"""`greenroom export`: an archive on the console."""

import json
from zipfile import ZipFile

import pytest

from greenroom.config.cli import main


@pytest.mark.parametrize(("handle", "kind"), [("ida", "posts"), ("@Skerrow", "members")])
def test_an_archive_is_written_and_counted(cast, tmp_path, capsys, handle, kind):
    file = tmp_path / "new" / "out.zip"

    assert main(["export", handle, str(file), "--json"]) == 0

    said = json.loads(capsys.readouterr().out)
    with ZipFile(file) as opened:
        assert len(json.loads(opened.read(f"json/{kind}.json"))) == said["rows"][kind]
    assert (said["file"], said["handle"]) == (str(file), handle.lower().removeprefix("@"))
    assert file.stat().st_mode & 0o077 == 0


def test_sentences_name_each_kind_and_the_size(cast, tmp_path, capsys):
    file = tmp_path / "out.zip"

    assert main(["export", "ida", str(file)]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["1", "account"]
    assert lines[-1] == f"{file} is written: {file.stat().st_size:,} bytes."


@pytest.mark.parametrize("handle", ["nobody_here", "board"])
def test_nobody_and_circles_have_none(cast, tmp_path, capsys, handle):
    assert main(["export", handle, str(tmp_path / "out.zip")]) == 1
    assert capsys.readouterr().err == f"greenroom export: nobody is called @{handle}.\n"
    assert list(tmp_path.iterdir()) == []
