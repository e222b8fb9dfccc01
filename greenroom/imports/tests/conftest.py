"""What the tests of imports start from: a host, a member, and the command as the console runs it."""

import importlib
import json
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from greenroom.people import actions as people

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
BESIDE = Path(__file__).resolve().parents[4] / "shared" / "data"


@pytest.fixture
def here(db) -> SimpleNamespace:
    """Marit, who hosts; Ida, a member; Skerrow, a house."""
    marit = people.add_person(handle="marit", display_name="Marit", now=NOW, claimed=True)
    people.join_network(person=marit, role="owner", by=None, now=NOW)
    ida = people.add_person(
        handle="ida", display_name="Ida Rosmere", email="ida@skerrow.example", now=NOW, claimed=True
    )
    people.join_network(person=ida, by=None, now=NOW)
    skerrow = people.add_organisation(handle="skerrow", display_name="Skerrow Ferries", owner=marit, now=NOW)
    return SimpleNamespace(marit=marit, ida=ida, skerrow=skerrow)


@pytest.fixture
def bring(here, tmp_path, capsys, monkeypatch):
    """`bring("people", "handle,name\\n…")` gives the object that --json prints, with the exit code."""
    monkeypatch.setattr("django.setup", lambda: None)
    cli = importlib.import_module("greenroom.config.cli")  # by name: the console stands above this room

    def run(kind: str, content: str | bytes, *options: str, name: str = "file.csv") -> dict:
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return run_on(kind, file, *options)

    def run_on(kind: str, file, *options: str) -> dict:
        code = cli.main(["import", kind, str(file), *options, "--json"])
        return json.loads(capsys.readouterr().out.splitlines()[-1]) | {"code": code}

    run.on = run_on
    return run


def whys(result: dict) -> list[str]:
    """Place and reason of each refused line."""
    return [f"{line['where']}: {line['why']}" for line in result["refused"]]


@pytest.fixture
def shared():
    """A file of the real data that lies beside the checkout, on machines that have it."""

    def file(name: str) -> Path:
        path = BESIDE / name
        if not path.exists():
            pytest.skip(f"the shared data is not beside this checkout: {name}")
        return path

    return file
