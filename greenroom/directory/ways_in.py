"""Single sign-on as a way in: what the pages of the core show of it."""

from typing import Any

from django.conf import settings

from greenroom.directory import queries
from greenroom.directory.models import SignOn
from greenroom.people import sessions
from greenroom.web.requests import GuestRequest
from greenroom.web.ways_in import Way

NETWORK = "network"  # a handle that nobody can have


def handle_of(sign_on: SignOn) -> str:
    """What stands for a provider in an address."""
    return sign_on.organisation.identity.handle if sign_on.organisation else NETWORK


def name_of(sign_on: SignOn) -> str:
    """Whose provider it is; empty for the network's own."""
    return sign_on.organisation.identity.display_name if sign_on.organisation else ""


def context(request: GuestRequest) -> dict[str, Any]:
    """Whether there is any provider, which ones somebody can connect, and by which they can show themselves again."""
    if request.person is None:
        return {"any": SignOn.objects.filter(is_enabled=True).exists() and not settings.IS_DEMO}
    found = queries.sign_ons_for(request.person)
    through = sessions.through_of(request.session)
    return {
        "sign_ons": [
            {"handle": handle_of(row), "name": name_of(row), "issuer": row.issuer, "known": known}
            for row, known in found
        ],
        "again": [
            {"handle": handle_of(row), "name": name_of(row)}
            for row, known in found
            if known and row.counts_as_both and through == (row.organisation_id or 0)
        ],
    }


WAY = Way(
    key="sign-on",
    sign_in="directory/parts/sign_in.html",
    security="directory/parts/security.html",
    again="directory/parts/again.html",
    context=context,
)
