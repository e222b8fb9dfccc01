"""Conflicts of interest: each code where it holds, the same from both sides, and no word of what caused it."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from greenroom.people import actions, conflicts
from greenroom.people.conflicts import PAST_YEARS, Code, Purpose
from greenroom.people.models import CareerEntry, Interest, Membership
from greenroom.people.tests.conftest import NOW
from greenroom.people.tests.refused import refused

ROOM = Purpose.ROOM


def between(one, *others, purpose=ROOM):
    return conflicts.conflicts(one, with_=others, purpose=purpose, now=NOW)


def test_people_of_one_house_and_the_house_itself(cast):
    assert between(cast.ida, cast.noor) == between(cast.noor, cast.ida) == {"same_employer"}
    assert between(cast.ida, cast.skerrow) == {"same_employer"}
    assert between(cast.ida, cast.yara, cast.quillan) == frozenset()
    assert between(cast.ida, cast.ida) == frozenset()


def test_a_house_of_before_counts_for_its_years(cast):
    actions.end_membership(membership=cast.noor_there, by=None, now=NOW - timedelta(days=400))
    assert between(cast.noor, cast.ida) == between(cast.ida, cast.noor) == {"past_employer"}

    PAST_YEARS.set(1, by=None, now=NOW)
    assert between(cast.noor, cast.ida) == frozenset()


def test_the_career_counts_by_name_too(cast):
    add = actions.add_career_entry
    add(person=cast.yara, employer="SKERROW ferries", title="Writer", started_date=date(2020, 1, 1), by=None, now=NOW)
    assert between(cast.yara, cast.ida) == {"same_employer"}

    CareerEntry.objects.update(ended_date=date(2026, 1, 1))
    assert between(cast.yara, cast.ida) == between(cast.ida, cast.yara) == {"past_employer"}


def test_a_reporting_line_goes_all_the_way_up_and_ends_where_it_bites_itself(cast):
    for person, manager in ((cast.noor, cast.bram), (cast.bram, cast.ida), (cast.ida, cast.noor)):
        Membership.objects.filter(person=person).update(manager=manager)

    assert between(cast.noor, cast.ida) == between(cast.ida, cast.noor) == {"same_employer", "reporting_line"}


def test_rivals_clients_and_household(cast):
    actions.declare_rival(organisation=cast.skerrow, rival=cast.quillan, by=cast.ida, now=NOW)
    assert between(cast.noor, cast.yara) == between(cast.yara, cast.noor) == {"declared_rivals"}
    assert between(cast.noor, cast.quillan) == {"declared_rivals"}

    actions.declare_client(person=cast.hedda, organisation=cast.quillan, by=cast.hedda, now=NOW)
    actions.declare_client(person=cast.hedda, name="skerrow FERRIES", by=cast.hedda, now=NOW)
    assert between(cast.hedda, cast.yara) == between(cast.yara, cast.hedda) == {"client"}
    assert between(cast.hedda, cast.skerrow) == {"client"}

    actions.declare_household(person=cast.hedda, other=cast.marit, by=cast.hedda, now=NOW)
    assert between(cast.hedda, cast.marit) == between(cast.marit, cast.hedda) == {"household"}
    assert between(cast.hedda, cast.marit, cast.yara) == {"household", "client"}


def test_rooms_above_add_codes_of_their_own(cast, monkeypatch):
    monkeypatch.setattr(conflicts, "_sources", {})
    conflicts.register("same_mandate", lambda one, other, purpose, now: purpose is Purpose.SEARCH)

    assert between(cast.ida, cast.yara, purpose=Purpose.SEARCH) == {"same_mandate"}
    assert between(cast.ida, cast.yara) == frozenset()
    with pytest.raises(ValueError, match="known already"):
        conflicts.register("client", lambda one, other, purpose, now: True)


def test_codes_alone_come_back(cast):
    actions.declare_client(person=cast.hedda, organisation=cast.quillan, by=cast.hedda, now=NOW)

    assert all(one in Code for one in between(cast.hedda, cast.quillan))


def test_i1_nobody_declares_or_withdraws_for_somebody_else(cast):
    mine = actions.declare_client(person=cast.hedda, name="Harbour", by=cast.hedda, now=NOW)
    rival = actions.declare_rival(organisation=cast.skerrow, rival=cast.quillan, by=cast.ida, now=NOW)
    before = list(Interest.objects.values())

    with refused("not_self"):
        actions.withdraw_interest(interest=mine, by=cast.marit, now=NOW)
    with refused("not_self"):
        actions.declare_household(person=cast.hedda, other=cast.ida, by=cast.marit, now=NOW)
    for lower in (cast.bram, cast.noor, cast.yara):
        with refused("no_clearance"):
            actions.declare_rival(organisation=cast.skerrow, rival=cast.quillan, by=lower, now=NOW)
        with refused("no_clearance"):
            actions.withdraw_interest(interest=rival, by=lower, now=NOW)

    assert list(Interest.objects.values()) == before


def test_what_is_declared_already_is_refused(cast):
    actions.declare_client(person=cast.hedda, name="Harbour", by=cast.hedda, now=NOW)

    with refused("declared"):
        actions.declare_client(person=cast.hedda, name="HARBOUR", by=cast.hedda, now=NOW)

    assert Interest.objects.count() == 1


PEOPLE = ("marit", "hedda", "ida", "bram", "noor", "yara")
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["leave", "manager", "client", "household", "rival", "career"]),
        st.sampled_from(PEOPLE),
        st.sampled_from(PEOPLE),
        st.sampled_from(["skerrow", "quillan"]),
    ),
    max_size=8,
)


def do(cast, deed, one, other, house):
    first, second, organisation = getattr(cast, one), getattr(cast, other), getattr(cast, house)
    running = Membership.objects.filter(person=first, ended_at__isnull=True)
    if deed == "leave":
        running.update(ended_at=NOW - timedelta(days=30))
    elif deed == "manager":
        running.update(manager=second)
    elif deed == "client":
        Interest.objects.get_or_create(
            kind="client", person=first, other_organisation=organisation, defaults={"declared_at": NOW}
        )
    elif deed == "household":
        Interest.objects.get_or_create(
            kind="household", person=first, other_person=second, defaults={"declared_at": NOW}
        )
    elif deed == "rival":
        rival = cast.quillan if house == "skerrow" else cast.skerrow
        Interest.objects.get_or_create(
            kind="rival", organisation=organisation, other_organisation=rival, defaults={"declared_at": NOW}
        )
    else:
        CareerEntry.objects.create(
            person=first, employer=organisation.identity.display_name, title="x", started_date=date(2020, 1, 1)
        )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=DEEDS)
def test_it_is_the_same_from_both_sides_and_more_people_mean_no_fewer_codes(cast, deeds):
    from django.db import transaction

    with transaction.atomic():
        for deed in deeds:
            do(cast, *deed)
        everybody = [getattr(cast, name) for name in PEOPLE]
        for one in everybody:
            together = between(one, *everybody)
            for other in everybody:
                assert between(one, other) == between(other, one)
                assert between(one, other) <= together
        transaction.set_rollback(True)
