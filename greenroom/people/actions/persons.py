"""People: adding, claiming, what they say of themselves and how they see the pages."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import batched

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from greenroom.kit import text
from greenroom.kit.facts import publish
from greenroom.kit.ids import id_at, moment_of
from greenroom.kit.refusals import Refusal
from greenroom.people.actions.authority import require_host, require_self
from greenroom.people.actions.identities import (
    add_identity,
    clean_name,
    clean_summary,
    derived_byline,
    folded,
    save_words,
    write_name_words,
)
from greenroom.people.events import PeopleAdded, PersonAdded, ProfileUpdated
from greenroom.people.handles import is_reserved, retired_among
from greenroom.people.models import Identity, Person
from greenroom.people.models.identity import HANDLE


@transaction.atomic
def add_person(
    *,
    handle: str,
    display_name: str,
    email: str | None = None,
    language: str = "en",
    now: datetime,
    by: Person | None = None,
    claimed: bool = False,
) -> Person:
    """Add a person; without `claimed` nobody can sign in as them until an invitation is accepted.

    Refuses a handle or address that somebody has, and anybody but a host or the operator.
    """
    require_host(by, now=now)
    person = create_person(handle=handle, display_name=display_name, email=email, language=language, now=now)
    if claimed:
        person.claimed_at = now
        person.save(update_fields=["claimed_at"])
    publish(PersonAdded(at=now, person_id=person.pk, by_id=by.pk if by else None))
    return person


def create_person(*, handle: str, display_name: str, email: str | None, language: str, now: datetime) -> Person:
    """Identity and person, without asking who may; for the actions of this room."""
    identity = add_identity(kind=Identity.Kind.PERSON, handle=handle, display_name=display_name, now=now)
    person = Person(identity=identity, language=known_language(language))
    person.set_unusable_password()
    set_email(person, email)
    person.full_clean(validate_constraints=False)
    save_with_email(person, force_insert=True)
    return person


@transaction.atomic
def add_people(*, names: Mapping[str, str], now: datetime, by: Person | None = None) -> dict[str, int]:
    """Add many unclaimed people at once from `{handle: name}`; gives the ids of all, known ones included.

    Refuses anybody but a host or the operator, and the whole file at its first malformed or reserved handle.
    A handle that an organisation or circle has, or somebody who was erased had, is left out of the result.
    """
    require_host(by, now=now)
    wanted = {handle.lower(): clean_name(name) for handle, name in names.items()}
    for handle in wanted:
        HANDLE(handle)
        if is_reserved(handle):
            raise Refusal(_("This handle is kept for Greenroom itself."), code="handle_reserved")
    gone = retired_among(wanted)
    fresh = _taken({handle: name for handle, name in wanted.items() if handle not in gone}, now)
    people = [Person(identity=identity, password=make_password(None)) for identity in fresh]
    Person.objects.bulk_create(people, batch_size=500)
    for part in batched(fresh, 500, strict=False):
        write_name_words(part)
    if fresh:
        publish(PeopleAdded(at=now, count=len(fresh), by_id=by.pk if by else None))
    return _existing(list(wanted), kind=Identity.Kind.PERSON)


def _taken(names: Mapping[str, str], now: datetime) -> list[Identity]:
    """New identities with those of the handles that nobody has.

    Whoever takes one in the same moment has it; where only an id met another, another id is drawn. Always in the order
    of the handles, so that two files never wait for each other.
    """
    known, fresh = _existing(list(names)), []
    missing = sorted(handle for handle in names if handle not in known)
    while missing:
        drawn = zip(_fresh_ids(len(missing), now), missing, strict=True)
        wanted = [_unclaimed(number, handle, names[handle], now) for number, handle in drawn]
        Identity.objects.bulk_create(wanted, batch_size=500, ignore_conflicts=True)
        stored = _existing(missing)
        fresh += [identity for identity in wanted if stored.get(identity.handle) == identity.pk]
        missing = [handle for handle in missing if handle not in stored]
    return fresh


def _existing(handles: list[str], **conditions: str) -> dict[str, int]:
    """Handle to id of those that exist, asked in parts that any database takes."""
    found: dict[str, int] = {}
    for start in range(0, len(handles), 500):
        rows = Identity.objects.filter(handle__in=handles[start : start + 500], **conditions)
        found |= dict(rows.values_list("handle", "id"))
    return found


def _fresh_ids(count: int, now: datetime) -> list[int]:
    """Ids that nobody has, one for each millisecond back from now, since many in one would meet by chance."""
    ids = [id_at(now - timedelta(milliseconds=step)) for step in range(count)]
    if not ids:
        return []
    used = set(Identity.objects.filter(id__range=(ids[-1], ids[0])).values_list("id", flat=True))
    return [_other_than(used, number) for number in ids]


def _other_than(used: set[int], number: int) -> int:
    while number in used:
        number = id_at(moment_of(number))
    return number


def _unclaimed(number: int, handle: str, name: str, now: datetime) -> Identity:
    identity = Identity(id=number, kind=Identity.Kind.PERSON, handle=handle, display_name=name, created_at=now)
    identity.folded = folded(identity)
    return identity


@transaction.atomic
def update_profile(
    *,
    person: Person,
    by: Person | None,
    now: datetime,
    display_name: str | None = None,
    summary: str | None = None,
    byline: str | None = None,
    approves_followers: bool | None = None,
) -> Person:
    """Change what the person says of themselves; an empty byline is derived from their memberships again.

    Refuses anybody but the person.
    """
    require_self(person, by)
    identity = person.identity
    if display_name is not None:
        identity.display_name = clean_name(display_name)
    if summary is not None:
        identity.summary, identity.summary_html = clean_summary(summary)
    if byline is not None:
        identity.byline = " ".join(text.clean(byline).split()) or derived_byline(person)
    if approves_followers is not None:
        identity.approves_followers = approves_followers
    save_words(identity)
    write_name_words([identity])
    publish(ProfileUpdated(at=now, identity_id=identity.pk, by_id=by.pk if by else None))
    return person


@transaction.atomic
def update_appearance(
    *,
    person: Person,
    by: Person | None,
    now: datetime,  # noqa: ARG001 - every action takes the time
    language: str | None = None,
    time_zone: str | None = None,
    theme: str | None = None,
    letter_keys: bool | None = None,
) -> Person:
    """Change how the person sees the pages. Refuses anybody else, unknown languages, zones and themes."""
    require_self(person, by)
    if language is not None:
        person.language = known_language(language)
    if time_zone is not None:
        person.time_zone = known_time_zone(time_zone)
    if theme is not None:
        person.theme = theme
    if letter_keys is not None:
        person.letter_keys = letter_keys
    person.full_clean(validate_constraints=False)
    person.save(update_fields=["language", "time_zone", "theme", "letter_keys"])
    return person


def known_language(language: str) -> str:
    """The language if pages exist in it."""
    if language not in dict(settings.LANGUAGES):
        raise Refusal(_("There are no pages in this language."), code="language_unknown")
    return language


def known_time_zone(name: str) -> str:
    """The zone's name if this machine knows its clock."""
    from zoneinfo import available_timezones

    if name not in available_timezones():
        raise Refusal(_("This time zone is not known."), code="time_zone_unknown")
    return name


def set_email(person: Person, email: str | None) -> None:
    """Give the person an address, trimmed and whole; refuses one that belongs to somebody else."""
    person.email = known_address(email) if email and email.strip() else None
    if person.email is None:
        return
    if Person.objects.filter(email__iexact=person.email).exclude(pk=person.pk).exists():
        raise email_taken()


def known_address(email: str) -> str:
    """The address without the blanks around it; refuses what is no mail address."""
    address = email.strip()
    try:
        validate_email(address)
    except ValidationError:
        raise Refusal(_("This is not a mail address."), code="email_malformed") from None
    return address


def save_with_email(person: Person, *, force_insert: bool = False) -> None:
    """Save; two people who take one address in the same moment meet the constraint."""
    try:
        with transaction.atomic():
            person.save(force_insert=force_insert)
    except IntegrityError:
        raise email_taken() from None


def email_taken() -> Refusal:
    """The sentence for an address that belongs to somebody else."""
    return Refusal(_("This mail address belongs to another person."), code="email_taken")
