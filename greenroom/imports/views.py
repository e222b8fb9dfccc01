"""Pages of what somebody brings along: theirs alone."""

import csv
from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from greenroom.imports import actions, queries
from greenroom.imports.forms import BringForm
from greenroom.imports.models import ImportRun
from greenroom.web.page import MemberRequest, member_page, page
from greenroom.web.templatetags.web import number

UNPROCESSABLE = 422
FEW = 50  # refused items on the page; all are in the report


@member_page
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: MemberRequest) -> HttpResponse:
    """What was brought, and the form for more."""
    form = BringForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = cast("Any", form.cleaned_data["archive"])
        chosen = {name: form.cleaned_data[name] for name in ("kind", "audience")}
        try:
            run = actions.begin_import(
                upload=upload, name=upload.name or "", by=request.person, now=timezone.now(), **chosen
            )
        except ValidationError as refusal:
            form.add_error("archive", refusal)
        else:
            return redirect("bring-run", run_id=run.pk)
    context = {"form": form, "runs": queries.runs_of(request.person), "part": "bring"}
    return page(request, "imports/bring.html", context, status=UNPROCESSABLE if form.errors else 200)


@member_page
@require_GET
def run(request: MemberRequest, run_id: int) -> HttpResponse:
    """One archive: how far it is, what came in, what did not and why."""
    return page(request, "imports/run.html", _shown(_own(request, run_id)), part="progress")


@member_page
@require_POST
def stop(request: MemberRequest, run_id: int) -> HttpResponse:
    """Let it rest."""
    return _done(request, run_id, actions.stop_import)


@member_page
@require_POST
def resume(request: MemberRequest, run_id: int) -> HttpResponse:
    """Go on."""
    return _done(request, run_id, actions.resume_import)


@member_page
@require_GET
def report(request: MemberRequest, run_id: int) -> HttpResponse:
    """Everything that was not taken, as a table."""
    rows = queries.refusals_of(_own(request, run_id)).values_list("place", "why")
    reply = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    reply.headers["Content-Disposition"] = f'attachment; filename="import-{run_id}.csv"'
    table = csv.writer(reply)
    table.writerow([gettext("Where"), gettext("Why")])
    table.writerows([_harmless(cell) for cell in row] for row in rows)
    return reply


def _own(request: MemberRequest, run_id: int) -> ImportRun:
    """The run, for its owner; for everybody else it is not there."""
    found = queries.run_for(request.person, run_id)
    if found is None:
        raise Http404
    return found


def _done(request: MemberRequest, run_id: int, verb: Callable[..., None]) -> HttpResponse:
    found = _own(request, run_id)
    try:
        verb(run=found, by=request.person, now=timezone.now())
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("bring-run", run_id=run_id)


def _shown(found: ImportRun) -> dict[str, Any]:
    return {
        "run": found,
        "figures": _figures(found.counts),
        "percent": 100 * found.done // found.total if found.total else 0,
        "notes": list(found.notes),
        "refusals": queries.refusals_of(found)[:FEW],
        "has_more": found.refused > FEW,
        "part": "bring",
    }


def _figures(counts: dict[str, int]) -> list[str]:
    """What is new, in words."""
    said = {
        "posts": ngettext("%(figure)s post", "%(figure)s posts", counts.get("posts", 0)),
        "replies": ngettext("%(figure)s of them an answer", "%(figure)s of them answers", counts.get("replies", 0)),
        "boosts": ngettext("%(figure)s boost", "%(figure)s boosts", counts.get("boosts", 0)),
        "outside_links": ngettext(
            "%(figure)s of them a link to elsewhere",
            "%(figure)s of them links to elsewhere",
            counts.get("outside_links", 0),
        ),
        "follows": ngettext(
            "%(figure)s person whom you follow now", "%(figure)s people whom you follow now", counts.get("follows", 0)
        ),
        "files": ngettext("%(figure)s picture", "%(figure)s pictures", counts.get("files", 0)),
    }
    return [words % {"figure": number(counts[name])} for name, words in said.items() if counts.get(name)]


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t"} else cell
