"""Which notices go out, and how; and whether this device gets them."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from greenroom.pages.account import devices
from greenroom.pages.settings.forms_notices import CHANNELS, DeviceForm, NoticesForm
from greenroom.people import sessions
from greenroom.social import actions, push, queries
from greenroom.web.attempts import accepted, status_of
from greenroom.web.page import MemberRequest, member_page, page


@member_page
@require_http_methods(["GET", "POST"])
def notices(request: MemberRequest) -> HttpResponse:
    """The table of kinds and channels, and the hour of the daily mail."""
    form = _table(request, request.POST or None)

    def save(**given: Any) -> None:
        actions.choose_notices(person=request.person, by=request.person, now=timezone.now(), **given)

    if accepted(form, save):
        messages.success(request, gettext("Your choice is saved."))
        return redirect("settings-notices")
    return _shown(request, form, DeviceForm(), status_of(form))


@member_page
@require_POST
def device(request: MemberRequest) -> HttpResponse:
    """Let this browser get pushes, as long as the session lasts."""
    form = DeviceForm(request.POST)

    def subscribe(**handed_out: str) -> None:
        devices.note_this(request)
        actions.subscribe_to_push(
            person=request.person,
            bound_to=_bound_to(request),
            browser=actions.Browser(**handed_out),
            by=request.person,
            now=timezone.now(),
        )

    if accepted(form, subscribe):
        messages.success(request, gettext("This device gets notices from now on."))
        return redirect("settings-notices")
    return _shown(request, _table(request, None), form, status_of(form))


@member_page
@require_POST
def end_device(request: MemberRequest) -> HttpResponse:
    """Let this browser get no pushes any more."""
    actions.end_push(person=request.person, bound_to=_bound_to(request), by=request.person, now=timezone.now())
    messages.success(request, gettext("This device gets no notices any more."))
    return redirect("settings-notices")


def _table(request: MemberRequest, sent: Any) -> NoticesForm:
    holds, hour = queries.chosen_by(request.person), queries.mail_hour_of(request.person)
    shown = {f"{channel}-{kind}": is_on for (kind, channel), is_on in holds.items() if channel in CHANNELS}
    initial = {**shown, "mail_hour": "" if hour is None else str(hour)}
    return NoticesForm(sent, initial=initial, is_host=request.viewer.is_host)


def _shown(request: MemberRequest, form: NoticesForm, device_form: DeviceForm, status: int) -> HttpResponse:
    context = {
        "form": form,
        "device_form": device_form,
        "device": queries.device_of(request.person, _bound_to(request)),
        "push_key": push.public_key(timezone.now()),
        "part": "notices",
        "is_demo": settings.IS_DEMO,
    }
    return page(request, "pages/settings/notices.html", context, status=status)


def _bound_to(request: MemberRequest) -> str:
    return f"session:{sessions.mark_of(request.session.session_key or '')}"
