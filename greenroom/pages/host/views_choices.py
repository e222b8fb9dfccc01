"""What hosts choose for the whole network."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from greenroom.pages.host.forms import ChoicesForm
from greenroom.people import actions as people
from greenroom.people.conflicts import PAST_YEARS
from greenroom.people.network import NETWORK_NAME
from greenroom.social import actions
from greenroom.social.options import ALT_TEXT_REQUIRED
from greenroom.web.attempts import accepted, status_of
from greenroom.web.host_page import host_page
from greenroom.web.page import MemberRequest, page


@host_page
@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: MemberRequest) -> HttpResponse:
    """What the network is called, whether every picture needs a description, how long former employers count."""
    present = {"required": ALT_TEXT_REQUIRED.get(), "name": NETWORK_NAME.get(), "years": PAST_YEARS.get()}
    form = ChoicesForm(request.POST or None, initial=present)

    def choose(*, required: bool, name: str, years: int | None) -> None:
        now = timezone.now()
        with transaction.atomic():
            if name and name != present["name"]:
                people.name_network(name=name, by=request.person, now=now)
            if required != present["required"]:
                actions.choose_descriptions(required=required, by=request.person, now=now)
            if years is not None and years != present["years"]:
                people.count_past_years(years=years, by=request.person, now=now)

    if accepted(form, choose, at="name"):
        messages.success(request, gettext("Your choice is saved."))
        return redirect("host-choices")
    return page(request, "pages/host/choices.html", {"form": form, "part": "choices"}, status=status_of(form))
