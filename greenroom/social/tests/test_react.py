"""Passing on, "This helped" and "Keep"."""

from functools import partial

import pytest

from greenroom.kit.facts import facts_of
from greenroom.kit.tests.racing import ROUNDS, at_once
from greenroom.social import actions, queries, timelines
from greenroom.social.events import PostBoosted, PostHelped
from greenroom.social.models import Audience, Bookmark, Boost, Favourite
from greenroom.social.tests.village import eyes

PUBLIC, QUIET, FOLLOWERS, NETWORK = Audience.PUBLIC, Audience.QUIET_PUBLIC, Audience.FOLLOWERS, Audience.NETWORK


def do(village, verb, post, person):
    return village.act(verb, post=post, identity=person.identity, by=person)


@pytest.mark.parametrize("audience", [PUBLIC, QUIET, NETWORK])
def test_what_may_be_shared_is_passed_on_once(village, ida, bram, audience):
    post = village.post(ida, to=audience)
    first, second = do(village, actions.boost, post, bram), do(village, actions.boost, post, bram)

    assert first.pk == second.pk
    assert first.pk % 2 == 1
    assert len(facts_of(PostBoosted)) == 1
    view = queries.post_for(eyes(bram), post.pk)
    assert (view.boost_count, view.is_boosted, view.may_boost) == (1, True, True)


def test_what_stays_with_its_audience_is_not_passed_on(village, ida, bram, refused):
    village.follow(bram, ida)
    board = village.circle("board", keeper=ida, members=(bram,))
    for audience in (FOLLOWERS, board.audience, Audience.DIRECT):
        post = village.post(ida, "For @bram", to=audience)
        with refused("not_shareable"):
            do(village, actions.boost, post, bram)
        assert not queries.post_for(eyes(bram), post.pk).may_boost
    assert not Boost.objects.exists()


def test_whoever_has_left_passes_nothing_on_inside_not_even_their_own(village, ida, refused):
    from greenroom.people.models import NetworkMembership

    post = village.post(ida, to=NETWORK)
    NetworkMembership.objects.filter(person=ida).update(ended_at=village.tick())

    with refused("not_shareable"):
        do(village, actions.boost, post, ida)
    assert not queries.post_for(eyes(ida), post.pk).may_boost


def test_the_author_may_pass_a_followers_post_on(village, ida):
    post = village.post(ida, to=FOLLOWERS)
    do(village, actions.boost, post, ida)

    assert Boost.objects.count() == 1


def test_a_boost_shows_the_post_only_to_those_who_read_the_original(village, ida, bram):
    otto, noor = village.person("otto", member=False), village.person("noor")
    post = village.post(ida, to=NETWORK)
    do(village, actions.boost, post, bram)
    for reader in (otto, noor):
        village.follow(reader, bram)

    assert [entry.post.id for entry in timelines.home(eyes(noor)).entries] == [post.pk]
    assert timelines.home(eyes(otto)).entries == []
    assert timelines.profile(eyes(otto), bram.identity).entries == []
    assert timelines.profile(eyes(None), bram.identity).entries == []
    assert [entry.boosted_by for entry in timelines.profile(eyes(noor), bram.identity).entries] == [bram.identity]


def test_home_shows_a_post_once_however_many_pass_it_on(village, ida, bram):
    noor, reader = village.person("noor"), village.person("reader")
    post = village.post(ida, to=PUBLIC)
    for friend in (bram, noor):
        village.follow(reader, friend)
        do(village, actions.boost, post, friend)
    (entry,) = timelines.home(eyes(reader)).entries
    assert (entry.post.id, entry.boosted_by) == (post.pk, bram.identity)

    village.follow(reader, ida)
    (entry,) = timelines.home(eyes(reader)).entries
    assert (entry.id, entry.boosted_by) == (post.pk, None)


def test_a_profile_with_hidden_boosts_between_has_no_short_pages(village, ida, bram):
    shown = [village.post(ida, to=PUBLIC) for _ in range(2)]
    hidden = village.post(ida, to=NETWORK)
    for post in (shown[0], hidden, shown[1]):
        do(village, actions.boost, post, bram)
    village.act(actions.boost, post=village.post(bram, to=NETWORK), identity=bram.identity, by=bram)
    page = timelines.profile(eyes(None), bram.identity, limit=1)
    after = timelines.profile(eyes(None), bram.identity, limit=1, before=page.oldest)

    assert [entry.post.id for entry in [*page.entries, *after.entries]] == [shown[1].pk, shown[0].pk]
    assert (page.has_more, after.has_more) == (True, False)


@pytest.mark.parametrize("verb", [actions.boost, actions.favourite, actions.keep])
def test_what_cannot_be_read_cannot_be_reacted_to(village, ida, bram, refused, verb):
    post = village.post(ida, to=village.circle("board", keeper=ida).audience)

    with refused("gone"):
        do(village, verb, post, bram)
    assert not any(kind.objects.exists() for kind in (Boost, Favourite, Bookmark))


def test_help_and_keep_are_taken_back(village, ida, bram):
    post = village.post(ida, to=PUBLIC)
    for verb in (actions.favourite, actions.favourite, actions.keep, actions.keep, actions.boost):
        do(village, verb, post, bram)
    view = queries.post_for(eyes(bram), post.pk)
    assert (view.favourite_count, view.is_favourite, view.is_kept) == (1, True, True)
    assert len(facts_of(PostHelped)) == 1
    for verb in (actions.unfavourite, actions.unkeep, actions.unboost):
        do(village, verb, post, bram)

    view = queries.post_for(eyes(bram), post.pk)
    assert (view.favourite_count, view.is_favourite, view.is_kept, view.boost_count) == (0, False, False, 0)


def test_only_the_author_learns_whom_it_helped(village, ida, bram):
    from greenroom.social.models import Post

    post = village.post(ida, to=PUBLIC)
    do(village, actions.favourite, post, bram)

    assert queries.helped_by(eyes(ida), post.pk) == [bram.identity]
    with pytest.raises(Post.DoesNotExist):
        queries.helped_by(eyes(bram), post.pk)


def test_kept_posts_follow_the_right_to_read_them(village, ida, bram):
    board = village.circle("board", keeper=ida, members=(bram,))
    post = village.post(ida, to=board.audience)
    do(village, actions.keep, post, bram)
    do(village, actions.favourite, post, bram)
    assert [entry.post.id for entry in timelines.kept(eyes(bram)).entries] == [post.pk]
    village.act(actions.leave_circle, circle=board, by=bram)

    assert timelines.kept(eyes(bram)).entries == []
    assert timelines.helped(eyes(bram)).entries == []


def test_reactions_of_blocked_and_suspended_people_are_not_counted(village, ida, bram):
    from greenroom.people.models import Identity

    noor, piet = village.person("noor"), village.person("piet")
    post = village.post(ida, to=PUBLIC)
    for friend in (bram, noor, piet):
        do(village, actions.boost, post, friend)
        do(village, actions.favourite, post, friend)
    village.block(bram, noor)
    Identity.objects.filter(pk=piet.pk).update(suspended_at=village.tick())

    view = queries.post_for(eyes(bram), post.pk)
    assert (view.boost_count, view.favourite_count) == (1, 1)
    assert queries.boosters_of(eyes(bram), post.pk) == [bram.identity]


@pytest.mark.django_db(transaction=True)
def test_a_button_pressed_twice_at_once_passes_on_once(village, ida, bram):
    for number in range(ROUNDS):
        post = village.post(ida, to=PUBLIC)

        press = partial(actions.boost, post=post, identity=bram.identity, by=bram, now=village.tick())
        one, other = at_once(press, press)

        assert one.pk == other.pk == Boost.objects.get(post=post).pk
        assert len(facts_of(PostBoosted)) == number + 1
