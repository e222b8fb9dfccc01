"""A request that knows its reader."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

from greenroom.people.models import Person

if TYPE_CHECKING:
    from greenroom.social.visibility import Viewer


class GuestRequest(HttpRequest):
    """Anybody's request. `person` is None for guests; `viewer` decides what may be read."""

    person: Person | None
    viewer: "Viewer"
    request_id: str
    icons: frozenset[str]


class MemberRequest(GuestRequest):
    """A request of somebody who is signed in."""

    person: Person
