"""Signing in through an organisation's provider: find it, go there, come back."""

import logging
from urllib.parse import urlsplit

from allauth.account.internal import flows
from allauth.account.models import Login
from allauth.core import ratelimit
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from greenroom.directory import actions, queries
from greenroom.directory.models import SignOn
from greenroom.directory.sign_on import attempts, provider
from greenroom.directory.sign_on.troubles import NotProven
from greenroom.directory.views_connect import finish_again, finish_connecting
from greenroom.directory.ways_in import NETWORK, handle_of, name_of
from greenroom.people import sessions
from greenroom.web.attempts import searched
from greenroom.web.onward import next_address
from greenroom.web.page import GuestRequest, page, public_page

log = logging.getLogger(__name__)


@public_page
@require_GET
def choose(request: GuestRequest) -> HttpResponse:
    """By the handle of an organisation, or by a work address: the organisations whose provider answers to it."""
    typed = searched(request.GET.get("who", ""))
    found = queries.sign_ons_named(typed) if typed else []
    context = {
        "typed": typed,
        "found": [{"handle": handle_of(row), "name": name_of(row)} for row in found],
        "networks": queries.sign_on_at("") is not None,
        "next": next_address(request, ""),
    }
    return page(request, "directory/choose.html", context)


def sign_on_at(handle: str) -> SignOn:
    """The provider of an address; 404 where there is none, or where it is switched off."""
    sign_on = queries.sign_on_at("" if handle == NETWORK else handle)
    if sign_on is None:
        raise Http404
    return sign_on


@public_page
@require_GET
def begin(request: GuestRequest, handle: str) -> HttpResponse:
    """The page that an organisation links to: whose provider it is, and where it leads."""
    sign_on = sign_on_at(handle)
    if request.person:
        return redirect(next_address(request))
    context = {
        "name": name_of(sign_on),
        "handle": handle_of(sign_on),
        "host": urlsplit(sign_on.issuer).netloc,
        "next": next_address(request, ""),
    }
    return page(request, "directory/begin.html", context)


@public_page
@require_GET
def go(request: GuestRequest, handle: str) -> HttpResponse:
    """To the provider, with an attempt that this browser alone can finish."""
    sign_on = sign_on_at(handle)
    if request.person:
        return redirect(next_address(request))
    if not ratelimit.consume(request, action="login"):
        return failed(request, gettext("There were too many attempts. Wait five minutes, then try again."), status=429)
    made = attempts.begin(
        request.session, sign_on=sign_on.pk, purpose="sign_in", person=None, next_address=next_address(request)
    )
    try:
        return redirect(provider.way_in(sign_on, state=made.state, nonce=made.nonce, verifier=made.verifier))
    except NotProven as trouble:
        log.warning("sign-on %s does not go on: %s", sign_on.pk, trouble.reason)
        return failed(request, silent(), status=502)


@public_page
@require_GET
def back(request: GuestRequest) -> HttpResponse:
    """From the provider: whoever it proves is signed in, connected, or shown again; an attempt counts once."""
    attempt = attempts.take(request.session, request.GET.get("state", ""))
    sign_on = queries.living_sign_on(attempt.sign_on) if attempt else None
    if attempt is None or sign_on is None:
        return failed(request, gettext("This sign-in is over or was begun elsewhere. Begin again."), status=400)
    try:
        if "error" in request.GET or request.GET.get("iss", sign_on.issuer) != sign_on.issuer:
            raise NotProven("declined")
        code = request.GET.get("code", "")
        now = timezone.now()
        subject, claims = provider.claims_for(
            sign_on, code=code, verifier=attempt.verifier, nonce=attempt.nonce, now=now
        )
        if attempt.purpose == "connect":
            return finish_connecting(request, sign_on, attempt, subject)
        if attempt.purpose == "again":
            return finish_again(request, sign_on, attempt, subject, claims)
        person = actions.person_by(sign_on=sign_on, subject=subject, claims=claims, now=now)
    except NotProven as trouble:
        log.warning("sign-on %s does not go on: %s", sign_on.pk, trouble.reason)
        return failed(request, gettext("The provider did not confirm who you are. Begin again."), status=403)
    except ValidationError as refusal:
        return failed(request, " ".join(refusal.messages), status=403)
    login = Login(
        user=person,
        redirect_url=attempt.next,
        state={sessions.BOTH: True} if sign_on.counts_as_both else None,
    )
    sessions.announce(request.session, person_id=person.pk, organisation_id=sign_on.organisation_id)
    answer: HttpResponse = flows.login.perform_login(request, login)
    return answer


def failed(request: GuestRequest, sentence: str, *, status: int) -> HttpResponse:
    """One page for whatever did not work, with one sentence."""
    return page(request, "directory/not_signed_in.html", {"sentence": sentence}, status=status)


def silent() -> str:
    """The sentence for a provider that cannot be asked."""
    return gettext("The provider does not answer as it should. Try again later, or sign in another way.")
