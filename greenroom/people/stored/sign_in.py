"""How somebody gets in: the second factors, and the devices that are signed in. Never what opens anything."""

from collections.abc import Iterator
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy as _

from greenroom.people.belongings import Belonging, Row, removed
from greenroom.people.models import Person

KEPT_WITH_A_SESSION = "_auth_user_id"  # the framework's word


def factors(person: Person) -> Iterator[Row]:
    """Passkeys, app and codes by kind and time."""
    for row in Authenticator.objects.filter(user=person).order_by("pk"):
        yield {"kind": row.type, "created_at": row.created_at, "last_used_at": row.last_used_at}


def erase_factors(person: Person, now: datetime) -> int:  # noqa: ARG001 - all shredders alike
    """All of them, and the password, so that nobody signs in from now on."""
    blank = Person(identity=person.identity)
    blank.set_unusable_password()
    if person.has_usable_password():
        Person.objects.filter(pk=person.pk).update(password=blank.password)
    return removed(Authenticator.objects.filter(user=person), EmailAddress.objects.filter(user=person))


def devices(person: Person) -> Iterator[Row]:
    """Browsers that are signed in."""
    for row in UserSession.objects.filter(user=person).order_by("created_at", "pk"):
        yield {
            "browser": row.user_agent,
            "address": row.ip,
            "created_at": row.created_at,
            "last_seen_at": row.last_seen_at,
        }


def erase_devices(person: Person, now: datetime) -> int:  # noqa: ARG001 - all shredders alike
    """End every session, those that the list of devices does not know too."""
    rows = UserSession.objects.filter(user=person)
    keys = set(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys | _unlisted(person)).delete()
    return removed(rows)


def _unlisted(person: Person) -> set[str]:
    listed = UserSession.objects.values("session_key")
    rows = Session.objects.exclude(session_key__in=listed).iterator()
    return {row.session_key for row in rows if row.get_decoded().get(KEPT_WITH_A_SESSION) == str(person.pk)}


KINDS = [
    Belonging(
        key="sign-in",
        label=_("Passkeys and second factors"),
        why=_("So that nobody else signs in as you. What opens the door is never part of an archive."),
        kept=_("Until you remove them."),
        models=("mfa.Authenticator", "account.EmailAddress", "account.EmailConfirmation"),
        rows=factors,
        erase=erase_factors,
        place="account_security",
        is_key=True,
        order=80,
    ),
    Belonging(
        key="devices",
        label=_("Devices that are signed in"),
        why=_("So that you can see where you are signed in, and end it."),
        kept=_("Until you sign out; the address is shortened after 7 days."),
        models=("usersessions.UserSession", "sessions.Session"),
        rows=devices,
        erase=erase_devices,
        place="account_security",
        is_key=True,
        order=82,
    ),
]
