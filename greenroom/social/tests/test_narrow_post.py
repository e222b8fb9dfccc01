"""Fewer readers, never more."""

import pytest

from greenroom.kit.facts import facts_of
from greenroom.social import actions
from greenroom.social.events import PostNarrowed
from greenroom.social.models import Audience, Boost, Mention, Post
from greenroom.social.tests.village import reads

PUBLIC, QUIET, FOLLOWERS = Audience.PUBLIC, Audience.QUIET_PUBLIC, Audience.FOLLOWERS
NETWORK, DIRECT = Audience.NETWORK, Audience.DIRECT


def narrow(village, post, by, to):
    audience = Audience.objects.get(pk=to) if isinstance(to, int) else to
    return village.act(actions.narrow_post, post=post, audience=audience, by=by)


def test_a_public_post_becomes_one_for_the_network(village, ida, bram):
    post = village.post(ida, to=PUBLIC)
    narrow(village, post, ida, NETWORK)

    assert [reads(who, post) for who in (ida, bram, None)] == [True, True, False]
    assert facts_of(PostNarrowed) == [PostNarrowed(at=village.now, post_id=post.pk, reply_ids=[])]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (NETWORK, PUBLIC),
        (NETWORK, QUIET),
        (QUIET, PUBLIC),
        (NETWORK, NETWORK),
        (FOLLOWERS, NETWORK),
        (NETWORK, FOLLOWERS),
        (DIRECT, FOLLOWERS),
    ],
)
def test_what_is_not_certainly_narrower_is_refused(village, ida, bram, refused, old, new):
    village.follow(bram, ida)
    post = village.post(ida, "For @bram", to=old)

    with refused("not_narrower"):
        narrow(village, post, ida, new)


def test_a_circle_is_not_certainly_within_the_network(village, ida, refused):
    board = village.circle("board", keeper=ida)
    post = village.post(ida, to=NETWORK)

    with refused("not_narrower"):
        narrow(village, post, ida, board.audience)


def test_only_the_author_narrows_and_only_to_where_the_author_may_speak(village, ida, bram, refused):
    board = village.circle("board", keeper=bram)
    post = village.post(ida, to=PUBLIC)

    with refused("not_you"):
        narrow(village, post, bram, NETWORK)
    with refused("unknown_audience"):
        narrow(village, post, ida, board.audience)


def test_somebody_merely_named_does_not_become_a_reader(village, ida):
    otto = village.person("otto", member=False)
    skerrow = village.organisation("skerrow", owner=otto)
    post = village.post(ida, "On @skerrow", to=NETWORK)
    narrow(village, post, ida, DIRECT)

    assert not reads(skerrow, post)
    assert not Mention.objects.exists()


def test_a_circle_in_between_leaves_no_way_back_for_the_named(village, ida, bram):
    board = village.circle("board", keeper=ida)
    post = village.post(ida, "Hello @bram", to=PUBLIC)
    narrow(village, post, ida, board.audience)
    narrow(village, post, ida, DIRECT)

    assert [reads(who, post) for who in (ida, bram)] == [True, False]


def test_answers_follow_their_parent(village, ida, bram):
    otto = village.person("otto", member=False)
    first = village.post(ida, to=PUBLIC)
    answer = village.post(bram, reply_to=first)
    deeper = village.post(ida, reply_to=answer)
    outside = village.post(otto, reply_to=first)
    narrow(village, first, ida, NETWORK)

    assert [Post.objects.get(pk=post.pk).audience_id for post in (answer, deeper, outside)] == [NETWORK] * 3
    assert [reads(None, post) for post in (answer, deeper, outside)] == [False] * 3
    assert sorted(facts_of(PostNarrowed)[0].reply_ids) == sorted([answer.pk, deeper.pk, outside.pk])


def test_an_answer_to_fewer_people_stays_as_it_is(village, ida, bram):
    first = village.post(ida, to=PUBLIC)
    answer = village.post(bram, reply_to=first, to=NETWORK)
    narrow(village, first, ida, NETWORK)

    assert Post.objects.get(pk=answer.pk).audience_id == NETWORK
    assert facts_of(PostNarrowed)[0].reply_ids == []


def test_answers_to_a_post_for_followers_become_direct(village, ida, bram):
    noor = village.person("noor")
    village.follow(bram, ida)
    village.follow(noor, bram)
    first = village.post(ida, to=PUBLIC)
    answer = village.post(bram, reply_to=first)
    narrow(village, first, ida, FOLLOWERS)

    assert [reads(who, answer) for who in (ida, bram, noor, None)] == [True, True, False, False]


def test_answers_below_a_direct_post_reach_its_readers_alone(village, ida, bram):
    noor, piet = village.person("noor"), village.person("piet")
    first = village.post(ida, "For @bram", to=PUBLIC)
    answer = village.post(noor, "And @piet", reply_to=first)
    narrow(village, first, ida, DIRECT)

    assert [reads(who, answer) for who in (ida, bram, noor, piet, None)] == [True, True, True, False, False]


def test_an_organisations_answer_does_not_become_one_for_the_network(village, ida, bram):
    """Neither contains the other: only those remain who read both."""
    runa = village.person("runa", member=False)
    skerrow = village.organisation("skerrow", owner=bram, members=(runa,))
    first = village.post(ida, to=PUBLIC)
    answer = village.post(bram, "For us", reply_to=first, to=Audience.objects.get(owner=skerrow.identity))
    narrow(village, first, ida, NETWORK)

    assert [reads(who, answer) for who in (bram, runa, ida)] == [True, False, False]


def test_an_answer_below_a_deleted_one_follows_too(village, ida, bram):
    first = village.post(ida, to=PUBLIC)
    middle = village.post(bram, reply_to=first)
    last = village.post(bram, reply_to=middle)
    village.act(actions.delete_post, post=middle, by=bram)
    narrow(village, first, ida, NETWORK)

    assert not reads(None, last)


def test_boosts_go_where_the_share_rule_ends(village, ida, bram):
    otto = village.person("otto", member=False)
    board = village.circle("board", keeper=ida, members=(bram,))
    post = village.post(ida, to=PUBLIC)
    for friend in (bram, otto, ida):
        village.act(actions.boost, post=post, identity=friend.identity, by=friend)
    narrow(village, post, ida, NETWORK)
    assert set(Boost.objects.values_list("author", flat=True)) == {ida.pk, bram.pk}

    other = village.post(ida, to=PUBLIC)
    village.act(actions.boost, post=other, identity=bram.identity, by=bram)
    narrow(village, other, ida, board.audience)
    assert not Boost.objects.filter(post=other).exists()


@pytest.mark.parametrize("audience", [NETWORK, DIRECT])
def test_a_long_thread_follows_in_a_few_statements(village, ida, bram, audience):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def questions(answers):
        first = village.post(ida, to=PUBLIC)
        for _ in range(answers):
            village.post(bram, reply_to=first)
        with CaptureQueriesContext(connection) as captured:
            narrow(village, first, ida, audience)
        return len(captured)

    assert questions(2) == questions(12)
