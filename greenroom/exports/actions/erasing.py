"""Erasing somebody: asked for, waited for, then step by step, each step whole or not at all."""

import re
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.exports.actions import telling
from greenroom.exports.events import ErasureGoesOn, PersonErased
from greenroom.exports.models import Erasure
from greenroom.kit import audit
from greenroom.kit.deadlines import falls_due, lift, set_deadline
from greenroom.kit.facts import publish
from greenroom.kit.refusals import Refusal
from greenroom.kit.rows import insert
from greenroom.people import handles
from greenroom.people.actions.authority import lock_owners, owners_of, owners_of_network, require_self
from greenroom.people.belongings import to_erase
from greenroom.people.models import Identity, Membership, Person, Role

WAIT = timedelta(days=7)  # in which it can be called off
CERTIFICATE = re.compile(r"\A[0-9a-f]{32}\Z")
State = Erasure.State


@transaction.atomic
def ask_erasure(*, person: Person, typed: str, by: Person, now: datetime) -> Erasure:
    """Have oneself erased in seven days.

    Refuses anybody else, a handle that was not typed, and the only owner of the network or of an organisation.
    """
    require_self(person, by)
    if typed.strip().removeprefix("@").lower() != person.handle:
        raise Refusal(_("Type your own handle: @%(handle)s."), code="handle", params={"handle": person.handle})
    require_may_go(person)
    erasure = Erasure(certificate=secrets.token_hex(16), identity_id=person.pk, asked_at=now, due_at=now + WAIT)
    insert(erasure)
    set_deadline(begin_erasure, key=key_of(erasure), due_at=erasure.due_at, payload={"erasure_id": erasure.pk})
    telling.write(person, "erasure_asked", erasure, now=now)
    audit.record(action="erasure.asked", actor_id=by.pk, object_kind="person", object_id=person.pk, now=now)
    return erasure


@transaction.atomic
def call_off_erasure(*, person: Person, by: Person, now: datetime) -> None:
    """Stay. Refuses once it has begun."""
    require_self(person, by)
    waiting = Erasure.objects.filter(identity_id=person.pk, state=State.WAITING).first()
    if waiting is None or not _moved(waiting, State.WAITING, State.CANCELLED, ended_at=now):
        raise Refusal(_("There is nothing to call off any more."), code="begun")
    lift(begin_erasure, key=key_of(waiting), now=now)
    audit.record(action="erasure.called_off", actor_id=by.pk, object_kind="person", object_id=person.pk, now=now)


@falls_due
def begin_erasure(payload: dict[str, Any], *, now: datetime) -> None:
    """The seven days are over. Who has become an only owner meanwhile stays, and is told."""
    erasure = Erasure.objects.get(pk=payload["erasure_id"])
    person = Person.objects.filter(pk=erasure.identity_id).first()
    if erasure.state != State.WAITING or person is None:
        return
    try:
        require_may_go(person)
    except Refusal:
        if _moved(erasure, State.WAITING, State.REFUSED, ended_at=now):
            telling.write(person, "erasure_refused", erasure, now=now)
        return
    _begin(erasure, now=now)


@transaction.atomic
def erase_now(*, person: Person, now: datetime) -> Erasure:
    """Begin at once, for the operator at the console; `go_on` does the rest. Refuses who must hand over first."""
    if handles.is_of_the_erased(person.identity):
        raise Refusal(_("This person was erased already."), code="erased")
    require_may_go(person)
    erasure = Erasure.objects.filter(identity_id=person.pk, state__in=[State.WAITING, State.ERASING]).first()
    if erasure is None:
        erasure = Erasure(certificate=secrets.token_hex(16), identity_id=person.pk, asked_at=now, due_at=now)
        insert(erasure)
    lift(begin_erasure, key=key_of(erasure), now=now)
    _begin(erasure, now=now)
    return erasure


def require_may_go(person: Person) -> None:
    """Refuse while the network or an organisation would have no owner left."""
    lock_owners(None)
    if owners_of_network().filter(person=person).exists() and not owners_of_network().exclude(person=person).exists():
        raise Refusal(_("You are the only owner of the network. Make somebody else an owner first."), code="last_owner")
    owned = Membership.objects.filter(person=person, role=Role.OWNER, ended_at=None, organisation__closed_at=None)
    for membership in owned.select_related("organisation__identity"):
        lock_owners(membership.organisation)
        if not owners_of(membership.organisation).exclude(person=person).exists():
            raise Refusal(
                _("You are the only owner of %(name)s. Make somebody else an owner first."),
                code="last_owner",
                params={"name": membership.organisation.identity.display_name},
            )


def _begin(erasure: Erasure, *, now: datetime) -> None:
    """Hide the person and end all that they have open; from here on nothing leads back."""
    if not _moved(erasure, State.WAITING, State.ERASING):
        return
    Identity.objects.filter(pk=erasure.identity_id).update(suspended_at=now)
    Person.objects.filter(pk=erasure.identity_id).update(is_active=False, sessions_ended_at=now)
    publish(ErasureGoesOn(at=now, erasure_id=erasure.pk, step=0))


@transaction.atomic
def go_on(erasure_id: int, *, now: datetime) -> bool:
    """Erase some more; whether there may be more. Whoever is killed here has done nothing, and is followed by another.

    Kind by kind, first what opens something; rounds until one has found nothing, and then the account itself.
    """
    erasure = Erasure.objects.select_for_update().get(pk=erasure_id)
    person = Person.objects.filter(pk=erasure.identity_id).first()
    if erasure.state != State.ERASING or person is None:
        return False
    *kinds, account = to_erase()
    while erasure.place < len(kinds) or not erasure.is_clean:
        if erasure.place >= len(kinds):
            erasure.place, erasure.is_clean = 0, True
        kind = kinds[erasure.place]
        if gone := kind.erase(person, now):
            erasure.is_clean = False
            _count(erasure, kind.key, gone)
            publish(ErasureGoesOn(at=now, erasure_id=erasure.pk, step=erasure.step))
            return True
        erasure.place += 1
    address, language = person.email, person.language
    _count(erasure, account.key, account.erase(person, now))
    _end(erasure, address=address, language=language, now=now)
    return False


def _count(erasure: Erasure, key: str, gone: int) -> None:
    erasure.counts[key] = erasure.counts.get(key, 0) + gone
    erasure.step += 1
    erasure.save(update_fields=["counts", "place", "step", "is_clean"])


def _end(erasure: Erasure, *, address: str | None, language: str, now: datetime) -> None:
    """The certificate holds from now on; it is mailed while the address is still in hand."""
    ended_at = erasure.ended_at or now  # a restore keeps the day of before
    Erasure.objects.filter(pk=erasure.pk).update(state=State.ERASED, ended_at=ended_at)
    erasure.state, erasure.ended_at = State.ERASED, ended_at
    telling.certify(address, erasure, language=language, now=now)
    publish(PersonErased(at=now, erasure_id=erasure.pk))
    audit.record(
        action="person.erased",
        actor_id=None,
        object_kind="erasure",
        object_id=erasure.pk,
        payload={"certificate": erasure.certificate, "digest": erasure.digest},
        now=now,
    )


def apply_erasures(entries: Iterable[Mapping[str, Any]], *, now: datetime) -> int:
    """Erase again whoever a restored database knows still; returns how many there were.

    `entries` are lines of the erasure log: {"certificate": hex, "identity": number, "at": moment}, with "rows" where
    the log has them. To be called before the site opens, with nobody else at work. Idempotent: what is erased stays
    so, and whoever is killed here begins anew. Refuses a line that is none, before anything is erased.
    """
    wanted = [_entry(line) for line in entries]
    return sum(_erased_again(*entry, now=now) for entry in wanted)


def _entry(line: Mapping[str, Any]) -> tuple[str, int, datetime, dict[str, int]]:
    try:
        at = datetime.fromisoformat(line["at"])
        certificate, identity, rows = str(line["certificate"]), int(line["identity"]), dict(line.get("rows", {}))
    except (KeyError, TypeError, ValueError):
        raise Refusal(_("This is no line of an erasure log."), code="not_a_line") from None
    if at.tzinfo is None or not CERTIFICATE.match(certificate):
        raise Refusal(_("This is no line of an erasure log."), code="not_a_line")
    return certificate, identity, at, rows


def _erased_again(certificate: str, identity: int, at: datetime, rows: dict[str, int], *, now: datetime) -> bool:
    """One entry; whether somebody was erased for it."""
    with transaction.atomic():
        Erasure.objects.filter(identity_id=identity, state=State.WAITING).exclude(certificate=certificate).update(
            state=State.CANCELLED, ended_at=now
        )
        known = {"identity_id": identity, "asked_at": at, "due_at": at, "ended_at": at, "state": State.WAITING}
        erasure, _new = Erasure.objects.get_or_create(certificate=certificate, defaults=known)
        person = Person.objects.filter(pk=identity).first()
        is_gone = person is None or handles.is_of_the_erased(person.identity)
        if is_gone:
            Erasure.objects.filter(pk=erasure.pk).update(state=State.ERASED, ended_at=at, counts=erasure.counts or rows)
            return False
        Erasure.objects.filter(pk=erasure.pk).update(state=State.WAITING, ended_at=at, place=0, is_clean=True)
        erasure.refresh_from_db()
        _begin(erasure, now=now)
    while go_on(erasure.pk, now=now):
        pass
    if rows:  # the certificate that somebody holds stays true to the letter
        Erasure.objects.filter(pk=erasure.pk).update(counts=rows)
    return True


def key_of(erasure: Erasure) -> str:
    """The key of the deadline."""
    return f"erasure:{erasure.pk}"


def _moved(erasure: Erasure, before: State, after: State, **also: Any) -> bool:
    moved = Erasure.objects.filter(pk=erasure.pk, state=before).update(state=after, **also)
    if moved:
        erasure.state = after
    return bool(moved)
