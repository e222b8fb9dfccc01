"""Two deeds about one thing in the same moment end as if one had come after the other."""

from functools import partial

import pytest

from greenroom.kit.tests.racing import ROUNDS, at_once
from greenroom.social import actions, cards, queries
from greenroom.social.models import Audience, Block, Follow, FollowRequest, Post

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
