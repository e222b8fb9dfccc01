"""Filters: all of one's own, a new one, a change, the end."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from greenroom.pages.shelves.forms_filters import AS_IT_IS, FilterForm
from greenroom.social import actions, queries
from greenroom.social.actions import FilterSpec, Looked
from greenroom.social.models import Filter
from greenroom.web.attempts import accepted, status_of
from greenroom.web.page import MemberRequest, member_page, page

PART = {"part": "filters"}


def own_filter(request: MemberRequest, filter_id: int) -> Filter:
    """One of the reader's filters; somebody else's is the same 404 as none."""
    try:
        return queries.filter_for(request.viewer, filter_id)
    except Filter.DoesNotExist:
        raise Http404 from None


@member_page
@require_safe
def filters(request: MemberRequest) -> HttpResponse:
    """The reader's filters, ended ones too while they can be started again."""
    now = timezone.now()
    rows = [(row, row.ends_at is not None and row.ends_at <= now) for row in queries.filters_of(request.viewer)]
    return page(request, "pages/shelves/filters.html", {"rows": rows, **PART})


@member_page
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """A new filter."""
    form = FilterForm(request.POST or None)

    def make(**given: Any) -> None:
        actions.make_filter(owner=request.person.identity, spec=_spec(**given), by=request.person, now=timezone.now())

    if accepted(form, make):
        messages.success(request, gettext("The filter holds from now on."))
        return redirect("filters")
    return page(request, "pages/shelves/filter.html", {"form": form, **PART}, status=status_of(form))


@member_page
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, filter_id: int) -> HttpResponse:
    """Another name, other words, another place or another end."""
    row = own_filter(request, filter_id)
    form = FilterForm(request.POST or None, ends_at=row.ends_at, initial=_as_typed(row))

    def change(**given: Any) -> None:
        actions.change_filter(
            row=row,
            spec=_spec(**given),
            keeps_end=given["hours"] == AS_IT_IS,
            by=request.person,
            now=timezone.now(),
        )

    if accepted(form, change):
        messages.success(request, gettext("The filter is changed."))
        return redirect("filters")
    return page(request, "pages/shelves/filter.html", {"form": form, "row": row, **PART}, status=status_of(form))


@member_page
@require_POST
def end(request: MemberRequest, filter_id: int) -> HttpResponse:
    """What the filter kept away is shown again."""
    row = own_filter(request, filter_id)
    actions.end_filter(row=row, by=request.person, now=timezone.now())
    messages.success(request, gettext("The filter “%(title)s” has ended.") % {"title": row.title})
    return redirect("filters")


def _spec(*, whole: str, parts: str, hours: str, **given: Any) -> FilterSpec:
    lasts = timedelta(hours=int(hours)) if hours.isdecimal() else None
    return FilterSpec(words=[*_lines(whole, is_whole=True), *_lines(parts, is_whole=False)], lasts=lasts, **given)


def _lines(typed: str, *, is_whole: bool) -> Iterator[Looked]:
    for line in typed.splitlines():
        if line.strip():
            yield Looked(text=line, is_whole=is_whole)


def _as_typed(row: Filter) -> dict[str, Any]:
    words = list(row.words.all())
    return {
        "title": row.title,
        "whole": "\n".join(word.text for word in words if word.is_whole_word),
        "parts": "\n".join(word.text for word in words if not word.is_whole_word),
        "contexts": row.contexts,
        "action": row.action,
        "hours": AS_IT_IS if row.ends_at else "",
    }
