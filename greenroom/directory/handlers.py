"""What follows for directories from what happens to people."""

from greenroom.directory import actions
from greenroom.kit.facts import listens_to
from greenroom.people.events import OrganisationJoined
from greenroom.people.models import Organisation, Person


@listens_to(OrganisationJoined)
def recognise_the_invited(event: OrganisationJoined, *, fact_id: int) -> None:  # noqa: ARG001 - a second time finds it
    """An entry that waited for somebody's yes is theirs now."""
    person = Person.objects.filter(pk=event.person_id).first()
    organisation = Organisation.objects.filter(pk=event.organisation_id).first()
    if person is not None and organisation is not None:
        actions.recognise(person=person, organisation=organisation, now=event.at)
