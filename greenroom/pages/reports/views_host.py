"""The hosts' desk: read what was reported, act upon it, say what came of it."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from greenroom.kit.pictures.storing import FULL, PREVIEW
from greenroom.pages.pictures import addresses as pictures
from greenroom.pages.reports.forms import OutcomeForm, ReasonForm
from greenroom.pages.stream import addresses
from greenroom.pages.stream.access import post_at
from greenroom.social import actions, queries
from greenroom.social.models import Audience, Post, Report
from greenroom.web.attempts import accepted, status_of
from greenroom.web.fresh import fresh_required
from greenroom.web.host_page import host_page
from greenroom.web.page import MemberRequest, page

PAGE_SIZE = 50


@host_page
@require_GET
def reports(request: MemberRequest) -> HttpResponse:
    """Reports that wait, or those that are done."""
    is_open = request.GET.get("state") != "done"
    rows = Paginator(queries.reports_for(request.person, is_open=is_open), PAGE_SIZE).get_page(request.GET.get("page"))
    return page(request, "pages/reports/desk.html", {"rows": rows, "is_open": is_open, "part": "reports"})


@host_page
@require_GET
def report(request: MemberRequest, report_id: int) -> HttpResponse:
    """One report; the words of closed posts only after a look, which is recorded."""
    found = _report_at(request, report_id)
    return page(request, "pages/reports/case.html", _case(request, found, OutcomeForm()))


@host_page
@fresh_required
@require_POST
def look(request: MemberRequest, report_id: int, post_id: int) -> HttpResponse:
    """Read a reported post; a look at a closed one is recorded and shown to those who answer for its audience."""
    found = _report_at(request, report_id)
    try:
        actions.look_at_post(report=found, post=Post(pk=post_id), by=request.person, now=timezone.now())
    except ValidationError:
        raise Http404 from None
    return redirect("host-report", report_id=report_id)


@host_page
@fresh_required
@require_http_methods(["GET", "POST"])
def take_down_reported(request: MemberRequest, report_id: int, post_id: int) -> HttpResponse:
    """Take a reported post away, having read it."""
    found = _report_at(request, report_id)
    post = next((row.post for row in queries.reported_posts(found, request.person) if row.id == post_id), None)
    if post is None:
        raise Http404
    return _taking_down(request, post, found, back=f"/host/reports/{report_id}/")


@host_page
@fresh_required
@require_http_methods(["GET", "POST"])
def take_down(request: MemberRequest, handle: str, post_id: int) -> HttpResponse:
    """Take away a post that the host reads anyway."""
    view = post_at(request, handle, post_id)
    if view.author.pk == request.person.pk:
        raise Http404
    return _taking_down(request, view.post, None, back=addresses.of_identity(handle))


def _taking_down(request: MemberRequest, post: Post, found: Report | None, *, back: str) -> HttpResponse:
    form = ReasonForm(request.POST or None)

    def act(*, reason: str) -> None:
        actions.take_down_post(post=post, reason=reason, report=found, by=request.person, now=timezone.now())

    if accepted(form, act, at="reason"):
        messages.success(request, gettext("The post is taken down. Its author is told why."))
        return redirect(back)
    context = {"form": form, "post": post, "back": back, "part": "reports"}
    return page(request, "pages/reports/take_down.html", context, status=status_of(form))


@host_page
@require_POST
def close(request: MemberRequest, report_id: int) -> HttpResponse:
    """Say what came of a report."""
    found = _report_at(request, report_id)
    form = OutcomeForm(request.POST)

    def act(*, acted: str, outcome: str) -> None:
        actions.close_report(report=found, acted=acted == "yes", outcome=outcome, by=request.person, now=timezone.now())

    if accepted(form, act, at="outcome"):
        messages.success(request, gettext("The report is done."))
        return redirect("host-reports")
    return page(request, "pages/reports/case.html", _case(request, found, form), status=status_of(form))


def _report_at(request: MemberRequest, report_id: int) -> Report:
    try:
        return queries.report_for(request.person, report_id)
    except Report.DoesNotExist:
        raise Http404 from None


def _case(request: MemberRequest, found: Report, form: OutcomeForm) -> dict[str, object]:
    now = timezone.now()
    return {
        "report": found,
        "posts": [
            (row, Audience.Kind(row.audience).label, _pictures(row, now))
            for row in queries.reported_posts(found, request.person)
        ],
        "form": form,
        "part": "reports",
    }


def _pictures(row: queries.ReportedPost, now: datetime) -> list[dict[str, object]]:
    """By addresses that open them for this look: whoever judges a post has to see it."""
    return [
        {
            "row": picture,
            "preview": pictures.sealed(picture, PREVIEW, post=row.post, now=now),
            "full": pictures.sealed(picture, FULL, post=row.post, now=now),
        }
        for picture in row.pictures
        if row.post is not None
    ]
