"""The console says in a sentence what is wrong, and shows no trace of the program."""

import stat

import pytest

from greenroom.config.tests.server import greenroom
from greenroom.config.whereabouts import served_at

WORDS = ["person", "add", "ida", "--email", "ida@example.org", "--network"]


def said(*words, folder, env=None):
    """Exit code and words of one command."""
    process = greenroom(*words, folder=folder)
    spoken, _ = process.communicate(timeout=60)
    return process.returncode, spoken


@pytest.mark.slow
@pytest.mark.parametrize(
    "words", [WORDS, ["organisation", "add", "skerrow", "--name", "Skerrow"], ["import", "follows", "f.csv"]]
)
def test_before_there_are_tables_a_command_says_what_to_run(tmp_path, words):
    code, spoken = said(*words, folder=tmp_path / "empty")

    assert code == 2
    assert "Run 'greenroom migrate'" in spoken
    assert "Traceback" not in spoken


@pytest.mark.slow
def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    for words in (["up"], WORDS):
        code, spoken = said(*words, folder=tmp_path / "file" / "data")

        assert code == 2
        assert f"{tmp_path}/file/data" in spoken
        assert "Traceback" not in spoken


@pytest.mark.slow
def test_a_port_that_is_no_number_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(
        "greenroom.config.tests.server.environment",
        lambda folder, _database: {"PORT": "abc", "GREENROOM_DATA": str(folder), "PATH": "/usr/bin"},
    )
    for verb in ("up", "serve", "demo"):
        code, spoken = said(verb, folder=tmp_path)

        assert (code, spoken) == (2, "greenroom: PORT is 'abc'; use a whole number.\n")


@pytest.mark.slow
def test_the_data_folder_is_read_by_its_owner_alone(tmp_path):
    folder = tmp_path / "data"
    assert said("migrate", "--quiet", folder=folder)[0] == 0

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in [folder, *folder.iterdir()]}

    assert modes["data"] == 0o700
    assert modes["greenroom.sqlite3"] == 0o600
    assert not [name for name, mode in modes.items() if mode & 0o077]


@pytest.mark.slow
@pytest.mark.parametrize("given", [["--checks", "-4"], ["--checks", "0"], ["--seconds", "0"], ["--seconds", "nan"]])
def test_an_oracle_that_looks_at_nothing_proves_nothing(tmp_path, given):
    code, spoken = said("oracle", *given, folder=tmp_path)

    assert code == 2
    assert "0 leaks" not in spoken


@pytest.mark.fast
@pytest.mark.parametrize(
    ("word", "port", "address"),
    [
        ("http://127.0.0.1:8232", 0, "http://localhost:8232"),
        ("http://127.0.0.1:8232", 9000, "http://localhost:9000"),
        ("", 0, "http://localhost:8000"),
        ("http://127.0.0.1:99999999", 0, "http://localhost:8000"),
        ("something else", 0, "http://localhost:8000"),
    ],
)
def test_links_lead_to_where_the_pages_are(tmp_path, word, port, address):
    (tmp_path / "up.lock").write_text(word)

    assert served_at(tmp_path, port) == address


@pytest.mark.fast
def test_without_a_folder_links_lead_to_the_usual_port(tmp_path):
    assert served_at(tmp_path / "none", 0) == "http://localhost:8000"
