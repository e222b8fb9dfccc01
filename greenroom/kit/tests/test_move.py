"""A machine makes the moves of its table and no other, and each leaves a row."""

import pytest
from django.db import models

from greenroom.kit.models import Mail, Move
from greenroom.kit.refusals import Refusal
from greenroom.kit.states import CLOCK, Allowed, Machine

REQUEST = Machine(
    "test.request",
    initial="planned",
    moves=[
        Allowed.line("planned", "sending", "mentor", why="the mentor opened it"),
        Allowed.line("planned", "refused", CLOCK, why="nobody answered in seven days"),
        Allowed.line("sending", "sent", "mentor", "coordinator", why="the mentor said yes"),
        Allowed.line("sending", "planned", "coordinator", why="it was opened by mistake"),
    ],
)


@pytest.fixture
def row(db, noon):
    return Mail.objects.create(key="a", to="ida@example.org", subject="x", queued_at=noon)


def test_an_allowed_move_changes_the_row_and_is_written_down(row, noon):
    REQUEST.begin(row, by_id=5, role="mentee", now=noon)
    REQUEST.move(row, "sending", role="mentor", by_id=9, now=noon, reason="curious")

    assert (row.state, Mail.objects.get().state) == ("sending", "sending")
    told = REQUEST.history(row).values_list("from_state", "to_state", "role", "by_id", "reason", "at")
    assert list(told) == [("", "planned", "mentee", 5, "", noon), ("planned", "sending", "mentor", 9, "curious", noon)]


@pytest.mark.parametrize("role", ["mentor", "coordinator", CLOCK, "stranger", ""])
@pytest.mark.parametrize("target", ["planned", "sending", "sent", "refused", "unheard of"])
@pytest.mark.parametrize("source", ["planned", "sending", "sent", "refused"])
def test_every_move_by_every_role_is_as_the_table_says(row, noon, source, target, role):
    Mail.objects.update(state=source)
    row.refresh_from_db()
    line = REQUEST.lines.get((source, target))
    allowed = line is not None and role in line.by

    assert REQUEST.may(source, target, role=role) is allowed
    if allowed:
        REQUEST.move(row, target, role=role, by_id=9, now=noon)
        assert (Mail.objects.get().state, Move.objects.count()) == (target, 1)
    else:
        with pytest.raises(Refusal) as refusal:
            REQUEST.move(row, target, role=role, by_id=9, now=noon)
        assert refusal.value.code == ("illegal_move" if line is None else "wrong_role")
        assert (Mail.objects.get().state, Move.objects.count()) == (source, 0)


def test_of_two_who_move_at_once_one_is_refused(row, noon):
    same = Mail.objects.get()
    REQUEST.move(row, "sending", role="mentor", by_id=9, now=noon)

    with pytest.raises(Refusal) as refusal:
        REQUEST.move(same, "refused", role=CLOCK, by_id=None, now=noon)

    assert (refusal.value.code, Mail.objects.get().state, Move.objects.count()) == ("moved_meanwhile", "sending", 1)


@pytest.mark.fast
def test_the_table_is_drawn_from_the_code():
    assert REQUEST.draw().splitlines()[2:] == [
        "| planned | sending | mentor | the mentor opened it |",
        "| planned | refused | clock | nobody answered in seven days |",
        "| sending | sent | coordinator, mentor | the mentor said yes |",
        "| sending | planned | coordinator | it was opened by mistake |",
        "",
        "Begins at planned; ends at refused, sent.",
    ]


@pytest.mark.fast
def test_a_move_that_stands_twice_is_a_mistake_of_the_programmer():
    line = Allowed.line("a", "b", "x", why="y")
    with pytest.raises(TypeError):
        Machine("test.twice", initial="a", moves=[line, line])


@pytest.mark.fast
def test_moves_hold_ids_and_no_names():
    kinds = {field.name: type(field) for field in Move._meta.fields}
    assert kinds["by_id"] is models.BigIntegerField
