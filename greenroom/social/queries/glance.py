"""What stands beside every page of a person, in one query."""

from dataclasses import dataclass

from django.db.models import Value

from greenroom.people.models import Person
from greenroom.social.models import Draft
from greenroom.social.queries.conversations import unread_letters
from greenroom.social.queries.notices import MOST_UNREAD, not_hidden, unread_rows
from greenroom.social.together import asked_together
from greenroom.social.visibility import Viewer

MOST_LETTERS = 100
MOST_DRAFTS = 200
NOTICE, LETTER, DRAFT = 1, 2, 3


@dataclass(frozen=True, kw_only=True)
class Glance:
    """What waits for somebody."""

    unread: int  # notices, at most 100
    conversations: int  # with letters that are not read, at most 100
    drafts: int
    latest_draft: int | None


def glance_of(person: Person, viewer: Viewer) -> Glance:
    """Unread notices and conversations of the viewer and drafts of the person.

    One query; a second one where the viewer's filters hide notices and some are unread.
    """
    drafts = Draft.objects.filter(person=person).order_by("-updated_at", "-pk")
    letters = unread_letters(viewer).order_by("-pk").values_list(Value(LETTER), "thread_id", Value(0))
    found = asked_together(
        [
            unread_rows(person, viewer).order_by("-pk").values_list(Value(NOTICE), "pk", "post")[:MOST_UNREAD],
            letters[:MOST_LETTERS],
            drafts.values_list(Value(DRAFT), "pk", Value(0))[:MOST_DRAFTS],
        ]
    )
    mine = [key for part, key, _about in found if part == DRAFT]
    return Glance(
        unread=not_hidden(viewer, [about for part, _key, about in found if part == NOTICE]),
        conversations=len({key for part, key, _about in found if part == LETTER}),
        drafts=len(mine),
        latest_draft=mine[0] if mine else None,
    )
