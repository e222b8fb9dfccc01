"""Clearances: by role, by grant, until revoked."""

from datetime import timedelta

import pytest

from greenroom.people import actions, clearance, queries
from greenroom.people.tests.conftest import NOW
from greenroom.people.tests.refused import refused


def speakers(*people):
    return {person.handle: [str(each) for each in queries.identities_of(person)] for person in people}


def test_speaking_for_an_organisation_is_the_owners_by_default(cast):
    assert speakers(cast.ida, cast.bram, cast.noor, cast.marit) == {
        "ida": ["@ida", "@skerrow"],
        "bram": ["@bram"],
        "noor": ["@noor"],
        "marit": ["@marit"],
    }
    assert clearance.allows(cast.ida, "organisation.speak", cast.skerrow.pk)
    assert not clearance.allows(cast.ida, "organisation.speak", cast.quillan.pk)
    with refused("no_clearance"):
        clearance.require(cast.bram, "organisation.speak", cast.skerrow.pk)


def test_an_owner_grants_it_and_takes_it_back(cast):
    for nobody in (cast.noor, cast.bram, cast.yara, cast.marit):
        with refused("no_clearance"):
            actions.grant_clearance(
                person=cast.noor, verb="organisation.speak", organisation=cast.skerrow, by=nobody, now=NOW
            )
    given = actions.grant_clearance(
        person=cast.noor, verb="organisation.speak", organisation=cast.skerrow, by=cast.ida, now=NOW
    )
    assert speakers(cast.noor) == {"noor": ["@noor", "@skerrow"]}
    with refused("granted"):
        actions.grant_clearance(
            person=cast.noor, verb="organisation.speak", organisation=cast.skerrow, by=cast.ida, now=NOW
        )

    actions.revoke_clearance(clearance=given, by=cast.ida, now=NOW)

    assert speakers(cast.noor) == {"noor": ["@noor"]}
    with refused("revoked"):
        actions.revoke_clearance(clearance=given, by=cast.ida, now=NOW)


def test_a_clearance_ends_with_its_time_and_with_the_membership(cast):
    until = NOW + timedelta(days=1)
    actions.grant_clearance(
        person=cast.noor, verb="organisation.speak", organisation=cast.skerrow, ends_at=until, by=cast.ida, now=NOW
    )

    def may(moment):
        return clearance.allows(cast.noor, "organisation.speak", cast.skerrow.pk, now=moment)

    assert [may(NOW), may(until - timedelta(seconds=1)), may(until)] == [True, True, False]
    actions.grant_clearance(
        person=cast.noor, verb="organisation.speak", organisation=cast.skerrow, by=cast.ida, now=until
    )
    assert may(until)
    actions.end_membership(membership=cast.noor_there, by=cast.noor, now=until)
    assert not may(until)


def test_who_leaves_the_network_hosts_it_no_longer(cast):
    actions.join_network(person=cast.noor, by=None, now=NOW)
    actions.grant_clearance(person=cast.noor, verb="network.host", by=cast.marit, now=NOW)
    assert queries.is_host(cast.noor)

    actions.leave_network(person=cast.noor, by=cast.marit, now=NOW)

    assert not queries.is_host(cast.noor)


def test_a_suspended_person_may_nothing(cast):
    assert clearance.allows(cast.hedda, "network.host")
    actions.suspend_person(person=cast.hedda, reason="Away", by=cast.marit, now=NOW)
    assert not clearance.allows(cast.hedda, "network.host")


def test_an_unknown_verb_is_refused_when_granted_and_an_error_when_asked(cast):
    with refused("verb_unknown"):
        actions.grant_clearance(person=cast.noor, verb="organisation.fly", organisation=cast.skerrow, by=None, now=NOW)
    with refused("verb_unknown"):
        actions.grant_clearance(person=cast.noor, verb="organisation.speak", by=None, now=NOW)
    with pytest.raises(KeyError):
        clearance.allows(cast.noor, "organisation.fly", cast.skerrow.pk)


def test_one_question_says_whether_somebody_may(cast, django_assert_num_queries):
    for somebody in (cast.marit, cast.noor):
        with django_assert_num_queries(1):
            queries.is_host(somebody)
    with django_assert_num_queries(1):
        clearance.allows(cast.noor, "organisation.speak", cast.skerrow.pk)
