"""The words of an archive's pages: how the names and codes of its rows are said, and how the pages look."""

from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from greenroom.people.models import Person, Role
from greenroom.social.models import Audience, Draft, Filter, Notice, NoticeChoice, PeopleList, Report

NAMES: dict[str, Promise] = {
    "about": _("About"),
    "about_whom": _("About whom"),
    "accepted_at": _("Accepted"),
    "action": _("What"),
    "address": _("Network address"),
    "alerts": _("Kinds"),
    "answers": _("In answer to"),
    "approves_followers": _("Approves followers"),
    "at": _("When"),
    "attributes": _("Attributes"),
    "audience": _("Audience"),
    "author": _("By"),
    "browser": _("Browser"),
    "by": _("By"),
    "by_you": _("By you"),
    "byline": _("Byline"),
    "category": _("What is wrong"),
    "channel": _("How"),
    "choice": _("Your choice"),
    "claimed_at": _("Taken over"),
    "closed_at": _("Closed"),
    "comment": _("Your words"),
    "contexts": _("Where"),
    "counts": _("Counts"),
    "cover": _("Cover"),
    "created_at": _("Since"),
    "declared_at": _("Declared"),
    "description": _("Description"),
    "details": _("Details"),
    "due_at": _("Due"),
    "edited_at": _("Edited"),
    "employer": _("Employer"),
    "ended_at": _("Ended"),
    "ended_date": _("Until"),
    "ends_at": _("Ends"),
    "expires_at": _("Expires"),
    "file": _("File"),
    "file_taken": _("File"),
    "granted_at": _("Granted"),
    "granted_by": _("Granted by"),
    "handle": _("Handle"),
    "headline": _("Headline"),
    "hidden_up_to": _("Put away up to"),
    "hour": _("Hour"),
    "invited_by": _("Invited by"),
    "is_answer": _("Is an answer"),
    "is_exclusive": _("Not in home as well"),
    "is_keeper": _("Keeper"),
    "is_multiple": _("Several may be chosen"),
    "is_on": _("Wanted"),
    "issuer": _("Sign-on of"),
    "joined_at": _("Joined"),
    "key": _("Key"),
    "kind": _("Kind"),
    "language": _("Language"),
    "last_seen_at": _("Last seen"),
    "last_sign_in_at": _("Last sign-in"),
    "last_used_at": _("Last used"),
    "last_used_date": _("Last used"),
    "left_at": _("Left"),
    "letter_keys": _("Letter keys"),
    "linked_at": _("Connected"),
    "made_at": _("Said"),
    "mail": _("Mail address"),
    "manager": _("Manager"),
    "members": _("On the list"),
    "name": _("Name"),
    "next_at": _("Next"),
    "note": _("Note"),
    "number": _("Number"),
    "options": _("Choices"),
    "organisation": _("Organisation"),
    "other": _("With whom"),
    "outcome": _("What came of it"),
    "part_of": _("Part of"),
    "passed_on_at": _("Passed on"),
    "pictures": _("Pictures"),
    "poll": _("Poll"),
    "post": _("Post"),
    "published_at": _("Published"),
    "read_at": _("Read"),
    "read_up_to": _("Read up to"),
    "ready_at": _("Ready"),
    "reason": _("Reason"),
    "refused": _("Not taken"),
    "replies": _("Answers"),
    "revoked_at": _("Revoked"),
    "rings": _("Bell"),
    "role": _("Role"),
    "said": _("What is said"),
    "seconds": _("Seconds"),
    "sector": _("Sector"),
    "seen_at": _("Last seen"),
    "sensitive": _("Sensitive"),
    "settled_at": _("Settled"),
    "shows_boosts": _("With what they pass on"),
    "since": _("Since"),
    "source": _("Source"),
    "speaks_as": _("In the name of"),
    "started_date": _("From"),
    "state": _("State"),
    "subject": _("Subject"),
    "suspended_at": _("Suspended"),
    "tells_closed_words": _("With words of closed posts"),
    "text": _("Words"),
    "theme": _("Look"),
    "thread": _("Thread"),
    "time_zone": _("Time zone"),
    "title": _("Title"),
    "to": _("To"),
    "token_made": _("Key"),
    "trouble": _("Why it was not published"),
    "unit": _("Unit"),
    "updated_at": _("Changed"),
    "url": _("Address"),
    "user_name": _("User name"),
    "verb": _("What"),
    "versions": _("Earlier versions"),
    "website": _("Website"),
    "where": _("Where"),
    "where_in": _("Where"),
    "who": _("Who"),
    "why": _("Why"),
    "withdrawn_at": _("Withdrawn"),
    "words": _("Words"),
}
CODES: dict[str, dict[Any, Any]] = {
    "role": dict(Role.choices),
    "theme": dict(Person.Theme.choices),
    "audience": dict(Audience.Kind.choices),
    "state": dict(Draft.State.choices) | dict(Report.State.choices),
    "category": dict(Report.Category.choices),
    "action": dict(Filter.Action.choices),
    "contexts": dict(Filter.Context.choices),
    "replies": dict(PeopleList.Replies.choices),
    "channel": dict(NoticeChoice.Channel.choices),
    "language": dict(settings.LANGUAGES),
    "kind": dict(Notice.Kind.choices)
    | {
        "follows": _("you follow"),
        "follows_asked": _("you have asked to follow"),
        "followed_by": _("follows you"),
        "followed_by_asked": _("has asked to follow you"),
        "followed": _("followed"),
        "featured": _("on your profile"),
        "mute": _("muted"),
        "block": _("blocked"),
        "avoid": _("avoided"),
        "not_suggested": _("not to be suggested"),
        "daily_mail": _("daily mail"),
        "marker": _("how far you have looked"),
    },
    "verb": {
        "organisation.speak": _("speak for the organisation"),
        "organisation.manage": _("manage the organisation"),
        "organisation.clear": _("give clearances in the organisation"),
        "network.host": _("host the network"),
        "network.own": _("own the network"),
    },
}
STYLE = """\
:root { color-scheme: light dark; --ink: light-dark(#1c2420, #e8eeea); --quiet: light-dark(#4f5b55, #a5b1ab);
  --line: light-dark(#d9dfdc, #3a4440); --paper: light-dark(#fbfcfb, #151a18); --pine: light-dark(#0f5b3d, #7fd0a8); }
body { margin: 0 auto; max-inline-size: 42rem; padding: 1.5rem 1rem 4rem; background: var(--paper); color: var(--ink);
  font: 400 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
a { color: var(--pine); }
h1 { font: 500 1.75rem/1.25 Georgia, serif; }
.post, .row, .kind { border-block-start: 1px solid var(--line); margin: 0; padding-block: 1rem; }
.post .said, .said { font: 400 1.0625rem/1.6 Georgia, serif; }
.said > p:first-child { font-weight: 600; }
.by, .quiet, dt { color: var(--quiet); font-size: .8125rem; }
blockquote { margin: .5rem 0; padding-inline-start: 1rem; border-inline-start: 3px solid var(--line); }
blockquote .post { border: 0; padding: 0; }
dl { display: grid; grid-template-columns: minmax(6rem, 11rem) minmax(0, 1fr); gap: .25rem 1rem; }
dl.row dd, dl dd { margin: 0; }
.words { white-space: pre-wrap; }
.one:not(:last-child)::after { content: ","; }
img { max-inline-size: 100%; block-size: auto; display: block; margin-block: .75rem; }
pre { white-space: pre-wrap; }
@media (max-width: 24rem) { dl { grid-template-columns: minmax(0, 1fr); } }
@media print { body { max-inline-size: none; } }
"""


def name_of(name: str) -> str:
    """What a row calls something, in the reader's language; attributes of an organisation as they are."""
    return str(NAMES.get(name, name))


def code(name: str, value: Any) -> str:
    """A value, in words where it is one of a few."""
    known = CODES.get(name, {})
    return str(known[value]) if isinstance(value, str) and value in known else str(value)
