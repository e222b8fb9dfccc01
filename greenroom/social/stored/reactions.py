"""What somebody did with posts: passed on, found helpful, kept, voted."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from greenroom.people.belongings import Belonging, Row, removed
from greenroom.people.models import Person
from greenroom.social.models import Bookmark, Boost, Favourite, PollVote, Post
from greenroom.social.stored.reading import quoted, with_posts


def _reactions(kind: type[Model], owner: str) -> Callable[[Person], Iterator[Row]]:
    """When, and the post as far as the person may read it now."""

    def rows(person: Person) -> Iterator[Row]:
        found = _of(kind, owner, person).order_by("pk").iterator(chunk_size=500)
        yield from with_posts(person, found, lambda row, post: {"created_at": row.created_at, "post": quoted(post)})

    return rows


def _of(kind: type[Model], owner: str, person: Person) -> QuerySet[Any]:
    return kind._default_manager.filter(**{owner: person.pk})  # noqa: SLF001 - the framework's own name for it


def _erasing(kind: type[Model], owner: str) -> Callable[[Person, datetime], int]:
    return lambda person, _now: removed(_of(kind, owner, person))


def _counting(kind: type[Model], owner: str) -> Callable[[Person], int]:
    return lambda person: _of(kind, owner, person).count()


def votes(person: Person) -> Iterator[Row]:
    """Own answers, in words where the question may be read now."""

    def told(row: PollVote, post: Post | None) -> Row:
        return {"created_at": row.created_at, "post": quoted(post), "choice": row.option.text if post else None}

    rows = PollVote.objects.filter(voter=person.pk).select_related("option").order_by("pk")
    yield from with_posts(person, rows.iterator(chunk_size=500), told, of="poll_id")


KINDS = [
    Belonging(
        key="boosts",
        label=_("Posts that you passed on"),
        why=_("So that those who follow you see them."),
        kept=_("Until you take it back."),
        models=("social.Boost",),
        rows=_reactions(Boost, "author"),
        erase=_erasing(Boost, "author"),
        count=_counting(Boost, "author"),
        order=30,
    ),
    Belonging(
        key="helped",
        label=_("Posts that helped you"),
        why=_("Their author is told that you said so."),
        kept=_("Until you take it back."),
        models=("social.Favourite",),
        rows=_reactions(Favourite, "identity"),
        erase=_erasing(Favourite, "identity"),
        count=_counting(Favourite, "identity"),
        order=32,
    ),
    Belonging(
        key="kept",
        label=_("Posts that you keep"),
        why=_("For yourself; nobody else sees it."),
        kept=_("Until you take it back."),
        models=("social.Bookmark",),
        rows=_reactions(Bookmark, "identity"),
        erase=_erasing(Bookmark, "identity"),
        count=_counting(Bookmark, "identity"),
        place="kept",
        order=34,
    ),
    Belonging(
        key="votes",
        label=_("Your votes"),
        why=_("So that everybody votes once. Nobody is shown who chose what."),
        kept=_("As long as the post that asked."),
        models=("social.PollVote",),
        rows=votes,
        erase=_erasing(PollVote, "voter"),
        count=_counting(PollVote, "voter"),
        order=36,
    ),
]
