"""The register of surfaces: every address and every task, with how the oracle reads it.

A route, task or listener without an entry fails the build (trust, section 4). An entry says one of two
things: a post could be read there, then it names how the oracle reads it; or none could, then it says why.
"""

from dataclasses import dataclass

from greenroom.testing.oracle import (
    behind,
    reading,
    reading_clocks,
    reading_egress,
    reading_exports,
    reading_links,
    reading_media,
    reading_notices,
    reading_polls,
    reading_profiles,
    reading_search,
    reading_shelves,
    reporting,
)
from greenroom.testing.oracle.reading import Reader


@dataclass(frozen=True)
class Surface:
    """One way by which a post could be read, with the names of the routes and duties that it covers."""

    name: str
    group: str
    routes: tuple[str, ...]
    read: Reader


CORE, FINDING, PARTS, PLACES, MACHINES, MESSAGES, OVERSIGHT = (
    "core pages", "finding", "parts of a post", "places", "machines", "messages", "oversight"
)  # fmt: skip

SURFACES: list[Surface] = [
    Surface("home", CORE, ("home",), reading.page("/")),
    Surface("local", CORE, ("local",), reading.page("/local/")),
    Surface("network", CORE, ("network",), reading.page("/network/")),
    Surface("tag", CORE, ("tag",), reading.tags),
    Surface("kept", CORE, ("kept",), reading.page("/kept/")),
    Surface("notices", CORE, ("notices",), reading.page("/notices/")),
    Surface("compose", CORE, ("compose",), reading.compose),
    Surface("clocks of readers", PARTS, ("compose-clocks",), reading_clocks.clocks),
    Surface("drafts", CORE, ("drafts",), reading.page("/drafts/")),
    Surface("draft", CORE, ("draft", "draft-discard", "draft-publish", "draft-back"), reading.drafts),
    Surface("post", PARTS, ("post",), reading.each_post("")),
    Surface("picture", PARTS, ("post-picture",), reading_media.pages),
    Surface("pictures", PARTS, ("media",), reading_media.files),
    Surface("forms with pictures", PARTS, (), reading_media.forms),
    Surface("history", PARTS, ("post-history",), reading.each_post("history/")),
    Surface("boosters", PARTS, ("post-boosters",), reading.each_post("boosters/")),
    Surface("helped by", PARTS, ("post-helped-by",), reading.each_post("helped-by/")),
    Surface("edit", PARTS, ("post-edit",), reading.each_post("edit/")),
    Surface("narrow", PARTS, ("post-narrow",), reading.each_post("narrow/")),
    Surface("delete", PARTS, ("post-delete",), reading.each_post("delete/")),
    Surface("reply", PARTS, ("post-reply",), reading.each_hidden_post("reply/")),
    Surface("boost", PARTS, ("post-boost",), reading.each_hidden_post("boost/")),
    Surface("this helped", PARTS, ("post-helped",), reading.each_hidden_post("helped/")),
    Surface("keep", PARTS, ("post-keep",), reading.each_hidden_post("keep/")),
    Surface("vote", PARTS, ("post-vote",), reading.each_hidden_post("vote/")),
    Surface("pin", PARTS, ("post-pin",), reading.each_hidden_post("pin/")),
    Surface("figures of polls", PARTS, (), reading_polls.figures),
    Surface("profile, organisation, circle", PLACES, ("place",), reading.each_place("", "?replies=1", number=10)),
    Surface("a tag on a profile", PLACES, ("place-tag",), reading_profiles.tagged),
    Surface("passed on elsewhere", PLACES, ("place-elsewhere",), reading_links.links),
    Surface("people of a place", PLACES, ("place-people", "organisation-member", "organisation-end",
            "organisation-role", "circle-keeper", "circle-remove"), reading.each_place("people/")),
    Surface("inside an organisation", PLACES, ("organisation-inside",), reading.each_place("inside/")),
    Surface("followers", PLACES, ("followers", "following"), reading.each_place("followers/", "following/")),
    Surface("places changed", PLACES, ("place-edit", "place-leave", "circle-add", "circle-close",
            "organisation-units", "organisation-voices", "organisation-invite", "organisation-withdraw"),
            reading.each_place("edit/", "leave/", "add/", "close/", "units/", "voices/", "invite/")),
    Surface("direct", CORE, ("direct",), reading_shelves.direct),
    Surface("people to follow", CORE, ("suggested",), reading_shelves.suggested),
    Surface("lists", CORE, ("lists", "list-new"), reading.page("/lists/", "/lists/new/")),
    Surface("a list", CORE, ("list", "list-edit", "list-delete", "list-people"), reading_shelves.each_list),
    Surface("on which lists", PLACES, ("on-lists",), reading.each_place("lists/")),
    Surface("filters", CORE, ("filters", "filter-new", "filter", "filter-end"), reading_shelves.each_filter),
    Surface("note about somebody", PLACES, ("account-note",), reading.each_place("note/")),
    Surface("circles", PLACES, ("circles", "circle-new"), reading.page("/circles/", "/circles/new/")),
    Surface("settings", CORE, ("settings", "settings-career", "settings-language", "settings-appearance",
            "settings-security", "settings-people", "settings-followers"),
            reading.page("/settings/", "/settings/people/", "/settings/followers/", "/settings/security/")),
    Surface("host", OVERSIGHT, ("host-people", "host-person", "host-suspend", "host-reinstate", "host-role",
            "host-choices", "host-invitations", "host-invitation-new", "host-organisations", "host-organisation-new",
            "host-organisation"), reading.each_host_page),
    Surface("report a post", PARTS, ("post-report", "post-take-down"), reading.each_post("report/")),
    Surface("report a place", PLACES, ("report",), reading.each_place("report/")),
    Surface("reports", OVERSIGHT, ("reports", "host-reports", "host-report", "host-look", "host-take-down",
            "host-report-close"), reporting.read_reports),
    Surface("looks of hosts", OVERSIGHT, ("looks",), reporting.read_looks),
    Surface("search", FINDING, ("search",), reading_search.searching),
    Surface("error pages", MACHINES, (), reading.refusals),
    Surface("event stream", MACHINES, ("stream",), behind.stream_figures),
    Surface("logs", MACHINES, (), behind.logs),
    Surface("feeds of profiles", MACHINES, ("profile-feed",), reading_egress.profile_feeds),
    Surface("feeds of tags", MACHINES, ("tag-feed",), reading_egress.tag_feeds),
    Surface("private feed", MACHINES, ("home-feed",), reading_egress.private_feed),
    Surface("reading elsewhere", CORE, ("settings-elsewhere",), reading_egress.elsewhere),
    Surface("archives", OVERSIGHT, (), reading_exports.archives),
    Surface("requests to others", MACHINES, ("work:social.handlers.ask_the_page",), reading_egress.requests),
    Surface("mail", MESSAGES, ("work:kit.mail.send_mail",), behind.mail),
    Surface("daily mail", MESSAGES, ("work:social.tasks.write_daily_mails",), reading_notices.daily_mail),
    Surface("pushes", MESSAGES, ("work:social.push.sending.send_pushes",), reading_notices.pushes),
    Surface("notices written", MESSAGES, (
        "work:social.handlers.tell_of_a_boost", "work:social.handlers.tell_of_help",
        "work:social.handlers.ring_the_bells", "work:social.handlers.tell_of_a_poll",
        "work:social.handlers.tell_the_mentioned", "work:social.handlers.tell_the_newly_mentioned",
    ), behind.new_notices),
]  # fmt: skip

ACCOUNT = "speaks of a person's own sign-in and loads no post"
NO_WORDS = "answers a form by leading back; loads no post"
FIGURES = "says whether the program is well; loads no post"
TIES = "tells of a tie between two people; names no post"

QUIET: dict[str, str] = {
    "identities": "colours of organisations, which everybody may know",
    "language": NO_WORDS,
    "keys": NO_WORDS,
    "healthz": FIGURES,
    "readyz": FIGURES,
    "first-run": "exists only while there is nobody and no post",
    "invitation": "speaks of one invitation to whoever holds its link",
    "personas": "exists in a demo world alone, where every person may be taken",
    "draft-save": "writes the person's own draft and answers with its number; a foreign number is a new draft",
    "place-elsewhere-remove": "takes a link of one's own away and leads back",
    "notices-seen": NO_WORDS,
    "notices-dismiss": NO_WORDS,
    "notices-answer": NO_WORDS,
    "settings-notices": "a person's own choices about kinds of notices; loads no post",
    "settings-notices-device": "takes the keys of a browser; loads no post",
    "settings-notices-device-end": NO_WORDS,
    "manifest": "the name of the network and its icon, which everybody may know",
    "favicon": "leads to the icon, which everybody may know",
    "service-worker": "a script that is the same for everybody",
    "offline": "a page that is the same for everybody; devices keep it",
    "settings-career-remove": NO_WORDS,
    "follower-remove": NO_WORDS,
    "settings-followers-answer": NO_WORDS,
    "host-withdraw": NO_WORDS,
    "follow": NO_WORDS,
    "mute": "asks for how long and names the person alone",
    "avoid": NO_WORDS,
    "bell": NO_WORDS,
    "tag-follow": NO_WORDS,
    "suggestion-refuse": NO_WORDS,
    "direct-put-away": NO_WORDS,
    "block": "asks before it blocks and names the person alone",
    **dict.fromkeys(
        [
            "account_login", "mfa_login_webauthn", "account_begin_passkey", "mfa_authenticate", "account_begin_code",
            "account_start_again", "account_enrol", "account_begin_enrol", "account_logout", "account_inactive",
            "account_security", "account_reauthenticate", "account_begin_again", "mfa_add_webauthn",
            "account_begin_add", "mfa_activate_totp", "account_remove_factor", "mfa_view_recovery_codes",
            "account_end_device", "account_end_others", "account_change_password", "account_reset_password",
            "account_new_password",
        ],
        ACCOUNT,
    ),
    "work:kit.housekeeping.clear_away": "deletes what is done; writes and sends nothing",
    "work:kit.housekeeping.verify_the_audit_chain": "reads hashes",
    "work:kit.keeping.nightly.back_up_by_night": "starts a process that writes a file for the operator alone",
    "work:people.tasks.tidy_sessions": "shortens addresses and deletes ended sessions",
    **dict.fromkeys(
        ["scim-users", "scim-user", "scim-groups", "scim-group", "scim-provider", "scim-schemas", "scim-schema",
         "scim-types", "scim-type", "scim-nothing"],
        "people and units of one organisation, for its own token alone; loads no post",
    ),
    "work:directory.tasks.read_the_files": "takes an organisation's people from its file; loads no post",
    "work:directory.tasks.forget_old_readings": "forgets files of people; loads no post",
    "work:directory.actions.readings.go_on_reading": "takes an organisation's people from its file; loads no post",
    "work:directory.handlers.recognise_the_invited": "notes title and unit of somebody who has joined; loads no post",
    "work:people.handlers.mail_the_way_to_a_new_password": ACCOUNT,
    "work:exports.handlers.erase_some_more": "deletes what is stored about somebody; writes nothing to anybody",
    "work:exports.handlers.note_in_the_log": "a line of numbers in a file of the operator's",
    "work:exports.actions.erasing.begin_erasure": "hides somebody who is to be erased; loads no post",
    "work:exports.tasks.forget_last_mails": "deletes the address of a mail that is out",
    "work:fediverse.handlers.end_the_feed_of_the_suspended": "ends an address; reads no post",
    "work:fediverse.handlers.end_the_feed_with_the_sessions": "ends an address; reads no post",
    "work:fediverse.tasks.tidy_ended_feeds": "deletes addresses that have ended",
    "work:social.tasks.tidy_old_cards": "deletes what pages said of themselves; no post is touched",
    "work:social.tasks.tidy_ended_mutes": "deletes mutes whose time is over",
    "settings-pictures": "the faces of one person; holds no post",
    "organisation-pictures": "the faces of one organisation; holds no post",
    "media-bring": "keeps the person's own file and answers with its part of their form",
    "face": "the face of a person or organisation; holds no post",
    "work:people.handlers.take_the_former_files": "deletes files",
    "work:social.tasks.tidy_ended_filters": "deletes filters that ended a week ago",
    "work:social.tasks.forget_old_pushes": "deletes what was pushed a week ago; sends nothing",
    "work:social.handlers.take_their_files": "deletes files",
    "work:social.tasks.sweep_unused_pictures": "deletes files that belong to no post",
    "work:social.tasks.sweep_files_without_a_row": "deletes files that belong to no post",
    "work:social.actions.scheduling.release_scheduled": "makes a post, which is read like every other from then on",
    "work:social.tasks.find_what_was_forgotten": "notes on a scheduled item that it is late; its writer alone reads it",
    "work:social.handlers.tell_of_what_was_not_published": "tells the writer, and names no post",
    "work:social.actions.polls.end_poll": "notes that a poll is over; those who took part are told by its listener",
    "work:social.handlers.open_its_audience": "makes the audience row of a new organisation",
    "work:social.tasks.go_on_indexing": "writes words into the index, which the search page reads as each viewer",
    "work:social.handlers.tell_of_a_circle": "tells the person who was listed, and nobody else",
    "work:social.handlers.tell_of_a_follower": TIES,
    "work:social.handlers.tell_of_a_request": TIES,
    "work:social.handlers.tell_the_hosts": "says that something waits; names no post and nobody",
    "work:social.handlers.tell_the_reporter": "says that an outcome waits; names no post and nobody",
    "work:social.handlers.tell_of_a_takedown": "tells the author that a post is gone; its words are gone by then",
    "work:social.handlers.tell_of_an_acceptance": TIES,
}  # fmt: skip
OUTSIDE_THE_ADDRESSES = {"stream"}  # answered before Django; and the demo's own page
