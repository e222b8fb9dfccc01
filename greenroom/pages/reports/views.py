"""From where one stands: report a person, an organisation, a circle or a post; what came of it."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from greenroom.pages.places import doors
from greenroom.pages.reports.forms import ReportForm
from greenroom.pages.stream.access import post_at
from greenroom.people.models import Identity
from greenroom.social import actions, queries
from greenroom.social.models import Post
from greenroom.web.attempts import accepted, status_of
from greenroom.web.page import MemberRequest, member_page, page

MOST_SHOWN = 100


@member_page
@require_http_methods(["GET", "POST"])
def about(request: MemberRequest, handle: str) -> HttpResponse:
    """Report whoever stands at this address."""
    return _reporting(request, doors.identity_for(request, handle), [])


@member_page
@require_http_methods(["GET", "POST"])
def about_post(request: MemberRequest, handle: str, post_id: int) -> HttpResponse:
    """Report a post and, with it, whoever said it."""
    post = post_at(request, handle, post_id).post
    return _reporting(request, post.author, [post])


def _reporting(request: MemberRequest, identity: Identity, posts: Sequence[Post]) -> HttpResponse:
    if identity.pk == request.person.pk:
        raise Http404
    form = ReportForm(request.POST or None)

    def tell(*, category: str, comment: str) -> None:
        actions.report(
            reporter=request.person.identity,
            about=identity,
            posts=posts,
            category=category,
            comment=comment,
            by=request.person,
            now=timezone.now(),
        )

    if accepted(form, tell, at="comment"):
        messages.success(request, gettext("The hosts have your report. You will read here what came of it."))
        return redirect("reports")
    context = {"form": form, "identity": identity, "post": posts[0] if posts else None}
    return page(request, "pages/reports/report.html", context, status=status_of(form))


@member_page
@require_GET
def reports(request: MemberRequest) -> HttpResponse:
    """What one reported, with what came of it, and posts of one's own that hosts took down."""
    own = request.person.identity
    context = {"reports": queries.reports_of(own)[:MOST_SHOWN], "takedowns": queries.takedowns_of(own)[:MOST_SHOWN]}
    return page(request, "pages/reports/mine.html", context)


@member_page
@require_GET
def looks(request: MemberRequest, handle: str) -> HttpResponse:
    """For owners and keepers: when hosts read a closed post of theirs because of a report."""
    identity = doors.identity_for(request, handle)
    if not queries.answers_for(identity, request.person.pk):
        raise Http404
    context = {"identity": identity, "looks": queries.looks_into(identity, request.viewer)[:MOST_SHOWN]}
    return page(request, "pages/reports/looks.html", context)
