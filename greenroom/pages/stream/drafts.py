"""Between a composer and the drafts on the server."""

from datetime import datetime

from django.utils import timezone

from greenroom.kit.refusals import Refusal
from greenroom.pages.stream import addresses
from greenroom.pages.stream.composer import Composer
from greenroom.pages.stream.later import moment_of
from greenroom.people.models import Person
from greenroom.social import actions, queries
from greenroom.social.models import Draft
from greenroom.web.page import MemberRequest


def own_draft(person: Person, given: str) -> Draft | None:
    """The person's draft of this id; None for anything else."""
    draft_id = addresses.id_from(given)
    try:
        return queries.draft_for(person, draft_id) if draft_id else None
    except Draft.DoesNotExist:
        return None


def keep_draft(request: MemberRequest, written: Composer, *, key: str = "") -> Draft:
    """Save what the composer holds, over the draft that it came from if there is one.

    `key` is that of the form: a tab that closes sends its words and cannot hear the id.
    """
    parent = written.parent.post if written.parent else None
    audience = request.POST.get("audience", "")
    choices = queries.audience_choices(request.person, speaks_as=written.speaks_as, reply_to=parent)
    return actions.save_draft(
        speaks_as=written.speaks_as,
        audience=next((choice.audience for choice in choices if choice.key == audience), None),
        headline=request.POST.get("headline", ""),
        note=request.POST.get("text", "") or request.POST.get("note", ""),
        language=request.POST.get("language", "")[:8],
        spoiler_text=request.POST.get("spoiler_text", ""),
        sensitive="sensitive" in request.POST,
        reply_to=parent,
        media=written.desk.attachments,
        poll=written.poll,
        draft=own_draft(request.person, written.draft_id),
        due_at=_wished(request),
        key=key,
        by=request.person,
        now=timezone.now(),
    )


def _wished(request: MemberRequest) -> datetime | None:
    """The moment that was typed, as far as it is one."""
    try:
        return moment_of(request.POST.dict())
    except Refusal:
        return None


def keep_as_asked(request: MemberRequest, written: Composer) -> Draft:
    """Save because somebody pressed the button: a form that was posted may hold other words by now."""
    try:
        return keep_draft(request, written, key=written.once)
    except Refusal as refusal:
        if refusal.code != "posted":
            raise
        return keep_draft(request, written)
