"""Between a composer and the drafts on the server."""

from django.utils import timezone

from greenroom.pages.stream import addresses
from greenroom.pages.stream.composer import Composer
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


def _left_behind(person: Person, words: dict[str, str], reply_to_id: int | None) -> Draft | None:
    """The last draft, when it says the same: a tab that closes sends its words and cannot hear the id."""
    last = queries.latest_draft_of(person)
    if last is None or last.reply_to_id != reply_to_id:
        return None
    return last if all(getattr(last, name) == said for name, said in words.items()) else None


def keep_draft(request: MemberRequest, written: Composer) -> Draft:
    """Save what the composer holds, over the draft that it came from if there is one."""
    words = {
        "headline": request.POST.get("headline", ""),
        "note": request.POST.get("text", "") or request.POST.get("note", ""),
        "spoiler_text": request.POST.get("spoiler_text", ""),
    }
    parent = written.parent.post if written.parent else None
    key = request.POST.get("audience", "")
    choices = queries.audience_choices(request.person, speaks_as=written.speaks_as, reply_to=parent)
    return actions.save_draft(
        speaks_as=written.speaks_as,
        audience=next((choice.audience for choice in choices if choice.key == key), None),
        headline=words["headline"],
        note=words["note"],
        spoiler_text=words["spoiler_text"],
        language=request.POST.get("language", "")[:8],
        sensitive="sensitive" in request.POST,
        reply_to=parent,
        poll=written.poll,
        draft=own_draft(request.person, written.draft_id)
        or _left_behind(request.person, words, parent.pk if parent else None),
        by=request.person,
        now=timezone.now(),
    )
