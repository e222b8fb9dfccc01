"""A poll made ready for its template: every word that it prints, worked out beforehand."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext, ngettext

from greenroom.social.polls import Choice, PollView
from greenroom.social.queries import PostView
from greenroom.web import moments
from greenroom.web.templatetags.web import number


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One choice; `share` is in percent and empty while the figures are not for this reader."""

    position: int
    text: str
    votes: int
    share: str
    said: str
    is_mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """What a post asks."""

    lines: list[Line]
    widget: str
    may_vote: bool
    shows_results: bool
    voters: int
    said: str  # how many took part
    ending: str  # until when, or since when no more


def ballot_of(view: PostView, *, now: datetime) -> Ballot | None:
    """The poll of a post; None where it asks nothing."""
    poll = view.poll(now)
    if poll is None:
        return None
    return Ballot(
        lines=[_line(choice, poll) for choice in poll.choices],
        widget="checkbox" if poll.is_multiple else "radio",
        may_vote=poll.may_vote,
        shows_results=poll.shows_results,
        voters=poll.voters,
        said=_said(poll),
        ending=_ending(poll),
    )


def _line(choice: Choice, poll: PollView) -> Line:
    votes = choice.votes or 0
    share = round(100 * votes / poll.voters) if poll.voters else 0
    return Line(
        position=choice.position,
        text=choice.text,
        votes=votes,
        # Translators: a share of all; French sets a narrow space before the sign.
        share=gettext("%(share)s %%") % {"share": share} if choice.votes is not None else "",
        said=ngettext("%(count)s vote", "%(count)s votes", votes) % {"count": number(votes)},
        is_mine=choice.is_mine,
    )


def _said(poll: PollView) -> str:
    if not poll.voters:
        return gettext("Nobody voted") if poll.is_over else gettext("Nobody has voted yet")
    sentence = ngettext("%(count)s person voted", "%(count)s people voted", poll.voters)
    return sentence % {"count": number(poll.voters)}


def _ending(poll: PollView) -> str:
    moment = {"moment": moments.whole(poll.ends_at)}
    return gettext("ended %(moment)s") % moment if poll.is_over else gettext("ends %(moment)s") % moment
