"""Planted defects: each stands for a build with one mistake; the oracle has to find every one by itself.

`at` names the surfaces that are read for it. A defect of a verb (`grows=True`) needs a world of its own,
since it spoils how the world grows; the others spoil only how one is read.
"""

import contextlib
import dataclasses
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any
from unittest import mock

from django.db.models import Value

from greenroom.social import standing
from greenroom.social.models import Audience, Circle, CircleMember, Draft
from greenroom.social.visibility import Viewer
from greenroom.testing.oracle import (
    slips,
    slips_clocks,
    slips_egress,
    slips_exports,
    slips_media,
    slips_notices,
    slips_polls,
    slips_reports,
    slips_search,
    slips_shelves,
)
from greenroom.testing.surfaces import SURFACES, Surface

Plant = Callable[[], AbstractContextManager[Any]]
patch = mock.patch
TIMELINES = ("home", "local", "network", "profile, organisation, circle", "post")


@dataclass(frozen=True)
class Defect:
    """One mistake, how to plant it, and where it shows."""

    name: str
    plant: Plant
    at: tuple[str, ...]
    grows: bool = False

    @property
    def surfaces(self) -> list[Surface]:
        """The surfaces that are read."""
        return [surface for surface in SURFACES if surface.name in self.at]


def gate_forgotten() -> AbstractContextManager[Any]:
    """A list that does not ask the rule of visibility at all."""
    return patch.object(Viewer, "rule", lambda *_args, **_kwargs: "1 = 1")


def statement_without(*conditions: str) -> Plant:
    """What somebody belongs to, read without some of its conditions."""

    def plant() -> AbstractContextManager[Any]:
        spoiled = standing.EVERYTHING
        for condition in conditions:
            assert condition in spoiled, f"{condition} is not there any more"  # noqa: S101 - a guard of the proof
            spoiled = spoiled.replace(condition, "1 = 1")
        return patch.object(standing, "EVERYTHING", spoiled)

    return plant


def rule_with(also: int) -> Plant:
    """The rule with an audience that everybody who is signed in belongs to."""
    real = Viewer.rule

    def rule(viewer: Viewer, key: str, author: str, audience: str, deleted_at: str) -> str:
        told = real(viewer, key, author, audience, deleted_at)
        return told if viewer.is_guest else f"({told} OR ({audience} = {also} AND {deleted_at} IS NULL))"

    return lambda: patch.object(Viewer, "rule", rule)


def rule_without_suspension() -> AbstractContextManager[Any]:
    """Who is suspended is read on."""
    real = Viewer.rule

    def rule(viewer: Viewer, *columns: str, **named: str) -> str:
        return real(viewer, *columns, **named).replace("WHERE suspended_at IS NOT NULL", "WHERE 1 = 0")

    return patch.object(Viewer, "rule", rule)


def rule_without_blocks() -> AbstractContextManager[Any]:
    """Blocks are written and never read."""

    def blind(key: int) -> standing.Standing:
        return dataclasses.replace(standing.standing_of(key), hidden=set())

    return patch("greenroom.social.visibility.standing_of", blind)


def rows(target: str, everybodys: Callable[[], Any]) -> Plant:
    """A look-up that forgets whose rows it may return."""
    return lambda: patch(f"greenroom.{target}", lambda *_args, **_kwargs: everybodys())


def all_drafts() -> Any:
    """Drafts without their person."""
    return Draft.objects.select_related("speaks_as", "audience__owner")


def all_places() -> Any:
    """Places in circles without their person."""
    return CircleMember.objects.filter(left_at=None).select_related("circle__identity", "circle__audience")


@contextlib.contextmanager
def circles_without_a_door() -> Iterator[None]:
    """Whoever knows the handle of a circle comes in: neither the door nor the look-up asks who is listed."""
    with (
        answers("pages.places.doors._is_open", value=True)(),
        rows("social.queries.circles._places", all_places)(),
    ):
        yield


def all_rooms(_person: object) -> Any:
    """Every circle in everybody's rail."""
    return list(Circle.objects.values_list("identity__display_name", "identity__handle", Value(1)))


def all_circle_lines(_person: object) -> Any:
    """Every circle in everybody's list."""
    from greenroom.social.queries import CircleLine

    circles = Circle.objects.select_related("identity")
    return [CircleLine(circle=row, identity=row.identity, members=1, is_keeper=False) for row in circles]


@contextlib.contextmanager
def one_standing_for_all() -> Iterator[None]:
    """A cache whose key lacks the person: the first reader's memberships serve everybody."""
    kept: dict[str, Any] = {}

    def remembered(key: int) -> Any:
        return kept.setdefault("standing", standing.standing_of(key))

    with patch("greenroom.social.visibility.standing_of", remembered):
        yield


def answers(target: str, value: object) -> Plant:
    """A function of the program that gives the same answer whatever it is asked."""
    return lambda: patch(f"greenroom.{target}", lambda *_args, **_kwargs: value)


def replaced(target: str, by: object) -> Plant:
    """Another function in the place of one of the program's."""
    return lambda: patch(f"greenroom.{target}", by)


ASKED_OF_THE_GATE = ("home", "local", "network", "tag", "kept", "compose", "post", "history", "event stream")
CLOCKS = ("clocks of readers",)
HEADERS = {
    surface.name
    for surface in SURFACES
    if surface.name
    not in {"archives", "event stream", "logs", "mail", "daily mail", "pushes", "notices written", "requests to others"}
}

DEFECTS: list[Defect] = [
    *(Defect(f"{name}: the gate is forgotten", gate_forgotten, (name,)) for name in ASKED_OF_THE_GATE),
    *(Defect(f"{name}: a header for developers", slips.careless_header, (name,)) for name in sorted(HEADERS)),
    Defect("profile: the gate is forgotten", gate_forgotten, ("profile, organisation, circle",)),
    Defect("blocks are not asked", rule_without_blocks, TIMELINES),
    Defect("suspension is not asked", rule_without_suspension, TIMELINES),
    Defect("direct posts are read by all", rule_with(Audience.DIRECT), TIMELINES),
    Defect("followers' posts are read by all", rule_with(Audience.FOLLOWERS), TIMELINES),
    Defect("the network is read by whoever signs in", rule_with(Audience.NETWORK), TIMELINES),
    Defect("who left a circle still reads", statement_without("m.left_at IS NULL"), TIMELINES),
    Defect("newcomers read what was said before", answers("social.standing._first_readable", None), TIMELINES),
    Defect("a closed circle still reads", statement_without("c.closed_at IS NULL", "a.closed_at IS NULL"), TIMELINES),
    Defect("a cache without the person", one_standing_for_all, TIMELINES),
    Defect("clocks of all", replaced("social.queries.clocks.belonging", slips_clocks.everybody), CLOCKS),
    Defect("clocks forget blocks", replaced("social.queries.clocks.Block", slips_clocks.NoBlocks), CLOCKS),
    Defect("clocks of any circle", replaced("social.queries.audience_by_key", slips_clocks.any_audience), CLOCKS),
    Defect("drafts of all", rows("social.queries.drafts._rows", all_drafts), ("drafts",)),
    Defect("a draft by its number", rows("social.queries.drafts._rows", all_drafts), ("draft",)),
    Defect("a circle by its handle", circles_without_a_door, ("people of a place",)),
    Defect("the rail lists every circle", replaced("social.queries.rooms_of", all_rooms), ("home",)),
    Defect("the list of circles is everybody's",
           replaced("pages.places.views_circles.social.circles_of", all_circle_lines), ("circles",)),
    Defect("a list: the gate is forgotten", gate_forgotten, ("a list",)),
    Defect("conversations without the gate", slips_shelves.letters_of_all, ("direct",)),
    Defect("unread letters of others are counted", slips_shelves.letters_of_all_are_counted, ("direct",)),
    Defect("suggestions ask nobody who is to stand apart", slips_shelves.suggestions_unasked, ("people to follow",)),
    Defect("suggestions forget blocks", rule_without_blocks, ("people to follow",)),
    Defect("a tag on a profile: the gate is forgotten", gate_forgotten, ("a tag on a profile",)),
    Defect("archives of others", rows("imports.queries._own", slips_shelves.all_imports), ("brought along",)),
    Defect("links to elsewhere: the gate is forgotten", gate_forgotten, ("passed on elsewhere",)),
    Defect("a tag on a profile forgets blocks", rule_without_blocks, ("a tag on a profile",)),
    Defect("a tag on a profile with its author's eyes", slips_shelves.tag_of_its_author, ("a tag on a profile",)),
    Defect("tags on a profile count what is closed", slips_shelves.figures_of_all, ("a tag on a profile",)),
    Defect("filters of others", rows("social.queries.filters._own", slips_shelves.all_filters), ("filters",)),
    Defect("everybody's filters fold for all", statement_without("f.owner_id = %(me)s"), ("local", "network", "home")),
    Defect("lists of others", rows("social.queries.lists._own", slips_shelves.all_lists), ("lists", "a list")),
    Defect("search: the gate is forgotten", gate_forgotten, ("search",)),
    Defect("totals count what is hidden", slips_search.total_of_all, ("search",)),
    Defect("tags count what is hidden", slips_search.tags_of_all, ("search",)),
    Defect("circles are found by name", slips_search.names_of_circles, ("search",)),
    Defect("a hidden place is answered otherwise", slips_search.places_of_all, ("search",)),
    Defect("a hidden author is answered otherwise", slips_search.authors_of_all, ("search",)),
    Defect("one search for all", slips_search.one_search_for_all, ("search",)),
    Defect("edits are not indexed", slips_search.edits_are_not_indexed, ("search",), grows=True),
    Defect("a followed tag grants", slips_shelves.followed_tags_grant, ("home",)),
    Defect("figures before the vote", slips_polls.figures_for_all, ("figures of polls",)),
    Defect("a vote past the gate", slips_polls.votes_from_anywhere, (), grows=True),
    Defect("pins past the gate", slips_polls.pins_for_all, ("profile, organisation, circle",)),
    Defect("profiles say what is to come", slips_polls.scheduled_on_profiles, ("profile, organisation, circle",)),
    Defect("what comes out is not checked again", slips_polls.release_unchecked, (), grows=True),
    Defect("a note is shown to others", slips_shelves.notes_of_all,
           ("note about somebody", "profile, organisation, circle")),
    Defect("a feed with its author's eyes", slips_egress.feed_as_its_author_sees_it, ("feeds of profiles",)),
    Defect("a tag's feed with a member's eyes", slips_egress.tag_feed_of_somebody, ("feeds of tags",)),
    Defect("private feed: the gate is forgotten", gate_forgotten, ("private feed",)),
    Defect("one feed for all", slips_egress.one_home_for_all_feeds, ("private feed",)),
    Defect("a feed that has ended goes on", slips_egress.ended_feeds_go_on, ("private feed",)),
    Defect("archives: the gate is forgotten", gate_forgotten, ("archives",)),
    Defect("archives hold what was answered once", slips_exports.answered_unasked, ("archives",)),
    Defect("archives hold what was readable once", slips_exports.kept_unasked, ("archives",)),
    Defect("archives hold reports of all", slips_exports.reports_of_all, ("archives",)),
    Defect("links of closed posts are asked", slips_egress.cards_of_all, ("requests to others",), grows=True),
    Defect("links of narrowed posts are asked", slips_egress.card_of_the_narrowed, ("requests to others",), grows=True),
    Defect("links of the suspended are asked", slips_egress.card_of_the_suspended, ("requests to others",), grows=True),
    Defect("a card on another's post", slips_egress.cards_on_the_wrong_post, TIMELINES, grows=True),
    Defect("reports of all", slips_reports.reports_of_all, ("reports",)),
    Defect("the hosts' desk has no door", slips_reports.desk_for_all, ("reports",)),
    Defect("looks are shown to all", slips_reports.looks_for_all, ("looks of hosts",)),
    Defect("a post taken down keeps its words", slips_reports.taking_down_leaves_words, TIMELINES, grows=True),
    Defect("pictures: the gate is forgotten", slips_media.files_unasked, ("pictures",)),
    Defect("a picture without a post is anybody's", slips_media.unused_for_all, ("pictures",)),
    Defect("a sealed address outlasts narrowing", slips_media.seals_forget_the_audience, ("pictures",), grows=True),
    Defect("a sealed address looks at the seal alone", slips_media.seals_outlast_suspension, ("pictures",), grows=True),
    Defect("a form takes any picture", slips_media.forms_take_any_picture, ("forms with pictures",)),
    Defect("a picture left out stays", slips_media.edits_keep_what_is_left_out, ("pictures",), grows=True),
    Defect("the page of a picture: the gate is forgotten", gate_forgotten, ("picture",)),
    Defect("a log line quotes the post", slips.talkative_log, ("local", "logs")),
    Defect("a mail quotes the post to all", slips.mail_to_all, ("mail",), grows=True),
    Defect("daily mail: the gate is forgotten", gate_forgotten, ("daily mail",)),
    Defect("a daily mail of what was readable once", slips_notices.mail_of_what_was_readable, ("daily mail",)),
    Defect("one daily mail for all", slips_notices.one_mail_for_all, ("daily mail",)),
    Defect("pushes: the gate is forgotten", gate_forgotten, ("pushes",)),
    Defect("a push of what was readable once", slips_notices.push_of_what_was_readable, ("pushes",)),
    Defect("one push for all", slips_notices.one_push_for_all, ("pushes",)),
    Defect("a push quotes what was written", slips_notices.push_that_quotes, ("pushes", "daily mail")),
    Defect("notices do not ask who reads", slips.notices_unasked, ("notices written",), grows=True),
    Defect("answers stay wide when the post is narrowed",
           answers("social.actions.narrowing.Narrowing.let_answers_follow", []), (), grows=True),
    Defect("narrowing may widen", answers("social.actions.narrowing.is_narrower", value=True), (), grows=True),
    Defect("narrowing lets the named in", slips.narrowing_lets_the_named_in, (), grows=True),
    Defect("answers may reach further", answers("social.actions.aiming.lies_within", value=True), (), grows=True),
    Defect("narrowing is not stored", answers("social.actions.narrowing.Narrowing.write", None), TIMELINES, grows=True),
    Defect("deleting leaves words and row", slips.deleting_leaves_words, TIMELINES, grows=True),
    Defect("the end of a membership is not stored", slips.membership_does_not_end, TIMELINES, grows=True),
    Defect("leaving a circle is not stored", slips.leaving_is_not_stored, TIMELINES, grows=True),
    Defect("a block is not stored", slips.block_is_not_stored, TIMELINES, grows=True),
    Defect("suspension is not stored", slips.suspension_is_not_stored, TIMELINES, grows=True),
]  # fmt: skip


def is_seen(surface: Surface) -> bool:
    """Whether some defect is planted at this surface."""
    return any(surface.name in defect.at for defect in DEFECTS)
