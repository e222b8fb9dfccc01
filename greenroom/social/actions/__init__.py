"""The verbs of the social core, one noun a file."""

from greenroom.social.actions.attaching import Attachment
from greenroom.social.actions.avoiding import avoid, unavoid
from greenroom.social.actions.bringing import import_boost, import_outside_boost, take_link_away
from greenroom.social.actions.choosing import choose_descriptions
from greenroom.social.actions.circles import (
    close_circle,
    create_circle,
    import_circle,
    leave_circle,
    list_in_circle,
    make_keeper,
    remove_from_circle,
    rename_circle,
    unmake_keeper,
)
from greenroom.social.actions.conversations import put_away, read_conversation
from greenroom.social.actions.deleting import delete_post
from greenroom.social.actions.distance import block, mute, unblock, unmute
from greenroom.social.actions.drafts import discard_draft, save_draft
from greenroom.social.actions.editing import edit_post
from greenroom.social.actions.filters import FilterSpec, Looked, change_filter, end_filter, make_filter
from greenroom.social.actions.follows import (
    accept_follow,
    follow,
    refuse_follow,
    remove_follower,
    ring,
    unfollow,
    unring,
)
from greenroom.social.actions.held import release_held, return_held, submit_post
from greenroom.social.actions.importing import import_follows, import_post
from greenroom.social.actions.lists import (
    add_to_list,
    change_list,
    choose_lists,
    create_list,
    delete_list,
    remove_from_list,
)
from greenroom.social.actions.looking import dismiss_notices, mark_seen
from greenroom.social.actions.narrowing import narrow_post
from greenroom.social.actions.noting import note_about
from greenroom.social.actions.pictures import add_picture, describe_picture, discard_picture, import_picture
from greenroom.social.actions.pins import pin, unpin
from greenroom.social.actions.polls import vote
from greenroom.social.actions.publishing import publish_post
from greenroom.social.actions.pushing import Browser, end_push, subscribe_to_push
from greenroom.social.actions.reactions import boost, favourite, keep, unboost, unfavourite, unkeep
from greenroom.social.actions.reports import close_report, look_at_post, report, take_down_post
from greenroom.social.actions.saying import Form, Held, Said
from greenroom.social.actions.scheduling import publish_scheduled, reschedule, schedule_post, take_back
from greenroom.social.actions.suggestions import refuse_suggestion
from greenroom.social.actions.tagging import choose_featured_tags, feature_tag, follow_tag, unfeature_tag, unfollow_tag
from greenroom.social.actions.telling import choose_notices

__all__ = [
    "Attachment",
    "Browser",
    "FilterSpec",
    "Form",
    "Held",
    "Looked",
    "Said",
    "accept_follow",
    "add_picture",
    "add_to_list",
    "avoid",
    "block",
    "boost",
    "change_filter",
    "change_list",
    "choose_descriptions",
    "choose_featured_tags",
    "choose_lists",
    "choose_notices",
    "close_circle",
    "close_report",
    "create_circle",
    "create_list",
    "delete_list",
    "delete_post",
    "describe_picture",
    "discard_draft",
    "discard_picture",
    "dismiss_notices",
    "edit_post",
    "end_filter",
    "end_push",
    "favourite",
    "feature_tag",
    "follow",
    "follow_tag",
    "import_boost",
    "import_circle",
    "import_follows",
    "import_outside_boost",
    "import_picture",
    "import_post",
    "keep",
    "leave_circle",
    "list_in_circle",
    "look_at_post",
    "make_filter",
    "make_keeper",
    "mark_seen",
    "mute",
    "narrow_post",
    "note_about",
    "pin",
    "publish_post",
    "publish_scheduled",
    "put_away",
    "read_conversation",
    "refuse_follow",
    "refuse_suggestion",
    "release_held",
    "remove_follower",
    "remove_from_circle",
    "remove_from_list",
    "rename_circle",
    "report",
    "reschedule",
    "return_held",
    "ring",
    "save_draft",
    "schedule_post",
    "submit_post",
    "subscribe_to_push",
    "take_back",
    "take_down_post",
    "take_link_away",
    "unavoid",
    "unblock",
    "unboost",
    "unfavourite",
    "unfeature_tag",
    "unfollow",
    "unfollow_tag",
    "unkeep",
    "unmake_keeper",
    "unmute",
    "unpin",
    "unring",
    "vote",
]
