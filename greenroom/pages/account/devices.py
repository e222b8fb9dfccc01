"""The devices that a person is signed in on: listing and ending them."""

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.auth import update_session_auth_hash
from django.utils.translation import gettext

from greenroom.web.page import MemberRequest

SYSTEMS = ("iPhone", "iPad", "Android", "Windows", "Macintosh", "CrOS", "Linux")
BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))


@dataclass(frozen=True)
class Device:
    """One session as its owner recognises it."""

    id: int
    name: str
    address: str
    since: datetime
    is_this: bool


def of(request: MemberRequest) -> list[Device]:
    """The person's open sessions, this one first, then the latest.

    This one is noted now if it was opened past the sign-in, as a persona's is: what is not listed cannot be ended.
    """
    UserSession.objects.purge_and_list(request.person)
    note_this(request)
    sessions = list(UserSession.objects.filter(user=request.person))
    devices = [
        Device(
            id=session.pk,
            name=name_of(session.user_agent),
            address=session.ip,
            since=session.created_at,
            is_this=session.session_key == request.session.session_key,
        )
        for session in sessions
    ]
    return sorted(devices, key=lambda device: (device.is_this, device.since), reverse=True)


def note_this(request: MemberRequest) -> None:
    """Let the session of this request be among those that are listed."""
    if not UserSession.objects.filter(session_key=request.session.session_key).exists():
        UserSession.objects.create_from_request(request)


def name_of(agent: str) -> str:
    """Browser and system in two words, from what the browser says of itself."""
    system = next((word for word in SYSTEMS if word in agent), "")
    browser = next((name for mark, name in BROWSERS if mark in agent), "")
    if browser and system:
        return gettext("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or gettext("A device")


def end(session: UserSession) -> None:
    """End one session now."""
    session.end()


def end_others(request: MemberRequest) -> None:
    """End every session of the person but this one."""
    for session in UserSession.objects.filter(user=request.person):
        if session.session_key != request.session.session_key:
            session.end()


def stay_signed_in(request: MemberRequest) -> None:
    """After a change of password: this session goes on under a new key, all others are over."""
    update_session_auth_hash(request, request.person)
    end_others(request)
    UserSession.objects.create_from_request(request)
