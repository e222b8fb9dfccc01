"""What this room stores about somebody: what their organisation's directory says of them."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from greenroom.directory.models import Entry, ExternalIdentity, Reading, Token
from greenroom.people.belongings import Belonging, HouseBelonging, Row, register, register_of_houses, removed
from greenroom.people.models import Organisation, Person
from greenroom.people.stored.naming import who


def entries(person: Person) -> Iterator[Row]:
    """Of every organisation that has them, with what it said last; and the files that they took in for one."""
    for entry in Entry.objects.filter(person=person).select_related("organisation__identity").order_by("pk"):
        yield {"where": who(entry.organisation.identity), **_said(entry)}
    for reading in Reading.objects.filter(by=person).select_related("organisation__identity").order_by("pk"):
        yield {
            "where": who(reading.organisation.identity),
            "file_taken": reading.file,
            "read_at": reading.read_at,
            "counts": reading.counts,
        }
    for token in Token.objects.filter(made_by=person).select_related("organisation__identity").order_by("pk"):
        yield {
            "where": who(token.organisation.identity),
            "token_made": token.name,
            "created_at": token.created_at,
            "ended_at": token.ended_at,
        }


def _said(entry: Entry) -> Row:
    return {
        "source": entry.source,
        "key": entry.external_id,
        "user_name": entry.user_name,
        "said": entry.said,
        "created_at": entry.created_at,
        "seen_at": entry.seen_at,
        "left_at": entry.left_at,
    }


def identities(person: Person) -> Iterator[Row]:
    """Who they are at providers."""
    for row in ExternalIdentity.objects.filter(person=person).order_by("pk"):
        yield {
            "issuer": row.issuer,
            "subject": row.subject,
            "linked_at": row.linked_at,
            "last_used_at": row.last_used_at,
        }


def erase_identities(person: Person, now: datetime) -> int:  # noqa: ARG001 - all shredders alike
    """No provider opens anything any more."""
    return removed(ExternalIdentity.objects.filter(person=person))


def erase_entries(person: Person, now: datetime) -> int:  # noqa: ARG001 - all shredders alike
    """Their entries; files that they took and tokens that they made no longer say by whom."""
    Token.objects.filter(made_by=person).update(made_by=None)
    Reading.objects.filter(by=person).update(by=None)
    return removed(Entry.objects.filter(person=person))


def entries_of_house(house: Organisation) -> Iterator[Row]:
    """The directory as the organisation has told it."""
    rows = Entry.objects.filter(organisation=house).select_related("person__identity").order_by("pk")
    for entry in rows.iterator(chunk_size=500):
        yield {"who": who(entry.person.identity) if entry.person else None, **_said(entry)}


def register_all() -> None:
    """Called once at the start."""
    register(
        Belonging(
            key="directory",
            label=_("What your organisation's directory says of you"),
            why=_("So that you belong where you work, with title and unit, and no longer when you have left."),
            kept=_(
                "As long as the organisation keeps the entry. If it still names you, you come back as somebody new."
            ),
            models=("directory.Entry", "directory.Reading", "directory.Token"),
            rows=entries,
            erase=erase_entries,
            order=19,
        ),
        Belonging(
            key="sign-on",
            label=_("Who you are at your organisation's sign-on"),
            why=_("So that you can sign in through it."),
            kept=_("Until you disconnect it."),
            models=("directory.ExternalIdentity",),
            rows=identities,
            erase=erase_identities,
            place="account_security",
            is_key=True,
            order=67,
        ),
    )
    register_of_houses(HouseBelonging(key="directory", label=_("Directory"), rows=entries_of_house, order=18))
