"""The page of an organisation: what it says, what is said inside, who belongs to it, how it describes itself."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from greenroom.pages.invitations import Once
from greenroom.pages.places import doors
from greenroom.pages.places.feeds import before_of, feed_of
from greenroom.pages.places.forms import OrganisationForm, UnitForm
from greenroom.pages.places.standing import standing
from greenroom.people import actions, clearance
from greenroom.people import queries as people_queries
from greenroom.people.models import Identity, Organisation
from greenroom.social import timelines
from greenroom.web import identities
from greenroom.web.attempts import accepted, status_of
from greenroom.web.page import GuestRequest, MemberRequest, member_page, page


def organisation(request: GuestRequest, identity: Identity, *, refusal: Any = None) -> HttpResponse:
    """What an organisation says to everybody who asks; more than that is for its members."""
    with_replies = "replies" in request.GET
    entries = timelines.profile(request.viewer, identity, with_replies=with_replies, before=before_of(request))
    context = {
        **head_of(request, identity, part="says"),
        "feed": feed_of(request, entries, label=_label(gettext("Posts by %(name)s"), identity), now=timezone.now()),
        "tie": standing(request.viewer, identity) if request.person else None,
        "refusal": refusal,
    }
    return page(request, "pages/places/organisation.html", context, part="feed", status=422 if refusal else 200)


def _label(sentence: str, identity: Identity) -> str:
    return sentence % {"name": identity.display_name}


def head_of(request: GuestRequest, identity: Identity, *, part: str) -> dict[str, Any]:
    """What every page of an organisation knows about itself and its reader."""
    subject: Organisation = identity.organisation
    person = request.person
    return {
        "identity": identity,
        "subject": subject,
        "part": part,
        "membership": doors.belongs_to(person, subject),
        "may_manage": person is not None and clearance.allows(person, "organisation.manage", subject.pk),
        "may_clear": person is not None and clearance.allows(person, "organisation.clear", subject.pk),
    }


def _inside(request: MemberRequest, identity: Identity, *, part: str) -> dict[str, Any]:
    """The head for pages that only members see; for others they are not there."""
    head = head_of(request, identity, part=part)
    if head["membership"] is None:
        raise Http404
    return head


@member_page
@require_GET
def inside(request: MemberRequest, handle: str) -> HttpResponse:
    """What members of an organisation say to one another."""
    identity = doors.identity_for(request, handle)
    if identity.kind != Identity.Kind.ORGANISATION:
        raise Http404
    head = _inside(request, identity, part="inside")
    entries = timelines.organisation(request.viewer, identity, before=before_of(request))
    label = _label(gettext("Inside %(name)s"), identity)
    context = {**head, "feed": feed_of(request, entries, label=label, now=timezone.now())}
    return page(request, "pages/places/inside.html", context, part="feed")


def people(request: MemberRequest, identity: Identity, *, once: Once | None = None) -> HttpResponse:
    """The members of an organisation, for its members; who speaks for it stands above."""
    head = _inside(request, identity, part="people")
    invitations = people_queries.open_invitations(head["subject"], now=timezone.now()) if head["may_manage"] else []
    rows = people_queries.members_of(head["subject"])
    wanted = request.GET.get("unit", "")
    if wanted.isascii() and wanted.isdigit():
        rows = rows.filter(unit_id=min(int(wanted[:18]), 2**62))
    context = {
        **head,
        "rows": rows,
        "units": people_queries.units_of(head["subject"]),
        "wanted": wanted,
        "voices": people_queries.speakers_of(head["subject"]),
        "invitations": invitations,
        "once": once,
    }
    return page(request, "pages/places/members.html", context)


def edit(request: MemberRequest, handle: str) -> HttpResponse:
    """Name, byline, words and colour of an organisation."""
    subject = doors.organisation_for(request, handle, "organisation.manage")
    identity = subject.identity
    shown = {name: getattr(identity, name) for name in ("display_name", "byline", "summary")}
    shown |= {name: getattr(subject, name) for name in ("sector", "website", "hue")}
    shown |= {"chroma": f"{subject.chroma:g}", "lightness": f"{subject.lightness:g}"}
    form = OrganisationForm(request.POST or None, initial=shown, organisation=subject)

    def save(*, hue: int, chroma: float, lightness: float, **given: Any) -> None:
        color = actions.Color(hue=hue, chroma=chroma, lightness=lightness)
        actions.update_organisation(organisation=subject, color=color, by=request.person, now=timezone.now(), **given)

    if accepted(form, save):
        identities.refresh()
        messages.success(
            request, gettext("The page of %(name)s is saved.") % {"name": form.cleaned_data["display_name"]}
        )
        return redirect("place", handle=identity.handle)
    context = {**head_of(request, identity, part="edit"), "form": form}
    context["colour_fields"] = [form["hue"], form["chroma"], form["lightness"]]
    return page(request, "pages/places/organisation_edit.html", context, status=status_of(form))


@member_page
@require_http_methods(["GET", "POST"])
def units(request: MemberRequest, handle: str) -> HttpResponse:
    """Departments and sites, with a form for one more."""
    subject = doors.organisation_for(request, handle, "organisation.manage")
    form = UnitForm(request.POST or None)

    def add(*, name: str) -> None:
        actions.add_unit(organisation=subject, name=name, by=request.person, now=timezone.now())

    if accepted(form, add, at="name"):
        return redirect("organisation-units", handle=handle)
    context = {
        **head_of(request, subject.identity, part="units"),
        "form": form,
        "units": people_queries.units_of(subject).annotate(
            people=Count("memberships", filter=Q(memberships__ended_at=None))
        ),
    }
    return page(request, "pages/places/units.html", context, status=status_of(form))
