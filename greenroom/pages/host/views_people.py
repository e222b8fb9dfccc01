"""The host's list of people: who is here, as what, and whether they may sign in."""

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from greenroom.pages.fields import RoleForm
from greenroom.pages.host.forms import SuspendForm
from greenroom.people import actions
from greenroom.people import queries as people_queries
from greenroom.people.models import NetworkMembership, Person, Role
from greenroom.web.attempts import accepted, searched, status_of
from greenroom.web.fresh import fresh_required
from greenroom.web.host_page import host_page
from greenroom.web.page import MemberRequest, page

PAGE_SIZE = 50
STATES = ("active", "unclaimed", "suspended")


@host_page
@require_GET
def people(request: MemberRequest) -> HttpResponse:
    """Everybody with a row: found by name, handle or mail address, narrowed to a state, fifty a page."""
    words = searched(request.GET.get("q", ""))
    state = request.GET.get("state", "")
    state = state if state in STATES else ""
    rows = _with_standing(people_queries.people_for_host(words, state))
    shown = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return page(request, "pages/host/people.html", {"rows": shown, "words": words, "state": state, "part": "people"})


def _with_standing(rows: QuerySet[Person]) -> QuerySet[Person]:
    """Each person with `network_role` and whether a passkey or code is asked at the sign-in."""
    role = NetworkMembership.objects.filter(person=OuterRef("pk"), ended_at=None).values("role")[:1]
    factor = Authenticator.objects.filter(user=OuterRef("pk")).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return rows.annotate(network_role=Subquery(role), has_factor=Exists(factor))


def _person_at(handle: str) -> Person:
    found = _with_standing(people_queries.people_for_host()).filter(identity__handle=handle.lower()).first()
    if found is None:
        raise Http404
    return found


@host_page
@require_GET
def person(request: MemberRequest, handle: str) -> HttpResponse:
    """One person: organisations, role in the network, and the way to suspend or reinstate."""
    subject = _person_at(handle)
    present = people_queries.network_role(subject)
    context = {
        "subject": subject,
        "identity": subject.identity,
        "memberships": people_queries.memberships_of(subject),
        "is_self": subject.pk == request.person.pk,
        "roles": _roles_for(request.person, subject, present),
        "role_name": Role(present).label if present else "",
        "part": "people",
    }
    return page(request, "pages/host/person.html", context)


@host_page
@fresh_required
@require_http_methods(["GET", "POST"])
def role(request: MemberRequest, handle: str) -> HttpResponse:
    """Let somebody into the network, or give a member of it another role."""
    subject = _person_at(handle)
    present = people_queries.network_role(subject)
    roles = _roles_for(request.person, subject, present)
    if not roles:
        raise Http404
    form = RoleForm(request.POST or None, initial={"role": present or Role.MEMBER}, roles=roles)
    act = actions.change_network_role if present else actions.join_network

    def give(*, role: str) -> None:
        act(person=subject, role=role, by=request.person, now=timezone.now())

    if accepted(form, give, at="role"):
        name = subject.identity.display_name
        messages.success(request, gettext("The role of %(name)s is changed.") % {"name": name})
        return redirect("host-person", handle=subject.handle)
    context = {"identity": subject.identity, "form": form, "part": "people"}
    return page(request, "pages/host/role.html", context, status=status_of(form))


def _roles_for(host: Person, subject: Person, present: str) -> list[Role]:
    """Roles that this host may give to this person; none for somebody of the same rank, and none for oneself."""
    own = people_queries.network_role(host)
    if subject.pk == host.pk or not subject.claimed_at:
        return []
    if own == Role.OWNER:
        return [Role.MEMBER, Role.ADMINISTRATOR, Role.OWNER]
    return [Role.MEMBER] if not present else []


@host_page
@fresh_required
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
@fresh_required
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
