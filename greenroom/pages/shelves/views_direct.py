"""Direct: conversations with the people who are mentioned, and nobody else."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from greenroom.pages.stream import addresses
from greenroom.pages.stream.feeds import cursor
from greenroom.pages.stream.folding import folded_line
from greenroom.people.models import Identity
from greenroom.social import actions, queries
from greenroom.social.models import Post
from greenroom.social.queries import ConversationLine
from greenroom.web.page import MemberRequest, member_page, page
from greenroom.web.templatetags.web import number

NAMED = 3  # how many others a line names before it counts the rest


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One conversation as the page prints it."""

    address: str
    face: Identity
    names: str
    is_mine: bool  # the newest letter is the reader's own
    words: str
    lang: str
    moment: datetime
    is_unread: bool
    newest_id: int


@member_page
@require_safe
def direct(request: MemberRequest) -> HttpResponse:
    """Every conversation that is not put away, the one with the newest letter first."""
    found = queries.conversations_of(request.viewer, before=cursor(request))
    context = {
        "lines": [_line(line, request.person.identity) for line in found.lines],
        "older": f"?before={found.oldest}" if found.has_more else "",
        "is_older": cursor(request) is not None,
    }
    return page(request, "pages/shelves/direct.html", context)


@member_page
@require_POST
def put_away(request: MemberRequest) -> HttpResponse:
    """Take a conversation out of the list until somebody says more."""
    key = addresses.id_from(request.POST.get("post", "")) or 0
    try:
        letter = queries.post_for(request.viewer, key).post
        actions.put_away(identity=request.person.identity, post=letter, by=request.person, now=timezone.now())
    except (Post.DoesNotExist, ValidationError):
        raise Http404 from None
    messages.success(request, gettext("Put away. It comes back when something new is said."))
    return redirect("direct")


def _line(line: ConversationLine, me: Identity) -> Line:
    newest, folded = line.newest, folded_line(line.newest)
    return Line(
        address=f"{addresses.of_post(line.opens_by.handle, line.opens_at)}#p{newest.id}",
        face=line.others[0] if line.others else me,
        names=names_of(line.others),
        is_mine=newest.author.pk == me.pk,
        words=folded or newest.post.headline,
        lang="" if folded else newest.post.language,
        moment=newest.post.published_at,
        is_unread=line.is_unread,
        newest_id=newest.id,
    )


def names_of(others: list[Identity]) -> str:
    """With whom: up to three names, or two and how many others."""
    names = [other.display_name for other in others]
    if not names:
        return gettext("Nobody who is still here")
    if len(names) <= NAMED:
        return ", ".join(names)
    more = len(names) - NAMED + 1
    sentence = ngettext("%(names)s and %(count)s other", "%(names)s and %(count)s others", more)
    return sentence % {"names": ", ".join(names[: NAMED - 1]), "count": number(more)}
