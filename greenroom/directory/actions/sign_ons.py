"""Single sign-on: setting a provider up, and who somebody is by its word."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from greenroom.directory import queries
from greenroom.directory.models import Entry, ExternalIdentity, SignOn
from greenroom.directory.sign_on import provider
from greenroom.kit import audit
from greenroom.kit.refusals import Refusal
from greenroom.people import actions as people
from greenroom.people import factors, sessions
from greenroom.people.actions.authority import require_awake, require_host, require_manager
from greenroom.people.models import Organisation, Person

NO_KEYS = {"email", "email_verified", "name", "preferred_username", "upn"}  # what somebody can change is no key


@transaction.atomic
def set_up_sign_on(  # noqa: PLR0913 - as many as the form has fields
    *,
    organisation: Organisation | None,
    issuer: str,
    client_id: str,
    client_secret: str | None,
    claim: str = "sub",
    counts_as_both: bool = False,
    is_enabled: bool = True,
    by: Person | None,
    now: datetime,
) -> SignOn:
    """Let an organisation's provider say who its people are; None for the organisation is the network, by its hosts.

    `client_secret=None` keeps the one that is there. Another issuer needs its own. Refuses an address that is not
    https, unless the operator has named it, and a claim that people can change, such as an address.
    """
    _require_keeper(organisation, by, now=now)
    issuer = known_issuer(issuer)
    if claim.strip() in NO_KEYS or not claim.strip():
        raise Refusal(_("This claim cannot be a key: an address or a name may change hands."), code="claim")
    known = queries.sign_on_of(organisation)
    row = known or SignOn(organisation=organisation)
    if client_secret is not None:
        row.sealed_secret = provider.sealed(client_secret.strip(), issuer=issuer)
    elif known is not None and known.issuer != issuer:
        raise Refusal(_("Another provider has its own secret: write it here."), code="secret_missing")
    row.issuer, row.client_id, row.claim = issuer, client_id.strip(), claim.strip()
    row.counts_as_both, row.is_enabled, row.changed_at = counts_as_both, is_enabled, now
    row.full_clean()
    row.save()
    _record("sign_on.set_up", row, by, now)
    return row


@transaction.atomic
def remove_sign_on(*, sign_on: SignOn, by: Person | None, now: datetime) -> None:
    """Nobody signs in through the provider any more; who somebody is there stays known, should it come back."""
    _require_keeper(sign_on.organisation, by, now=now)
    _record("sign_on.removed", sign_on, by, now)
    sign_on.delete()


@transaction.atomic
def person_by(*, sign_on: SignOn, subject: str, claims: dict[str, Any], now: datetime) -> Person:
    """Who signs in: the person of this issuer and subject, or the row that the organisation keeps for them.

    Refuses everybody else in one and the same sentence: an address says nothing (trust, O3 and O7).
    """
    known = ExternalIdentity.objects.filter(issuer=sign_on.issuer, subject=subject).select_related("person").first()
    person = known.person if known else _provisioned(sign_on, claims, now=now)
    if person is None or not person.is_active or not sessions.still_belongs(person.pk, sign_on.organisation_id or 0):
        raise unknown_here()
    if known is None:
        _link(sign_on, subject, person, now=now)
    ExternalIdentity.objects.filter(issuer=sign_on.issuer, subject=subject).update(last_used_at=now)
    return person


@transaction.atomic
def connect(*, sign_on: SignOn, subject: str, by: Person, now: datetime) -> None:
    """Let somebody who is signed in sign in through the provider too. Refuses a subject that is another person's."""
    require_awake(by)
    if not sessions.still_belongs(by.pk, sign_on.organisation_id or 0):
        raise unknown_here()
    _link(sign_on, subject, by, now=now)


@transaction.atomic
def disconnect(*, identity: ExternalIdentity, by: Person, now: datetime) -> None:
    """Take it back. Refuses anybody else's, and the only way in that somebody has."""
    require_awake(by)
    if identity.person_id != by.pk:
        raise Refusal(_("Only the person themselves can change this."), code="not_self")
    others = ExternalIdentity.objects.filter(person=by).exclude(pk=identity.pk)
    if not (by.has_usable_password() or factors.passkeys_of(by).exists() or others.exists()):
        raise Refusal(_("This is your only way in. Add a passkey first."), code="last_way")
    identity.delete()
    _record_person("sign_on.disconnected", by, identity.issuer, now)


def unknown_here() -> Refusal:
    """The one sentence for everybody whom the provider knows and this network does not."""
    return Refusal(
        _(
            "This account is not connected here. Ask your administrator; if you have an account here, sign in as"
            " before and connect it in your settings, under “Sign-in and devices”."
        ),
        code="unknown",
    )


def known_issuer(typed: str) -> str:
    """The provider's address as it calls itself; refuses what may not be asked."""
    issuer = typed.strip()
    if not provider.may_be_asked(issuer) or "?" in issuer or "#" in issuer:
        raise Refusal(_("Write the whole address of the provider, beginning with https://."), code="issuer")
    return issuer


def _provisioned(sign_on: SignOn, claims: dict[str, Any], *, now: datetime) -> Person | None:
    """The unclaimed person whom the organisation's directory has under this key; theirs from now on."""
    key = claims.get(sign_on.claim)
    if not isinstance(key, str) or not key or sign_on.organisation is None:
        return None
    rows = Entry.objects.filter(organisation=sign_on.organisation, external_id=key, left_at__isnull=True)
    entry = rows.select_related("person", "organisation__identity").first()
    membership = queries.membership_of(entry) if entry else None
    if membership is None or membership.person.is_claimed:
        return None
    try:
        return people.claim_waiting(membership=membership, now=now)
    except Refusal:
        return None


def _link(sign_on: SignOn, subject: str, person: Person, *, now: datetime) -> None:
    """The row itself; one that another person has is refused by the database."""
    if ExternalIdentity.objects.filter(issuer=sign_on.issuer, subject=subject, person=person).exists():
        return
    try:
        with transaction.atomic():
            ExternalIdentity.objects.create(issuer=sign_on.issuer, subject=subject, person=person, linked_at=now)
    except IntegrityError:
        raise Refusal(
            _("This account, or another one of this provider, is connected already."), code="connected"
        ) from None
    _record_person("sign_on.connected", person, sign_on.issuer, now)


def _require_keeper(organisation: Organisation | None, by: Person | None, *, now: datetime) -> None:
    if organisation is None:
        require_host(by, now=now)
    else:
        require_manager(by, organisation, now=now)


def _record(action: str, sign_on: SignOn, by: Person | None, now: datetime) -> None:
    audit.record(
        action=action,
        actor_id=by.pk if by else None,
        on_behalf_of_id=sign_on.organisation_id,
        object_kind="sign_on",
        object_id=sign_on.pk,
        payload={"issuer": sign_on.issuer, "counts_as_both": sign_on.counts_as_both, "is_enabled": sign_on.is_enabled},
        now=now,
    )


def _record_person(action: str, person: Person, issuer: str, now: datetime) -> None:
    audit.record(
        action=action,
        actor_id=person.pk,
        object_kind="person",
        object_id=person.pk,
        payload={"issuer": issuer},
        now=now,
    )
