"""Organisations of the network: the list, a new one, an owner for one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from greenroom.pages.host.forms import OrganisationAddForm, OwnerForm
from greenroom.pages.places.doors import identity_called
from greenroom.people import actions
from greenroom.people import queries as people
from greenroom.people.models import Identity, Organisation, Person, Role
from greenroom.web.attempts import accepted, status_of
from greenroom.web.fresh import fresh_required
from greenroom.web.host_page import host_page
from greenroom.web.page import MemberRequest, page


@host_page
@require_GET
def organisations(request: MemberRequest) -> HttpResponse:
    """Every organisation with its size and whether somebody owns it."""
    return page(request, "pages/host/organisations.html", {"rows": rows(), "part": "organisations"})


def rows() -> QuerySet[Organisation]:
    """All of them, each with how many people and owners belong to it and are not suspended."""
    running = Q(memberships__ended_at=None, memberships__person__identity__suspended_at=None)
    return (
        Organisation.objects.select_related("identity")
        .annotate(
            people=Count("memberships", filter=running),
            owners=Count("memberships", filter=running & Q(memberships__role=Role.OWNER)),
        )
        .order_by("identity__folded", "pk")
    )


@host_page
@require_http_methods(["GET", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """Add an organisation, with its owner if there is one already."""
    form = OrganisationAddForm(request.POST or None)

    def add(*, owner: str, handle: str, **given: Any) -> None:
        actions.add_organisation(
            handle=handle.strip().removeprefix("@"),
            owner=person_called(owner) if owner.strip() else None,
            by=request.person,
            now=timezone.now(),
            **given,
        )

    if accepted(form, add, at="handle"):
        name = form.cleaned_data["display_name"]
        messages.success(request, gettext("%(name)s is added.") % {"name": name})
        return redirect("host-organisations")
    context = {"form": form, "part": "organisations"}
    return page(request, "pages/host/organisation_new.html", context, status=status_of(form))


def person_called(handle: str) -> Person:
    """The person of a typed handle; refuses a handle that no person has, at the field `owner`."""
    identity = identity_called(handle)
    if identity is None or identity.kind != Identity.Kind.PERSON:
        sentence = gettext("No person has the handle “%(handle)s”.") % {"handle": handle}
        raise ValidationError({"owner": [sentence]})
    return identity.person


@host_page
@fresh_required
@require_http_methods(["GET", "POST"])
def organisation(request: MemberRequest, handle: str) -> HttpResponse:
    """One organisation: who owns it, and a new owner."""
    subject = rows().filter(identity__handle=handle.lower()).first()
    if subject is None:
        raise Http404
    form = OwnerForm(request.POST or None)

    def give(*, owner: str) -> None:
        _own(request, subject, person_called(owner))

    if accepted(form, give, at="owner"):
        return redirect("host-organisation", handle=handle)
    owners = people.members_of(subject).filter(role=Role.OWNER)
    may_give = not owners or any(row.person_id == request.person.pk for row in owners)
    context = {
        "subject": subject,
        "identity": subject.identity,
        "form": form if may_give else None,
        "owners": owners,
        "part": "organisations",
    }
    return page(request, "pages/host/organisation.html", context, status=status_of(form))


def _own(request: MemberRequest, subject: Organisation, person: Person) -> None:
    """One action: a member becomes an owner, somebody else joins as one."""
    signed: dict[str, Any] = {"by": request.person, "now": timezone.now()}
    membership = people.memberships_of(person).filter(organisation=subject).first()
    if membership is None:
        actions.join_organisation(person=person, organisation=subject, role=Role.OWNER, **signed)
    else:
        actions.change_role(membership=membership, role=Role.OWNER, **signed)
