"""Whoever is suspended takes nothing along and cannot be erased by whoever holds their device (A3)."""

import pytest
from django.core.exceptions import ValidationError

from greenroom.exports import actions
from greenroom.kit.tests.rows import every_row
from greenroom.people import actions as people


@pytest.mark.parametrize(
    ("verb", "asked"),
    [
        (actions.ask_archive, lambda person: {"owner": person.identity}),
        (actions.ask_erasure, lambda person: {"person": person, "typed": "noor"}),
        (actions.call_off_erasure, lambda person: {"person": person}),
    ],
)
def test_a3_o2_the_suspended_ask_for_nothing(cast, verb, asked):
    people.suspend_person(person=cast.noor, reason="A test.", by=cast.host, now=cast.now)
    before = every_row()

    with pytest.raises(ValidationError) as refusal:
        verb(**asked(cast.noor), by=cast.noor, now=cast.now)

    assert (refusal.value.code, every_row() == before) == ("suspended", True)
