"""What the search page shows: each kind of result with its total, and the way on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from greenroom.kit.ids import moment_of
from greenroom.pages.search.marks import mark_cards, marked
from greenroom.pages.stream.addresses import id_from
from greenroom.pages.stream.feeds import cursor, feed
from greenroom.people.models import Identity
from greenroom.social import queries, search
from greenroom.social.search import NamesFound, Query, indexing
from greenroom.social.timelines import Entry, Page
from greenroom.web.page import GuestRequest

EVERYTHING, POSTS, PEOPLE, ORGANISATIONS, TAGS = "everything", "posts", "people", "organisations", "tags"
KINDS: dict[str, str | Promise] = {
    EVERYTHING: gettext_lazy("Everything"),
    POSTS: gettext_lazy("Posts"),
    PEOPLE: gettext_lazy("People"),
    ORGANISATIONS: gettext_lazy("Organisations"),
    TAGS: gettext_lazy("Tags"),
}
FEW, FEW_TAGS, MANY = 3, 8, 40  # of each kind beside others, and on a page of its own


@dataclass(frozen=True, kw_only=True)
class Row:
    """A person or an organisation as found."""

    identity: Identity
    name: SafeString
    byline: SafeString
    tie: queries.Tie


@dataclass(frozen=True, kw_only=True)
class Tab:
    """One kind of result in the row above them."""

    label: str
    address: str
    count: int
    is_here: bool


class Search:
    """One search by one reader: looks for all kinds, since each total stands above, and shows those of one."""

    def __init__(self, request: GuestRequest, typed: str, *, now: datetime) -> None:
        self.request, self.viewer, self.now = request, request.viewer, now
        self.typed = typed
        self.query: Query = search.parse(typed)
        asked = request.GET.get("kind", EVERYTHING)
        self.kind = asked if asked in KINDS else EVERYTHING
        self.people = self._names(PEOPLE, search.find_people)
        self.organisations = self._names(ORGANISATIONS, search.find_organisations)
        self.tags = search.find_tags(self.viewer, self.query)
        self.posts = search.find_posts(self.viewer, self.query, before=cursor(request), limit=self._limit(POSTS, 20))
        self.totals = {
            POSTS: self.posts.total,
            PEOPLE: self.people.total,
            ORGANISATIONS: self.organisations.total,
            TAGS: len(self.tags),
        }
        self.totals[EVERYTHING] = sum(self.totals.values())

    def context(self) -> dict[str, Any]:
        """For the template."""
        below = indexing.missing_below()
        return {
            "found": self,
            "tabs": [self._tab(kind, str(label)) for kind, label in KINDS.items()],
            "total": self.totals[self.kind],
            "people": self._rows(self.people.identities),
            "organisations": self._rows(self.organisations.identities),
            "tags": self.tags[: FEW_TAGS if self.kind == EVERYTHING else MANY],
            "missing_before": moment_of(below) if below is not None and below < indexing.EVERYTHING else None,
            "is_incomplete": below is not None,
            **self._feed(),
            "older": self._older(),
        }

    def shows(self, kind: str) -> bool:
        """Whether results of this kind stand on the page."""
        return self.kind in {kind, EVERYTHING} and self.totals[kind] > 0

    def address(self, kind: str, **cursors: int) -> str:
        """The page of another kind, or another page of this one."""
        part = {} if kind == EVERYTHING else {"kind": kind}
        return "?" + urlencode({"q": self.typed, **part, **cursors})

    def _names(self, kind: str, find: Any) -> NamesFound:
        found: NamesFound = find(
            self.viewer,
            self.query,
            after=id_from(self.request.GET.get("after", "")) if self.kind == kind else None,
            limit=self._limit(kind, MANY),
        )
        return found

    def _limit(self, kind: str, many: int) -> int:
        """How much of a kind is read: where only its total is shown, nothing."""
        if self.kind == EVERYTHING:
            return many if kind == POSTS else FEW
        return many if self.kind == kind else 0

    def _rows(self, identities: Iterable[Identity]) -> list[Row]:
        shown = list(identities)
        ties = queries.ties(self.viewer, shown) if shown else {}
        return [
            Row(
                identity=one,
                name=marked(one.display_name, self.query),
                byline=marked(one.byline, self.query),
                tie=ties[one.pk],
            )
            for one in shown
        ]

    def _feed(self) -> dict[str, Any]:
        page = Page(
            entries=[Entry(id=view.id, post=view) for view in self.posts.posts],
            has_more=self.posts.has_more,
            oldest=self.posts.oldest,
        )
        context = feed(self.request, page, label=gettext("Posts found"), now=self.now)
        mark_cards(context["cards"], self.query)
        return context

    def _older(self) -> str:
        """The address of the next page of what has pages here."""
        if self.kind in {EVERYTHING, POSTS}:
            return self.address(POSTS, before=self.posts.oldest) if self.posts.has_more and self.posts.oldest else ""
        names = {PEOPLE: self.people, ORGANISATIONS: self.organisations}.get(self.kind)
        return self.address(self.kind, after=names.last) if names and names.has_more and names.last else ""

    def _tab(self, kind: str, label: str) -> Tab:
        return Tab(label=label, address=self.address(kind), count=self.totals[kind], is_here=kind == self.kind)
