"""The demo world's command: its own folder and no other, kept, rebuilt, never half."""

import os

import pytest

from greenroom.config import cli
from greenroom.config.commands import demo
from greenroom.config.tests.server import ask, greenroom, running


@pytest.fixture
def stage(tmp_path, monkeypatch):
    """A folder, an environment that is put back, and a builder that takes no time."""
    for name in ("GREENROOM_DATA", "DATABASE_URL", "MAIL_HOST", "GREENROOM_URL", "PORT"):
        monkeypatch.setenv(name, os.environ.get(name, ""))
    monkeypatch.setattr(demo, "BUILDER", "import os, pathlib; pathlib.Path(os.environ['GREENROOM_DATA'], 'db').touch()")
    folder = tmp_path / "world"

    def run(*options: str) -> int:
        return cli.main(["demo", "--data", str(folder), "--build-only", *options])

    run.folder = folder
    return run


def names(folder) -> set[str]:
    return {entry.name for entry in folder.iterdir()} - {"up.lock"}


def test_it_builds_into_an_absent_or_empty_folder_and_marks_it(stage):
    assert stage() == 0
    assert names(stage.folder) == {"db", "demo-world"}


def test_it_refuses_a_folder_that_it_did_not_make(stage, capsys):
    stage.folder.mkdir()
    (stage.folder / "greenroom.sqlite3").write_text("a real network")

    assert stage("--fresh") == 2
    assert names(stage.folder) == {"greenroom.sqlite3"}
    assert "is not empty and no demo world" in capsys.readouterr().err


def test_it_refuses_a_file(stage):
    stage.folder.write_text("not a folder")

    assert stage() == 2
    assert stage.folder.read_text() == "not a folder"


def test_a_world_is_kept(stage):
    stage()
    (stage.folder / "db").write_text("with what a visitor wrote")

    assert stage() == 0
    assert (stage.folder / "db").read_text() == "with what a visitor wrote"


def test_fresh_builds_it_again(stage):
    stage()
    (stage.folder / "db").write_text("old")
    (stage.folder / "mail").mkdir()

    assert stage("--fresh") == 0
    assert ((stage.folder / "db").read_text(), names(stage.folder)) == ("", {"db", "demo-world"})


def test_a_build_that_was_killed_half_way_is_built_again(stage):
    stage.folder.mkdir()
    (stage.folder / "demo-building").touch()
    (stage.folder / "db").write_text("half")

    assert stage() == 0
    assert ((stage.folder / "db").read_text(), names(stage.folder)) == ("", {"db", "demo-world"})


def test_a_build_that_fails_leaves_no_world(stage, monkeypatch):
    monkeypatch.setattr(demo, "BUILDER", "raise SystemExit(1)")

    assert stage() == 1
    assert not (stage.folder / "demo-world").exists()


def test_another_database_and_a_mail_server_of_the_environment_are_left_alone(stage, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://real")
    monkeypatch.setenv("MAIL_HOST", "mail.example")

    stage()

    assert not {"DATABASE_URL", "MAIL_HOST"} & set(os.environ)
    assert os.environ["GREENROOM_DATA"] == str(stage.folder)


@pytest.mark.slow
def test_the_world_is_built_and_served_with_its_personas(tmp_path):
    folder = tmp_path / "world"
    building = greenroom("demo", "--data", str(folder), "--build-only", folder=folder)
    said, _ = building.communicate(timeout=280)
    assert building.returncode == 0, said

    with running(folder) as (_process, port):
        status, _head, body = ask(port, "/personas/")

    assert status == 200
    assert b"Ida Rosmere" in body
