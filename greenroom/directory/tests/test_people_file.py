"""A people file: who comes, moves, changes, leaves, comes back; and what stops it."""

import pytest

from greenroom.directory import actions
from greenroom.directory.models import Entry, Reading
from greenroom.directory.tests.conftest import NOW, people_of, work
from greenroom.people import actions as people
from greenroom.people.models import Invitation, Membership, NetworkMembership, Organisation, Person
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


def test_newcomers_are_unclaimed_members_with_title_unit_and_manager(cast, read):
    reading = read(TOVE, OLE, SUNE)

    assert reading.counts == counts_of(added=3)
    assert people_of(cast.skerrow) == {
        IDA: ("", ""),
        BRAM: ("", ""),
        NOOR: ("", ""),
        "tove@skerrow.example": ("Press officer", "Press"),
        "ole@skerrow.example": ("Editor", "Press"),
        "sune@skerrow.example": ("Writer", "Harbour"),
    }
    ole = Membership.objects.get(person__email="ole@skerrow.example")
    assert (ole.manager.email, ole.role, ole.person.is_claimed) == ("tove@skerrow.example", "member", False)
    assert Membership.objects.get(person__email="sune@skerrow.example").manager.email == "tove@skerrow.example"
    assert not NetworkMembership.objects.filter(person=ole.person).exists()
    assert not Invitation.objects.exists()
    assert (reading.state, bytes(reading.content)) == (Reading.State.DONE, b"")


def test_the_same_file_a_second_time_changes_nothing(read):
    read(TOVE, OLE, SUNE)
    before = every_row()

    reading = read(TOVE, OLE, SUNE)

    assert reading.counts == counts_of(same=3)
    assert every_row() == before


def test_a_look_writes_nothing_but_the_look(cast, read):
    read(TOVE, OLE)
    before = every_row()

    reading = actions.show_file(
        organisation=cast.skerrow,
        file="people.csv",
        content=f"id,name,email,title\n1,Tove Arnold,tove@skerrow.example,Head of press\n2,{'x' * 130},o@x.example,\n"
        "9,New One,new@skerrow.example,".encode(),
        by=cast.bram,
        now=NOW,
    )

    assert reading.counts == counts_of(added=1, moved=1, refused=1)
    assert [one["line"] for one in reading.refused] == [3]
    assert every_row() == before


def test_moves_and_changes_are_told_apart(cast, read):
    read(TOVE, OLE, SUNE)

    reading = read(TOVE.replace("Press,", "Harbour,"), OLE.replace("Ole Brandt", "Ole Brand"), SUNE)

    assert {name: reading.counts[name] for name in ("moved", "changed", "same")} == {
        "moved": 1,
        "changed": 1,
        "same": 1,
    }
    assert people_of(cast.skerrow)["tove@skerrow.example"] == ("Press officer", "Harbour")
    assert Person.objects.get(email="ole@skerrow.example").identity.display_name == "Ole Brand"


def test_whoever_has_claimed_keeps_their_name_and_address(cast, read):
    read(TOVE)
    Person.objects.filter(email="tove@skerrow.example").update(claimed_at=NOW)

    read(TOVE.replace("Tove Arnold", "Nobody").replace("tove@", "else@"))

    tove = Person.objects.get(email="tove@skerrow.example")
    assert tove.identity.display_name == "Tove Arnold"
    assert not Person.objects.filter(email="else@skerrow.example").exists()


def test_i1_an_administrator_of_elsewhere_reads_no_file_here(cast, read):
    before = every_row()

    for outsider in (cast.yara, cast.noor, cast.marit):
        with refused("no_clearance"):
            read(TOVE, by=outsider)

    assert every_row() == before
    assert not Reading.objects.exists()


def test_an_address_that_is_somebodys_is_invited_and_never_taken(cast, read):
    reading = read("1,Yara,yara@skerrow.example,Writer,Press,")

    entry = Entry.objects.get()
    assert (reading.counts["added"], entry.person) == (1, None)
    assert "yara@skerrow.example" not in people_of(cast.skerrow)
    assert Invitation.objects.get().email == "yara@skerrow.example"


def test_an_entry_that_waited_is_bound_when_the_invitation_is_accepted(cast, add):
    add("1", email="yara@skerrow.example", title="Writer", unit="Press")
    invitation, token = people.invite(
        email="yara@skerrow.example", organisation=cast.skerrow, organisation_role="member", by=cast.ida, now=NOW
    )

    people.accept_invitation_as(token=token, person=cast.yara, now=NOW)
    work()

    assert Entry.objects.get().person == cast.yara
    assert people_of(cast.skerrow)["yara@skerrow.example"] == ("Writer", "Press")
    assert invitation.organisation == cast.skerrow


def test_an_invitation_does_not_outlive_the_entry(cast, add):
    entry = add("1", email="yara@skerrow.example")

    actions.end_entry(entry=entry, by=None, now=NOW)

    assert Invitation.objects.get().withdrawn_at == NOW


def test_newcomers_are_written_to_where_the_organisation_says_so(cast, read):
    actions.arrange(organisation=cast.skerrow, invites=True, by=None, now=NOW)

    read(TOVE)

    assert list(Invitation.objects.values_list("email", "organisation_role")) == [("tove@skerrow.example", "member")]


def test_of_two_lines_about_one_person_the_second_is_refused(cast, read):
    reading = read(TOVE, TOVE, "4,Tove Again,tove@skerrow.example,,,")

    assert [(one["line"], one["say"] % one["with"]) for one in reading.refused] == [
        (3, "This person stands in line 2 already."),
        (4, "This person stands in line 2 already."),
    ]
    assert reading.counts["added"] == 1


def test_ten_thousand_bad_lines_are_counted_and_the_good_ones_taken(cast, read):
    reading = read(*(f"x{number},,nobody,,," for number in range(10_000)), TOVE)

    assert (reading.counts["refused"], reading.counts["added"], len(reading.refused)) == (10_000, 1, 1_000)


def test_an_unknown_manager_is_told_and_the_rest_is_taken(cast, read):
    reading = read("1,Tove Arnold,tove@skerrow.example,Press officer,Press,99")

    assert [(one["line"], one["say"] % one["with"]) for one in reading.refused] == [
        (2, "The manager “99” is not in the directory. The rest of the line is taken.")
    ]
    assert people_of(cast.skerrow)["tove@skerrow.example"] == ("Press officer", "Press")


def test_whoever_leaves_by_hand_is_not_brought_back_by_the_next_night(cast, read):
    read(TOVE, OLE)
    membership = Membership.objects.get(person__email="tove@skerrow.example")
    people.end_membership(membership=membership, by=cast.ida, now=NOW)

    reading = read(TOVE, OLE)

    assert reading.counts["same"] == 2
    assert "tove@skerrow.example" not in people_of(cast.skerrow)


def test_o2_who_loses_the_right_while_a_file_is_read_changes_nothing_more(cast, read):
    reading = actions.show_file(
        organisation=cast.skerrow, file="p.csv", content=f"id,name,email\n{TOVE[:32]}".encode(), by=cast.bram, now=NOW
    )
    actions.take_reading(reading=reading, by=cast.bram, now=NOW)
    people.change_role(membership=cast.bram_there, role="member", by=cast.ida, now=NOW)

    work()

    reading.refresh_from_db()
    assert reading.state == Reading.State.REFUSED
    assert not Entry.objects.exists()


@pytest.mark.parametrize("fold", [str, str.lower])
def test_columns_are_mapped_and_further_ones_become_attributes(cast, read, fold):
    mapped = {"key": "Personalnr", "email": "Mail", "name": "Wer", "site": "Standort"}
    columns = {ours: fold(theirs) for ours, theirs in mapped.items()}
    actions.arrange(organisation=cast.skerrow, columns=columns, by=None, now=NOW)

    read("7;Tove;tove@skerrow.example;Kiel", head="Personalnr;Wer;Mail;Standort")

    assert Entry.objects.get().external_id == "7"
    assert Membership.objects.get(person__email="tove@skerrow.example").attributes == {"site": "Kiel"}


def test_whom_scim_keeps_no_file_takes(cast, read, add):
    entry = add("1")
    Entry.objects.filter(pk=entry.pk).update(source="scim")

    reading = read(TOVE, OLE)

    assert (reading.counts["added"], reading.counts["refused"]) == (1, 1)
    assert reading.refused[0]["say"] == "SCIM keeps this person. The line is not needed."
    assert "tove@skerrow.example" in people_of(cast.skerrow)


def test_every_row_belongs_to_one_organisation(cast, add):
    add("7")
    add("7", organisation=cast.quillan, email="other@quillan.example")

    assert set(Entry.objects.values_list("organisation", "external_id")) == {
        (cast.skerrow.pk, "7"),
        (cast.quillan.pk, "7"),
    }
    assert Organisation.objects.count() == 2
