"""Organisations: adding them, their look and words, their units."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from greenroom.kit import text
from greenroom.kit.facts import publish
from greenroom.kit.refusals import Refusal
from greenroom.kit.rows import insert
from greenroom.kit.text.sanitising import is_full_address
from greenroom.people.actions.authority import require_host, require_manager, require_own_unit
from greenroom.people.actions.identities import (
    BylineKept,
    add_identity,
    clean_name,
    clean_summary,
    save_words,
    write_name_words,
)
from greenroom.people.events import OrganisationAdded, OrganisationJoined, OrganisationUpdated
from greenroom.people.models import Identity, Membership, Organisation, Person, Role, Unit


@dataclass(frozen=True)
class Color:
    """A colour of oklch: hue 0 to 360, chroma at most 0.15, lightness 0.36 to 0.52."""

    hue: int
    chroma: float = 0.1
    lightness: float = 0.45


@transaction.atomic
def add_organisation(
    *,
    handle: str,
    display_name: str,
    owner: Person | None,
    now: datetime,
    by: Person | None = None,
    hue: int = 165,
    sector: str = "",
) -> Organisation:
    """Add an organisation; without an owner the hosts act for it until it has one.

    Refuses a handle that somebody has, and anybody but a host or the operator.
    """
    require_host(by, now=now)
    identity = add_identity(kind=Identity.Kind.ORGANISATION, handle=handle, display_name=display_name, now=now)
    organisation = Organisation(identity=identity, hue=hue, sector=sector)
    organisation.full_clean()
    organisation.save(force_insert=True)
    by_id = by.pk if by else None
    publish(OrganisationAdded(at=now, organisation_id=organisation.pk, by_id=by_id))
    if owner is not None:
        with BylineKept(owner):
            Membership(person=owner, organisation=organisation, role=Role.OWNER, joined_at=now).save()
        publish(
            OrganisationJoined(
                at=now, person_id=owner.pk, organisation_id=organisation.pk, role=Role.OWNER.value, by_id=by_id
            )
        )
    return organisation


@transaction.atomic
def update_organisation(  # noqa: PLR0913 - as many as the form has fields
    *,
    organisation: Organisation,
    by: Person | None,
    now: datetime,
    display_name: str | None = None,
    summary: str | None = None,
    byline: str | None = None,
    color: Color | None = None,
    sector: str | None = None,
    website: str | None = None,
) -> Organisation:
    """Change name, words and colour; None leaves a thing as it is.

    Refuses anybody but the organisation's owners and administrators, a colour on which white cannot be read, and
    a website that is no whole web address.
    """
    require_manager(by, organisation, now=now)
    identity = organisation.identity
    if display_name is not None:
        identity.display_name = clean_name(display_name)
    if summary is not None:
        identity.summary, identity.summary_html = clean_summary(summary)
    if byline is not None:
        identity.byline = " ".join(text.clean(byline).split())
    if color is not None:
        organisation.hue, organisation.chroma, organisation.lightness = color.hue, color.chroma, color.lightness
    organisation.sector = organisation.sector if sector is None else text.clean(sector)
    organisation.website = organisation.website if website is None else known_website(website)
    organisation.full_clean()
    save_words(identity)
    write_name_words([identity])
    organisation.save()
    publish(OrganisationUpdated(at=now, organisation_id=organisation.pk, by_id=by.pk if by else None))
    return organisation


def known_website(typed: str) -> str:
    """The address without what surrounds it; refuses another scheme, and a name before the host [X3]."""
    address = typed.strip()
    if address and not (is_full_address(address) and address.lower().startswith("http")):
        raise Refusal(_("Write a whole address, for example https://example.org."), code="website")
    return address


@transaction.atomic
def add_unit(
    *, organisation: Organisation, name: str, parent: Unit | None = None, by: Person | None, now: datetime
) -> Unit:
    """Add a department or site. Refuses a name that the organisation has, and a parent of another organisation."""
    require_manager(by, organisation, now=now)
    require_own_unit(organisation, parent)
    unit = Unit(organisation=organisation, name=clean_name(name), parent=parent)
    insert(unit)
    publish(OrganisationUpdated(at=now, organisation_id=organisation.pk, by_id=by.pk if by else None))
    return unit


@transaction.atomic
def rename_unit(*, unit: Unit, name: str, by: Person | None, now: datetime) -> Unit:
    """Call a unit otherwise. Refuses a name that the organisation has."""
    require_manager(by, unit.organisation, now=now)
    unit.name = clean_name(name)
    unit.full_clean()
    unit.save(update_fields=["name"])
    publish(OrganisationUpdated(at=now, organisation_id=unit.organisation_id, by_id=by.pk if by else None))
    return unit


@transaction.atomic
def remove_unit(*, unit: Unit, by: Person | None, now: datetime) -> None:
    """Take a unit away; its people, those of before too, belong without it. Refuses one that has parts."""
    require_manager(by, unit.organisation, now=now)
    if Unit.objects.filter(parent=unit).exists():
        raise Refusal(_("Other units belong to this one. Move them first."), code="has_parts")
    Membership.objects.filter(unit=unit).update(unit=None)
    unit.delete()
    publish(OrganisationUpdated(at=now, organisation_id=unit.organisation_id, by_id=by.pk if by else None))
