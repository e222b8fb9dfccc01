"""What an organisation takes along of this room: its words, units, members with their roles, clearances, audit."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from greenroom.people.belongings import File, HouseBelonging, Row
from greenroom.people.models import Clearance, Membership, Organisation, Unit
from greenroom.people.stored import audit
from greenroom.people.stored.account import FACES
from greenroom.people.stored.naming import who


def organisation(house: Organisation) -> Iterator[Row]:
    """One row; the pictures lie beside it as files."""
    identity = house.identity
    yield {
        "handle": identity.handle,
        "name": identity.display_name,
        "byline": identity.byline,
        "about": identity.summary,
        "sector": house.sector,
        "website": house.website,
        "created_at": identity.created_at,
        "closed_at": house.closed_at,
        "pictures": [{"file": name} for name, _key in faces(house)],
    }


def faces(house: Organisation) -> Iterator[File]:
    """The picture and the band."""
    for field in FACES:
        if key := getattr(house.identity, field):
            yield f"pictures/{field.removesuffix('_key')}.jpg", key


def units(house: Organisation) -> Iterator[Row]:
    """Departments and sites."""
    for unit in Unit.objects.filter(organisation=house).select_related("parent").order_by("name", "pk"):
        yield {"name": unit.name, "part_of": unit.parent.name if unit.parent else ""}


def members(house: Organisation) -> Iterator[Row]:
    """Who belongs or belonged, with what the organisation itself notes of them."""
    rows = Membership.objects.filter(organisation=house).select_related("person__identity", "unit")
    for row in rows.order_by("joined_at", "pk").iterator(chunk_size=500):
        yield {
            "who": who(row.person.identity),
            "role": row.role,
            "title": row.title,
            "unit": row.unit.name if row.unit else "",
            "attributes": row.attributes,
            "joined_at": row.joined_at,
            "ended_at": row.ended_at,
        }


def clearances(house: Organisation) -> Iterator[Row]:
    """Who may or might do what in its name."""
    rows = Clearance.objects.filter(organisation=house).select_related("person__identity", "granted_by__identity")
    for row in rows.order_by("granted_at", "pk"):
        yield {
            "who": who(row.person.identity),
            "verb": row.verb,
            "granted_by": who(row.granted_by.identity) if row.granted_by else None,
            "granted_at": row.granted_at,
            "ends_at": row.ends_at,
            "revoked_at": row.revoked_at,
        }


KINDS = [
    HouseBelonging(key="organisation", label=_("Organisation"), rows=organisation, files=faces, order=10),
    HouseBelonging(key="units", label=_("Units"), rows=units, order=12),
    HouseBelonging(key="members", label=_("Members and roles"), rows=members, order=14),
    HouseBelonging(key="clearances", label=_("Clearances"), rows=clearances, order=16),
    audit.OF_HOUSES,
]
