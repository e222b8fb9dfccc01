"""Tokens for SCIM: made, shown once, ended."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenroom.directory import queries
from greenroom.directory.models import Token
from greenroom.directory.said import one_line
from greenroom.kit import audit
from greenroom.kit.refusals import Refusal
from greenroom.people.actions.authority import require_manager
from greenroom.people.models import Organisation, Person
from greenroom.people.queries import digest_of

MOST = 10  # that live at once
NOTED_EVERY = timedelta(minutes=10)


@transaction.atomic
def make_token(*, organisation: Organisation, name: str, by: Person | None, now: datetime) -> tuple[Token, str]:
    """A new token and its secret, which is kept nowhere. Refuses all but owners and administrators, and too many."""
    require_manager(by, organisation, now=now)
    if not one_line(name):
        raise Refusal(_("A name is needed."), code="name_missing")
    if queries.tokens_of(organisation).count() >= MOST:
        raise Refusal(
            _("An organisation has at most %(limit)d tokens. End one first."), code="too_many", params={"limit": MOST}
        )
    secret = secrets.token_urlsafe(40)
    token = Token(
        organisation=organisation, name=one_line(name)[:60], digest=digest_of(secret), made_by=by, created_at=now
    )
    token.full_clean()
    token.save(force_insert=True)
    _record("directory.token_made", token, by, now)
    return token, secret


@transaction.atomic
def end_token(*, token: Token, by: Person | None, now: datetime) -> None:
    """Let it open nothing any more."""
    require_manager(by, token.organisation, now=now)
    if not Token.objects.filter(pk=token.pk, ended_at__isnull=True).update(ended_at=now):
        raise Refusal(_("This token has been ended already."), code="ended")
    _record("directory.token_ended", token, by, now)


def note_use(*, token: Token, now: datetime) -> None:
    """When it was used last, to ten minutes."""
    stale = Q(last_used_at__isnull=True) | Q(last_used_at__lt=now - NOTED_EVERY)
    Token.objects.filter(stale, pk=token.pk).update(last_used_at=now)


def _record(action: str, token: Token, by: Person | None, now: datetime) -> None:
    audit.record(
        action=action,
        actor_id=by.pk if by else None,
        on_behalf_of_id=token.organisation_id,
        object_kind="token",
        object_id=token.pk,
        payload={"name": token.name},
        now=now,
    )
