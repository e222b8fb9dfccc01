"""Filters: words with which posts are folded away or not shown, for their owner alone."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Sum
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from greenroom.kit import text
from greenroom.kit.refusals import Refusal
from greenroom.people.models import Identity, Person
from greenroom.social.actions.authority import require_acts_as
from greenroom.social.actions.in_turn import take_turn
from greenroom.social.models import Filter, FilterWord

MOST_FILTERS = 100  # of one owner
MOST_WORDS = 200  # in all filters of one owner
MOST_CHARACTERS = 4_000  # of them together: a finder of so many is built in a few milliseconds
LONGEST_WORD = 200


@dataclass(frozen=True, kw_only=True)
class Looked:
    """A word or phrase to look for; whole, or also as a part of longer words."""

    text: str
    is_whole: bool = True


@dataclass(frozen=True, kw_only=True)
class FilterSpec:
    """What a filter is to be; nothing is checked yet. `lasts` None means until it is ended."""

    title: str
    words: Sequence[Looked]
    contexts: Collection[str]
    action: str = Filter.Action.WARN
    lasts: timedelta | None = None


@transaction.atomic
def make_filter(*, owner: Identity, spec: FilterSpec, by: Person, now: datetime) -> Filter:
    """A new filter. Refuses one without title, words or place, and more than 100 filters or 200 words in all."""
    require_acts_as(owner, by)
    take_turn(owner)
    if Filter.objects.filter(owner=owner).count() >= MOST_FILTERS:
        raise Refusal(_("You have %(limit)d filters. End one first."), code="too_many", params={"limit": MOST_FILTERS})
    row = Filter(owner=owner, created_at=now, ends_at=None if spec.lasts is None else now + spec.lasts)
    _write(row, spec)
    return row


@transaction.atomic
def change_filter(*, row: Filter, spec: FilterSpec, keeps_end: bool = False, by: Person, now: datetime) -> None:
    """Change what a filter is; the time counts from now, unless it `keeps_end`. Refuses what a new one would be."""
    require_acts_as(row.owner, by)
    take_turn(row.owner)
    if not keeps_end:
        row.ends_at = None if spec.lasts is None else now + spec.lasts
    FilterWord.objects.filter(filter=row).delete()
    _write(row, spec)


@transaction.atomic
def end_filter(*, row: Filter, by: Person, now: datetime) -> None:  # noqa: ARG001 - all verbs alike
    """What it kept away is shown again."""
    require_acts_as(row.owner, by)
    Filter.objects.filter(pk=row.pk).delete()


def _write(row: Filter, spec: FilterSpec) -> None:
    row.title = " ".join(text.clean(spec.title[:LONGEST_WORD]).split())
    if not row.title:
        raise Refusal(_("The filter needs a name."), code="no_title")
    row.action, row.contexts = spec.action, [name for name in Filter.Context.values if name in set(spec.contexts)]
    if not row.contexts:
        raise Refusal(_("Choose where the filter holds."), code="nowhere")
    words = _looked_for(spec.words)
    row.full_clean()
    row.save()
    FilterWord.objects.bulk_create(
        [FilterWord(filter=row, text=word.text, is_whole_word=word.is_whole) for word in words]
    )
    _require_room(row.owner_id)


def _looked_for(words: Sequence[Looked]) -> list[Looked]:
    """The words, tidied, each once; refuses none at all, over-long ones, and what would match nothing."""
    tidied = [Looked(text=" ".join(text.clean(word.text).split()), is_whole=word.is_whole) for word in words]
    kept = list(dict.fromkeys(word for word in tidied if word.text))
    if not kept:
        raise Refusal(_("Write at least one word to look for."), code="no_words")
    if any(len(word.text) > LONGEST_WORD for word in kept):
        raise Refusal(
            _("A word or phrase has at most %(limit)d characters."), code="too_long", params={"limit": LONGEST_WORD}
        )
    for word in kept:
        if not text.pattern_of(word.text, is_whole=word.is_whole):
            raise Refusal(_("Nothing can be found by “%(word)s”."), code="no_word", params={"word": word.text})
    return kept


def _require_room(owner_id: int) -> None:
    rows = FilterWord.objects.filter(filter__owner=owner_id)
    if rows.count() > MOST_WORDS or (rows.aggregate(all=Sum(Length("text")))["all"] or 0) > MOST_CHARACTERS:
        raise Refusal(
            _("All your filters together hold at most %(words)d words with %(characters)d characters."),
            code="too_many",
            params={"words": MOST_WORDS, "characters": MOST_CHARACTERS},
        )
