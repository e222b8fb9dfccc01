"""The moment of a scheduled post: checked again, once, whoever else reaches for it; else its writer is told."""

from datetime import timedelta
from functools import partial

import pytest

from greenroom.kit import worker
from greenroom.kit.models import Errand
from greenroom.kit.tests.racing import ROUNDS, at_once
from greenroom.people.models import Identity, Membership, NetworkMembership
from greenroom.social import actions
from greenroom.social.models import Audience, Draft, Post
from greenroom.social.tests.later import HOUR, left, out, plan, told, wait_until
from greenroom.social.tests.village import Village, audience

LATE = "More than 24 hours had passed when Greenroom could have published it."


def leave_circle(village, ida):
    circle = village.circles["board"]
    village.act(actions.remove_from_circle, circle=circle, person=ida, by=village.people["bram"])


def leave_network(village, ida):
    NetworkMembership.objects.filter(person=ida).update(ended_at=village.now)


def be_suspended(village, ida):
    Identity.objects.filter(pk=ida.pk).update(suspended_at=village.now)


def be_blocked(village, ida):
    village.block(village.people["bram"], ida)


def lose_the_parent(village, ida):
    village.act(actions.delete_post, post=Post.objects.order_by("pk").first(), by=village.people["bram"])


@pytest.mark.parametrize(
    ("said", "what_happens", "sentence"),
    [
        ({"to": "board"}, leave_circle, "You do not belong to this audience."),
        ({"to": Audience.NETWORK}, leave_network, "Only members of the network"),
        ({"to": Audience.PUBLIC}, leave_network, "Only members of the network or of an organisation post later."),
        ({}, be_suspended, "This account is suspended."),
        ({"reply": True}, lose_the_parent, "is not here any more"),
        ({"reply": True}, be_blocked, "is not here any more"),
    ],
)
def test_a10_who_may_not_speak_any_more_does_not_speak(village, ida, said, what_happens, sentence):
    bram = village.person("bram")
    village.circle("board", keeper=bram, members=(ida,))
    parent = village.post(bram, "The parent", to=Audience.PUBLIC)
    fields = {key: village.circles[value] if value == "board" else value for key, value in said.items()}
    fields = {"reply_to": parent} if fields.pop("reply", None) else fields
    item = plan(village, ida, **fields)
    what_happens(village, ida)
    before = out()

    wait_until(item.due_at)

    assert out() == before
    ((state, trouble),) = left()
    assert state == "failed"
    assert sentence in trouble
    assert told() == ["ida"]


def test_an_organisation_does_not_speak_through_who_lost_the_clearance(village, ida):
    house = village.organisation("skerrow", owner=ida)
    item = plan(village, ida, author=house.identity)
    Membership.objects.filter(person=ida).update(role="member")

    wait_until(item.due_at)

    assert out() == []
    assert left()[0][0] == "failed"


def test_somebody_named_who_left_the_audience_is_not_told(village, ida):
    bram = village.person("bram")
    circle = village.circle("board", keeper=ida, members=(bram,))
    item = plan(village, ida, "For @bram", to=circle)
    village.act(actions.remove_from_circle, circle=circle, person=bram, by=ida)

    wait_until(item.due_at)

    assert out() == []
    assert "@bram" in left()[0][1]
    assert told("mention") == []


def test_the_sentence_is_in_the_language_of_the_writer(village, ida):
    ida.language = "de"
    ida.save()
    village.circle("board", keeper=village.person("bram"), members=(ida,))
    item = plan(village, ida, to=village.circles["board"])
    leave_circle(village, ida)

    wait_until(item.due_at)

    assert left()[0][1] == "Sie gehören nicht zu diesem Publikum."


def test_more_than_a_day_late_it_does_not_come_out(village, ida):
    late, just = plan(village, ida, "Too late"), plan(village, ida, "Just")

    wait_until(just.due_at + timedelta(hours=24))

    assert out() == ["Just"]
    assert left() == [("failed", LATE)]
    assert told() == ["ida"]
    assert Draft.objects.get(pk=late.pk).headline == "Too late"


def test_r1_an_item_whose_deadline_was_lost_is_found_a_day_later(village, ida):
    item = plan(village, ida)
    worker.work_off(village.now)
    Errand.objects.filter(duty__endswith="release_scheduled").delete()

    wait_until(item.due_at + timedelta(hours=26))

    assert left() == [("failed", LATE)]
    assert told() == ["ida"]


def test_r1_what_breaks_half_way_leaves_nothing_and_is_done_again(village, ida, monkeypatch):
    item = plan(village, ida)
    from greenroom.social.actions import scheduling

    real = scheduling.bring_out
    monkeypatch.setattr(scheduling, "bring_out", lambda *a, **k: (real(*a, **k), 1 / 0))
    worker.work_off(item.due_at)
    assert (out(), left()) == ([], [("scheduled", "")])

    monkeypatch.setattr(scheduling, "bring_out", real)
    wait_until(item.due_at + timedelta(minutes=2))

    assert (out(), left()) == (["Later"], [])


def test_refused_now_it_stays_scheduled(village, ida, refused):
    item = plan(village, ida, to=Audience.NETWORK)
    leave_network(village, ida)

    with refused("not_a_member"):
        village.act(actions.publish_scheduled, draft=item, by=ida)
    assert left() == [("scheduled", "")]


def test_words_that_failed_may_be_written_on_and_published(village, ida):
    item = plan(village, ida, to=Audience.NETWORK)
    leave_network(village, ida)
    wait_until(item.due_at)
    NetworkMembership.objects.filter(person=ida).update(ended_at=None)

    village.post(ida, "Now then", to=audience(Audience.NETWORK), draft=Draft.objects.get())

    assert (out(), left()) == (["Now then"], [])


def test_t2_a_change_that_comes_after_the_moment_makes_no_second_post(village, ida, refused):
    item = plan(village, ida)
    wait_until(item.due_at)

    with refused("gone_out"):
        village.post(ida, "Changed too late", to=Audience.PUBLIC, waiting=item.pk)
    with refused("gone_out"):
        plan(village, ida, "Changed too late", waiting=item.pk, due_at=item.due_at + HOUR)
    assert out() == ["Later"]


def release(item, now):
    return actions.scheduling.release_scheduled({"draft_id": item.pk}, now=now)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("rival", ["the clock", "now", "back", "changed"])
def test_b2_t2_at_its_moment_it_comes_out_once_whoever_else_reaches_for_it(rival):
    from django.db import transaction

    village = Village()
    ida = village.person("ida")
    for number in range(ROUNDS):
        item = plan(village, ida, f"Number {number}", due_at=village.now + timedelta(minutes=5))
        now = item.due_at

        def clock(item=item, now=now):
            with transaction.atomic():
                release(item, now)

        rivals = {
            "the clock": clock,
            "now": partial(actions.publish_scheduled, draft=item, by=ida, now=now),
            "back": partial(actions.take_back, draft=item, by=ida, now=now),
            "changed": partial(
                actions.publish_post,
                author=ida.identity,
                audience=item.audience,
                headline=f"Number {number}, changed",
                waiting=item.pk,
                by=ida,
                now=now,
            ),
        }

        at_once(clock, rivals[rival])

        about = [one for one in out() if one.startswith(f"Number {number}")]
        kept = Draft.objects.filter(state="draft").count()
        assert len(about) + kept == 1, (about, left())
        Draft.objects.all().delete()
