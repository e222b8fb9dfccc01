"""`greenroom picture`: what it says of a file, to people and to programs."""

import json

import pytest

from greenroom.config.cli import main
from greenroom.kit.pictures import formats, making
from greenroom.kit.tests.drawing import drawn, file_of, here, moving

pytestmark = pytest.mark.fast


@pytest.fixture(autouse=True)
def readers_are_here(monkeypatch):
    """What is no picture is refused before any reader is started; the others are read in this process."""
    real = making.make

    def make(source, shape):
        kind = formats.kind_of(source.read(formats.HEAD))
        source.seek(0)
        return here(source, shape) if kind in formats.TAKEN else real(source, shape)

    monkeypatch.setattr(making, "make", make)


@pytest.fixture
def quay(tmp_path):
    file = tmp_path / "quay.jpg"  # its name is of no account
    file.write_bytes(file_of(drawn((300, 200)), "PNG").getvalue())
    return str(file)


def test_a_picture_in_json(quay, capsys):
    assert main(["picture", quay, "--json"]) == 0

    said = json.loads(capsys.readouterr().out)
    assert (said["kind"], said["mime"], said["width"], said["height"]) == ("png", "image/png", 300, 200)
    assert (said["is_animated"], said["bytes"] > 100, said["preview_bytes"] > 50) == (False, True, True)


def test_a_picture_in_a_sentence(tmp_path, capsys):
    file = tmp_path / "waves"
    file.write_bytes(moving().getvalue())

    assert main(["picture", str(file)]) == 0
    assert capsys.readouterr().out.startswith("gif, kept as image/webp, 40 by 30 pixels, moving, ")


def test_what_is_made_can_be_kept(quay, tmp_path, capsys):
    assert main(["picture", quay, "--shape", "face", "--into", str(tmp_path / "made")]) == 0

    assert sorted(file.name for file in (tmp_path / "made").iterdir()) == ["full.jpg", "preview.webp"]
    assert "400 by 400" in capsys.readouterr().out


def test_a_refusal_says_why(tmp_path, capsys):
    file = tmp_path / "quay.jpg"
    file.write_bytes(b"%PDF-1.7")

    assert main(["picture", str(file)]) == 1
    assert "not documents" in capsys.readouterr().out
    assert main(["picture", str(file), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["refused"] == "document"


def test_no_file_is_a_mistake_of_the_caller(tmp_path, capsys):
    assert main(["picture", str(tmp_path / "nothing.png")]) == 2
    assert "cannot read" in capsys.readouterr().err
