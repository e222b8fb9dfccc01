"""Who is no longer in a people file leaves the organisation: whom it concerns, and what stops it."""

from greenroom.directory import actions
from greenroom.directory.models import Entry, Reading
from greenroom.directory.tests.conftest import NOW, people_of, work
from greenroom.kit.facts import facts_of
from greenroom.people import actions as people
from greenroom.people import queries as people_queries
from greenroom.people.events import MembershipEnded
from greenroom.people.models import Invitation, Membership, Person
from greenroom.people.tests.refused import refused

TOVE = "1,Tove Arnold,tove@skerrow.example,Press officer,Press,"
OLE = "2,Ole Brandt,ole@skerrow.example,Editor,Press,1"
SUNE = "3,Sune Dahl,sune@skerrow.example,Writer,Harbour,tove@skerrow.example"
IDA, BRAM, NOOR = ("ida@skerrow.example", "bram@skerrow.example", "noor@skerrow.example")


def counts_of(**some: int) -> dict[str, int]:
    names = ("left", "added", "returned", "moved", "changed", "same", "refused")
    return dict.fromkeys(names, 0) | some


def every_row() -> list[object]:
    return [list(model.objects.order_by("pk").values()) for model in (Person, Membership, Entry, Invitation)]


def test_who_is_not_in_the_file_leaves_the_organisation_and_nothing_else(cast, read):
    read(*(f"{number},Person {number},p{number}@skerrow.example,,," for number in range(6)))
    leaver = Person.objects.get(email="p5@skerrow.example")
    people.join_network(person=leaver, by=None, now=NOW)
    people.join_organisation(person=leaver, organisation=cast.quillan, by=None, now=NOW)

    reading = read(*(f"{number},Person {number},p{number}@skerrow.example,,," for number in range(5)))

    assert (reading.counts["left"], reading.counts["same"]) == (1, 5)
    assert "p5@skerrow.example" not in people_of(cast.skerrow)
    assert "p5@skerrow.example" in people_of(cast.quillan)
    assert people_queries.is_network_member(leaver)
    assert [event.person_id for event in facts_of(MembershipEnded)] == [leaver.pk]
    assert {IDA, BRAM, NOOR} <= set(people_of(cast.skerrow)), "whom no file brought, no file lets go"


def test_somebody_who_comes_back_is_the_same_person(cast, read):
    read(TOVE, OLE)
    tove = Person.objects.get(email="tove@skerrow.example")
    read(OLE, anyway=True)
    assert "tove@skerrow.example" not in people_of(cast.skerrow)

    reading = read(TOVE, OLE)

    assert (reading.counts["returned"], reading.counts["same"]) == (1, 1)
    assert Membership.objects.filter(person=tove, ended_at__isnull=True).get().title == "Press officer"


def test_a_file_by_which_too_many_would_leave_stops_until_somebody_says_yes(cast, read):
    read(TOVE, OLE, SUNE)
    before = every_row()

    reading = read(TOVE, OLE)

    assert (reading.state, reading.counts["left"]) == (Reading.State.STOPPED, 1)
    assert every_row() == before

    actions.take_reading(reading=reading, by=cast.ida, now=NOW)
    work()
    assert Reading.objects.get(pk=reading.pk).state == Reading.State.DONE
    assert "sune@skerrow.example" not in people_of(cast.skerrow)


def test_how_many_may_leave_is_the_organisations_choice(cast, read):
    actions.arrange(organisation=cast.skerrow, most_leaving=50, by=cast.ida, now=NOW)
    read(TOVE, OLE, SUNE)

    assert read(TOVE, OLE).state == Reading.State.DONE


def test_a_second_yes_is_refused_and_changes_nothing(cast, read):
    read(TOVE, OLE, SUNE)
    reading = read(TOVE)
    actions.drop_reading(reading=reading, by=cast.ida, now=NOW)
    before = every_row()

    with refused("settled"):
        actions.take_reading(reading=reading, by=cast.ida, now=NOW)

    assert every_row() == before


def test_a_broken_line_of_somebody_known_does_not_let_them_go(cast, read):
    read(TOVE, OLE, SUNE)

    reading = read(TOVE, OLE, "3,Sune Dahl,no address,Writer,,")

    assert (reading.counts["left"], reading.counts["refused"], reading.counts["same"]) == (0, 1, 2)
    assert "sune@skerrow.example" in people_of(cast.skerrow)


def test_while_a_line_could_be_anybodys_nobody_leaves(cast, read):
    actions.arrange(organisation=cast.skerrow, most_leaving=100, by=None, now=NOW)
    read(TOVE, OLE, SUNE)

    reading = read(TOVE, ",Somebody,somebody@skerrow.example,,,")

    assert (reading.counts["left"], reading.counts["refused"]) == (0, 1)
    assert reading.refused[0]["say"] == "The line has no key."
    assert {"ole@skerrow.example", "sune@skerrow.example"} <= set(people_of(cast.skerrow))


def test_an_owner_does_not_leave_by_a_file(cast, read):
    actions.arrange(organisation=cast.skerrow, most_leaving=100, by=None, now=NOW)
    read(TOVE, "8,Ida,ida@skerrow.example,Owner,,")
    assert Entry.objects.get(external_id="8").person == cast.ida

    reading = read(TOVE)

    assert (reading.counts["left"], reading.counts["refused"]) == (0, 1)
    assert IDA in people_of(cast.skerrow)


def test_an_administrator_lets_nobody_go_who_stands_as_high(cast, read):
    actions.arrange(organisation=cast.skerrow, most_leaving=100, by=None, now=NOW)
    hedda = people.join_organisation(
        person=cast.hedda, organisation=cast.skerrow, role="administrator", by=None, now=NOW
    )
    read(TOVE, "8,Hedda,hedda@skerrow.example,,,")

    reading = read(TOVE, by=cast.bram)

    assert (reading.counts["left"], reading.counts["refused"]) == (0, 1)
    assert Membership.objects.get(pk=hedda.pk).ended_at is None
