"""Authors who are none of the readers of their own words any more, or never were: what they may do and learn."""

import pytest

from greenroom.pages.tests.stream_world import StreamWorld, address, words_of
from greenroom.people import actions as people
from greenroom.people.models import Membership
from greenroom.social import actions, queries
from greenroom.social.models import Audience, Post


@pytest.fixture
def left_behind(stream: StreamWorld) -> Post:
    """Bram's words to the Board, from which he was taken since."""
    post = stream.says(stream.bram, "circle:board", "My view of the draft")
    actions.remove_from_circle(circle=stream.board, person=stream.bram, by=stream.ida, now=stream.later())
    return post


@pytest.fixture
def narrowed_away(stream: StreamWorld) -> Post:
    """Noor's public answer in a thread that Ida then narrowed to the Board."""
    thread = stream.says(stream.ida, "public", "What do we say on Friday?")
    reply = stream.says(stream.noor, "", "Nothing before nine.", reply_to=thread)
    actions.narrow_post(post=thread, audience=stream.board.audience, by=stream.ida, now=stream.later())
    return reply


def test_words_to_a_circle_can_be_deleted_after_leaving_it(stream: StreamWorld, left_behind: Post) -> None:
    bram = stream.browser(stream.bram)

    asked = bram.get(address(left_behind, "delete/"))
    gone = bram.post(address(left_behind, "delete/"))

    assert (asked.status_code, gone.status_code) == (200, 302)
    left_behind.refresh_from_db()
    assert left_behind.deleted_at is not None


def test_words_to_an_organisation_can_be_deleted_after_leaving_it(stream: StreamWorld) -> None:
    queries.audience_of(stream.skerrow.identity)
    house = stream.says(stream.ida, "org:skerrow", "Until Friday, nobody outside", speaks_as=stream.skerrow.identity)
    post = stream.says(stream.bram, "", "Not even the works council?", reply_to=house)
    membership = Membership.objects.get(person=stream.bram, organisation=stream.skerrow)
    people.end_membership(membership=membership, by=stream.ida, now=stream.later())

    gone = stream.browser(stream.bram).post(address(post, "delete/"))

    assert gone.status_code == 302
    post.refresh_from_db()
    assert post.deleted_at is not None


def test_an_answer_narrowed_away_from_its_author_can_be_deleted(stream: StreamWorld, narrowed_away: Post) -> None:
    gone = stream.browser(stream.noor).post(address(narrowed_away, "delete/"))

    assert gone.status_code == 302
    narrowed_away.refresh_from_db()
    assert narrowed_away.deleted_at is not None


def test_words_to_a_circle_can_be_narrowed_after_leaving_it(stream: StreamWorld, left_behind: Post) -> None:
    bram = stream.browser(stream.bram)

    asked = bram.get(address(left_behind, "narrow/"))
    done = bram.post(address(left_behind, "narrow/"), {"audience": "direct"})

    assert (asked.status_code, done.status_code) == (200, 302)
    left_behind.refresh_from_db()
    assert left_behind.audience_id == Audience.DIRECT


def test_nobody_says_something_else_in_a_circle_that_they_have_left(stream: StreamWorld, left_behind: Post) -> None:
    answer = stream.browser(stream.bram).post(address(left_behind, "edit/"), {"headline": "Something else"})

    assert answer.status_code == 404
    left_behind.refresh_from_db()
    assert left_behind.headline == "My view of the draft"


@pytest.mark.parametrize("word", ["", "narrow/", "delete/"])
def test_an_author_outside_learns_of_no_circle(stream: StreamWorld, narrowed_away: Post, word: str) -> None:
    page = words_of(stream.browser(stream.noor).get(address(narrowed_away, word)))
    letter, shown = page.split("<main", 1)[1], 'to <svg class="i s" aria-hidden="true"><use href="#i-lock"/></svg>'

    assert f"{shown} <b>fewer people</b>" in letter
    for told in ("Board", "Circle", "circle", "any more"):
        assert told not in letter.split("</main>")[0], told


def test_an_author_outside_reads_a_sentence_that_is_true(stream: StreamWorld, narrowed_away: Post) -> None:
    page = words_of(stream.browser(stream.noor).get(address(narrowed_away)))

    assert "Fewer people read this now. You still see your own words." in page


def test_an_author_outside_does_not_learn_which_of_those_named_reads_on(stream: StreamWorld) -> None:
    thread = stream.says(stream.ida, "public", "What do we say on Friday?")
    reply = stream.says(stream.otto, "public", "Ask @bram and @noor", reply_to=thread)
    actions.narrow_post(post=thread, audience=stream.board.audience, by=stream.ida, now=stream.later())

    page = words_of(stream.browser(stream.otto).get(address(reply, "narrow/")))

    assert "those of them who read it now, and you" in page
    assert "Bram" not in page


def test_narrowing_to_the_people_mentioned_names_who_keeps_reading(stream: StreamWorld) -> None:
    post = stream.says(stream.ida, "network", "Thanks to @bram, @noor and @ida")
    ida = stream.browser(stream.ida)

    page = words_of(ida.get(address(post, "narrow/")))

    assert '<span>Only the people I mention</span><span class="n">Bram Holtervik, Noor Jansma and you</span>' in page
    ida.post(address(post, "narrow/"), {"audience": "direct"})
    for reader, status in ((stream.bram, 200), (stream.noor, 200), (stream.ida, 200), (stream.otto, 404)):
        assert stream.browser(reader).get(address(post)).status_code == status


def test_narrowing_a_post_that_names_nobody_says_that_only_its_author_is_left(stream: StreamWorld) -> None:
    own = stream.says(stream.ida, "network", "A thought")
    house = stream.says(stream.ida, "network", "From all of us", speaks_as=stream.skerrow.identity)
    ida = stream.browser(stream.ida)

    assert '<span>Only you</span><span class="n">nobody else</span>' in words_of(ida.get(address(own, "narrow/")))
    assert "<span>Only Skerrow Ferries</span>" in words_of(ida.get(address(house, "narrow/")))
