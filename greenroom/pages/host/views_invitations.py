"""Invitations of the whole network: write one, see what became of each, withdraw."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from greenroom.pages.host.forms import InvitationForm
from greenroom.pages.invitations import Once, shown_once
from greenroom.pages.places.doors import identity_called
from greenroom.pages.places.forms import roles_below
from greenroom.people import actions, queries
from greenroom.people.models import Identity, Invitation, Person, Role
from greenroom.web.attempts import accepted, status_of
from greenroom.web.host_page import host_page
from greenroom.web.page import MemberRequest, page

PAGE_SIZE = 50


@host_page
@require_GET
def invitations(request: MemberRequest) -> HttpResponse:
    """All invitations, the latest first."""
    return _listed(request)


def _listed(request: MemberRequest, *, once: Once | None = None) -> HttpResponse:
    now = timezone.now()
    shown = Paginator(queries.invitations(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "rows": shown,
        "lines": [(row, state_of(row, now=now)) for row in shown],
        "once": once,
        "part": "invitations",
    }
    return page(request, "pages/host/invitations.html", context)


def state_of(invitation: Invitation, *, now: Any) -> str:
    """Where an invitation stands: "accepted", "withdrawn", "expired" or "open"."""
    if invitation.accepted_at is not None:
        return "accepted"
    if invitation.withdrawn_at is not None:
        return "withdrawn"
    return "open" if invitation.expires_at > now else "expired"


@host_page
@require_http_methods(["GET", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """Invite somebody, or let somebody take over a row that is known from a file (`?person=`)."""
    claims = _claims(request)
    roles = roles_below(queries.network_role(request.person))
    form = InvitationForm(request.POST or None, initial={"network_role": "" if claims else Role.MEMBER}, roles=roles)
    sent: list[tuple[Invitation, str]] = []

    def send(**given: Any) -> None:
        sent.append(actions.invite(person=claims, by=request.person, now=timezone.now(), **given))

    if accepted(form, send, at="email"):
        once = shown_once(*sent[0])
        if once is not None:
            return _listed(request, once=once)
        messages.success(request, gettext("The invitation is on its way by mail."))
        return redirect("host-invitations")
    context = {"form": form, "claims": claims, "part": "invitations"}
    return page(request, "pages/host/invitation_new.html", context, status=status_of(form))


def _claims(request: MemberRequest) -> Person | None:
    """The unclaimed person whom the address names; a name that is none is a page that does not exist."""
    handle = request.GET.get("person", "")
    if not handle:
        return None
    identity = identity_called(handle)
    if identity is None or identity.kind != Identity.Kind.PERSON or identity.person.claimed_at:
        raise Http404
    return identity.person


@host_page
@require_POST
def withdraw(request: MemberRequest, invitation_id: int) -> HttpResponse:
    """Withdraw an open invitation; its link then leads nowhere."""
    invitation = queries.invitations().filter(pk=invitation_id).first()
    if invitation is None:
        raise Http404
    try:
        actions.withdraw_invitation(invitation=invitation, by=request.person, now=timezone.now())
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, gettext("The invitation to %(email)s is withdrawn.") % {"email": invitation.email})
    return redirect("host-invitations")
