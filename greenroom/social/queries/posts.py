"""One post, and what hangs on it: its history and who passed it on."""

from dataclasses import dataclass
from datetime import datetime

from greenroom.kit import text
from greenroom.people.models import Identity
from greenroom.social.models import Boost, Favourite, Post, PostVersion
from greenroom.social.postviews import PostView, views_of
from greenroom.social.visibility import Viewer

MOST_NAMES = 200


@dataclass(frozen=True, kw_only=True)
class Version:
    """What a post said from `made_at` on."""

    headline: str
    note: str
    headline_html: str
    note_html: str
    language: str
    spoiler_text: str
    made_at: datetime
    is_current: bool = False


def post_for(viewer: Viewer, post_id: int) -> PostView:
    """The post as the viewer sees it; hidden, deleted and absent ones raise the same `Post.DoesNotExist`."""
    return views_of(viewer, [_readable(viewer, post_id)])[0]


def post_by_source(source_key: str) -> Post | None:
    """The post that was imported under this key; for imports alone, since it asks nobody's leave."""
    return Post.objects.filter(source_key=source_key).first()


def history_of(viewer: Viewer, post_id: int) -> list[Version]:
    """All words of a post, the present ones first, for those who may read it now; withdrawn ones are gone."""
    post = _readable(viewer, post_id)
    versions = PostVersion.objects.filter(post=post, withdrawn_at=None).order_by("-made_at", "-pk")
    present = Version(
        headline=post.headline,
        note=post.note,
        headline_html=post.headline_html,
        note_html=post.note_html,
        language=post.language,
        spoiler_text=post.spoiler_text,
        made_at=post.edited_at or post.published_at,
        is_current=True,
    )
    return [present, *(_earlier(version) for version in versions)]


def boosters_of(viewer: Viewer, post_id: int) -> list[Identity]:
    """Who passed the post on, newest first, as far as the viewer may know of them."""
    post = _readable(viewer, post_id)
    rows = Boost.objects.filter(post=post).exclude(author__in=viewer.hidden_ids).order_by("-pk")
    rows = rows.filter(author__suspended_at=None).select_related("author")
    return [row.author for row in rows[:MOST_NAMES]]


def helped_by(viewer: Viewer, post_id: int) -> list[Identity]:
    """Whom the post helped, newest first: told to the author alone; for others there is nothing here."""
    post = _readable(viewer, post_id)
    if post.author_id != viewer.identity_id:
        raise Post.DoesNotExist
    rows = Favourite.objects.filter(post=post).exclude(identity__in=viewer.hidden_ids).order_by("-pk")
    rows = rows.filter(identity__suspended_at=None).select_related("identity")
    return [row.identity for row in rows[:MOST_NAMES]]


def _readable(viewer: Viewer, post_id: int) -> Post:
    return Post.objects.visible_to(viewer).select_related("audience").get(pk=post_id)


def _earlier(version: PostVersion) -> Version:
    """Names in earlier words are not linked: who is who may have changed since."""
    html = text.render(
        version.headline, version.note, mention_url=lambda _handle: None, tag_url=lambda tag: f"/tags/{tag}/"
    )
    return Version(
        headline=version.headline,
        note=version.note,
        headline_html=html.headline_html,
        note_html=html.note_html,
        language=version.language,
        spoiler_text=version.spoiler_text,
        made_at=version.made_at,
    )
