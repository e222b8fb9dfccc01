"""Rows of who is who, one noun a file."""

from greenroom.people.models.career import CareerEntry
from greenroom.people.models.clearance import Clearance
from greenroom.people.models.handle import RetiredHandle
from greenroom.people.models.identity import Identity
from greenroom.people.models.interest import Interest
from greenroom.people.models.invitation import Invitation
from greenroom.people.models.membership import Membership, NetworkMembership, Role
from greenroom.people.models.nameword import NameWord
from greenroom.people.models.organisation import Organisation, Unit
from greenroom.people.models.person import Person

__all__ = [
    "CareerEntry",
    "Clearance",
    "Identity",
    "Interest",
    "Invitation",
    "Membership",
    "NameWord",
    "NetworkMembership",
    "Organisation",
    "Person",
    "RetiredHandle",
    "Role",
    "Unit",
]
