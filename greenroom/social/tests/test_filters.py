"""Filters: what they fold away and hide, where, and for whom."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from greenroom.kit import worker
from greenroom.social import actions, extras, queries, timelines
from greenroom.social.actions import FilterSpec, Looked
from greenroom.social.models import Audience, Filter
from greenroom.social.tests.village import eyes

PUBLIC = Audience.PUBLIC
HOUR = timedelta(hours=1)
EVERYWHERE = tuple(Filter.Context.values)


@pytest.fixture
def bram(village, ida):
    bram = village.person("bram")
    village.follow(ida, bram)
    return bram


def spec(*words, title="Layoffs", contexts=EVERYWHERE, action="hide", lasts=None):
    looked = [Looked(text=word) if isinstance(word, str) else Looked(text=word[0], is_whole=False) for word in words]
    return FilterSpec(title=title, words=looked, contexts=contexts, action=action, lasts=lasts)


def make(owner, *words, ago=timedelta(0), **more):
    now = timezone.now() - ago
    return actions.make_filter(owner=owner.identity, spec=spec(*words, **more), by=owner, now=now)


def home(person, **more):
    return [entry.post for entry in timelines.home(eyes(person), **more).entries]


def words_at(posts):
    return [view.post.headline for view in posts]


def test_a_post_with_the_word_is_folded_away_under_the_filters_name(village, ida, bram):
    village.post(bram, "LAYOFFS again", to=PUBLIC)
    village.post(bram, "Laid off, they say", to=PUBLIC)
    make(ida, "layoffs", action="warn")

    assert [(view.post.headline, view.filtered and view.filtered.title) for view in home(ida)] == [
        ("Laid off, they say", None),
        ("LAYOFFS again", "Layoffs"),
    ]
    assert not any(view.filtered for view in home(bram))


@pytest.mark.parametrize("place", ["headline", "note", "spoiler_text", "description", "choice", "tag"])
def test_words_are_looked_for_everywhere_in_a_post(village, ida, bram, place):
    said = {"headline": "Words"} | ({place: "about layoffs"} if place in {"headline", "note", "spoiler_text"} else {})
    if place == "tag":
        said["note"] = "#Layoffs"
    post = village.post(bram, to=PUBLIC, **said)
    if place == "description":
        picture = {"id": 1, "mime": "", "width": 1, "height": 1, "is_animated": False, "blurhash": ""}
        extras.write(post, "media", [{**picture, "description": "A sign: layoffs", "focus_x": 0, "focus_y": 0}])
    if place == "choice":
        ends = {"is_multiple": False, "ends_at": "2027-01-01T00:00:00+00:00"}
        extras.write(post, "poll", {"options": [[1, "No"], [2, "Layoffs"]], **ends})
    assert len(home(ida)) == 1
    make(ida, "layoffs")

    assert home(ida) == []


def test_ones_own_words_are_never_filtered(village, ida, bram):
    house = village.organisation("skerrow", owner=ida)
    village.post(ida, "My layoffs", to=PUBLIC)
    village.post(ida, "Our layoffs", to=PUBLIC, author=house.identity)
    make(ida, "layoffs")

    assert words_at(home(ida)) == ["Our layoffs", "My layoffs"]


def test_hiding_goes_before_folding_and_parts_of_words_must_be_meant(village, ida, bram):
    village.post(bram, "On ferries", to=PUBLIC)
    make(ida, "ferr", title="Whole")
    assert len(home(ida)) == 1
    make(ida, ["ferr"], title="Parts", action="warn")
    assert home(ida)[0].filtered.title == "Parts"
    make(ida, "ferries")

    assert home(ida) == []


PLACES = {
    "home": "home",
    "list": "home",
    "local": "public",
    "network": "public",
    "tag": "public",
    "profile": "account",
    "organisation": "account",
    "circle": "account",
    "thread": "thread",
    "ancestors": "thread",
    "notices": "notifications",
    "kept": None,
}


@pytest.mark.parametrize("context", EVERYWHERE)
def test_a_filter_holds_where_it_was_made_for_and_nowhere_else(village, ida, bram, context):
    house = village.organisation("skerrow", owner=bram, members=(ida,))
    board = village.circle("board", keeper=bram, members=(ida,))
    for to in (Audience.NETWORK, house, board):
        village.post(bram, "Layoffs #layoffs", to=to)
    mine = village.post(ida, "Mine", to=PUBLIC)
    answer = village.post(bram, "Layoffs, @ida", reply_to=mine, to=PUBLIC)
    below = village.post(ida, "Below", reply_to=answer, to=PUBLIC)
    village.act(actions.keep, post=answer, identity=ida.identity, by=ida)
    some = village.act(actions.create_list, owner=ida.identity, name="Some", replies="followed", by=ida)
    village.act(actions.add_to_list, people_list=some, member=bram.identity, by=ida)
    worker.work_off(village.tick())

    def seen():
        viewer = eyes(ida)
        pages = {
            "home": timelines.home(viewer),
            "list": timelines.people_list(viewer, some),
            "local": timelines.local(viewer),
            "network": timelines.network(viewer),
            "tag": timelines.tag(viewer, "layoffs"),
            "profile": timelines.profile(viewer, bram.identity),
            "organisation": timelines.organisation(viewer, house.identity),
            "circle": timelines.circle(viewer, board.identity),
            "kept": timelines.kept(viewer),
        }
        counted = {
            name: sum("Layoffs" in entry.post.post.headline for entry in page.entries) for name, page in pages.items()
        }
        counted["thread"] = len(timelines.thread(viewer, mine.pk).replies) - 1  # without "Below"
        counted["ancestors"] = len(timelines.thread(viewer, below.pk).ancestors) - 1
        counted["notices"] = len([one for one in queries.notices_for(viewer).groups if one.kind == "reply"])
        return counted

    before = seen()
    assert min(before.values()) > 0, before
    make(ida, "layoffs", contexts=[context])

    after = seen()
    assert {name for name in before if after[name] == 0} == {name for name, at in PLACES.items() if at == context}
    assert {name: after[name] for name, at in PLACES.items() if at != context} == {
        name: before[name] for name, at in PLACES.items() if at != context
    }


def test_the_post_that_was_opened_is_shown_whatever_the_filters_say(village, ida, bram):
    post = village.post(bram, "Layoffs", to=PUBLIC)
    village.post(bram, "More layoffs", reply_to=post)
    make(ida, "layoffs")

    thread = timelines.thread(eyes(ida), post.pk)
    assert (thread.post.filtered, thread.replies) == (None, [])


def test_an_ended_filter_counts_for_nothing_at_once_and_is_tidied_after_a_week(village, ida, bram):
    village.post(bram, "Layoffs", to=PUBLIC)
    make(ida, "layoffs", lasts=HOUR)
    assert home(ida) == []
    now = timezone.now()
    worker.work_off(now)
    Filter.objects.update(ends_at=now - timedelta(seconds=1))

    assert len(home(ida)) == 1
    assert len(queries.filters_of(eyes(ida))) == 1
    worker.work_off(now + timedelta(days=2))
    assert Filter.objects.exists()
    worker.work_off(now + timedelta(days=9))
    assert not Filter.objects.exists()


@pytest.mark.parametrize("direction", ["before", "after"])
def test_hidden_posts_leave_no_short_page_and_no_gap(village, ida, bram, direction, monkeypatch):
    for number in range(60):
        loud = number % 3 == 0 or 20 < number < 36
        village.post(bram, f"{'Layoffs' if loud else 'Words'} {number}", to=PUBLIC)
    everything = [words for words in words_at(home(ida, limit=100)) if "Words" in words]
    make(ida, "layoffs")

    found, cursor = [], None if direction == "before" else 0
    while True:
        page = timelines.home(eyes(ida), limit=4, **{direction: cursor})
        words = words_at(entry.post for entry in page.entries)
        found = found + words if direction == "before" else words + found
        if not page.has_more:
            break
        assert len(words) == 4
        cursor = page.oldest if direction == "before" else page.newest
    assert found == everything


def test_somebody_who_hides_nearly_everything_still_gets_to_the_end(village, ida, bram):
    village.post(bram, "The first words", to=PUBLIC)
    for number in range(40):
        village.post(bram, f"Layoffs {number}", to=PUBLIC)
    make(ida, "layoffs")
    pages = [timelines.home(eyes(ida), limit=2)]
    while pages[-1].has_more:
        pages.append(timelines.home(eyes(ida), limit=2, before=pages[-1].oldest))
        assert len(pages) < 10

    assert [words for page in pages for words in words_at(entry.post for entry in page.entries)] == ["The first words"]
    assert pages[0].newest > pages[-1].newest  # what is hidden counts as seen: nothing waits behind the button
    assert timelines.waiting(eyes(ida), "home", after=0) == 1


def test_hidden_notices_are_not_counted_and_do_not_stop_the_marker(village, ida, bram):
    village.post(bram, "@ida hello", to=PUBLIC)
    village.post(bram, "@ida layoffs", to=PUBLIC)
    worker.work_off(village.tick())
    assert queries.unread_notices(ida) == 2
    make(ida, "layoffs")

    page = queries.notices_for(eyes(ida))
    assert [group.post.post.headline for group in page.groups] == ["@ida hello"]
    assert queries.unread_notices(ida) == 1
    actions.mark_seen(person=ida, timeline="notices", last_id=page.newest_id, now=village.tick())
    assert queries.unread_notices(ida) == 0


def test_filters_cost_no_query(village, ida, bram):
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            timelines.home(eyes(ida))
        return len(captured)

    for number in range(45):
        village.post(bram, f"Words {number}", to=PUBLIC)
    plain = asked()
    make(ida, "layoffs", action="warn")
    assert asked() == plain
    make(ida, "layoffs")
    assert asked() == plain
