"""Asking with choices, answering once, and the end of it."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from greenroom.kit import text
from greenroom.kit.deadlines import falls_due, lift, set_deadline
from greenroom.kit.facts import publish
from greenroom.kit.refusals import Refusal
from greenroom.people.models import Identity, Person
from greenroom.social import extras
from greenroom.social.actions.reactions import reading
from greenroom.social.events import PollEnded
from greenroom.social.models import Poll, PollOption, PollVote, Post
from greenroom.social.polls import PollSpec

FEWEST, MOST = 2, 6  # choices
LONGEST = 100  # graphemes of a choice
MOST_CHARACTERS = 1_000  # of a choice: some graphemes are made of many
SHORTEST_TIME, LONGEST_TIME = timedelta(minutes=5), timedelta(days=30)


def checked(spec: PollSpec | None) -> list[str]:
    """The choices as they are stored; none without a poll.

    Refuses fewer than two and more than six, an empty one, one over 100 characters, two that are the same, and
    a time under five minutes or over thirty days.
    """
    if spec is None:
        return []
    if not FEWEST <= len(spec.options) <= MOST:
        raise Refusal(
            _("A poll has at least %(fewest)d and at most %(most)d choices."),
            code="poll_number",
            params={"fewest": FEWEST, "most": MOST},
        )
    if not SHORTEST_TIME.total_seconds() <= spec.seconds <= LONGEST_TIME.total_seconds():
        raise Refusal(_("A poll runs for at least 5 minutes and at most 30 days."), code="poll_time")
    choices = [_cleaned(option) for option in spec.options]
    if len({choice.casefold() for choice in choices}) < len(choices):
        raise Refusal(_("Two choices are the same."), code="poll_doubled")
    return choices


def _cleaned(option: str) -> str:
    if len(option) > MOST_CHARACTERS or text.count(option) > LONGEST:
        raise Refusal(_("A choice has at most %(limit)d characters."), code="poll_long", params={"limit": LONGEST})
    choice = " ".join(text.clean(option).split())
    if text.is_blank(choice):
        raise Refusal(_("A choice is empty."), code="poll_empty")
    return choice


def write_poll(post: Post, spec: PollSpec, choices: list[str], *, now: datetime) -> None:
    """Store the poll of a new post, with its copy for showing and the deadline of its end."""
    poll = Poll(post=post, is_multiple=spec.is_multiple, ends_at=now + timedelta(seconds=spec.seconds))
    poll.full_clean(exclude=["post"])
    poll.save()
    options = PollOption.objects.bulk_create(
        [PollOption(poll=poll, position=position, text=choice) for position, choice in enumerate(choices)]
    )
    shown = {
        "options": [[option.pk, option.text] for option in options],
        "is_multiple": poll.is_multiple,
        "ends_at": poll.ends_at.isoformat(),
    }
    extras.write(post, "poll", shown)
    set_deadline(end_poll, key=key_of(post), due_at=poll.ends_at, payload={"post_id": post.pk})


def key_of(post: Post) -> str:
    """The key of the deadline."""
    return f"poll:{post.pk}"


def drop_poll(post: Post, *, now: datetime) -> None:
    """Take the question with its choices and votes away, together with the words of the post."""
    Poll.objects.filter(post=post).delete()
    lift(end_poll, key=key_of(post), now=now)


@transaction.atomic
def vote(*, post: Post, choices: Collection[int], identity: Identity, by: Person, now: datetime) -> None:
    """Answer a poll, once; `choices` are places counted from 0. Nobody is told who chose what, so no fact is published.

    Refuses whoever may not read the post now, its author, organisations, a second vote, a poll that is over,
    places that are not there, no choice, and several where one may be chosen.
    """
    _viewer, post = reading(post, identity, by)
    poll = Poll.objects.select_for_update(no_key=True).filter(post=post).first()
    if poll is None:
        raise Refusal(_("There is nothing to choose in this post."), code="no_poll")
    _require_may_vote(poll, post, identity, now)
    chosen = _chosen(poll, choices)
    ballot = [
        PollVote(poll=poll, option=option, voter=identity, is_first=place == 0, created_at=now)
        for place, option in enumerate(chosen)
    ]
    try:
        with transaction.atomic():
            PollVote.objects.bulk_create(ballot)
    except IntegrityError:
        raise Refusal(_("You have voted already."), code="voted") from None


def _require_may_vote(poll: Poll, post: Post, identity: Identity, now: datetime) -> None:
    if post.author_id == identity.pk:
        raise Refusal(_("Whoever asks does not vote."), code="own_poll")
    if identity.kind != Identity.Kind.PERSON:
        raise Refusal(_("People vote, organisations do not."), code="not_a_person")
    if now >= poll.ends_at:
        raise Refusal(_("This poll has ended."), code="poll_over")


def _chosen(poll: Poll, choices: Collection[int]) -> list[PollOption]:
    wanted = set(choices)
    if not wanted:
        raise Refusal(_("Choose an answer first."), code="nothing_chosen")
    if len(wanted) > 1 and not poll.is_multiple:
        raise Refusal(_("One answer can be chosen here."), code="one_choice")
    options = [option for option in poll.options.order_by("position") if option.position in wanted]
    if len(options) < len(wanted):
        raise Refusal(_("This answer is not among the choices."), code="unknown_choice")
    return options


@falls_due
def end_poll(payload: dict[str, Any], *, now: datetime) -> None:
    """Time is up: those who took part hear of it, once."""
    if Poll.objects.filter(post=payload["post_id"], ended_at=None).update(ended_at=now):
        publish(PollEnded(at=now, post_id=payload["post_id"]))
