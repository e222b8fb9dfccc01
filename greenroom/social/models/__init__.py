"""Rows of the social core, one noun a file."""

from greenroom.social.models.audience import Audience
from greenroom.social.models.circle import Circle, CircleMember
from greenroom.social.models.draft import Draft
from greenroom.social.models.notice import Marker, Notice
from greenroom.social.models.numbers import boost_id_at, post_id_at, save_with_fresh_id
from greenroom.social.models.post import Mention, Post, PostTag, PostVersion, Tag
from greenroom.social.models.reactions import Bookmark, Boost, Favourite
from greenroom.social.models.ties import Block, Follow, FollowRequest, Mute

__all__ = [
    "Audience",
    "Block",
    "Bookmark",
    "Boost",
    "Circle",
    "CircleMember",
    "Draft",
    "Favourite",
    "Follow",
    "FollowRequest",
    "Marker",
    "Mention",
    "Mute",
    "Notice",
    "Post",
    "PostTag",
    "PostVersion",
    "Tag",
    "boost_id_at",
    "post_id_at",
    "save_with_fresh_id",
]
