"""Asking with choices: what is refused, who may answer and how often, and what each viewer is told of it."""

from datetime import timedelta
from functools import partial

import pytest

from greenroom.kit import worker
from greenroom.kit.facts import facts_of
from greenroom.kit.models import Errand
from greenroom.kit.tests.racing import ROUNDS, at_once
from greenroom.social import actions, queries
from greenroom.social.events import PollEnded
from greenroom.social.models import Audience, Notice, Poll, PollOption, PollVote, Post
from greenroom.social.polls import PollSpec
from greenroom.social.tests.village import Village, eyes

WHERE = PollSpec(options=("On deck", "Below"), seconds=3_600)


def asked(village: Village, *, to=Audience.PUBLIC, **fields) -> Post:
    ida = village.people.get("ida") or village.person("ida")
    return village.post(ida, "Where do we meet?", to=to, poll=PollSpec(**{"options": WHERE.options, **fields}))


def votes(village: Village, who, post, *choices: int, now=None):
    now = now or village.tick()
    return actions.vote(post=post, choices=choices, identity=who.identity, by=who, now=now)


def seen(viewer, post, now):
    poll = queries.post_for(eyes(viewer), post.pk).poll(now)
    assert poll is not None
    return poll


def test_a_poll_comes_out_with_its_post(village):
    post = asked(village, options=(" On  deck ", "Below"), is_multiple=True, seconds=600)

    poll = Poll.objects.get(post=post)
    assert (poll.is_multiple, poll.ends_at) == (True, village.now + timedelta(seconds=600))
    assert list(poll.options.order_by("position").values_list("text", flat=True)) == ["On deck", "Below"]
    assert [choice.text for choice in seen(None, post, village.now).choices] == ["On deck", "Below"]


@pytest.mark.parametrize(
    ("spec", "code"),
    [
        ({"options": ("Alone",)}, "poll_number"),
        ({"options": tuple("abcdefg")}, "poll_number"),
        ({"options": ("a", " ")}, "poll_empty"),
        ({"options": ("a", "\u200b")}, "poll_empty"),
        ({"options": ("Yes", "yes ")}, "poll_doubled"),
        ({"options": ("a", "x" * 101)}, "poll_long"),
        ({"options": ("a", "e" + "\u0301" * 5_000)}, "poll_long"),
        ({"seconds": 299}, "poll_time"),
        ({"seconds": -1}, "poll_time"),
        ({"seconds": 30 * 86_400 + 1}, "poll_time"),
        ({"seconds": 10**30}, "poll_time"),
    ],
)
def test_a_poll_that_breaks_a_rule_is_refused_with_its_post(village, refused, spec, code):
    village.person("ida")

    with refused(code):
        asked(village, **spec)
    assert not Poll.objects.exists()


def test_a_choice_may_be_a_hundred_families_long(village):
    family = "\N{MAN}\u200d\N{WOMAN}\u200d\N{GIRL}"

    post = asked(village, options=("Nobody", family * 100))

    assert PollOption.objects.get(poll=post.pk, position=1).text == family * 100


def test_the_same_form_sent_twice_asks_once(village):
    ida = village.person("ida")
    ask = {"once": "key", "poll": WHERE, "to": Audience.PUBLIC}

    first, second = village.post(ida, "Where?", **ask), village.post(ida, "Where?", **ask)

    assert first == second
    assert Poll.objects.count() == 1


def test_who_reads_votes_once_and_is_told_the_figures_from_then_on(village):
    post, bram, noor = asked(village), village.person("bram"), village.person("noor")
    assert [choice.votes for choice in seen(bram, post, village.now).choices] == [None, None]

    votes(village, bram, post, 1)

    poll = seen(bram, post, village.now)
    assert [(choice.votes, choice.is_mine) for choice in poll.choices] == [(0, False), (1, True)]
    assert (poll.has_voted, poll.may_vote, poll.voters) == (True, False, 1)
    assert [choice.votes for choice in seen(noor, post, village.now).choices] == [None, None]
    assert [choice.votes for choice in seen(None, post, village.now).choices] == [None, None]
    assert [choice.votes for choice in seen(village.people["ida"], post, village.now).choices] == [0, 1]


def test_after_the_end_everybody_who_reads_is_told_the_figures(village):
    post, bram = asked(village, seconds=600), village.person("bram")
    votes(village, bram, post, 0)

    over = village.now + timedelta(seconds=600)

    assert [choice.votes for choice in seen(None, post, over).choices] == [1, 0]
    assert seen(bram, post, over).is_over


def test_several_choices_count_one_voter(village):
    post, bram, noor = asked(village, options=("a", "b", "c"), is_multiple=True), *map(village.person, ("bram", "noor"))

    votes(village, bram, post, 2, 0)
    votes(village, noor, post, 2)

    poll = seen(bram, post, village.now)
    assert ([choice.votes for choice in poll.choices], poll.voters) == ([1, 0, 2], 2)


@pytest.mark.parametrize("choices", [(0,), (1,), (0, 1)])
@pytest.mark.parametrize("is_multiple", [False, True])
def test_a_second_vote_is_refused_and_changes_nothing(village, refused, choices, is_multiple):
    post, bram = asked(village, is_multiple=is_multiple), village.person("bram")
    votes(village, bram, post, 0)

    with refused("one_choice" if len(choices) > 1 and not is_multiple else "voted"):
        votes(village, bram, post, *choices)
    assert list(PollVote.objects.values_list("option__position", flat=True)) == [0]


def test_i1_a_vote_is_refused_to_all_who_may_not(village, refused):
    circle = village.circle("board", keeper=village.person("ida"), members=(village.person("bram"),))
    bram, noor = village.people["bram"], village.person("noor")
    house = village.organisation("skerrow", owner=bram)
    inside, public = asked(village, to=circle), asked(village)
    plain = village.post(bram, "Nothing to choose", to=Audience.PUBLIC)

    for code, who, post, choices in [
        ("gone", noor, inside, [0]),
        ("own_poll", village.people["ida"], public, [0]),
        ("no_poll", noor, plain, [0]),
        ("nothing_chosen", noor, public, []),
        ("one_choice", noor, public, [0, 1]),
        ("unknown_choice", noor, public, [2]),
        ("unknown_choice", noor, public, [-1]),
    ]:
        with refused(code):
            votes(village, who, post, *choices)
    with refused("not_a_person"):
        village.act(actions.vote, post=public, choices=[0], identity=house.identity, by=bram)
    with refused("not_you"):
        village.act(actions.vote, post=public, choices=[0], identity=noor.identity, by=bram)
    with refused("poll_over"):
        votes(village, noor, public, 0, now=village.now + timedelta(days=2))
    assert not PollVote.objects.exists()


def test_a4_who_can_no_longer_read_loses_sight_and_the_votes_stay(village):
    ida, bram, noor = (village.person(name) for name in ("ida", "bram", "noor"))
    circle = village.circle("board", keeper=ida, members=(bram,))
    post = asked(village)
    votes(village, bram, post, 0)
    votes(village, noor, post, 1)

    village.act(actions.narrow_post, post=post, audience=circle.audience, by=ida)

    assert [choice.votes for choice in seen(ida, post, village.now).choices] == [1, 1]
    with pytest.raises(Post.DoesNotExist):
        queries.post_for(eyes(noor), post.pk)


def test_a_figure_does_not_fall_when_a_voter_is_blocked_or_suspended(village):
    """Else it would tell what they chose."""
    post, bram, noor = asked(village), village.person("bram"), village.person("noor")
    votes(village, bram, post, 0)
    votes(village, noor, post, 0)

    village.block(village.people["ida"], bram)
    noor.identity.suspended_at = village.now
    noor.identity.save()

    assert [choice.votes for choice in seen(village.people["ida"], post, village.now).choices] == [2, 0]


def test_an_edit_keeps_the_poll_and_its_votes(village):
    post, bram = asked(village), village.person("bram")
    votes(village, bram, post, 1)

    village.act(actions.edit_post, post=post, headline="Where shall we meet?", by=village.people["ida"])

    assert [choice.votes for choice in seen(bram, post, village.now).choices] == [0, 1]


def test_a_deleted_post_takes_choices_votes_and_deadline_along(village):
    post, bram = asked(village), village.person("bram")
    votes(village, bram, post, 1)

    village.act(actions.delete_post, post=post, by=village.people["ida"])

    assert not Poll.objects.exists()
    assert not PollVote.objects.exists()
    assert Post.objects.get(pk=post.pk).extras == {}
    assert not Errand.objects.filter(duty__endswith="end_poll", finished_at=None).exists()


def test_the_end_is_told_once_to_who_asked_and_who_answered_and_reads_still(village):
    ida, bram, noor, piet = (village.person(name) for name in ("ida", "bram", "noor", "piet"))
    circle = village.circle("board", keeper=ida, members=(bram, noor, piet))
    post = asked(village, to=circle, seconds=600)
    for voter in (bram, noor):
        votes(village, voter, post, 0)
    village.act(actions.remove_from_circle, circle=circle, person=noor, by=ida)
    over = village.now + timedelta(seconds=600)

    worker.work_off(over - timedelta(seconds=60))
    assert not facts_of(PollEnded)
    worker.work_off(over)
    worker.work_off(over + timedelta(days=1))

    assert [fact.post_id for fact in facts_of(PollEnded)] == [post.pk]
    told = Notice.objects.filter(kind="poll").values_list("recipient", flat=True)
    assert sorted(told) == sorted([ida.pk, bram.pk])
    assert [group.kind for group in queries.notices_for(eyes(ida)).groups][:1] == ["poll"]


def test_nobody_is_told_of_the_end_of_a_poll_that_is_gone(village):
    post = asked(village, seconds=600)
    village.act(actions.delete_post, post=post, by=village.people["ida"])

    worker.work_off(village.now + timedelta(days=1))

    assert not Notice.objects.filter(kind="poll").exists()


@pytest.mark.django_db(transaction=True)
def test_b2_of_two_votes_in_one_moment_one_counts():
    village = Village()
    post = asked(village, is_multiple=True)
    for number in range(ROUNDS):
        vote = partial(votes, village, village.person(f"voter{number}"), post, now=village.tick())

        outcomes = at_once(partial(vote, 0), partial(vote, 1))

        assert sorted(map(str, outcomes)) == ["None", "voted"]
    assert PollVote.objects.count() == ROUNDS
