"""Whoever is suspended writes nothing: every verb of this room refuses, and every row stays as it is (A3)."""

import inspect
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from greenroom.kit.tests.rows import every_row
from greenroom.people import actions
from greenroom.people.models import Person
from greenroom.people.tests.conftest import NOW, PASSWORD

VERBS = {
    name: verb
    for name in actions.__all__
    if inspect.isfunction(verb := getattr(actions, name)) and "by" in inspect.signature(verb).parameters
}
THEMSELVES = {"declare_client", "declare_household",
              "add_career_entry", "change_password", "end_sessions", "leave_network", "update_appearance",
              "update_profile"}  # fmt: skip
REFUSALS = {"suspended", "no_clearance", "role_too_high"}  # the suspended hold no clearance, and no role to give


@pytest.fixture
def house(cast, person) -> dict[str, object]:
    """What each verb asks for, by the names of its parameters: rows on which Marit, a host, could act."""
    marit = cast.marit
    actions.join_network(person=cast.ida, role="owner", by=None, now=NOW)
    actions.join_organisation(person=marit, organisation=cast.skerrow, role="owner", by=None, now=NOW)
    actions.join_network(person=cast.noor, by=None, now=NOW)
    asleep = person("vera")
    actions.suspend_person(person=asleep, reason="A test.", by=None, now=NOW)
    invitation, _ = actions.invite(
        email="new@skerrow.example", organisation=cast.skerrow, organisation_role="member", by=marit, now=NOW
    )
    return {
        "asleep": asleep,
        "person": cast.noor,
        "owner": cast.noor,
        "identity": cast.skerrow.identity,
        "organisation": cast.skerrow,
        "membership": cast.noor_there,
        "invitation": invitation,
        "clearance": actions.grant_clearance(person=cast.noor, verb="network.host", by=marit, now=NOW),
        "entry": actions.add_career_entry(
            person=marit, employer="Quillan", title="Press", started_date=date(2020, 1, 1), by=marit, now=NOW
        ),
        "employer": "Quillan",
        "title": "Press",
        "started_date": date(2020, 1, 1),
        "handle": "another",
        "display_name": "Another",
        "names": {"another": "Another"},
        "name": "Press",
        "years": 5,
        "other": cast.yara,
        "rival": cast.quillan,
        "interest": actions.declare_client(person=marit, name="Somebody", by=marit, now=NOW),
        "unit": actions.add_unit(organisation=cast.skerrow, name="Harbour", by=None, now=NOW),
        "role": "member",
        "verb": "organisation.speak",
        "email": "else@skerrow.example",
        "password": PASSWORD,
        "reason": "A rule",
        "face": "avatar",
        "upload": b"no picture",
    }


def asked_of(name: str, house: dict[str, object], *, by: Person) -> dict[str, object]:
    """What a verb is given: all that it requires, by the names of its parameters."""
    required = [
        parameter.name
        for parameter in inspect.signature(VERBS[name]).parameters.values()
        if parameter.default is inspect.Parameter.empty and parameter.name not in {"by", "now"}
    ]
    given = {one: house[one] for one in required}
    if name in THEMSELVES:
        given["person"] = by
    if name == "invite":
        given |= {"organisation": house["organisation"], "organisation_role": "member"}
    if name == "reinstate_person":
        given["person"] = house["asleep"]
    return given


@pytest.mark.parametrize("loaded", ["before", "after"])
@pytest.mark.parametrize("name", VERBS)
def test_a3_o2_every_verb_refuses_the_suspended_and_changes_nothing(cast, house, name, loaded):
    in_hand = Person.objects.select_related("identity").get(pk=cast.marit.pk)
    actions.suspend_person(person=cast.marit, reason="A test.", by=None, now=NOW)
    before = every_row()

    marit = in_hand if loaded == "before" else Person.objects.get(pk=cast.marit.pk)
    with pytest.raises(ValidationError) as refusal:
        VERBS[name](now=NOW, by=marit, **asked_of(name, house, by=marit))

    assert refusal.value.code in REFUSALS
    assert every_row() == before
