"""Lists: all of one's own, the timeline of one, its name and its end."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from greenroom.pages.shelves.forms import ListForm
from greenroom.pages.stream.feeds import cursor, feed
from greenroom.social import actions, queries, timelines
from greenroom.social.models import PeopleList
from greenroom.web.attempts import accepted, status_of
from greenroom.web.page import MemberRequest, member_page, page


def own_list(request: MemberRequest, list_id: int) -> PeopleList:
    """One of the reader's lists; somebody else's is the same 404 as none."""
    try:
        return queries.list_for(request.viewer, list_id)
    except PeopleList.DoesNotExist:
        raise Http404 from None


@member_page
@require_safe
def lists(request: MemberRequest) -> HttpResponse:
    """The lists and followed tags of the reader; nobody else knows of them."""
    context = {"lines": queries.lists_of(request.viewer), "tags": queries.followed_tags(request.viewer)}
    return page(request, "pages/shelves/lists.html", context)


@member_page
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """A new list, empty at first."""
    form = ListForm(request.POST or None)
    made: list[PeopleList] = []

    def create(**given: Any) -> None:
        made.append(actions.create_list(owner=request.person.identity, by=request.person, now=timezone.now(), **given))

    if accepted(form, create):
        return redirect("list-people", list_id=made[0].pk)
    return page(request, "pages/shelves/list_new.html", {"form": form}, status=status_of(form))


@member_page
@require_safe
def timeline(request: MemberRequest, list_id: int) -> HttpResponse:
    """What those on the list say, newest first."""
    shown = own_list(request, list_id)
    entries = timelines.people_list(request.viewer, shown, before=cursor(request))
    label = gettext("Posts of the list %(name)s") % {"name": shown.name}
    context = feed(request, entries, label=label, now=timezone.now())
    context |= {"list": shown, "people": queries.members_of_list(request.viewer, shown)}
    return page(request, "pages/shelves/list.html", context, part="feed")


@member_page
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, list_id: int) -> HttpResponse:
    """What the list is called, which answers it shows, and whether it stands instead of the home timeline."""
    shown = own_list(request, list_id)
    now = {"name": shown.name, "replies": shown.replies, "is_exclusive": shown.is_exclusive}
    form = ListForm(request.POST or None, initial=now)

    def save(**given: Any) -> None:
        actions.change_list(people_list=shown, by=request.person, now=timezone.now(), **given)

    if accepted(form, save):
        messages.success(request, gettext("The list is changed."))
        return redirect("list", list_id=shown.pk)
    context = {"form": form, "list": own_list(request, list_id)}
    return page(request, "pages/shelves/list_edit.html", context, status=status_of(form))


@member_page
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: MemberRequest, list_id: int) -> HttpResponse:
    """The end of a list, after a page that names the effect."""
    shown = own_list(request, list_id)
    if request.method == "POST":
        actions.delete_list(people_list=shown, by=request.person, now=timezone.now())
        messages.success(request, gettext("The list “%(name)s” is gone.") % {"name": shown.name})
        return redirect("lists")
    return page(request, "pages/shelves/list_delete.html", {"list": shown})
