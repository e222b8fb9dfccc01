"""Scheduled posts: nobody knows of them before their moment, and at that moment everything is checked again."""

from datetime import UTC, datetime, timedelta

import pytest

from greenroom.kit import worker
from greenroom.kit.facts import facts_of
from greenroom.kit.models import Errand
from greenroom.social import actions, queries, timelines
from greenroom.social.events import PostPublished
from greenroom.social.models import Audience, Draft, Mention, Notice, Poll, Post
from greenroom.social.polls import PollSpec
from greenroom.social.tests.later import HOUR, left, out, plan, wait_until
from greenroom.social.tests.village import eyes, shown


def test_it_comes_out_at_its_moment_with_a_new_id_and_that_date(village, ida):
    item = plan(village, ida, note="A note.", language="de", spoiler_text="Ferries")
    due_at = item.due_at

    worker.work_off(due_at - timedelta(seconds=1))
    assert out() == []
    wait_until(due_at)

    post = Post.objects.get()
    assert (post.headline, post.note, post.language, post.spoiler_text) == ("Later", "A note.", "de", "Ferries")
    assert post.published_at == due_at
    assert post.pk not in {item.pk, item.pk & ~1}
    assert not Draft.objects.exists()
    assert [fact.post_id for fact in facts_of(PostPublished)] == [post.pk]


def test_a5_before_its_moment_nothing_knows_of_it(village, ida):
    bram = village.person("bram")
    village.follow(bram, ida)
    plan(village, ida, "Later for @bram #tide", poll=PollSpec(options=("a", "b")))
    worker.work_off(village.tick())

    assert not Post.objects.exists()
    assert not Mention.objects.exists()
    assert not Notice.objects.filter(kind="mention").exists()
    assert queries.counts_of(eyes(bram), ida.identity).posts == 0
    assert timelines.home(eyes(bram)).entries == timelines.profile(eyes(ida), ida.identity).entries == []
    assert timelines.waiting(eyes(bram), "home", after=0) == 0
    assert queries.drafts_of(bram) == queries.scheduled_of(bram) == []
    with pytest.raises(Draft.DoesNotExist):
        queries.draft_for(bram, Draft.objects.get().pk)


def test_a_poll_and_an_answer_come_out_too_the_poll_runs_from_then_on(village, ida):
    parent = village.post(village.person("bram"), to=Audience.PUBLIC)
    item = plan(village, ida, reply_to=parent, poll=PollSpec(options=("a", "b"), seconds=600))
    wait_until(item.due_at)

    poll = Poll.objects.get()
    assert poll.post.reply_to_id == parent.pk
    assert poll.ends_at == item.due_at + timedelta(seconds=600)


def test_pictures_come_out_with_their_item_and_no_draft_takes_them_away(village, ida):
    picture = village.picture(ida, "A ferry")
    item = plan(village, ida, media=shown(picture))
    village.act(actions.save_draft, speaks_as=ida.identity, headline="Changed", media=shown(picture), by=ida)

    wait_until(item.due_at)

    assert Post.objects.get().media.get() == picture
    assert not Draft.objects.get().media.exists()


@pytest.mark.parametrize("seconds", [0, -1, -86_400])
def test_a_moment_that_is_past_is_refused(village, ida, refused, seconds):
    with refused("past"):
        plan(village, ida, due_at=village.now + timedelta(seconds=seconds))
    assert not Draft.objects.exists()


@pytest.mark.parametrize("due_at", [datetime(9999, 12, 31, 23, 59, tzinfo=UTC), datetime(2032, 1, 1, tzinfo=UTC)])
def test_some_day_is_a_draft(village, ida, due_at):
    item = plan(village, ida, due_at=due_at)

    assert (item.state, item.due_at) == ("draft", None)
    assert not Errand.objects.filter(duty__endswith="release_scheduled").exists()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"headline": ""}, "empty"),
        ({"headline": "x" * 141}, "too_long"),
        ({"to": Audience.DIRECT}, "nobody_named"),
        ({"poll": PollSpec(options=("a",))}, "poll_number"),
    ],
)
def test_what_would_be_refused_then_is_refused_at_once(village, ida, refused, said, code):
    with refused(code):
        plan(village, ida, **said)
    assert not Draft.objects.exists()


def test_who_belongs_nowhere_schedules_nothing(village, refused):
    with refused("not_a_member"):
        plan(village, village.person("otto", member=False))


def test_the_same_form_sent_twice_is_one_item_and_after_its_moment_none(village, ida, refused):
    moment = village.now + HOUR
    first, second = (plan(village, ida, once="key", due_at=moment) for _ in range(2))
    assert first == second

    wait_until(moment)
    village.seconds = iter(range(3_700, 10_000))
    with refused("gone_out"):
        plan(village, ida, once="key", due_at=moment)
    assert out() == ["Later"]


def test_another_moment_counts_and_the_first_does_not(village, ida):
    item = plan(village, ida)
    first = item.due_at
    village.act(actions.reschedule, draft=item, due_at=first + HOUR, by=ida)

    worker.work_off(first)
    assert out() == []
    worker.work_off(first + HOUR)
    assert out() == ["Later"]


def test_taken_back_it_is_a_draft_that_stays(village, ida):
    item = plan(village, ida)
    due_at = item.due_at

    village.act(actions.take_back, draft=item, by=ida)
    wait_until(due_at)

    assert (out(), left()) == ([], [("draft", "")])


def test_published_now_it_does_not_come_out_again(village, ida):
    item = plan(village, ida)
    due_at = item.due_at

    post = village.act(actions.publish_scheduled, draft=item, by=ida)
    wait_until(due_at)

    assert post.published_at == village.now
    assert (out(), left()) == (["Later"], [])


@pytest.mark.parametrize("verb", [actions.publish_scheduled, actions.take_back])
def test_i1_nobody_else_touches_it(village, ida, refused, verb):
    item, bram = plan(village, ida), village.person("bram")

    with refused("gone_out"):
        village.act(verb, draft=item, by=bram)
    with refused("gone_out"):
        village.act(actions.reschedule, draft=item, due_at=item.due_at + HOUR, by=bram)
    village.act(actions.discard_draft, draft=item, by=bram)
    assert left() == [("scheduled", "")]


def test_typing_about_a_scheduled_item_does_not_change_it(village, ida):
    item = plan(village, ida)

    copy = village.act(actions.save_draft, speaks_as=ida.identity, headline="Half a se", draft=item, by=ida)
    wait_until(item.due_at)

    assert copy.pk != item.pk
    assert out() == ["Later"]
    assert Draft.objects.get().headline == "Half a se"


def test_a_changed_item_replaces_the_first(village, ida):
    first = plan(village, ida)
    copy = village.act(actions.save_draft, speaks_as=ida.identity, headline="Chan", draft=first, by=ida)
    second = plan(village, ida, "Changed", draft=copy, waiting=first.pk)
    wait_until(max(first.due_at, second.due_at))

    assert (out(), left()) == (["Changed"], [])


def test_a_save_that_arrives_after_its_form_was_scheduled_is_refused(village, ida, refused):
    kept = village.act(actions.save_draft, speaks_as=ida.identity, headline="Late", key="key", by=ida)
    item = plan(village, ida, draft=kept, once="key")
    village.act(actions.reschedule, draft=item, due_at=item.due_at + HOUR, by=ida)

    with refused("posted"):
        village.act(actions.save_draft, speaks_as=ida.identity, headline="Late", key="key", by=ida)
    assert Draft.objects.get().state == "scheduled"


def test_what_the_form_saved_unheard_goes_when_it_is_scheduled(village, ida):
    village.act(actions.save_draft, speaks_as=ida.identity, headline="Lat", key="key", by=ida)

    plan(village, ida, once="key")

    assert Draft.objects.get().state == "scheduled"
