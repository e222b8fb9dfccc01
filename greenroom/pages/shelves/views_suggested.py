"""People whom one could follow, each with the reason; and the answer "not this one"."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from greenroom.pages.places import doors
from greenroom.pages.shelves.reasons import reasons
from greenroom.social import actions, queries
from greenroom.web.page import MemberRequest, member_page, page


@member_page
@require_safe
def suggested(request: MemberRequest) -> HttpResponse:
    """A few people beyond one's own circle; the same for the whole day of the reader."""
    found = queries.suggestions_for(request.viewer, day=timezone.localdate())
    context = {
        "rows": [(one, reasons(one.reason)) for one in found],
        "follows_somebody": bool(request.viewer.followed_ids),
    }
    return page(request, "pages/shelves/suggested.html", context)


@member_page
@require_POST
def refuse(request: MemberRequest, handle: str) -> HttpResponse:
    """Not this one: they are not suggested again, and not told."""
    identity = doors.identity_for(request, handle)
    try:
        actions.refuse_suggestion(
            identity=request.person.identity, refused=identity, by=request.person, now=timezone.now()
        )
    except ValidationError:
        raise Http404 from None
    messages.success(request, gettext("%(name)s is not suggested again.") % {"name": identity.display_name})
    return redirect("suggested")
