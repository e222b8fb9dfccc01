"""Who belongs to an organisation and who speaks for it, kept by its owners and administrators."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from greenroom.pages.fields import RoleForm
from greenroom.pages.invitations import shown_once
from greenroom.pages.places import doors
from greenroom.pages.places.forms import HandleForm, InviteForm, MembershipForm, initial_of, roles_below
from greenroom.pages.places.views_organisations import head_of
from greenroom.pages.places.views_organisations import people as people_page
from greenroom.people import actions, clearance
from greenroom.people import queries as people
from greenroom.people.models import Identity, Membership, Organisation, Role
from greenroom.web.attempts import accepted, status_of
from greenroom.web.fresh import fresh_required
from greenroom.web.page import MemberRequest, member_page, page

MANAGE = "organisation.manage"
CLEAR = "organisation.clear"
SPEAK = "organisation.speak"


@member_page
@require_http_methods(["GET", "POST"])
def member(request: MemberRequest, handle: str, member: str) -> HttpResponse:
    """What the organisation notes about one member: title and unit."""
    subject, membership = _managed(request, handle, member)
    form = MembershipForm(request.POST or None, initial=initial_of(membership), organisation=subject)

    def save(**given: Any) -> None:
        actions.update_membership(membership=membership, by=request.person, now=timezone.now(), **given)

    if accepted(form, save, at="title"):
        return _noted(request, membership)
    context = {
        **head_of(request, subject.identity, part="people"),
        "form": form,
        "row": membership,
        "roles": _roles_for(request, membership),
        "is_self": membership.person_id == request.person.pk,
    }
    return page(request, "pages/places/member.html", context, status=status_of(form))


def _noted(request: MemberRequest, membership: Membership) -> HttpResponse:
    name = membership.person.identity.display_name
    messages.success(request, gettext("What you changed about %(name)s is saved.") % {"name": name})
    return redirect("place-people", handle=membership.organisation.identity.handle)


@member_page
@fresh_required
@require_http_methods(["GET", "POST"])
def role(request: MemberRequest, handle: str, member: str) -> HttpResponse:
    """Another role for one member; nobody gives a role of their own rank, save an owner."""
    subject, membership = _managed(request, handle, member)
    roles = _roles_for(request, membership)
    if not roles:
        raise Http404
    form = RoleForm(request.POST or None, initial={"role": membership.role}, roles=roles)

    def change(*, role: str) -> None:
        actions.change_role(membership=membership, role=role, by=request.person, now=timezone.now())

    if accepted(form, change, at="role"):
        return _noted(request, membership)
    context = {**head_of(request, subject.identity, part="people"), "form": form, "row": membership}
    return page(request, "pages/places/member_role.html", context, status=status_of(form))


def _managed(request: MemberRequest, handle: str, member: str) -> tuple[Organisation, Membership]:
    subject = doors.organisation_for(request, handle, MANAGE)
    return subject, doors.membership_for(subject, member)


def _roles_for(request: MemberRequest, membership: Membership) -> list[Role]:
    """Roles that the person who asks may give to this member; none where somebody of their rank cannot be changed."""
    own = clearance.role_in(request.person, membership.organisation_id)
    if own is None:
        return []
    return roles_below(own) if own is Role.OWNER or Role(membership.role).rank < own.rank else []


@member_page
@require_http_methods(["GET", "POST"])
def end(request: MemberRequest, handle: str, member: str) -> HttpResponse:
    """End somebody's membership, after a page that names the effect."""
    subject, membership = _managed(request, handle, member)
    refusal = _ended(request, membership) if request.method == "POST" else None
    if request.method == "POST" and refusal is None:
        name = membership.person.identity.display_name
        messages.success(request, gettext("%(name)s no longer belongs to the organisation.") % {"name": name})
        return redirect("place-people", handle=handle)
    context = {**head_of(request, subject.identity, part="people"), "row": membership, "refusal": refusal}
    return page(request, "pages/places/member_end.html", context, status=422 if refusal else 200)


def leave(request: MemberRequest, identity: Identity) -> HttpResponse:
    """Leave an organisation oneself, after a page that names the effect."""
    membership = doors.belongs_to(request.person, identity.organisation)
    if membership is None:
        raise Http404
    refusal = _ended(request, membership) if request.method == "POST" else None
    if request.method == "POST" and refusal is None:
        messages.success(request, gettext("You have left %(name)s.") % {"name": identity.display_name})
        return redirect("place", handle=identity.handle)
    context = {**head_of(request, identity, part="people"), "row": membership, "refusal": refusal, "is_own": True}
    return page(request, "pages/places/member_end.html", context, status=422 if refusal else 200)


def _ended(request: MemberRequest, membership: Membership) -> ValidationError | None:
    try:
        actions.end_membership(membership=membership, by=request.person, now=timezone.now())
    except ValidationError as refusal:
        return refusal
    return None


@member_page
@require_http_methods(["GET", "POST"])
def invite(request: MemberRequest, handle: str) -> HttpResponse:
    """Invite somebody into the organisation by mail."""
    subject = doors.organisation_for(request, handle, MANAGE)
    roles = roles_below(clearance.role_in(request.person, subject.pk) or "")
    form = InviteForm(request.POST or None, initial={"role": Role.MEMBER}, roles=roles)
    sent: list[tuple[Any, str]] = []

    def send(*, email: str, role: str) -> None:
        sent.append(
            actions.invite(
                email=email, organisation=subject, organisation_role=role, by=request.person, now=timezone.now()
            )
        )

    if accepted(form, send, at="email"):
        once = shown_once(*sent[0])
        if once is not None:
            return people_page(request, subject.identity, once=once)
        messages.success(request, gettext("The invitation is on its way by mail."))
        return redirect("place-people", handle=handle)
    context = {**head_of(request, subject.identity, part="people"), "form": form}
    return page(request, "pages/places/invite.html", context, status=status_of(form))


@member_page
@require_POST
def withdraw(request: MemberRequest, handle: str, invitation_id: int) -> HttpResponse:
    """Withdraw an open invitation of this organisation; its link no longer opens anything."""
    subject = doors.organisation_for(request, handle, MANAGE)
    invitation = people.open_invitations(subject, now=timezone.now()).filter(pk=invitation_id).first()
    if invitation is None:
        raise Http404
    actions.withdraw_invitation(invitation=invitation, by=request.person, now=timezone.now())
    messages.success(request, gettext("The invitation to %(email)s is withdrawn.") % {"email": invitation.email})
    return redirect("place-people", handle=handle)


@member_page
@fresh_required
@require_http_methods(["GET", "POST"])
def voices(request: MemberRequest, handle: str) -> HttpResponse:
    """Who speaks for the organisation: owners by their role, others by a clearance that an owner gives or takes."""
    subject = doors.organisation_for(request, handle, CLEAR)
    if request.method == "POST" and "revoke" in request.POST:
        return _silence(request, subject)
    form = HandleForm(request.POST or None)

    def grant(*, handle: str) -> None:
        chosen = doors.membership_for(subject, handle).person
        actions.grant_clearance(person=chosen, verb=SPEAK, organisation=subject, by=request.person, now=timezone.now())

    if accepted(form, grant, at="handle"):
        return redirect("organisation-voices", handle=handle)
    granted = people.clearances_in(subject, SPEAK)
    context = {
        **head_of(request, subject.identity, part="voices"),
        "form": form,
        "owners": people.members_of(subject).filter(role=Role.OWNER),
        "granted": granted,
        "others": people.members_of(subject).exclude(role=Role.OWNER).exclude(person__in=granted.values("person")),
    }
    return page(request, "pages/places/voices.html", context, status=status_of(form))


def _silence(request: MemberRequest, subject: Organisation) -> HttpResponse:
    typed = request.POST["revoke"]
    number = int(typed[:18]) if typed.isascii() and typed.isdigit() else 0
    found = people.clearances_in(subject, SPEAK).filter(pk=number).first()
    if found is None:
        raise Http404
    actions.revoke_clearance(clearance=found, by=request.person, now=timezone.now())
    return redirect("organisation-voices", handle=subject.identity.handle)
