"""Declared interests: a person's clients and household, for their own eyes."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from greenroom.kit.refusals import Refusal
from greenroom.people import actions, queries
from greenroom.people.models import Identity
from greenroom.web.attempts import accepted, status_of
from greenroom.web.page import MemberRequest, member_page, page


class ClientForm(forms.Form):
    """A client that is here, or the name of one that is not."""

    client = forms.CharField(
        label=_("Client"), max_length=120, help_text=_("A name, or the handle of an organisation: @quillan.")
    )


class HouseholdForm(forms.Form):
    """Somebody who is here."""

    who = forms.CharField(label=_("Handle of the person"), max_length=31, help_text=_("They are not told."))


def identity_called(typed: str, kind: Identity.Kind) -> Identity:
    """Whoever has the handle; refuses everybody else in one sentence."""
    identity = queries.identity_by_handle(typed.strip().removeprefix("@"))
    if identity is None or identity.kind != kind:
        raise Refusal(gettext("Nobody here has the handle “%(handle)s”."), params={"handle": typed[:31]})
    return identity


@member_page
@require_http_methods(["GET", "POST"])
def interests(request: MemberRequest) -> HttpResponse:
    """What somebody has declared, with a form for one more of each kind."""
    person, now = request.person, timezone.now()
    sent = request.POST if request.method == "POST" else None
    client_form = ClientForm(sent if sent and "client" in sent else None)
    household_form = HouseholdForm(sent if sent and "who" in sent else None)

    def declare_client(*, client: str) -> None:
        handled = client.strip().startswith("@")
        house = identity_called(client, Identity.Kind.ORGANISATION).organisation if handled else None
        actions.declare_client(person=person, name=client, organisation=house, by=person, now=now)

    def declare_household(*, who: str) -> None:
        other = identity_called(who, Identity.Kind.PERSON).person
        actions.declare_household(person=person, other=other, by=person, now=now)

    if accepted(client_form, declare_client, at="client") or accepted(household_form, declare_household, at="who"):
        return redirect("settings-interests")
    context = {
        "part": "interests",
        "rows": queries.interests_of(person),
        "client_form": client_form,
        "household_form": household_form,
    }
    status = max(status_of(client_form), status_of(household_form))
    return page(request, "pages/settings/interests.html", context, status=status)


@member_page
@require_POST
def withdraw(request: MemberRequest, interest_id: int) -> HttpResponse:
    """Take one's own back."""
    interest = queries.interests_of(request.person).filter(pk=min(interest_id, 2**62)).first()
    if interest is None:
        raise Http404
    actions.withdraw_interest(interest=interest, by=request.person, now=timezone.now())
    messages.success(request, gettext("It is declared no more."))
    return redirect("settings-interests")
