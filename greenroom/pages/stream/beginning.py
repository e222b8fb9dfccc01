"""The first two weeks: what somebody new may do next, beside the home timeline."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext

from greenroom.people.models import Person
from greenroom.social.timelines import Page
from greenroom.web.page import MemberRequest

NEW = timedelta(days=14)
SOME = 3  # people to follow, so that the timeline lives


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One thing to do, and the page where it is done."""

    said: str
    address: str
    is_done: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Beginning:
    """What is left of the first two weeks."""

    steps: list[Step]

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(step.is_done for step in self.steps)


def beginning(request: MemberRequest, home: Page, *, now: datetime) -> Beginning | None:
    """The steps of somebody who came less than two weeks ago; None when there is nothing left to do."""
    person, standing = request.person, request.viewer.standing
    if person.claimed_at is None or now - person.claimed_at > NEW:
        return None
    found = Beginning(
        steps=[
            Step(said=gettext("Say who you are"), address="/settings/", is_done=bool(person.identity.summary)),
            Step(
                said=gettext("Follow three people"),
                address="/network/" if request.viewer.is_member else "/local/",
                is_done=len(standing.followed) >= SOME,
            ),
            *_hello(person, home),
            Step(said=gettext("Find a circle, or open one"), address="/circles/", is_done=bool(standing.circles)),
        ]
    )
    return None if found.done == len(found.steps) else found


def _hello(person: Person, home: Page) -> list[Step]:
    """One's own first words stand in one's timeline; where that is longer than a page, nothing is asked."""
    is_done = any(entry.post.author.pk == person.pk for entry in home.entries)
    return (
        [] if home.has_more and not is_done else [Step(said=gettext("Say hello"), address="/compose", is_done=is_done)]
    )
