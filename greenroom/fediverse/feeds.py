"""RSS and Atom of a list of posts, the same bytes as long as the posts are the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed

from greenroom.fediverse.entries import FeedEntry, clean

Format = Literal["rss", "atom"]


@dataclass(frozen=True, kw_only=True)
class Head:
    """What a feed says of itself."""

    title: str
    subtitle: str
    url: str  # the page for people
    feed_url: str
    began_at: datetime  # stands for the last change while there is no entry


class Dated(SyndicationFeed):
    """A feed whose date comes from its entries alone: an empty one does not change with the clock."""

    def latest_post_date(self) -> datetime:
        """When the newest entry came or changed."""
        latest: datetime = super().latest_post_date() if self.items else self.feed["began_at"]
        return latest


class Rss(Dated, Rss201rev2Feed):
    """RSS 2.0."""

    content_type = "application/rss+xml; charset=utf-8"


class Atom(Dated, Atom1Feed):
    """Atom 1.0, with the words of each entry as its content and in its language."""

    content_type = "application/atom+xml; charset=utf-8"

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        """The language of the entry."""
        return {"xml:lang": item["language"]} if item["language"] else {}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """The words stand in `content`, since they are whole."""
        super().add_item_elements(handler, {**item, "description": None})
        if item["description"]:
            handler.addQuickElement("content", item["description"], {"type": "html"})


FORMATS: dict[Format, type[Rss | Atom]] = {"rss": Rss, "atom": Atom}


def written(head: Head, entries: Sequence[FeedEntry], *, form: Format) -> tuple[bytes, datetime]:
    """The feed as a document, and when something in it came or changed last."""
    feed = FORMATS[form](
        title=clean(head.title),
        link=head.url,
        description=clean(head.subtitle),
        feed_url=head.feed_url,
        began_at=head.began_at,
    )
    for entry in entries:
        feed.add_item(
            title=entry.title,
            link=entry.url,
            description=entry.html,
            unique_id=entry.name,
            unique_id_is_permalink=False,
            author_name=entry.author,
            author_link=entry.author_url,
            pubdate=entry.published_at,
            updateddate=entry.updated_at,
            categories=entry.tags,
            language=entry.language,
        )
    document: str = feed.writeString("utf-8")
    return document.encode(), feed.latest_post_date()
