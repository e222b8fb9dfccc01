"""Connecting a provider to an account, and showing through it that it is still you: for people who are signed in."""

import logging
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from greenroom.directory import actions, queries
from greenroom.directory.models import ExternalIdentity, SignOn
from greenroom.directory.sign_on import attempts, provider
from greenroom.directory.sign_on.attempts import Attempt
from greenroom.directory.sign_on.troubles import NotProven
from greenroom.directory.ways_in import handle_of, name_of
from greenroom.web.fresh import fresh_required, mark_fresh
from greenroom.web.onward import next_address
from greenroom.web.page import GuestRequest, MemberRequest, member_page, page

CLOCKS = 60  # seconds by which the provider's clock may differ
log = logging.getLogger(__name__)


@member_page
@fresh_required
@require_POST
def connect(request: MemberRequest, handle: str) -> HttpResponse:
    """Begin to connect; the next page names the provider and leads there."""
    return _begin(request, handle, "connect", "/account/security/")


@member_page
@require_POST
def again(request: MemberRequest, handle: str) -> HttpResponse:
    """Begin to show again, at the provider through which one came, that it is still oneself."""
    return _begin(request, handle, "again", next_address(request))


def _begin(request: MemberRequest, handle: str, purpose: str, onward: str) -> HttpResponse:
    sign_on = next((row for row, _known in queries.sign_ons_for(request.person) if handle_of(row) == handle), None)
    if sign_on is None:
        raise Http404
    attempts.begin(request.session, sign_on=sign_on.pk, purpose=purpose, person=request.person.pk, next_address=onward)
    return redirect("sign-in-going")


@member_page
@require_GET
def going(request: MemberRequest) -> HttpResponse:
    """Where the way leads: a link, since a form may not leave this site."""
    attempt = attempts.waiting(request.session)
    sign_on = queries.living_sign_on(attempt.sign_on) if attempt else None
    if attempt is None or sign_on is None or attempt.person != request.person.pk:
        return redirect("account_security")
    address = ""
    try:
        address = provider.way_in(
            sign_on,
            state=attempt.state,
            nonce=attempt.nonce,
            verifier=attempt.verifier,
            again=attempt.purpose == "again",
        )
    except NotProven as trouble:
        log.warning("sign-on %s does not go on: %s", sign_on.pk, trouble.reason)
    context = {
        "address": address,
        "host": urlsplit(sign_on.issuer).netloc,
        "name": name_of(sign_on),
        "purpose": attempt.purpose,
    }
    return page(request, "directory/going.html", context, status=200 if address else 502)


def finish_connecting(request: GuestRequest, sign_on: SignOn, attempt: Attempt, subject: str) -> HttpResponse:
    """Connected: for the person who began it, who is still signed in."""
    if request.person is None or request.person.pk != attempt.person:
        raise NotProven("another_person")
    actions.connect(sign_on=sign_on, subject=subject, by=request.person, now=timezone.now())
    messages.success(request, gettext("You can sign in through it from now on."))
    return redirect(attempt.next)


def finish_again(
    request: GuestRequest, sign_on: SignOn, attempt: Attempt, subject: str, claims: dict[str, Any]
) -> HttpResponse:
    """Still them: shown at the provider just now, and it asks for both factors."""
    known = ExternalIdentity.objects.filter(issuer=sign_on.issuer, subject=subject).first()
    shown_at = claims.get("auth_time")
    is_now = isinstance(shown_at, int | float) and shown_at >= attempt.began_at - CLOCKS
    is_them = request.person is not None and known is not None and known.person_id == request.person.pk
    if not (is_now and is_them and sign_on.counts_as_both and attempt.person == request.person.pk):  # type: ignore[union-attr]
        raise NotProven("not_again")
    mark_fresh(request)
    return redirect(attempt.next)


@member_page
@fresh_required
@require_POST
def disconnect(request: MemberRequest, identity_id: int) -> HttpResponse:
    """Sign in through it no more."""
    identity = ExternalIdentity.objects.filter(pk=identity_id, person=request.person).first()
    if identity is None:
        raise Http404
    actions.disconnect(identity=identity, by=request.person, now=timezone.now())
    messages.success(request, gettext("You no longer sign in through it."))
    return redirect("account_security")
