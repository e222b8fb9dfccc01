"""Who gets in: those who keep the organisation; for everybody else its directory is not there."""

from django.http import Http404

from greenroom.people import clearance, queries
from greenroom.people.models import Identity, Organisation
from greenroom.web.page import MemberRequest


def kept_by(request: MemberRequest, handle: str) -> Organisation:
    """An organisation that the person who asks keeps; 404 for others, and for what is no open organisation."""
    identity = queries.identity_by_handle(handle)
    if identity is None or identity.kind != Identity.Kind.ORGANISATION or identity.organisation.closed_at is not None:
        raise Http404
    if not clearance.allows(request.person, "organisation.manage", identity.pk):
        raise Http404
    return identity.organisation
