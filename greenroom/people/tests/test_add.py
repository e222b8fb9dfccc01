"""Adding people and organisations: one namespace of handles."""

import pytest
from django.core.exceptions import ValidationError

from greenroom.people import actions, queries
from greenroom.people.models import Identity, Person
from greenroom.people.tests.conftest import NOW
from greenroom.people.tests.refused import refused


def test_a_handle_belongs_to_one_person_organisation_or_circle(cast):
    for kind in Identity.Kind:
        with refused("handle_taken"):
            actions.add_identity(kind=kind, handle="Skerrow", display_name="Another", now=NOW)
    with refused("handle_taken"):
        actions.add_person(handle="@IDA", display_name="Another", now=NOW)
    with refused("handle_reserved"):
        actions.add_person(handle="Settings", display_name="Another", now=NOW)
    assert Identity.objects.count() == 8


@pytest.mark.parametrize("handle", ["", "a b", "ä", "a-b", "a" * 31, "a\nb", "<b>", "a/b", ".."])
def test_a_malformed_handle_is_refused(db, handle):
    with pytest.raises(ValidationError):
        actions.add_person(handle=handle, display_name="Another", now=NOW)
    assert Person.objects.count() == 0


def test_an_address_belongs_to_one_person_in_whatever_case(cast):
    with refused("email_taken"):
        actions.add_person(handle="other", display_name="Other", email=" IDA@Skerrow.example ", now=NOW)
    with refused("email_malformed"):
        actions.add_person(handle="other", display_name="Other", email="ida", now=NOW)
    assert queries.identity_by_handle("other") is None


def test_only_hosts_add_people_and_organisations(cast):
    for nobody in (cast.ida, cast.noor, cast.yara):
        with refused("no_clearance"):
            actions.add_person(handle="tove", display_name="Tove", by=nobody, now=NOW)
        with refused("no_clearance"):
            actions.add_organisation(handle="tove", display_name="Tove", owner=nobody, by=nobody, now=NOW)
    assert actions.add_person(handle="tove", display_name="Tove", by=cast.hedda, now=NOW).handle == "tove"


def test_a_name_is_one_line(db):
    person = actions.add_person(handle="ida", display_name="  Ida\n Rosmere\0 ", now=NOW)

    assert person.identity.display_name == "Ida Rosmere"
    with refused("name_missing"):
        actions.add_person(handle="other", display_name=" \n ", now=NOW)
    with refused("name_too_long"):
        actions.add_person(handle="other", display_name="a" * 121, now=NOW)


def test_many_people_are_added_once(db, django_assert_max_num_queries):
    ida = actions.add_person(handle="ida", display_name="Ida", now=NOW)
    names = {f"u{number}": f"User {number}" for number in range(300)} | {"ida": "Somebody"}

    with django_assert_max_num_queries(13):
        first = actions.add_people(names=names, now=NOW)
    second = actions.add_people(names=names, now=NOW)

    assert first == second
    assert first["ida"] == ida.pk
    assert Person.objects.count() == 301
    assert queries.identity_by_handle("ida").display_name == "Ida"


def test_where_an_id_meets_another_one_more_is_drawn(db, monkeypatch):
    ida = actions.add_person(handle="ida", display_name="Ida", now=NOW)
    drawn = iter([[ida.pk, ida.pk + 1], [ida.pk + 2]])
    monkeypatch.setattr("greenroom.people.actions.persons._fresh_ids", lambda _count, _now: next(drawn))

    added = actions.add_people(names={"bram": "Bram", "noor": "Noor"}, now=NOW)

    assert added == {"bram": ida.pk + 2, "noor": ida.pk + 1}
    assert Person.objects.count() == 3


def test_people_are_found_by_the_beginning_of_a_word_without_case_or_accents(db):
    for handle, name in (("ecole", "École Été"), ("ida", "Ida Rosmere"), ("rosa", "Rosa Öberg"), ("gone", "Rosalie")):
        actions.add_person(handle=handle, display_name=name, now=NOW)
    actions.suspend_person(person=Person.objects.get(identity__handle="gone"), reason="x", by=None, now=NOW)

    found = {
        prefix: [str(each) for each in queries.find_people(prefix)] for prefix in ("ros", "ECOLE", "ober", "%", "")
    }

    assert found == {"ros": ["@ida", "@rosa"], "ECOLE": ["@ecole"], "ober": ["@rosa"], "%": [], "": []}


def test_a_suspended_identity_is_as_good_as_absent(cast):
    actions.suspend_person(person=cast.noor, reason="Asked to leave", by=cast.marit, now=NOW)

    assert queries.identity_by_handle("noor") is None
    assert queries.identity_by_handle("noor", include_suspended=True) == cast.noor.identity
    assert cast.noor not in [each.person for each in queries.members_of(cast.skerrow)]


def test_signs_that_no_database_takes_find_nobody(cast):
    assert queries.identity_by_handle("ida\0") is None
    assert queries.person_by_email("ida@skerrow.example\0") is None
    assert [str(each) for each in queries.find_people("\0id")] == ["@ida"]
    assert [str(each) for each in queries.people_for_host("\0ida")] == ["@ida"]
