"""What hosts choose for the whole network."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from greenroom.pages.host.forms import ChoicesForm
from greenroom.social import actions
from greenroom.social.options import ALT_TEXT_REQUIRED
from greenroom.web.attempts import accepted, status_of
from greenroom.web.host_page import host_page
from greenroom.web.page import MemberRequest, page


@host_page
@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: MemberRequest) -> HttpResponse:
    """Whether every picture needs a description."""
    form = ChoicesForm(request.POST or None, initial={"required": ALT_TEXT_REQUIRED.get()})

    def choose(*, required: bool) -> None:
        actions.choose_descriptions(required=required, by=request.person, now=timezone.now())

    if accepted(form, choose):
        messages.success(request, gettext("Your choice is saved."))
        return redirect("host-choices")
    return page(request, "pages/host/choices.html", {"form": form, "part": "choices"}, status=status_of(form))
