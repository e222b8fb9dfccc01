"""What waits in a drawer, made ready for the page of drafts: words, readers, and the moment."""

from dataclasses import dataclass
from typing import Any

from greenroom.kit import text
from greenroom.pages.pictures.addresses import full_of
from greenroom.pages.pictures.desk import shown
from greenroom.pages.stream import addresses, clocks, readers
from greenroom.people.models import Person
from greenroom.social import queries
from greenroom.social.models import Draft
from greenroom.social.polls import PollSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One draft of the page; `to` and `icon` say who would read it, as far as that was chosen."""

    draft: Draft
    words: str
    to: str
    icon: str
    voice: str  # the organisation that would speak
    clocks: str = ""  # what its readers' clocks show when it comes out


def drawer_of(person: Person) -> dict[str, list[Item]]:
    """Everything that the person has not said yet, under its headings."""
    drafts = [item_of(draft) for draft in queries.drafts_of(person)]
    return {
        "failed": [item for item in drafts if item.draft.state == Draft.State.FAILED],
        "scheduled": _scheduled(person),
        "held": [item_of(draft) for draft in queries.held_of(person)],
        "drafts": [item for item in drafts if item.draft.state == Draft.State.DRAFT],
    }


def _scheduled(person: Person) -> list[Item]:
    drafts = queries.scheduled_of(person)
    said = clocks.sentences(drafts, writer=person)
    return [item_of(draft, clocks=sentence) for draft, sentence in zip(drafts, said, strict=True)]


def item_of(draft: Draft, *, clocks: str = "") -> Item:
    """A draft as a line."""
    audience = draft.audience
    return Item(
        draft=draft,
        words=draft.headline or draft.note,
        to=readers.spoken(audience.kind, queries.name_of(audience)) if audience else "",
        icon=readers.ICONS[audience.kind] if audience else "",
        voice=draft.speaks_as.display_name if draft.speaks_as_id != draft.person_id else "",
        clocks=clocks,
    )


def whole_of(draft: Draft) -> dict[str, Any]:
    """What a desk holds, as its readers would see it: words, pictures, and choices."""
    poll = PollSpec.of_json(draft.poll)
    pictures = shown(queries.pictures_of_draft(draft)).fields
    return {
        "item": item_of(draft),
        "words": text.render(draft.headline, draft.note, mention_url=lambda _handle: None, tag_url=addresses.of_tag),
        "pictures": [{"full": full_of(one.id), "field": one} for one in pictures],
        "choices": poll.options if poll else (),
    }
