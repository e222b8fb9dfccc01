"""The directory of an organisation: how its people get here, for its owners and administrators."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from greenroom.directory import actions, queries
from greenroom.directory.doors import kept_by
from greenroom.directory.forms import ArrangementForm, FileForm, SignOnForm, TokenForm
from greenroom.directory.models import Reading
from greenroom.directory.planning import Change, Plan, plan
from greenroom.directory.said import harmless
from greenroom.directory.sign_on import provider
from greenroom.directory.table import MOST_BYTES
from greenroom.people.models import Organisation
from greenroom.web.attempts import accepted, status_of
from greenroom.web.fresh import fresh_required
from greenroom.web.host_page import host_page
from greenroom.web.page import MemberRequest, member_page, page

SHOWN = 100  # changes and refused lines on one page
WAITING = (Reading.State.SHOWN, Reading.State.STOPPED)


def _page(request: MemberRequest, house: Organisation, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "identity": house.identity,
        "sign_on": queries.sign_on_of(house),
        "arrangement_form": ArrangementForm.for_(None, queries.arrangement_of(house)),
        "file_form": FileForm(),
        "token_form": TokenForm(),
        "tokens": queries.tokens_of(house),
        "readings": [_told(reading) for reading in queries.readings_of(house)[:10]],
        "scim": f"{settings.PUBLIC_URL}/scim/v2/",
        "night": f"directory/{house.identity.handle}.csv",
        **more,
    }
    return page(request, "directory/directory.html", context, status=status)


def _told(reading: Reading) -> dict[str, Any]:
    """A reading with its refused lines in the reader's language."""
    lines = [
        {"line": one["line"], "about": harmless(one["about"]), "why": gettext(one["say"]) % one["with"]}
        for one in reading.refused[:SHOWN]
    ]
    hidden = reading.counts.get("refused", 0) - len(lines)
    return {"row": reading, "counts": reading.counts, "lines": lines, "hidden": max(hidden, 0)}


@member_page
@require_GET
def directory(request: MemberRequest, handle: str) -> HttpResponse:
    """Sign-on, people file, SCIM, and what the last files did."""
    return _page(request, kept_by(request, handle))


@member_page
@require_POST
def arrange(request: MemberRequest, handle: str) -> HttpResponse:
    """What the organisation settles about its people file."""
    house = kept_by(request, handle)
    form = ArrangementForm.for_(request.POST, queries.arrangement_of(house))

    def settle(**given: Any) -> None:
        actions.arrange(organisation=house, by=request.person, now=timezone.now(), **given)

    if accepted(form, settle, at="columns"):
        messages.success(request, gettext("It is settled."))
        return redirect("directory", handle=handle)
    return _page(request, house, status=422, arrangement_form=form)


@member_page
@require_POST
def bring(request: MemberRequest, handle: str) -> HttpResponse:
    """Look at a file: what it would change is shown, nothing is changed."""
    house = kept_by(request, handle)
    form = FileForm(request.POST, request.FILES)
    made: list[Reading] = []

    def show(*, file: Any) -> None:
        content = file.read(MOST_BYTES + 1)
        made.append(
            actions.show_file(
                organisation=house, file=file.name, content=content, by=request.person, now=timezone.now()
            )
        )

    if accepted(form, show, at="file"):
        return redirect("directory-reading", handle=handle, reading_id=made[0].pk)
    return _page(request, house, status=422, file_form=form)


@member_page
@require_http_methods(["GET", "POST"])
def reading(request: MemberRequest, handle: str, reading_id: int) -> HttpResponse:
    """What a file would change, or has changed; while it waits, a yes or a no."""
    house = kept_by(request, handle)
    row = Reading.objects.filter(organisation=house, pk=min(reading_id, 2**62)).first()
    if row is None:
        raise Http404
    refusal = None
    if request.method == "POST":
        act = actions.take_reading if "take" in request.POST else actions.drop_reading
        try:
            act(reading=row, by=request.person, now=timezone.now())
        except ValidationError as declined:
            refusal = declined
        else:
            return redirect("directory", handle=handle)
    made = plan(house, bytes(row.content), columns=row.columns) if row.state in WAITING else Plan()
    context = {
        "identity": house.identity,
        "reading": _told(row),
        "waits": row.state in WAITING,
        "stopped": row.state == Reading.State.STOPPED,
        "changes": [_shown(change) for change in made.changes[:SHOWN]],
        "more": max(len(made.changes) - SHOWN, 0),
        "refusal": refusal,
    }
    return page(request, "directory/reading.html", context, status=422 if refusal else 200)


def _shown(change: Change) -> dict[str, Any]:
    """One change in words that no spreadsheet calculates with."""
    said = change.said
    return {
        "kind": change.kind.value,
        "line": change.line,
        "name": harmless(said.name),
        "email": harmless(said.email),
        "place": harmless(", ".join(filter(None, (said.title, said.unit)))),
    }


@member_page
@fresh_required
@require_POST
def make_token(request: MemberRequest, handle: str) -> HttpResponse:
    """A token for SCIM, shown once on the page that follows."""
    house = kept_by(request, handle)
    form = TokenForm(request.POST)
    made: list[str] = []

    def make(*, name: str) -> None:
        made.append(actions.make_token(organisation=house, name=name, by=request.person, now=timezone.now())[1])

    if accepted(form, make, at="name"):
        return _page(request, house, secret=made[0])
    return _page(request, house, status=422, token_form=form)


@member_page
@require_POST
def end_token(request: MemberRequest, handle: str, token_id: int) -> HttpResponse:
    """Let a token open nothing any more."""
    house = kept_by(request, handle)
    token = queries.tokens_of(house).filter(pk=min(token_id, 2**62)).first()
    if token is None:
        raise Http404
    actions.end_token(token=token, by=request.person, now=timezone.now())
    messages.success(request, gettext("The token opens nothing any more."))
    return redirect("directory", handle=handle)


@sensitive_post_parameters("client_secret")
@member_page
@fresh_required
@require_http_methods(["GET", "POST"])
def sign_on(request: MemberRequest, handle: str) -> HttpResponse:
    """The organisation's provider."""
    house = kept_by(request, handle)
    return _sign_on(request, house, "directory/sign_on.html", {"identity": house.identity})


@sensitive_post_parameters("client_secret")
@host_page
@fresh_required
@require_http_methods(["GET", "POST"])
def host_sign_on(request: MemberRequest) -> HttpResponse:
    """The network's own provider."""
    return _sign_on(request, None, "directory/host_sign_on.html", {"part": "sign-on"})


def _sign_on(
    request: MemberRequest, house: Organisation | None, template: str, context: dict[str, Any]
) -> HttpResponse:
    known = queries.sign_on_of(house)
    if request.method == "POST" and "remove" in request.POST and known is not None:
        actions.remove_sign_on(sign_on=known, by=request.person, now=timezone.now())
        messages.success(request, gettext("Nobody signs in through it any more."))
        return redirect(request.path)
    form = SignOnForm.for_(request.POST or None, known)

    def save(*, client_secret: str | None, **given: Any) -> None:
        secret = "" if client_secret is None and known is None else client_secret
        actions.set_up_sign_on(organisation=house, client_secret=secret, by=request.person, now=timezone.now(), **given)

    if accepted(form, save, at="issuer"):
        messages.success(request, gettext("The sign-on is set up."))
        return redirect(request.path)
    handle = house.identity.handle if house else "network"
    context |= {
        "form": form,
        "known": known,
        "address": f"{settings.PUBLIC_URL}/sign-in/with/{handle}/",
        "way_back": provider.way_back(),
    }
    return page(request, template, context, status=status_of(form))
