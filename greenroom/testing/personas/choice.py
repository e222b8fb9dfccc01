"""Whom a visitor of the demo world may be, and what each of them can see."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from greenroom.people.models import Identity


@dataclass(frozen=True)
class Persona:
    """Somebody of the demo world, with one sentence on what they can see."""

    handle: str
    sentence: str | Promise


PERSONAS = (
    Persona(
        "ida",
        _(
            "Head of communications and owner of her organisation's account: the network, Skerrow Ferries, the Board, "
            "two more circles."
        ),
    ),
    Persona("bram", _("Chief executive: speaks as himself and as Skerrow Ferries, and reads what the Board writes.")),
    Persona(
        "piet", _("Works council: reads the same Board circle as the executives, and no draft before it is a post.")
    ),
    Persona("runa", _("Trainee: the network, Skerrow Ferries and the Comms team. The Board does not exist for her.")),
    Persona("ruben", _("New in the network since this week: no organisation, no circle, a first post with answers.")),
    Persona("marit", _("Host of the network: people, invitations, organisations. Not the closed circles of others.")),
    Persona("constanze", _("Independent consultant, pages in German: two peer circles, no organisation.")),
    Persona("minh_anh", _("Head of communications, pages in French: speaks as Ateliers Morvane, keeps a circle.")),
    Persona("celeste", _("Head of communications elsewhere: speaks as Quillan Health, keeps a situation room.")),
    Persona(
        "jannik",
        _(
            "An outsider: works for Murmelbach Sensorik, not in the network. Reads what is public "
            "and what his house says."
        ),
    ),
)


def persona(handle: str) -> Identity | None:
    """The identity of a persona, or None for any other handle."""
    if handle not in {one.handle for one in PERSONAS}:
        return None
    return Identity.objects.filter(handle=handle, kind=Identity.Kind.PERSON).select_related("person").first()


def shown() -> list[tuple[Identity, str | Promise]]:
    """All personas in their order with their sentences."""
    rows = Identity.objects.filter(handle__in=[one.handle for one in PERSONAS]).select_related("person")
    known = {row.handle: row for row in rows}
    return [(known[one.handle], one.sentence) for one in PERSONAS if one.handle in known]
