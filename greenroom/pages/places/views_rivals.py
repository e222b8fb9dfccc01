"""Rivals of an organisation, for its owners' eyes alone."""

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from greenroom.kit.refusals import Refusal
from greenroom.pages.places import doors
from greenroom.pages.places.views_organisations import head_of
from greenroom.people import actions, queries
from greenroom.people.models import Identity, Organisation
from greenroom.web.attempts import accepted, status_of
from greenroom.web.page import MemberRequest, member_page, page

CLEAR = "organisation.clear"


class RivalForm(forms.Form):
    """Another organisation that is here."""

    handle = forms.CharField(label=_("Handle of the organisation"), max_length=31)


@member_page
@require_http_methods(["GET", "POST"])
def rivals(request: MemberRequest, handle: str) -> HttpResponse:
    """The list, with a form for one more; a button takes one out."""
    subject = doors.organisation_for(request, handle, CLEAR)
    if request.method == "POST" and "withdraw" in request.POST:
        return _withdraw(request, subject)
    form = RivalForm(request.POST or None)

    def declare(*, handle: str) -> None:
        identity = doors.identity_called(handle)
        if identity is None or identity.kind != Identity.Kind.ORGANISATION:
            raise Refusal(gettext("Nobody here has the handle “%(handle)s”."), params={"handle": handle[:31]})
        actions.declare_rival(organisation=subject, rival=identity.organisation, by=request.person, now=timezone.now())

    if accepted(form, declare, at="handle"):
        return redirect("organisation-rivals", handle=handle)
    context = {**head_of(request, subject.identity, part="rivals"), "form": form, "rows": queries.rivals_of(subject)}
    return page(request, "pages/places/rivals.html", context, status=status_of(form))


def _withdraw(request: MemberRequest, subject: Organisation) -> HttpResponse:
    typed = request.POST["withdraw"]
    number = int(typed[:18]) if typed.isascii() and typed.isdigit() else 0
    interest = queries.rivals_of(subject).filter(pk=number).first()
    if interest is None:
        raise Http404
    actions.withdraw_interest(interest=interest, by=request.person, now=timezone.now())
    return redirect("organisation-rivals", handle=subject.identity.handle)
