"""An option has a type, a default and a help, and a change holds at once."""

import pytest

from greenroom.kit import audit, options
from greenroom.kit.models import AuditEntry, Option
from greenroom.kit.refusals import Refusal


def odd_is_refused(value):
    if value % 2:
        raise Refusal("Only even numbers.", code="odd")


COLOUR = options.declare("test.colour", str, default="green", help="What colour.")
SEATS = options.declare("test.seats", int, default=8, help="How many.", check=odd_is_refused)
OPEN = options.declare("test.open", bool, default=False, help="Whether it is open.")

pytestmark = pytest.mark.django_db


def test_the_default_holds_until_somebody_chooses(noon):
    assert (COLOUR.get(), SEATS.get(), OPEN.get()) == ("green", 8, False)

    COLOUR.set("grün\n", by=5, now=noon)
    SEATS.set(10, by=5, now=noon)
    OPEN.set(True, by=None, now=noon)
    OPEN.set(False, by=None, now=noon)

    assert (COLOUR.get(), SEATS.get(), OPEN.get()) == ("grün\n", 10, False)
    row = Option.objects.get(name="test.seats")
    assert (row.changed_by_id, row.changed_at) == (5, noon)


@pytest.mark.parametrize(("option", "value"), [(COLOUR, 5), (SEATS, "5"), (SEATS, True), (OPEN, 1), (COLOUR, None)])
def test_another_type_is_refused_and_nothing_changes(noon, option, value):
    with pytest.raises(Refusal) as refusal:
        option.set(value, by=5, now=noon)

    assert (refusal.value.code, Option.objects.count()) == ("wrong_type", 0)


def test_the_check_of_the_declaration_refuses(noon):
    with pytest.raises(Refusal):
        SEATS.set(7, by=5, now=noon)

    assert SEATS.get() == 8


def test_a_change_is_audited_without_its_value(noon):
    COLOUR.set("a digest of a secret", by=5, now=noon)

    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor_id, audit.payload_of(entry)) == ("option.set", 5, {"name": "test.colour"})


def test_reading_is_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        COLOUR.get()


def test_a_name_is_declared_once():
    with pytest.raises(TypeError):
        options.declare("test.colour", str, default="", help="")
