"""What follows for private feeds when something has happened elsewhere."""

from greenroom.fediverse import actions
from greenroom.kit.facts import listens_to
from greenroom.people.events import PersonSuspended, SessionsEnded
from greenroom.people.models import Person


@listens_to(PersonSuspended)
def end_the_feed_of_the_suspended(event: PersonSuspended, *, fact_id: int) -> None:  # noqa: ARG001 - ended once anyway
    """It is closed from the suspension on; reinstated people open a new one."""
    actions.end_feed(person=Person.objects.get(pk=event.person_id), by=None, now=event.at)


@listens_to(SessionsEnded)
def end_the_feed_with_the_sessions(event: SessionsEnded, *, fact_id: int) -> None:  # noqa: ARG001
    """Another password, or a host who ends all sessions: whoever got hold of the account keeps no address either."""
    actions.end_feed(person=Person.objects.get(pk=event.person_id), by=None, now=event.at)
