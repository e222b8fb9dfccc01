"""What a host hands over with an unclaimed row: never more than the host could give."""

import pytest

from greenroom.people import actions, clearance
from greenroom.people.models import Invitation
from greenroom.people.tests.conftest import NOW, PASSWORD
from greenroom.people.tests.refused import refused


@pytest.fixture
def piet(cast):
    return actions.add_person(handle="piet", display_name="Piet", now=NOW)


def hand_over(piet, by):
    return actions.invite(email="p@lind.example", person=piet, by=by, now=NOW)[1]


def accept(token):
    return actions.accept_invitation(
        token=token, handle="", display_name="Piet", password=PASSWORD, language="en", now=NOW
    )


def join(organisation, piet, role):
    actions.join_organisation(person=piet, organisation=organisation, role=role, by=None, now=NOW)


def test_an_administrator_invites_the_owner_whom_they_named(cast, piet):
    lind = actions.add_organisation(handle="lind", display_name="Lind", owner=piet, by=cast.hedda, now=NOW)

    owner = accept(hand_over(piet, cast.hedda))

    assert clearance.role_in(owner, lind.pk) == "owner"


@pytest.mark.parametrize("role", ["owner", "administrator"])
def test_a_role_beside_an_owner_who_can_act_is_not_the_hosts_to_give(cast, piet, role):
    join(cast.skerrow, piet, role)

    for host in (cast.hedda, cast.marit):
        with refused("role_too_high"):
            hand_over(piet, host)
    assert not Invitation.objects.exists()


def test_a_host_who_owns_the_organisation_gives_it(cast, piet):
    join(cast.skerrow, piet, "administrator")
    actions.join_network(person=cast.ida, role="administrator", by=None, now=NOW)

    assert hand_over(piet, cast.ida)


def test_people_from_a_file_are_handed_over_with_their_membership(cast, piet):
    join(cast.skerrow, piet, "member")

    assert hand_over(piet, cast.hedda)


def test_while_the_only_owner_is_suspended_the_hosts_give_it(cast, piet):
    join(cast.skerrow, piet, "owner")
    actions.suspend_person(person=cast.ida, reason="Rule 3", by=cast.hedda, now=NOW)

    assert hand_over(piet, cast.hedda)


@pytest.mark.parametrize("verb", ["organisation.speak", "network.own"])
def test_a_clearance_is_handed_over_by_those_who_could_grant_it(cast, piet, verb):
    place = cast.skerrow if verb == "organisation.speak" else None
    actions.grant_clearance(person=piet, verb=verb, organisation=place, by=None, now=NOW)

    with refused("role_too_high"):
        hand_over(piet, cast.hedda)
    granter = cast.marit
    if place:
        actions.join_network(person=cast.ida, role="administrator", by=None, now=NOW)
        granter = cast.ida
    assert hand_over(piet, granter)


def test_the_right_is_asked_for_again_when_the_link_is_used(cast, piet):
    actions.add_organisation(handle="lind", display_name="Lind", owner=piet, by=cast.hedda, now=NOW)
    token = hand_over(piet, cast.hedda)
    join(cast.skerrow, piet, "administrator")

    with refused("unusable"):
        accept(token)
