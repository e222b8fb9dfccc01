"""Which notices go out, and how."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from greenroom.pages.attempts import accepted, status_of
from greenroom.pages.settings.forms_notices import CHANNELS, NoticesForm
from greenroom.social import actions, queries
from greenroom.web.page import MemberRequest, member_page, page


@member_page
@require_http_methods(["GET", "POST"])
def notices(request: MemberRequest) -> HttpResponse:
    """The table of kinds and channels, and the hour of the daily mail."""
    holds = queries.chosen_by(request.person)
    hour = queries.mail_hour_of(request.person)
    shown = {f"{channel}-{kind}": is_on for (kind, channel), is_on in holds.items() if channel in CHANNELS}
    initial = {**shown, "mail_hour": "" if hour is None else str(hour)}
    form = NoticesForm(request.POST or None, initial=initial, is_host=request.viewer.is_host)

    def save(**given: Any) -> None:
        actions.choose_notices(person=request.person, by=request.person, now=timezone.now(), **given)

    if accepted(form, save):
        messages.success(request, gettext("Your choice is saved."))
        return redirect("settings-notices")
    return page(request, "pages/settings/notices.html", {"form": form, "part": "notices"}, status=status_of(form))
