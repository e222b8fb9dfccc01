"""The account itself: name, words about oneself, look of the pages, pictures, career."""

import secrets
from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from greenroom.kit.facts import publish
from greenroom.people import handles
from greenroom.people.belongings import Belonging, File, Row, removed
from greenroom.people.events import FaceChanged
from greenroom.people.models import CareerEntry, Identity, NameWord, Person
from greenroom.people.stored.naming import who

NAMELESS = "…"  # in the place of a name that is gone
FACES = ("avatar_key", "header_key")


def account(person: Person) -> Iterator[Row]:
    """One row; the pictures lie beside it as files."""
    identity = person.identity
    yield {
        "handle": identity.handle,
        "name": identity.display_name,
        "mail": person.email,
        "byline": identity.byline,
        "about": identity.summary,
        "approves_followers": identity.approves_followers,
        "language": person.language,
        "time_zone": person.time_zone,
        "theme": person.theme,
        "letter_keys": person.letter_keys,
        "created_at": identity.created_at,
        "claimed_at": person.claimed_at,
        "last_sign_in_at": person.last_login,
        "suspended_at": identity.suspended_at,
        "pictures": [{"file": name} for name, _key in faces(person)],
    }


def faces(person: Person) -> Iterator[File]:
    """The picture and the band."""
    for field in FACES:
        if key := getattr(person.identity, field):
            yield f"pictures/{field.removesuffix('_key')}.jpg", key


def erase_account(person: Person, now: datetime) -> int:
    """Leave a row without name, words, address or way in, on which placeholders of posts stand; 1, then 0.

    The handle is kept from everybody else by a seal that only this installation can make.
    """
    identity = Identity.objects.select_for_update(no_key=True).get(pk=person.pk)
    if handles.is_of_the_erased(identity):
        return 0
    handles.retire(identity.handle)
    if keys := [key for field in FACES if (key := getattr(identity, field))]:
        publish(FaceChanged(at=now, identity_id=identity.pk, file_keys=keys))
    NameWord.objects.filter(identity=identity).delete()
    handle = handles.PREFIX_OF_THE_ERASED + secrets.token_hex(8)
    Identity.objects.filter(pk=identity.pk).update(
        handle=handle, folded=handle, display_name=NAMELESS, summary="", summary_html="", byline="", avatar_key="",
        header_key="", approves_followers=True, suspended_at=now,
    )  # fmt: skip
    blank = Person(identity=identity)
    blank.set_unusable_password()
    Person.objects.filter(pk=identity.pk).update(
        email=None, password=blank.password, is_active=False, claimed_at=None, last_login=None, sessions_ended_at=now,
        language=blank.language, time_zone=blank.time_zone, theme=blank.theme, letter_keys=blank.letter_keys,
    )  # fmt: skip
    return 1


def career(person: Person) -> Iterator[Row]:
    """Posts held."""
    for entry in CareerEntry.objects.filter(person=person).select_related("organisation__identity").order_by("pk"):
        yield {
            "title": entry.title,
            "employer": entry.employer,
            "organisation": who(entry.organisation.identity) if entry.organisation else None,
            "started_date": entry.started_date,
            "ended_date": entry.ended_date,
        }


def erase_career(person: Person, now: datetime) -> int:  # noqa: ARG001 - all shredders alike
    """All of it."""
    return removed(CareerEntry.objects.filter(person=person))


KINDS = [
    Belonging(
        key="account",
        label=_("Account and profile"),
        why=_("So that you can sign in, and others know who speaks."),
        kept=_("Until you have yourself erased."),
        models=("people.Identity", "people.Person", "people.NameWord", "people.RetiredHandle"),
        rows=account,
        erase=erase_account,
        count=lambda _person: 1,
        files=faces,
        place="settings",
        order=10,
    ),
    Belonging(
        key="career",
        label=_("Career"),
        why=_("Shown on your profile."),
        kept=_("Until you remove an entry."),
        models=("people.CareerEntry",),
        rows=career,
        erase=erase_career,
        place="settings-career",
        order=12,
    ),
]
