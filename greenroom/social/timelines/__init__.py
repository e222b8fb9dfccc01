"""Timelines: queries at reading time, newest first, through the one rule of visibility (stream, section 7)."""

from greenroom.social.timelines.feeds import (
    circle,
    helped,
    kept,
    local,
    network,
    organisation,
    profile,
    profile_tag,
    tag,
)
from greenroom.social.timelines.home import home
from greenroom.social.timelines.lists import people_list
from greenroom.social.timelines.paging import Entry, Page
from greenroom.social.timelines.thread import Reply, Thread, thread
from greenroom.social.timelines.waiting import waiting

__all__ = [
    "Entry",
    "Page",
    "Reply",
    "Thread",
    "circle",
    "helped",
    "home",
    "kept",
    "local",
    "network",
    "organisation",
    "people_list",
    "profile",
    "profile_tag",
    "tag",
    "thread",
    "waiting",
]
