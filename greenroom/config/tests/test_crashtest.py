"""The crash test in short: nothing is lost when processes are killed, and each planted defect is found [R1]."""

import json

import pytest

from greenroom.config import cli
from greenroom.testing.crash import run as crash
from greenroom.testing.crash.slips import SLIPS

pytestmark = pytest.mark.slow


def test_r1_nothing_acknowledged_is_lost_and_nothing_happens_twice(capsys):
    code = cli.main(["crashtest", "--kills", "20", "--trees", "2", "--seed", "7", "--json"])

    found = json.loads(capsys.readouterr().out)
    assert (code, crash.faults(found)) == (0, {})
    assert found["kills"] in {20, 21}  # both children may come to their end between two looks
    assert found["trees"] == 2
    assert found["acknowledged"] > 0  # how many depends on what else the machine does


def test_r1_mail_that_becomes_files_is_there_once():
    found = crash.run(crash.Plan(kills=10, seed=7, mail="folder"))

    assert crash.faults(found) == {}
    assert found["acknowledged"] > 0


@pytest.mark.parametrize("slip", SLIPS)
def test_r1_a_planted_defect_is_found(slip):
    found = crash.run(crash.Plan(kills=24, seed=7, point=SLIPS[slip][1], slip=slip, seconds=40))

    assert SLIPS[slip][2] in crash.faults(found)
