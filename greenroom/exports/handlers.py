"""What follows when an archive is asked for, and when somebody is being erased."""

from greenroom.exports import actions, erasure_log
from greenroom.exports.events import ArchiveAsked, ErasureGoesOn, PersonErased
from greenroom.exports.models import Erasure
from greenroom.kit.facts import listens_to


@listens_to(ArchiveAsked, outside=True)
def make_the_archive(event: ArchiveAsked, *, fact_id: int) -> None:  # noqa: ARG001 - the row says how far it is
    """In the lane of what may be slow."""
    actions.build(event.export_id, now=event.at)


@listens_to(ErasureGoesOn)
def erase_some_more(event: ErasureGoesOn, *, fact_id: int) -> None:  # noqa: ARG001 - the row says how far it is
    """One step; its end begins the next."""
    actions.go_on(event.erasure_id, now=event.at)


@listens_to(PersonErased, outside=True)
def note_in_the_log(event: PersonErased, *, fact_id: int) -> None:  # noqa: ARG001 - a line stands there once
    """The line that a restore reads."""
    erasure_log.append(Erasure.objects.get(pk=event.erasure_id))
