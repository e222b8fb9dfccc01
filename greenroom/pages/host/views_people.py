"""The host's list of people: who is here, as what, and whether they may sign in."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from greenroom.kit import text
from greenroom.pages.attempts import accepted, status_of
from greenroom.pages.host.doors import host_page
from greenroom.pages.host.forms import RoleForm, SuspendForm
from greenroom.people import actions
from greenroom.people import queries as people_queries
from greenroom.people.models import NetworkMembership, Person, Role
from greenroom.web.page import MemberRequest, page

PAGE_SIZE = 50
LONGEST_SEARCH = 120
STATES = ("members", "unclaimed", "suspended")


@host_page
@require_GET
def people(request: MemberRequest) -> HttpResponse:
    """Everybody with a row: found by name, handle or mail address, narrowed to a state, fifty a page."""
    words = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    state = request.GET.get("state", "")
    rows = _in_state(_found(words), state)
    shown = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"rows": shown, "words": words, "state": state if state in STATES else "", "part": "people"}
    return page(request, "pages/host/people.html", context)


def _everybody() -> QuerySet[Person]:
    role = NetworkMembership.objects.filter(person=OuterRef("pk"), ended_at=None).values("role")[:1]
    factor = Authenticator.objects.filter(user=OuterRef("pk")).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return (
        Person.objects.select_related("identity")
        .annotate(network_role=Subquery(role), has_factor=Exists(factor))
        .order_by("identity__folded", "pk")
    )


def _found(words: str) -> QuerySet[Person]:
    rows = _everybody()
    if not words:
        return rows
    folded = " ".join(text.fold(words.removeprefix("@")).split())
    return rows.filter(Q(identity__folded__contains=folded) | Q(email__istartswith=words))


def _in_state(rows: QuerySet[Person], state: str) -> QuerySet[Person]:
    if state == "members":
        return rows.filter(network_role__isnull=False, identity__suspended_at=None)
    if state == "unclaimed":
        return rows.filter(claimed_at=None)
    if state == "suspended":
        return rows.filter(identity__suspended_at__isnull=False)
    return rows


def _person_at(handle: str) -> Person:
    found = _everybody().filter(identity__handle=handle.lower()).first()
    if found is None:
        raise Http404
    return found


@host_page
@require_http_methods(["GET", "POST"])
def person(request: MemberRequest, handle: str) -> HttpResponse:
    """One person: organisations, role in the network, and the way to suspend or reinstate."""
    subject = _person_at(handle)
    roles = _roles_for(request.person, subject)
    form = RoleForm(request.POST or None, initial={"role": subject.network_role}, roles=roles) if roles else None
    if form is not None and accepted(form, _giving(request, subject), at="role"):
        name = subject.identity.display_name
        messages.success(request, gettext("The role of %(name)s is changed.") % {"name": name})
        return redirect("host-person", handle=subject.handle)
    context = {
        "subject": subject,
        "identity": subject.identity,
        "form": form,
        "memberships": people_queries.memberships_of(subject),
        "is_self": subject.pk == request.person.pk,
        "role_name": Role(subject.network_role).label if subject.network_role else "",
        "part": "people",
    }
    return page(request, "pages/host/person.html", context, status=status_of(form) if form else 200)


def _giving(request: MemberRequest, subject: Person) -> Any:
    def give(*, role: str) -> None:
        signed = {"by": request.person, "now": timezone.now()}
        if subject.network_role:
            actions.change_network_role(person=subject, role=role, **signed)
        else:
            actions.join_network(person=subject, role=role, **signed)

    return give


def _roles_for(host: Person, subject: Person) -> list[Role]:
    """Roles that this host may give to this person; none for somebody of the same rank, and none for oneself."""
    own = people_queries.network_role(host)
    if subject.pk == host.pk or not subject.claimed_at:
        return []
    if own == Role.OWNER:
        return [Role.MEMBER, Role.ADMINISTRATOR, Role.OWNER]
    return [Role.MEMBER] if not subject.network_role else []


@host_page
@require_http_methods(["GET", "POST"])
def suspend(request: MemberRequest, handle: str) -> HttpResponse:
    """Suspend somebody, with a reason, after the page that names the effect."""
    subject = _person_at(handle)
    if subject.identity.suspended_at is not None or subject.pk == request.person.pk:
        raise Http404
    form = SuspendForm(request.POST or None)

    def act(*, reason: str) -> None:
        actions.suspend_person(person=subject, reason=reason, by=request.person, now=timezone.now())

    if accepted(form, act, at="reason"):
        messages.success(request, gettext("%(name)s is suspended.") % {"name": subject.identity.display_name})
        return redirect("host-person", handle=subject.handle)
    context = {"subject": subject, "identity": subject.identity, "form": form, "part": "people"}
    return page(request, "pages/host/suspend.html", context, status=status_of(form))


@host_page
@require_http_methods(["GET", "POST"])
def reinstate(request: MemberRequest, handle: str) -> HttpResponse:
    """Let somebody back in, with a reason."""
    subject = _person_at(handle)
    if subject.identity.suspended_at is None:
        raise Http404
    form = SuspendForm(request.POST or None)

    def act(*, reason: str) -> None:
        actions.reinstate_person(person=subject, reason=reason, by=request.person, now=timezone.now())

    if accepted(form, act, at="reason"):
        messages.success(request, gettext("%(name)s may sign in again.") % {"name": subject.identity.display_name})
        return redirect("host-person", handle=subject.handle)
    context = {"subject": subject, "identity": subject.identity, "form": form, "part": "people"}
    return page(request, "pages/host/reinstate.html", context, status=status_of(form))
