"""`greenroom directory` and the nightly file: the same rules, said in words and as JSON."""

import json

import pytest
from django.utils import timezone

from greenroom.config import cli
from greenroom.directory import tasks
from greenroom.directory.models import Entry, Reading
from greenroom.kit import worker
from greenroom.kit.models import Mail
from greenroom.kit.tasks import INTERVALS
from greenroom.people.models import Invitation, Membership

GOOD = "id,name,email,title\n1,Tove Arnold,tove@skerrow.example,Editor\n2,Ole Brandt,ole@skerrow.example,\n"


@pytest.fixture
def directory(cast, tmp_path, capsys):
    """Run the command on these words; its exit code and what it prints."""
    file = tmp_path / "people.csv"

    def run(content, *more):
        file.write_text(content, encoding="utf-8")
        code = cli.run("directory", [str(file), "--organisation", "skerrow", *more])
        printed = capsys.readouterr()
        return code, printed.out.strip(), printed.err.strip()

    return run


def test_a_file_is_taken_and_a_second_time_changes_nothing(directory):
    assert directory(GOOD) == (
        0,
        "2 added, 0 back, 0 moved, 0 changed, 0 left, 0 as they were, 0 lines refused.",
        "",
    )
    assert directory(GOOD)[1] == "0 added, 0 back, 0 moved, 0 changed, 0 left, 2 as they were, 0 lines refused."


def test_a_dry_run_says_what_would_be_and_writes_nothing(directory):
    code, out, _err = directory(GOOD, "--dry-run", "--invite", "--map", "site=title")

    assert (code, out.startswith("Would be: 2 added")) == (0, True)
    assert (Entry.objects.count(), Reading.objects.count(), Invitation.objects.count()) == (0, 0, 0)


def test_refused_lines_are_told_with_line_and_sentence(directory):
    code, out, err = directory(GOOD + '3,"=cmd|x",=1+1,\n')

    assert (code, out.endswith("1 lines refused.")) == (0, True)
    assert err == "refused: people.csv, line 4: “'=1+1” is not a mail address."


def test_json_holds_counts_and_lines(directory):
    code, out, _err = directory(GOOD + "3,Nobody,,\n", "--json")

    told = json.loads(out)
    assert (code, told["added"], told["refused"], told["state"]) == (0, 2, 1, "done")
    assert told["lines"] == [{"line": 4, "who": "", "why": "A mail address is needed."}]


def test_a_file_by_which_too_many_would_leave_needs_a_word(directory):
    directory(GOOD)
    fewer = GOOD[: GOOD.index("2,")]

    code, out, err = directory(fewer)
    assert (code, "1 leave" in out, "--anyway" in err) == (1, True, True)
    assert Entry.objects.filter(left_at__isnull=True).count() == 2

    assert directory(fewer, "--anyway")[0] == 0
    assert Entry.objects.filter(left_at__isnull=True).count() == 1


@pytest.mark.parametrize(
    ("content", "more", "says"),
    [
        ("", [], "The file is empty."),
        ("name,phone\nA,1\n", [], "The file has no column “email”. Its columns are: name, phone."),
        (GOOD, ["--map", "email"], "--map takes NAME=COLUMN, for example email=Mail."),
        ("id,name,email\n", [], "The file has no people in it, only names of columns."),
    ],
)
def test_a_file_that_cannot_be_used_is_one_sentence(directory, content, more, says):
    assert directory(content, *more) == (2, "", f"greenroom: {says}")
    assert not Entry.objects.exists()


def test_there_must_be_such_an_organisation(directory, cast, tmp_path, capsys):
    assert cli.run("directory", [str(tmp_path / "x.csv"), "--organisation", "ida"]) == 2
    assert "there is no organisation 'ida'" in capsys.readouterr().err


def test_the_file_that_lies_there_is_read_by_the_clock(cast, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    (tmp_path / "directory").mkdir()
    (tmp_path / "directory" / "skerrow.csv").write_text(GOOD, encoding="utf-8")
    assert INTERVALS["directory.tasks.read_the_files"].days == 1

    tasks.read_the_files(timezone.now())
    worker.work_off(timezone.now())

    assert Reading.objects.get().state == Reading.State.DONE
    assert Membership.objects.filter(organisation=cast.skerrow, person__email="tove@skerrow.example").exists()


def test_a_nightly_file_that_cannot_be_used_is_noted(cast, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    (tmp_path / "directory").mkdir()
    (tmp_path / "directory" / "skerrow.csv").write_bytes(b"\x00\x01")

    tasks.read_the_files(timezone.now())

    reading = Reading.objects.get()
    assert (reading.state, reading.refused[0]["say"]) == ("refused", "The file is not a text file.")
    assert not Entry.objects.exists()


def test_a_nightly_file_that_stops_asks_those_who_keep_the_organisation(cast, directory, settings, tmp_path):
    directory(GOOD)
    settings.DATA_DIR = tmp_path
    (tmp_path / "directory").mkdir()
    (tmp_path / "directory" / "skerrow.csv").write_text(GOOD[: GOOD.index("2,")], encoding="utf-8")

    tasks.read_the_files(timezone.now())

    reading = Reading.objects.get(state="stopped")
    letters = Mail.objects.filter(key__startswith="directory-stopped")
    assert sorted(letters.values_list("to", flat=True)) == ["bram@cast.example", "ida@cast.example"]
    assert f"/@skerrow/directory/file/{reading.pk}/" in letters.first().text
    assert Entry.objects.filter(left_at__isnull=True).count() == 2


def test_what_nobody_answers_is_forgotten(cast, directory):
    directory(GOOD)
    directory(GOOD[: GOOD.index("2,")])
    stopped = Reading.objects.get(state="stopped")

    tasks.forget_old_readings(stopped.read_at + tasks.STOPPED_FOR * 2)

    stopped.refresh_from_db()
    assert (stopped.state, bytes(stopped.content)) == ("dropped", b"")
    tasks.forget_old_readings(stopped.settled_at + tasks.KEPT * 2)
    assert not Reading.objects.exists()
