"""Suggestions from the database: who never stands among them, and what they cost."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from greenroom.people.models import Identity, Membership, NetworkMembership, Organisation, Person
from greenroom.social import actions, queries
from greenroom.social.models import SuggestionRefused
from greenroom.social.tests.village import eyes

DAY = date(2026, 11, 2)


@pytest.fixture
def ida(village):
    """Ida follows Bram of one house and Noor of another; both follow Otto, who works nowhere that is known."""
    ida = village.person("ida")
    friends = [village.person(name) for name in ("bram", "noor")]
    otto = village.person("otto")
    village.organisation("skerrow", owner=ida)
    for friend, house in zip(friends, ("quillan", "halden"), strict=True):
        village.organisation(house, owner=friend)
        village.follow(ida, friend)
        village.follow(friend, otto)
    for handle, sector in (("skerrow", "Ferries"), ("quillan", "Health"), ("halden", "Pumps")):
        Organisation.objects.filter(pk=village.organisations[handle].pk).update(sector=sector)
    return ida


def told(person, **more):
    return [one.identity.handle for one in queries.suggestions_for(eyes(person), day=DAY, **more)]


def test_somebody_over_a_bridge_is_suggested_with_the_reason(village, ida):
    (found,) = queries.suggestions_for(eyes(ida), day=DAY)

    assert found.identity == village.people["otto"].identity
    assert (found.reason.outside, found.reason.houses, found.reason.distance) == (2, 2, 2)
    assert {one.handle for one in found.bridges} == {"bram", "noor"}
    assert queries.suggestions_for(eyes(None), day=DAY) == []
    assert told(village.people["otto"]) == []


def test_only_those_are_named_whom_the_sentence_counts(village, ida):
    colleague = village.person("aino")
    Membership.objects.create(person=colleague, organisation=village.organisations["skerrow"], joined_at=village.tick())
    village.follow(ida, colleague)
    village.follow(colleague, village.people["otto"])
    (found,) = queries.suggestions_for(eyes(ida), day=DAY)

    assert len(found.reason.bridges) == 3
    assert {one.handle for one in found.bridges} == {"bram", "noor"}
    assert not found.has_more_bridges


def test_a_sector_of_ones_own_is_no_other_sector(village, ida):
    otto = village.people["otto"]
    village.organisation("orlan", owner=otto)
    assert not queries.suggestions_for(eyes(ida), day=DAY)[0].reason.has_other_sector  # nothing is known of it
    for sector, is_other in (("Ferries", False), ("Glass", True)):
        Organisation.objects.filter(pk=village.organisations["orlan"].pk).update(sector=sector)
        assert queries.suggestions_for(eyes(ida), day=DAY)[0].reason.has_other_sector == is_other


def approve_and_ask(village, ida, otto):
    Identity.objects.filter(pk=otto.pk).update(approves_followers=True)
    village.follow(ida, Identity.objects.get(pk=otto.pk))


def avoid(village, owner, other):
    village.act(actions.avoid, identity=owner.identity, target=other.identity, by=owner)


WHY = {
    "followed": lambda village, ida, otto: village.follow(ida, otto),
    "asked": approve_and_ask,
    "blocks": lambda village, ida, otto: village.block(otto, ida),
    "blocked": lambda village, ida, otto: village.block(ida, otto),
    "muted": lambda village, ida, otto: village.act(actions.mute, identity=ida.identity, target=otto.identity, by=ida),
    "avoids": lambda village, ida, otto: avoid(village, otto, ida),
    "avoided": avoid,
    "refused": lambda village, ida, otto: village.act(
        actions.refuse_suggestion, identity=ida.identity, refused=otto.identity, by=ida
    ),
    "suspended": lambda village, ida, otto: Identity.objects.filter(pk=otto.pk).update(suspended_at=village.tick()),
    "colleague": lambda village, ida, otto: Membership.objects.create(
        person=otto, organisation=village.organisations["skerrow"], joined_at=village.tick()
    ),
    "left": lambda village, ida, otto: NetworkMembership.objects.filter(person=otto).update(ended_at=village.tick()),
    "from a file": lambda village, ida, otto: Person.objects.filter(pk=otto.pk).update(claimed_at=None),
}


@pytest.mark.parametrize("why", WHY)
def test_who_never_stands_among_the_suggestions(village, ida, why):
    otto = village.people["otto"]
    village.follow(village.people["bram"], village.person("petra"))  # there is somebody else to suggest
    assert set(told(ida)) == {"otto", "petra"}
    WHY[why](village, ida, otto)

    assert told(ida) == ["petra"]


def test_organisations_lead_nowhere(village, ida):
    quillan = village.organisations["quillan"].identity
    far = village.person("far")
    village.act(actions.follow, identity=quillan, target=far.identity, by=village.people["bram"])
    village.follow(ida, quillan)

    assert told(ida) == ["otto"]


def suspend(village, bridge, ida):
    Identity.objects.filter(pk=bridge.pk).update(suspended_at=village.tick())


def forget(village, bridge, ida):
    """Known from a file alone: nobody of that name ever chose whom to follow."""
    Person.objects.filter(pk=bridge.pk).update(claimed_at=None)


def mute(village, bridge, ida):
    village.act(actions.mute, identity=ida.identity, target=bridge.identity, by=ida)


@pytest.mark.parametrize("lost", [suspend, forget, mute])
def test_the_way_leads_over_nobody_of_whom_the_viewer_is_not_to_hear(village, ida, lost):
    lost(village, village.people["bram"], ida)
    (found,) = queries.suggestions_for(eyes(ida), day=DAY)
    assert [one.handle for one in found.bridges] == ["noor"]
    assert (found.reason.outside, found.reason.houses) == (1, 1)
    lost(village, village.people["noor"], ida)

    assert told(ida) == []


@pytest.mark.parametrize("blocks", ["otto", "ida"])
def test_whom_somebody_with_a_block_between_follows_is_not_told(village, ida, blocks):
    """Ida may not open the page that says whom Otto follows, so no sentence of hers rests on it."""
    otto = village.people["otto"]
    village.follow(otto, village.person("far"))
    assert set(told(ida)) == {"otto", "far"}
    village.block(*((otto, ida) if blocks == "otto" else (ida, otto)))

    assert told(ida) == []


def test_whoever_follows_few_is_led_one_step_further(village, ida):
    far = village.person("far")
    village.follow(village.people["otto"], far)

    assert [(one.identity.handle, one.reason.distance) for one in queries.suggestions_for(eyes(ida), day=DAY)] == [
        ("otto", 2),
        ("far", 3),
    ]


def test_only_other_people_can_be_refused(village, ida, refused):
    otto = village.people["otto"]
    for wrong in (ida.identity, village.organisations["quillan"].identity):
        with refused("not_possible"):
            village.act(actions.refuse_suggestion, identity=ida.identity, refused=wrong, by=ida)
    with refused("not_you"):
        village.act(actions.refuse_suggestion, identity=ida.identity, refused=otto.identity, by=otto)
    assert not SuggestionRefused.objects.exists()


def test_suggestions_cost_two_queries_beside_the_viewers_own(village, ida):
    viewer = eyes(ida)
    assert viewer.standing.followed
    with CaptureQueriesContext(connection) as captured:
        queries.suggestions_for(viewer, day=DAY)

    assert len(captured) == 2
