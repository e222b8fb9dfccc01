"""What several pages ask about posts, audiences, ties and notices, one noun a file."""

from greenroom.social.postviews import PostView, name_of, views_of
from greenroom.social.queries.choices import (
    AudienceChoice,
    audience_by_key,
    audience_choices,
    audience_of,
    default_audience,
    key_of,
    narrower_choices,
)
from greenroom.social.queries.circles import CircleLine, CirclePage, circle_for, circles_of
from greenroom.social.queries.drafts import draft_for, drafts_of
from greenroom.social.queries.notices import NoticeGroup, NoticePage, marker_of, notices_for, unread_notices
from greenroom.social.queries.posts import Version, boosters_of, helped_by, history_of, post_by_source, post_for
from greenroom.social.queries.ties import (
    Counts,
    Tie,
    TiePage,
    blocked_by,
    counts_of,
    follow_requests_for,
    followers_of,
    following_of,
    muted_by,
    tie,
    ties,
)

__all__ = [
    "AudienceChoice",
    "CircleLine",
    "CirclePage",
    "Counts",
    "NoticeGroup",
    "NoticePage",
    "PostView",
    "Tie",
    "TiePage",
    "Version",
    "audience_by_key",
    "audience_choices",
    "audience_of",
    "blocked_by",
    "boosters_of",
    "circle_for",
    "circles_of",
    "counts_of",
    "default_audience",
    "draft_for",
    "drafts_of",
    "follow_requests_for",
    "followers_of",
    "following_of",
    "helped_by",
    "history_of",
    "key_of",
    "marker_of",
    "muted_by",
    "name_of",
    "narrower_choices",
    "notices_for",
    "post_by_source",
    "post_for",
    "tie",
    "ties",
    "unread_notices",
    "views_of",
]
