"""Reading elsewhere: what other rooms offer for other programs, each a section of its own."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from greenroom.web import settings_sections
from greenroom.web.page import MemberRequest, member_page, page

UNPROCESSABLE = 422


@member_page
@require_http_methods(["GET", "POST"])
def elsewhere(request: MemberRequest) -> HttpResponse:
    """The sections; a form names the one that it belongs to. What is shown once is in this reply alone."""
    sections = settings_sections.sections()
    told: dict[str, dict[str, Any]] = {}
    status = 200
    if request.method == "POST":
        section = next((one for one in sections if one.key == request.POST.get("section")), None)
        if section is None:
            raise Http404
        try:
            told[section.key] = section.act(request)
        except ValidationError as refusal:
            told[section.key], status = {"refusal": " ".join(refusal.messages)}, UNPROCESSABLE
    shown = [(one.template, one.context(request) | told.get(one.key, {})) for one in sections]
    return page(request, "pages/settings/elsewhere.html", {"sections": shown, "part": "elsewhere"}, status=status)
