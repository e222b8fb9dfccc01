"""Settings of the person who is signed in: what others read, language, look."""

import json
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from greenroom.pages.settings import zones
from greenroom.pages.settings.forms import CareerForm, LookForm, ProfileForm
from greenroom.people import actions, queries
from greenroom.people.models import Person
from greenroom.social import queries as social
from greenroom.social.actions import choose_featured_tags
from greenroom.web.attempts import accepted, status_of
from greenroom.web.page import MemberRequest, member_page, page


@member_page
@require_http_methods(["GET", "POST"])
def profile(request: MemberRequest) -> HttpResponse:
    """Name, byline, what is said about oneself, tags, and whether followers wait for a yes."""
    identity = request.person.identity
    shown = {name: getattr(identity, name) for name in ProfileForm.base_fields if name != "tags"}
    tags = " ".join(f"#{tag.name}" for tag in social.featured_tags(request.viewer, identity))
    form = ProfileForm(request.POST or None, initial={**shown, "tags": tags})

    @transaction.atomic
    def save(*, tags: list[str], **given: Any) -> None:
        _choose(request.person, tags)
        actions.update_profile(person=request.person, by=request.person, now=timezone.now(), **given)

    if accepted(form, save):
        messages.success(request, gettext("Your profile is saved."))
        return redirect("settings")
    context = {"form": form, "identity": identity, "career": queries.career_of(request.person), "part": "profile"}
    return page(request, "pages/settings/profile.html", context, status=status_of(form))


def _choose(person: Person, tags: list[str]) -> None:
    """The tags of one's page; a refusal is about that field."""
    try:
        choose_featured_tags(identity=person.identity, names=tags, by=person, now=timezone.now())
    except ValidationError as refusal:
        raise ValidationError({"tags": refusal.messages}) from None


@member_page
@require_http_methods(["GET", "POST"])
def career(request: MemberRequest) -> HttpResponse:
    """The posts somebody held, newest first, and a form for one more."""
    form = CareerForm(request.POST or None)

    def add(**given: Any) -> None:
        actions.add_career_entry(person=request.person, by=request.person, now=timezone.now(), **given)

    if accepted(form, add, at="ended_date"):
        messages.success(request, gettext("Your career has one entry more."))
        return redirect("settings-career")
    context = {"form": form, "career": queries.career_of(request.person), "part": "career"}
    return page(request, "pages/settings/career.html", context, status=status_of(form))


@member_page
@require_POST
def career_remove(request: MemberRequest, entry_id: int) -> HttpResponse:
    """Take one entry of one's own career away."""
    entry = next((entry for entry in queries.career_of(request.person) if entry.pk == entry_id), None)
    if entry is None:
        raise Http404
    actions.remove_career_entry(entry=entry, by=request.person, now=timezone.now())
    messages.success(request, gettext("“%(entry)s” is removed.") % {"entry": entry})
    return redirect("settings-career")


@member_page
@require_http_methods(["GET", "POST"])
def language(request: MemberRequest) -> HttpResponse:
    """Language of pages and mail, the time zone of every time that is shown, light or dark, letter keys."""
    shown = {name: getattr(request.person, name) for name in LookForm.base_fields}
    form = LookForm(request.POST or None, initial=shown)

    def save(**given: Any) -> None:
        actions.update_appearance(person=request.person, by=request.person, now=timezone.now(), **given)

    if accepted(form, save):
        with translation.override(request.person.language):
            messages.success(request, gettext("Your choice is saved."))
        return redirect("settings-language")
    context = {"form": form, "now": timezone.now(), "aliases": json.dumps(zones.aliases()), "part": "language"}
    return page(request, "pages/settings/language.html", context, status=status_of(form))
