"""The link of a new invitation: mailed, or shown once to whoever wrote it."""

from dataclasses import dataclass

from django.conf import settings

from greenroom.people import addresses
from greenroom.people.models import Invitation


@dataclass(frozen=True, kw_only=True)
class Once:
    """What is shown right after an invitation was written, and never again: only a digest of the link is kept."""

    email: str
    link: str


def shown_once(invitation: Invitation, token: str) -> Once | None:
    """The link to hand over by hand; None where mail is set up and carries it."""
    if settings.MAIL_HOST:
        return None
    return Once(email=invitation.email, link=addresses.invitation(token))
