"""Rows of the social core, one noun a file."""

from greenroom.social.models.audience import Audience
from greenroom.social.models.card import LinkCard
from greenroom.social.models.channels import DailyMail, NoticeChoice, PushKey, PushMessage, PushSubscription
from greenroom.social.models.circle import Circle, CircleMember
from greenroom.social.models.draft import Draft
from greenroom.social.models.media import Media
from greenroom.social.models.notice import Marker, Notice
from greenroom.social.models.numbers import boost_id_at, post_id_at, save_with_fresh_id
from greenroom.social.models.outside import OutsideBoost
from greenroom.social.models.poll import Poll, PollOption, PollVote
from greenroom.social.models.post import Mention, Post, PostTag, PostVersion, Tag
from greenroom.social.models.reactions import Bookmark, Boost, Favourite
from greenroom.social.models.report import ClosedLook, Report, Takedown
from greenroom.social.models.search import SearchEntry, SearchRebuild, TagWord
from greenroom.social.models.shelves import (
    AccountNote,
    Conversation,
    FeaturedTag,
    Filter,
    FilterWord,
    ListMember,
    PeopleList,
    Pin,
    TagFollow,
)
from greenroom.social.models.ties import Avoid, Block, Follow, FollowRequest, Mute, SuggestionRefused

__all__ = [
    "AccountNote",
    "Audience",
    "Avoid",
    "Block",
    "Bookmark",
    "Boost",
    "Circle",
    "CircleMember",
    "ClosedLook",
    "Conversation",
    "DailyMail",
    "Draft",
    "Favourite",
    "FeaturedTag",
    "Filter",
    "FilterWord",
    "Follow",
    "FollowRequest",
    "LinkCard",
    "ListMember",
    "Marker",
    "Media",
    "Mention",
    "Mute",
    "Notice",
    "NoticeChoice",
    "OutsideBoost",
    "PeopleList",
    "Pin",
    "Poll",
    "PollOption",
    "PollVote",
    "Post",
    "PostTag",
    "PostVersion",
    "PushKey",
    "PushMessage",
    "PushSubscription",
    "Report",
    "SearchEntry",
    "SearchRebuild",
    "SuggestionRefused",
    "Tag",
    "TagFollow",
    "TagWord",
    "Takedown",
    "boost_id_at",
    "post_id_at",
    "save_with_fresh_id",
]
