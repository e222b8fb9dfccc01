"""`greenroom work` in its short forms."""

from datetime import UTC, datetime

import pytest

from greenroom.config import cli
from greenroom.kit import worker
from greenroom.kit.models import Errand
from greenroom.kit.tests.deeds import Mood, effects, ring

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def mended_mood():
    yield
    Mood.fails = 0


def test_once_does_what_is_due_and_says_how_much(capsys):
    ring(7, NOON)

    assert cli.main(["work", "--once"]) == 0

    assert (capsys.readouterr().out, effects("answer")) == ("2\n", [7])


def test_what_was_given_up_is_listed_and_opened_again(capsys):
    Mood.fails = 1
    ring(7, NOON)
    Errand.objects.update(attempts=worker.MOST_ATTEMPTS - 1)
    worker.work_off(NOON)

    assert cli.main(["work", "--failed"]) == 1
    line = capsys.readouterr().out
    assert line.startswith("2026-03-02 12:00 ")
    assert "kit.tests.deeds.answer: ValueError at" in line

    cli.main(["work", "--try-again"])
    assert capsys.readouterr().out == "1\n"
    cli.main(["work", "--once"])
    assert effects("answer") == [7]
    assert cli.main(["work", "--failed"]) == 0
