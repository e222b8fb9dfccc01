"""Who is told, once, and who is not."""

import pytest

from greenroom.kit import worker
from greenroom.kit.facts import facts_of
from greenroom.kit.models import Fact
from greenroom.people.models import Identity
from greenroom.social import actions, handlers, queries
from greenroom.social.events import PostPublished
from greenroom.social.models import Audience, Notice
from greenroom.social.tests.village import eyes

PUBLIC, DIRECT = Audience.PUBLIC, Audience.DIRECT


def told(village, person):
    """What the person is told once all errands are done."""
    worker.work_off(village.tick())
    return [(group.kind, group.count) for group in queries.notices_for(eyes(person)).groups]


def test_the_mentioned_are_told_once(village, ida, bram):
    village.post(ida, "Hello @bram", note="Again @bram", to=PUBLIC)

    assert told(village, bram) == [("mention", 1)]
    assert told(village, bram) == [("mention", 1)]
    assert told(village, ida) == []


@pytest.mark.django_db(transaction=True)
def test_a_repeated_errand_tells_nobody_twice(village, ida, bram):
    from django.db import transaction

    village.post(ida, "Hello @bram", to=PUBLIC)
    worker.work_off(village.tick())
    fact = Fact.objects.get(name="social.PostPublished")
    with transaction.atomic():
        handlers.tell_the_mentioned(facts_of(PostPublished)[0], fact_id=fact.pk)

    assert Notice.objects.count() == 1


def test_whoever_is_answered_is_told_of_the_answer_and_not_of_the_mention_too(village, ida, bram):
    first = village.post(ida, to=PUBLIC)
    village.post(bram, "Yes @ida", reply_to=first)

    assert told(village, ida) == [("reply", 1)]


def test_boosts_and_help_gather_at_the_post(village, ida, bram):
    noor = village.person("noor")
    post = village.post(ida, to=PUBLIC)
    for friend in (bram, noor):
        village.act(actions.boost, post=post, identity=friend.identity, by=friend)
        village.act(actions.favourite, post=post, identity=friend.identity, by=friend)
    told(village, ida)
    groups = queries.notices_for(eyes(ida)).groups

    assert [(group.kind, group.count, [actor.handle for actor in group.actors]) for group in groups] == [
        ("favourite", 2, ["noor", "bram"]),
        ("boost", 2, ["noor", "bram"]),
    ]
    assert {group.post.id for group in groups} == {post.pk}


def test_what_was_taken_back_before_the_errand_is_not_told(village, ida, bram):
    post = village.post(ida, to=PUBLIC)
    village.act(actions.favourite, post=post, identity=bram.identity, by=bram)
    village.act(actions.unfavourite, post=post, identity=bram.identity, by=bram)

    assert told(village, ida) == []


def test_follow_request_and_acceptance_are_told(village, ida, bram):
    Identity.objects.filter(pk=ida.pk).update(approves_followers=True)
    ida.identity.refresh_from_db()
    village.follow(bram, ida)

    assert told(village, ida) == [("follow_request", 1)]
    village.act(actions.accept_follow, identity=ida.identity, follower=bram.identity, by=ida)
    assert told(village, bram) == [("follow_accepted", 1)]
    assert told(village, ida) == [("follow_request", 1)]


def test_being_listed_in_a_circle_is_told_and_names_the_circle(village, ida, bram):
    village.circle("board", keeper=ida, members=(bram,))
    worker.work_off(village.tick())
    (group,) = queries.notices_for(eyes(bram)).groups

    assert (group.kind, group.circle.handle) == ("circle_added", "board")


def test_unclaimed_suspended_blocking_and_muting_people_are_not_told(village, ida, bram):
    village.person("una", claimed=False)
    suspended = village.person("sol")
    Identity.objects.filter(pk=suspended.pk).update(suspended_at=village.now)
    blocking, muting = village.person("bo"), village.person("mu")
    village.block(blocking, ida)
    village.act(actions.mute, identity=muting.identity, target=ida.identity, by=muting)
    village.post(ida, "Hello @una @sol @bo @mu @bram", to=PUBLIC)
    worker.work_off(village.tick())

    assert list(Notice.objects.values_list("recipient__handle", flat=True)) == ["bram"]


def test_whoever_lost_the_right_before_the_errand_is_not_told(village, ida, bram):
    board = village.circle("board", keeper=ida, members=(bram,))
    worker.work_off(village.tick())
    village.post(ida, "Hello @bram", to=board.audience)
    village.act(actions.remove_from_circle, circle=board, person=bram, by=ida)
    worker.work_off(village.tick())

    assert not Notice.objects.filter(recipient=bram.pk, kind="mention").exists()


def test_a_notice_is_gone_with_the_right_to_read_its_post(village, ida, bram):
    board = village.circle("board", keeper=ida, members=(bram,))
    village.post(ida, "Hello @bram", to=board.audience)
    assert ("mention", 1) in told(village, bram)
    assert queries.unread_notices(bram) == 2
    village.act(actions.remove_from_circle, circle=board, person=bram, by=ida)

    assert told(village, bram) == []
    assert queries.unread_notices(bram) == 0


def test_only_the_newly_mentioned_are_told_of_an_edit(village, ida, bram):
    noor = village.person("noor")
    post = village.post(ida, "Hello @bram", to=PUBLIC)
    village.act(actions.edit_post, post=post, headline="Hello @bram and @noor", by=ida)

    assert told(village, bram) == [("mention", 1)]
    assert told(village, noor) == [("mention", 1)]


def test_unread_counts_what_came_after_the_marker(village, ida, bram):
    village.post(ida, "One @bram", to=PUBLIC)
    told(village, bram)
    assert queries.unread_notices(bram) == 1
    newest = queries.notices_for(eyes(bram)).groups[0].newest_id
    actions.mark_seen(person=bram, timeline="notices", last_id=newest, now=village.tick())

    assert queries.unread_notices(bram) == 0
    actions.mark_seen(person=bram, timeline="notices", last_id=1, now=village.tick())
    assert queries.marker_of(bram, "notices") == newest
    village.post(ida, "Two @bram", to=PUBLIC)
    told(village, bram)
    assert queries.unread_notices(bram) == 1
    assert [group.is_unread for group in queries.notices_for(eyes(bram), seen=newest).groups] == [True, False]


def test_pages_of_notices_follow_one_another(village, ida, bram):
    for number in range(5):
        village.post(ida, f"Post {number} @bram", to=PUBLIC)
    told(village, bram)
    first = queries.notices_for(eyes(bram), limit=3)
    second = queries.notices_for(eyes(bram), limit=3, before=first.groups[-1].newest_id)

    assert [(len(page.groups), page.has_more) for page in (first, second)] == [(3, True), (2, False)]


def test_dismissed_groups_are_gone_and_others_stay(village, ida, bram):
    village.post(ida, "One @bram", to=PUBLIC)
    second = village.post(ida, "Two @bram", to=PUBLIC)
    told(village, bram)
    newest = queries.notices_for(eyes(bram)).groups[0].newest_id
    village.act(
        actions.dismiss_notices, identity=bram.identity, kind="mention", post_id=second.pk, up_to=newest, by=bram
    )

    assert len(queries.notices_for(eyes(bram)).groups) == 1
    village.act(actions.dismiss_notices, identity=bram.identity, up_to=newest, by=bram)
    assert queries.notices_for(eyes(bram)).groups == []


def test_an_organisation_is_told_too(village, ida, bram):
    skerrow = village.organisation("skerrow", owner=ida)
    village.post(bram, "Hello @skerrow", to=DIRECT)

    assert told(village, skerrow) == [("mention", 1)]


def test_an_organisation_gets_its_audience(village, ida):
    from greenroom.people import actions as people

    house = people.add_organisation(handle="halden", display_name="Halden", owner=ida, by=None, now=village.tick())
    worker.work_off(village.tick())

    assert Audience.objects.filter(owner=house.identity, kind="organisation").exists()


def test_what_a_suspended_account_did_before_is_not_told(village, ida, bram):
    post = village.post(bram, to=PUBLIC)
    village.post(ida, "Hello @bram", to=PUBLIC)
    village.act(actions.boost, post=post, identity=ida.identity, by=ida)
    village.follow(ida, bram)
    Identity.objects.filter(pk=ida.pk).update(suspended_at=village.tick())
    worker.work_off(village.tick())

    assert not Notice.objects.exists()


def test_whoever_is_no_longer_listed_is_told_nothing_of_the_circle(village, ida, bram):
    board = village.circle("board", keeper=ida, members=(bram,))
    assert told(village, bram) == [("circle_added", 1)]

    village.act(actions.remove_from_circle, circle=board, person=bram, by=ida)
    village.act(actions.rename_circle, circle=board, display_name="The merger", by=ida)

    assert told(village, bram) == []
    assert queries.unread_notices(bram) == 0


def test_notices_are_gathered_among_the_latest(village, ida, bram, monkeypatch):
    monkeypatch.setattr("greenroom.social.queries.notices.MOST_NOTICES", 2)
    for number in range(3):
        village.post(ida, f"Post {number} @bram", to=PUBLIC)

    assert len(told(village, bram)) == 2


def newest_of(person):
    return queries.notices_for(eyes(person)).groups[0].newest_id


LOSSES = {
    "nothing": lambda village, ida, bram, board: None,
    "a block": lambda village, ida, bram, board: village.block(bram, ida),
    "a mute": lambda village, ida, bram, board: village.act(
        actions.mute, identity=bram.identity, target=ida.identity, by=bram
    ),
    "a suspension": lambda village, ida, bram, board: Identity.objects.filter(pk=ida.pk).update(
        suspended_at=village.tick()
    ),
    "the circle": lambda village, ida, bram, board: village.act(
        actions.remove_from_circle, circle=board, person=bram, by=ida
    ),
    "a dismissal": lambda village, ida, bram, board: village.act(
        actions.dismiss_notices, identity=bram.identity, up_to=newest_of(bram), by=bram
    ),
    "a look": lambda village, ida, bram, board: actions.mark_seen(
        person=bram, timeline="notices", last_id=newest_of(bram), now=village.tick()
    ),
}


@pytest.mark.parametrize("loss", LOSSES)
def test_the_figure_beside_every_page_is_that_of_the_notices(village, ida, bram, loss):
    board = village.circle("board", keeper=ida, members=(bram, village.person("noor")))
    village.post(ida, "Hello @bram", to=board.audience)
    village.post(ida, "Hello @bram", to=DIRECT)
    village.post(village.person("piet"), "Hello @bram", to=PUBLIC)
    assert len(told(village, bram)) == 4
    LOSSES[loss](village, ida, bram, board)

    assert queries.glance_of(bram, eyes(bram)).unread == queries.unread_notices(bram)
    assert (queries.unread_notices(bram) == 4) == (loss == "nothing")


def test_a_person_without_an_identity_that_reads_is_told_of_drafts_alone(village, ida, bram):
    village.post(ida, "Hello @bram", to=DIRECT)
    told(village, bram)
    glance = queries.glance_of(bram, eyes(None))

    assert (glance.unread, glance.conversations) == (0, 0)
