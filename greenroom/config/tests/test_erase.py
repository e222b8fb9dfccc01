"""`greenroom erase` and `greenroom erasures`."""

import json

import pytest

from greenroom.config.cli import main
from greenroom.exports.models import Erasure
from greenroom.kit.tests.rows import every_row


@pytest.fixture
def log(settings, tmp_path):
    settings.ERASURE_LOG = tmp_path / "erasures.jsonl"
    return settings.ERASURE_LOG


def test_without_yes_it_is_only_counted(cast, log, capsys):
    before = every_row()

    assert main(["erase", "noor"]) == 0

    said = capsys.readouterr().out
    assert "1  account" in said
    assert said.endswith("Nothing was erased. 'greenroom erase noor --yes' erases all of it for good.\n")
    assert (every_row() == before, log.exists()) == (True, False)


def test_with_yes_it_is_done_and_certified(cast, log, capsys):
    assert main(["erase", "@noor", "--yes", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)

    erasure = Erasure.objects.get()
    assert (said["certificate"], said["sha256"]) == (erasure.certificate, erasure.digest)
    assert said["rows"]["account"] == 1
    (line,) = log.read_text().splitlines()
    assert main(["erasures", "--json"]) == 0
    assert capsys.readouterr().out == f"{line}\n"
    assert main(["erasures"]) == 0
    assert erasure.certificate in capsys.readouterr().out
    assert main(["erase", "noor", "--yes"]) == 1
    assert capsys.readouterr().err == "greenroom erase: nobody is called @noor.\n"


@pytest.mark.parametrize(
    ("handle", "sentence"),
    [
        ("ida", "You are the only owner of Skerrow Ferries. Make somebody else an owner first."),
        ("marit", "You are the only owner of the network. Make somebody else an owner first."),
        ("skerrow", "nobody is called @skerrow."),
    ],
)
def test_who_must_hand_over_is_not_erased(cast, log, capsys, handle, sentence):
    before = every_row()

    assert main(["erase", handle, "--yes"]) == 1

    assert capsys.readouterr().err == f"greenroom erase: {sentence}\n"
    assert every_row() == before
