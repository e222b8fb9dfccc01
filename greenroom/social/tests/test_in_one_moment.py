"""Two deeds about one thing in the same moment end as if one had come after the other."""

from functools import partial

import pytest

from greenroom.kit.tests.racing import ROUNDS, at_once
from greenroom.social import actions, cards, queries
from greenroom.social.actions import lists, tagging
from greenroom.social.models import (
    Audience,
    Block,
    FeaturedTag,
    Follow,
    FollowRequest,
    ListMember,
    PeopleList,
    Post,
    TagFollow,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_looks_at_once_the_farther_counts(village, ida):
    for number in range(ROUNDS):
        timeline, now = f"page{number}", village.tick()
        actions.mark_seen(person=ida, timeline=timeline, last_id=1, now=now)

        looks = [partial(actions.mark_seen, person=ida, timeline=timeline, last_id=far, now=now) for far in (90, 20)]
        at_once(*looks, *looks)

        assert queries.marker_of(ida, timeline) == 90


def test_of_two_first_looks_at_once_the_farther_counts(village, ida):
    for number in range(ROUNDS):
        timeline, now = f"page{number}", village.tick()

        looks = [partial(actions.mark_seen, person=ida, timeline=timeline, last_id=far, now=now) for far in (20, 90)]
        at_once(*looks)

        assert queries.marker_of(ida, timeline) == 90


@pytest.mark.parametrize("asks_first", [False, True], ids=["follow", "request"])
@pytest.mark.parametrize("blocker", ["ida", "bram"])
def test_no_follow_survives_a_block_of_the_same_moment(village, ida, blocker, asks_first):
    for number in range(ROUNDS):
        bram = village.person(f"bram{number}")
        bram.identity.approves_followers = asks_first
        first, other = (ida, bram) if blocker == "ida" else (bram, ida)
        follow = partial(actions.follow, identity=ida.identity, target=bram.identity, by=ida, now=village.tick())
        block = partial(actions.block, identity=first.identity, target=other.identity, by=first, now=village.tick())

        at_once(follow, block)

        assert Block.objects.filter(blocker=first.identity).exists()
        assert not Follow.objects.filter(followed=bram.identity).exists()
        assert not FollowRequest.objects.filter(followed=bram.identity).exists()


def test_two_who_block_each_other_at_once_do_not_wait_for_ever(village, ida):
    for number in range(ROUNDS):
        bram = village.person(f"bram{number}")
        blocks = [
            partial(actions.block, identity=one.identity, target=two.identity, by=one, now=village.tick())
            for one, two in ((ida, bram), (bram, ida))
        ]

        at_once(*blocks)

        assert Block.objects.filter(blocked__in=[ida.pk, bram.pk]).count() == 2 + number


@pytest.mark.parametrize(
    ("verb", "row", "limit"),
    [(actions.follow_tag, TagFollow, "MOST_FOLLOWED"), (actions.feature_tag, FeaturedTag, "MOST_FEATURED")],
    ids=["followed", "featured"],
)
def test_b2_of_two_tags_for_the_last_place_one_is_refused(village, ida, monkeypatch, verb, row, limit):
    for number in range(ROUNDS):
        monkeypatch.setattr(tagging, limit, number + 1)
        put = [
            partial(verb, identity=ida.identity, name=f"{word}{number}", by=ida, now=village.tick())
            for word in ("tide", "ebb")
        ]

        outcomes = at_once(*put)

        assert row.objects.filter(identity=ida.identity).count() == number + 1
        assert outcomes.count("too_many") == 1


@pytest.mark.parametrize("limit", [2, 10])
def test_b2_of_two_choices_at_once_a_profile_shows_one_and_neither_waits_for_ever(village, ida, monkeypatch, limit):
    monkeypatch.setattr(tagging, "MOST_FEATURED", limit)
    for _ in range(ROUNDS):
        choices = [["tide", "ebb"], ["gale", "calm"]]

        at_once(
            *[
                partial(actions.choose_featured_tags, identity=ida.identity, names=names, by=ida, now=village.tick())
                for names in choices
            ]
        )

        shown = FeaturedTag.objects.filter(identity=ida.identity).order_by("pk").values_list("name", flat=True)
        assert list(shown) in choices


def test_b2_of_two_lists_for_the_last_place_one_is_refused(village, ida, monkeypatch):
    for number in range(ROUNDS):
        monkeypatch.setattr(lists, "MOST_LISTS", number + 1)

        outcomes = at_once(
            *[
                partial(actions.create_list, owner=ida.identity, name=name, by=ida, now=village.tick())
                for name in ("tide", "ebb")
            ]
        )

        assert PeopleList.objects.count() == number + 1
        assert outcomes.count("too_many") == 1


def test_b2_of_two_people_for_the_last_place_of_a_list_one_is_refused(village, ida, bram, monkeypatch):
    noor = village.person("noor")
    for person in (bram, noor):
        village.follow(ida, person)
    monkeypatch.setattr(lists, "MOST_MEMBERS", 1)
    for number in range(ROUNDS):
        row = village.act(actions.create_list, owner=ida.identity, name=f"list {number}", by=ida)

        outcomes = at_once(
            *[
                partial(actions.add_to_list, people_list=row, member=person.identity, by=ida, now=village.tick())
                for person in (bram, noor)
            ]
        )

        assert ListMember.objects.filter(people_list=row).count() == 1
        assert outcomes.count("too_many") == 1


def test_a_card_that_comes_while_the_post_narrows_does_not_stay(village, ida, network):
    network_of_members = Audience.objects.get(pk=Audience.NETWORK)
    network.page("https://news.example/a", "<title>Ferries late</title>")
    for _ in range(ROUNDS):
        post = village.post(ida, "Read https://news.example/a", to=Audience.PUBLIC)
        now = village.tick()

        at_once(
            partial(cards.show_card, post.pk, at=now),
            partial(actions.narrow_post, post=post, audience=network_of_members, by=ida, now=now),
        )

        assert Post.objects.get(pk=post.pk).extras == {}
