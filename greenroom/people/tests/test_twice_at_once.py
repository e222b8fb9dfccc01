"""The same thing done twice in one moment is done once; the second is told what it would be told a minute later."""

from collections import Counter
from functools import partial

import pytest

from greenroom.kit.facts import facts_of
from greenroom.kit.tests.racing import ROUNDS, at_once
from greenroom.people import actions
from greenroom.people.events import (
    ClearanceGranted,
    NetworkJoined,
    OrganisationJoined,
    OrganisationUpdated,
    PeopleAdded,
)
from greenroom.people.models import Clearance, Identity, Membership, NetworkMembership, Person, Unit
from greenroom.people.tests.conftest import NOW

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def skerrow(db):
    return actions.add_organisation(handle="skerrow", display_name="Skerrow Ferries", owner=None, now=NOW)


def outcomes(deed):
    """What two deeds in one moment come to: "done", or the code of the refusal."""
    return Counter(one if isinstance(one, str) else "done" for one in at_once(deed, deed))


def test_somebody_joins_an_organisation_once(person, skerrow):
    for number in range(ROUNDS):
        join = partial(
            actions.join_organisation, person=person(f"noor{number}"), organisation=skerrow, by=None, now=NOW
        )

        assert outcomes(join) == {"done": 1, "refused": 1}
    assert Membership.objects.count() == len(facts_of(OrganisationJoined)) == ROUNDS


def test_somebody_joins_the_network_once(person):
    for number in range(ROUNDS):
        join = partial(actions.join_network, person=person(f"noor{number}"), by=None, now=NOW)

        assert outcomes(join) == {"done": 1, "refused": 1}
    assert NetworkMembership.objects.count() == len(facts_of(NetworkJoined)) == ROUNDS


def test_two_files_bring_the_same_people_once(db):
    for number in range(ROUNDS):
        handles = [f"n{number}_{each}" for each in range(20)]
        files = [dict.fromkeys(order, "Noor") for order in (handles, handles[::-1])]

        found = at_once(*[partial(actions.add_people, names=names, now=NOW) for names in files])

        assert found[0] == found[1]
        assert set(found[0]) == set(handles)
    assert Person.objects.count() == Identity.objects.count() == 20 * ROUNDS
    assert sum(fact.count for fact in facts_of(PeopleAdded)) == 20 * ROUNDS


def test_a_unit_is_added_once(skerrow):
    for number in range(ROUNDS):
        add = partial(actions.add_unit, organisation=skerrow, name=f"Quay {number}", by=None, now=NOW)

        assert outcomes(add) == {"done": 1, "refused": 1}
    assert Unit.objects.count() == len(facts_of(OrganisationUpdated)) == ROUNDS


@pytest.mark.parametrize("verb", ["organisation.speak", "network.host"])
def test_a_clearance_is_granted_once(person, skerrow, verb):
    place = skerrow if verb == "organisation.speak" else None
    for number in range(ROUNDS):
        grant = partial(
            actions.grant_clearance, person=person(f"noor{number}"), verb=verb, organisation=place, by=None, now=NOW
        )

        assert outcomes(grant) == {"done": 1, "granted": 1}
    assert Clearance.objects.count() == len(facts_of(ClearanceGranted)) == ROUNDS
