"""Joining, leaving, roles and what the organisation notes."""

import pytest

from greenroom.kit.facts import facts_of
from greenroom.people import actions, clearance, queries
from greenroom.people.events import MembershipEnded, RoleChanged
from greenroom.people.models import Membership, NetworkMembership
from greenroom.people.tests.conftest import NOW
from greenroom.people.tests.refused import refused


def role(person, place):
    return clearance.role_in(person, place.pk if place else None)


def test_the_last_owner_cannot_leave_or_step_down(cast):
    ida_there = Membership.objects.get(person=cast.ida)
    with refused("last_owner"):
        actions.end_membership(membership=ida_there, by=cast.ida, now=NOW)
    with refused("last_owner"):
        actions.change_role(membership=ida_there, role="member", by=cast.ida, now=NOW)
    with refused("last_owner"):
        actions.leave_network(person=cast.marit, by=cast.marit, now=NOW)
    with refused("last_owner"):
        actions.change_network_role(person=cast.marit, role="member", by=None, now=NOW)
    assert role(cast.ida, cast.skerrow) == role(cast.marit, None) == "owner"
    assert Membership.objects.get(person=cast.ida).ended_at is None
    assert NetworkMembership.objects.get(person=cast.marit).ended_at is None


def test_an_owner_leaves_once_there_is_another(cast):
    actions.change_role(membership=cast.noor_there, role="owner", by=cast.ida, now=NOW)

    actions.end_membership(membership=Membership.objects.get(person=cast.ida), by=cast.ida, now=NOW)

    assert role(cast.ida, cast.skerrow) is None
    assert [event.person_id for event in facts_of(MembershipEnded)] == [cast.ida.pk]
    assert [event.role for event in facts_of(RoleChanged)] == ["owner"]


def test_nobody_changes_the_role_of_an_equal_or_higher_one(cast):
    with refused("role_too_high"):
        actions.change_role(membership=Membership.objects.get(person=cast.ida), role="member", by=cast.bram, now=NOW)
    with refused("role_too_high"):
        actions.change_role(membership=cast.noor_there, role="administrator", by=cast.bram, now=NOW)
    with refused("role_too_high"):
        actions.change_role(membership=cast.bram_there, role="owner", by=cast.bram, now=NOW)
    with refused("role_too_high"):
        actions.change_network_role(person=cast.hedda, role="owner", by=cast.hedda, now=NOW)
    assert (role(cast.bram, cast.skerrow), role(cast.noor, cast.skerrow)) == ("administrator", "member")


def test_a_member_leaves_alone_and_an_administrator_ends_memberships_of_members(cast):
    with refused("role_too_high"):
        actions.end_membership(membership=cast.bram_there, by=cast.noor, now=NOW)
    actions.end_membership(membership=cast.noor_there, by=cast.bram, now=NOW)
    with refused("ended"):
        actions.end_membership(membership=cast.noor_there, by=cast.noor, now=NOW)
    actions.end_membership(membership=cast.bram_there, by=cast.bram, now=NOW)

    assert [each.person for each in queries.members_of(cast.skerrow)] == [cast.ida]


def test_one_running_membership_and_another_after_the_end(cast):
    with pytest.raises(Exception, match="already belongs"):
        actions.join_organisation(person=cast.noor, organisation=cast.skerrow, by=cast.ida, now=NOW)
    actions.end_membership(membership=cast.noor_there, by=cast.ida, now=NOW)

    actions.join_organisation(person=cast.noor, organisation=cast.skerrow, by=cast.bram, now=NOW)

    assert Membership.objects.filter(person=cast.noor).count() == 2


def test_i1_an_owner_of_one_organisation_is_nobody_in_another(cast):
    with refused("role_too_high"):
        actions.join_organisation(person=cast.yara, organisation=cast.skerrow, by=cast.yara, now=NOW)
    with refused("role_too_high"):
        actions.change_role(membership=cast.noor_there, role="administrator", by=cast.yara, now=NOW)
    with refused("no_clearance"):
        actions.update_organisation(organisation=cast.skerrow, display_name="Ours now", by=cast.yara, now=NOW)
    theirs = actions.add_unit(organisation=cast.quillan, name="Press", by=cast.yara, now=NOW)
    with refused("unit_unknown"):
        actions.update_membership(membership=cast.noor_there, unit=theirs, by=cast.ida, now=NOW)
    with refused("unit_unknown"):
        actions.add_unit(organisation=cast.skerrow, name="Press", parent=theirs, by=cast.ida, now=NOW)
    cast.skerrow.identity.refresh_from_db()
    assert cast.skerrow.identity.display_name == "Skerrow Ferries"


def test_a_host_acts_for_an_organisation_only_while_it_has_no_owner(cast):
    with refused("role_too_high"):
        actions.join_organisation(person=cast.marit, organisation=cast.skerrow, role="owner", by=cast.marit, now=NOW)
    orphan = actions.add_organisation(handle="orphan", display_name="Orphan", owner=None, by=cast.hedda, now=NOW)

    actions.join_organisation(person=cast.noor, organisation=orphan, role="owner", by=cast.hedda, now=NOW)

    with refused("role_too_high"):
        actions.join_organisation(person=cast.hedda, organisation=orphan, role="owner", by=cast.hedda, now=NOW)
    assert role(cast.noor, orphan) == "owner"


def test_attributes_and_title_are_set_by_the_organisation_not_by_the_person(cast):
    with refused("no_clearance"):
        actions.update_membership(membership=cast.noor_there, attributes={"desk": "press"}, by=cast.noor, now=NOW)
    actions.update_membership(
        membership=cast.noor_there, attributes={"desk": "press"}, title="Press officer", by=cast.bram, now=NOW
    )

    cast.noor_there.refresh_from_db()
    assert (cast.noor_there.attributes, cast.noor_there.title) == ({"desk": "press"}, "Press officer")


def test_a_derived_byline_follows_the_membership_and_a_written_one_stays(cast):
    actions.update_membership(membership=cast.noor_there, title="Press officer", by=cast.ida, now=NOW)
    cast.noor.identity.refresh_from_db()
    assert cast.noor.identity.byline == "Press officer, Skerrow Ferries"

    actions.update_profile(person=cast.noor, byline="  Talks to\nthe press ", by=cast.noor, now=NOW)
    actions.update_membership(membership=cast.noor_there, title="Head of press", by=cast.ida, now=NOW)
    cast.noor.identity.refresh_from_db()
    assert cast.noor.identity.byline == "Talks to the press"

    actions.update_profile(person=cast.noor, byline="", by=cast.noor, now=NOW)
    assert cast.noor.identity.byline == "Head of press, Skerrow Ferries"
    actions.end_membership(membership=cast.noor_there, by=cast.ida, now=NOW)
    cast.noor.identity.refresh_from_db()
    assert cast.noor.identity.byline == ""
