"""Follow, request, block and mute."""

from greenroom.kit.facts import facts_of
from greenroom.people.models import Identity
from greenroom.social import actions, queries, timelines
from greenroom.social.events import Blocked, Followed, FollowEnded, FollowRequested
from greenroom.social.models import Audience, Follow, FollowRequest
from greenroom.social.tests.village import eyes, reads

PUBLIC, FOLLOWERS = Audience.PUBLIC, Audience.FOLLOWERS


def tie(viewer, other):
    return queries.tie(eyes(viewer), other.identity)


def do(village, verb, by, **fields):
    return village.act(verb, identity=by.identity, by=by, **fields)


def test_following_is_one_tie_however_often(village, ida, bram):
    village.follow(bram, ida)
    do(village, actions.follow, bram, target=ida.identity, shows_boosts=False)

    assert Follow.objects.count() == 1
    assert (tie(bram, ida).is_following, tie(bram, ida).shows_boosts, tie(ida, bram).is_followed_by) == (
        True,
        False,
        True,
    )
    assert len(facts_of(Followed)) == 1


def test_a_follower_reads_old_posts_for_followers_until_unfollowing(village, ida, bram):
    post = village.post(ida, to=FOLLOWERS)
    assert not reads(bram, post)
    village.follow(bram, ida)
    assert reads(bram, post)
    do(village, actions.unfollow, bram, target=ida.identity)

    assert not reads(bram, post)
    assert len(facts_of(FollowEnded)) == 1


def test_nobody_follows_themselves_a_circle_or_a_suspended_account(village, ida, bram, refused):
    board = village.circle("board", keeper=ida)
    Identity.objects.filter(pk=bram.pk).update(suspended_at=village.tick())
    bram.identity.refresh_from_db()

    with refused("yourself"):
        village.follow(ida, ida)
    for target in (board.identity, bram.identity):
        with refused("not_followable"):
            village.follow(ida, target)
    assert not Follow.objects.exists()


def test_a_request_waits_is_refused_or_accepted(village, ida, bram, refused):
    Identity.objects.filter(pk=ida.pk).update(approves_followers=True)
    ida.identity.refresh_from_db()
    village.follow(bram, ida)
    assert tie(bram, ida).is_requested
    assert [request.follower for request in queries.follow_requests_for(eyes(ida))] == [bram.identity]
    do(village, actions.refuse_follow, ida, follower=bram.identity)
    with refused("gone"):
        do(village, actions.accept_follow, ida, follower=bram.identity)
    village.follow(bram, ida)
    do(village, actions.accept_follow, ida, follower=bram.identity)

    assert tie(bram, ida).is_following
    assert not FollowRequest.objects.exists()
    assert len(facts_of(FollowRequested)) == 2


def test_a_follower_can_be_removed(village, ida, bram):
    village.follow(bram, ida)
    do(village, actions.remove_follower, ida, follower=bram.identity)

    assert not tie(bram, ida).is_following


def test_a_block_works_in_both_directions_and_ends_follows(village, ida, bram, refused):
    village.follow(bram, ida)
    village.follow(ida, bram)
    posts = [village.post(person, to=PUBLIC) for person in (ida, bram)]
    village.block(ida, bram)

    assert [reads(bram, posts[0]), reads(ida, posts[1]), reads(None, posts[0])] == [False, False, True]
    assert not Follow.objects.exists()
    assert facts_of(Blocked) == [Blocked(at=village.now, blocker_id=ida.pk, blocked_id=bram.pk)]
    for follower, target in ((ida, bram), (bram, ida)):
        with refused("not_followable"):
            village.follow(follower, target)
    assert (tie(ida, bram).is_blocking, tie(bram, ida).is_blocking) == (True, False)
    assert queries.blocked_by(eyes(ida)) == [bram.identity]
    do(village, actions.unblock, ida, target=bram.identity)
    assert reads(bram, posts[0])


def test_a_muted_person_is_out_of_timelines_and_stays_readable(village, ida, bram):
    noor = village.person("noor")
    for friend in (ida, noor):
        village.follow(bram, friend)
    post = village.post(ida, "#tide", to=PUBLIC)
    village.act(actions.boost, post=post, identity=noor.identity, by=noor)
    do(village, actions.mute, bram, target=ida.identity)

    viewer = eyes(bram)
    pages = [timelines.home(viewer), timelines.local(viewer), timelines.tag(viewer, "tide")]
    assert [page.entries for page in pages] == [[], [], []]
    assert reads(bram, post)
    assert len(timelines.profile(viewer, ida.identity).entries) == 1
    do(village, actions.unmute, bram, target=ida.identity)
    assert len(timelines.home(eyes(bram)).entries) == 1


def test_nobody_acts_for_somebody_else(village, ida, bram, refused):
    for verb in (actions.follow, actions.block, actions.mute):
        with refused("not_you"):
            village.act(verb, identity=ida.identity, target=bram.identity, by=bram)


def test_lists_of_followers_leave_out_whom_the_viewer_cannot_see(village, ida, bram):
    friends = [village.person(f"friend{number}") for number in range(5)]
    for friend in friends:
        village.follow(friend, ida)
    village.block(bram, friends[0])
    Identity.objects.filter(pk=friends[1].pk).update(suspended_at=village.tick())
    first = queries.followers_of(eyes(bram), ida.identity, limit=2)
    second = queries.followers_of(eyes(bram), ida.identity, limit=2, before=first.last_id)

    assert [person.handle for person in first.identities] == ["friend4", "friend3"]
    assert first.has_more
    assert ([person.handle for person in second.identities], second.has_more) == (["friend2"], False)


def test_figures_of_a_profile_do_not_move_for_closed_posts(village, ida, bram):
    board = village.circle("board", keeper=ida, members=(bram,))
    village.post(ida, to=PUBLIC)
    before = queries.counts_of(eyes(bram), ida.identity)
    for audience in (board.audience, Audience.NETWORK, FOLLOWERS):
        village.post(ida, to=audience)

    assert before.posts == 1
    assert queries.counts_of(eyes(bram), ida.identity) == before
