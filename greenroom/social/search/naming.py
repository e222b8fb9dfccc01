"""Finding people, organisations and tags by the beginning of their words, as far as the viewer may know of them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from greenroom.people import queries as people
from greenroom.people.models import Identity
from greenroom.social.models import Tag, TagWord
from greenroom.social.search.query import Query
from greenroom.social.timelines.feeds import carrying
from greenroom.social.visibility import Viewer

LIMIT = 40


@dataclass(frozen=True, kw_only=True)
class NamesFound:
    """Some identities by name; `last` is the cursor of the next page."""

    total: int = 0
    identities: tuple[Identity, ...] = ()
    has_more: bool = False

    @property
    def last(self) -> int | None:
        """Whose successors stand on the next page."""
        return self.identities[-1].pk if self.identities else None


@dataclass(frozen=True, kw_only=True)
class TagFound:
    """A tag with the number of posts that carry it and that the viewer may read."""

    name: str
    folded: str
    posts: int


def find_people(viewer: Viewer, query: Query, *, after: int | None = None, limit: int = LIMIT) -> NamesFound:
    """People in whose names, handles and bylines every word of the query stands, or begins a word."""
    return _page(_named(viewer, query, Identity.Kind.PERSON), after, limit)


def find_organisations(viewer: Viewer, query: Query, *, after: int | None = None, limit: int = LIMIT) -> NamesFound:
    """Organisations that are not closed, likewise."""
    rows = _named(viewer, query, Identity.Kind.ORGANISATION).filter(organisation__closed_at=None)
    return _page(rows, after, limit)


def find_tags(viewer: Viewer, query: Query) -> list[TagFound]:
    """Tags that hold every word of the query, or begin so, the most used first.

    A tag is found where the viewer finds posts under it: that somebody uses it elsewhere is nobody's business.
    """
    if not _asks_for_names(query):
        return []
    carried = carrying(viewer).filter(tag__in=Tag.objects.filter(_tagged(query)).values("pk"))
    counted = carried.values(name=F("tag__name"), folded=F("tag__folded")).annotate(posts=Count("post"))
    return [TagFound(**row) for row in counted.order_by("-posts", "folded")[:LIMIT]]


def _asks_for_names(query: Query) -> bool:
    return query.has_words and not query.is_about_posts and not query.troubles


def _named(viewer: Viewer, query: Query, kind: Identity.Kind) -> QuerySet[Identity]:
    """Whom the viewer may find: nobody who is suspended, nobody with a block in either direction."""
    if not _asks_for_names(query):
        return Identity.objects.none()
    quoted = [word for phrase in query.phrases for word in phrase]
    rows = Identity.objects.filter(
        people.named(query.words, whole=quoted, in_bylines=True), kind=kind, suspended_at=None
    )
    return rows.exclude(pk__in=viewer.hidden_ids).order_by("folded", "pk")


def _tagged(query: Query) -> Q:
    found = Q()
    for word in query.words:
        found &= Q(pk__in=TagWord.objects.filter(people.beginning_with("word", word)).values("tag"))
    for word in (word for phrase in query.phrases for word in phrase):
        found &= Q(pk__in=TagWord.objects.filter(word=word).values("tag"))
    return found


def _page(rows: QuerySet[Identity, Any], after: int | None, limit: int) -> NamesFound:
    total = rows.count()
    last = Identity.objects.filter(pk=after).values_list("folded", flat=True).first() if after is not None else None
    if last is not None:
        rows = rows.filter(Q(folded__gt=last) | Q(folded=last, pk__gt=after))
    found = list(rows[: limit + 1])
    return NamesFound(total=total, identities=tuple(found[:limit]), has_more=len(found) > limit)
