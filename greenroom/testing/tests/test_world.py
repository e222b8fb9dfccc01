"""The demo world: its words are fit to be posted, and it stands when it is built."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from greenroom.kit import text
from greenroom.testing.world import clock, script
from greenroom.testing.world.cast import PEOPLE
from greenroom.testing.world.houses import HOUSES
from greenroom.testing.world.questions import LATER, QUESTIONS, morning
from greenroom.testing.world.rooms import ROOMS
from greenroom.testing.world.shelves import SHELVES

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)  # nine o'clock where they work


@pytest.mark.fast
def test_everybody_who_speaks_or_is_listed_exists():
    people = {player.handle for player in PEOPLE}
    houses = {house.handle for house in HOUSES}
    lines = [line for thread in script.threads() for line in thread.lines]

    assert len(people) == len(PEOPLE) == 60
    assert len(houses) == 10
    assert {line.writer for line in lines} <= people
    assert {line.speaker for line in lines} <= people | houses
    assert {who for line in lines for who in (*line.helped, *line.boosted, *line.kept)} <= people
    assert {who for room in ROOMS for who in (room.keeper, *room.people.split(), *room.late)} <= people
    assert {who for player in PEOPLE for who in player.likes.split()} <= people | houses


@pytest.mark.fast
def test_three_languages_and_long_notes():
    lines = [line for thread in script.threads() for line in thread.lines]
    languages = Counter(line.language for line in lines)

    assert len(lines) > 400
    assert min(languages[code] for code in ("en", "de", "fr")) >= 50
    assert sum(len(line.words.split()) > 250 for line in lines) >= 15


@pytest.mark.fast
def test_the_words_are_direct():
    lines = [line for thread in script.threads() for line in thread.lines]
    loud = [line.words[:40] for line in lines if "!" in line.words or not text.split(line.words).headline]

    assert loud == []


@pytest.mark.fast
@pytest.mark.parametrize("hours", range(0, 168, 7))
def test_nothing_happens_in_the_future_whenever_it_is_built(hours):
    now = MONDAY + timedelta(hours=hours)
    anchor = clock.working_moment(now)
    moments = [
        clock.moment(thread.began, anchor=anchor) + line.after for thread in script.threads() for line in thread.lines
    ]

    assert anchor <= now
    assert max(moments) < anchor


@pytest.mark.fast
@pytest.mark.parametrize("hours", range(0, 168, 7))
def test_what_comes_out_later_is_later_whenever_it_is_built(hours):
    now = MONDAY + timedelta(hours=hours)
    anchor = clock.working_moment(now)

    assert min(morning(anchor, one.days, one.at) for one in LATER) > now + timedelta(hours=12)


@pytest.mark.fast
def test_offsets_and_days_are_read():
    anchor = datetime(2026, 11, 23, 10, 0, tzinfo=clock.ZONE)  # a Monday

    assert clock.moment("d1 16:05", anchor=anchor) == datetime(2026, 11, 20, 16, 5, tzinfo=clock.ZONE)
    assert clock.moment("-1h5m", anchor=anchor) == datetime(2026, 11, 23, 8, 55, tzinfo=clock.ZONE)
    assert script.span("+2h20m") == timedelta(minutes=140)
    with pytest.raises(ValueError, match="neither a day"):
        clock.moment("soon", anchor=anchor)
    with pytest.raises(ValueError, match="is not an offset"):
        script.span("later")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_world_stands():
    from greenroom.kit.models import Errand
    from greenroom.people.models import Identity
    from greenroom.social import queries, timelines
    from greenroom.social.models import Draft, ListMember, PollVote, Post, Report
    from greenroom.social.visibility import GUEST, viewer_of
    from greenroom.testing.world.build import build

    stage = build(now=MONDAY)

    assert Post.objects.count() == sum(len(thread.lines) for thread in script.threads()) + len(QUESTIONS)
    waiting = {"state": "waiting", "due_at__gt": stage.anchor}  # polls that run, posts that come out later
    assert set(Errand.objects.exclude(**waiting).values_list("state", flat=True)) == {"done"}
    assert Draft.objects.filter(state="scheduled", due_at__gt=MONDAY).count() == len(LATER)
    assert not Draft.objects.filter(state="failed").exists()
    assert PollVote.objects.count() > 40
    assert ListMember.objects.count() == sum(len(shelf.people.split()) for shelf in SHELVES)
    assert Report.objects.get().state == "open"
    ida = Identity.objects.get(handle="ida")
    assert timelines.home(viewer_of(ida)).has_more
    assert queries.unread_notices(ida.person) > 0
    assert queries.drafts_of(stage.people["ida"])
    assert (
        not Post.objects.visible_to(viewer_of(stage.identity("runa"))).filter(audience__owner__handle="board").exists()
    )
    open_kinds = set(Post.objects.visible_to(GUEST).values_list("audience__kind", flat=True))
    assert open_kinds == {"public"}
