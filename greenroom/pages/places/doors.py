"""Who gets in: what may be looked at, and the one 404 for everything that is hidden, closed or absent."""

import re
from dataclasses import replace

from django.http import Http404

from greenroom.pages.places.standing import standing
from greenroom.people import clearance
from greenroom.people import queries as people
from greenroom.people.models import Identity, Membership, Organisation, Person
from greenroom.people.models.identity import HANDLE
from greenroom.social import queries as social
from greenroom.social.models import Circle, CircleMember
from greenroom.social.queries import CirclePage
from greenroom.web.page import GuestRequest, MemberRequest

Kind = Identity.Kind


def identity_for(request: GuestRequest, handle: str) -> Identity:
    """The person or organisation behind a handle, or a circle in which the viewer is listed.

    Somebody who blocks the viewer is not there; somebody whom the viewer blocks is, to be unblocked.
    """
    identity = people.identity_by_handle(handle)
    if identity is None or not _is_open(request, identity):
        raise Http404
    return identity


def identity_called(typed: str) -> Identity | None:
    """Whoever has the handle that somebody typed, with or without the at sign; None for what cannot be a handle."""
    handle = typed.strip().removeprefix("@").lower()
    return people.identity_by_handle(handle) if re.match(HANDLE.regex, handle) else None


def _is_open(request: GuestRequest, identity: Identity) -> bool:
    if identity.kind == Kind.CIRCLE:
        return request.person is not None and identity.pk in request.viewer.circle_ids
    if identity.kind == Kind.ORGANISATION and identity.organisation.closed_at is not None:
        return False
    if identity.pk not in request.viewer.hidden_ids:
        return True
    return standing(request.viewer, identity).is_blocking


def organisation_for(request: MemberRequest, handle: str, verb: str) -> Organisation:
    """An organisation in which the person who asks holds `verb`; for everybody else it is not there."""
    identity = identity_for(request, handle)
    if identity.kind != Kind.ORGANISATION or not clearance.allows(request.person, verb, identity.pk):
        raise Http404
    return identity.organisation


def belongs_to(person: Person | None, organisation: Organisation) -> Membership | None:
    """The running membership of somebody in an organisation."""
    if person is None:
        return None
    return people.memberships_of(person).filter(organisation=organisation).first()


def membership_for(organisation: Organisation, handle: str) -> Membership:
    """The running membership behind a member's handle; people of other organisations are not there."""
    membership = people.members_of(organisation).filter(person__identity__handle=handle.lower()).first()
    if membership is None:
        raise Http404
    return membership


def circle_for(request: GuestRequest, handle: str) -> CirclePage:
    """A circle in which the person who asks is listed; its suspended people stand in it for keepers alone."""
    try:
        circle = social.circle_for(request.viewer, handle)
    except Circle.DoesNotExist:
        raise Http404 from None
    if circle.is_keeper:
        return circle
    return replace(circle, members=readers_of(circle))


def readers_of(circle: CirclePage) -> list[CircleMember]:
    """Who of a circle's people can read it now: all but the suspended."""
    return [listing for listing in circle.members if listing.person.identity.suspended_at is None]


def kept_by(request: MemberRequest, handle: str) -> CirclePage:
    """A circle that the person who asks keeps; for others of the circle its keeper's pages are not there."""
    circle = circle_for(request, handle)
    if not circle.is_keeper:
        raise Http404
    return circle


def listed_in(circle: CirclePage, handle: str) -> Person:
    """A person listed in the circle; anybody else is not there."""
    for listing in circle.members:
        if listing.person.identity.handle == handle.lower():
            return listing.person
    raise Http404
