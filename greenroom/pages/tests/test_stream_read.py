"""Reading: home, thread, tag and the other feeds, each by those who may and by those who may not."""

import re

import pytest

from greenroom.pages.tests.stream_world import StreamWorld, address, words_of
from greenroom.social import actions

SECRET = "quillwort-77"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')  # drawn anew for each page


def test_guests_read_what_this_is_and_the_newest_public_posts(stream: StreamWorld) -> None:
    stream.says(stream.ida, "public", "Said to everybody")
    stream.says(stream.ida, "network", SECRET)

    page = words_of(stream.browser().get("/"))

    assert "Said to everybody" in page
    assert SECRET not in page
    assert "/account/login/" in page
    assert "formaction" not in page


def test_home_shows_the_post_as_a_letter(stream: StreamWorld) -> None:
    post = stream.says(stream.bram, "circle:board", "Read this first", note="A note of some length.")

    page = words_of(stream.browser(stream.ida).get("/"))

    assert f'<a href="{address(post)}">Read this first</a>' in page
    assert "<b>Board</b>, 2 people" in page
    assert "A note of some length." in page
    assert 'role="feed"' in page
    assert f'aria-posinset="1" aria-setsize="1" aria-labelledby="p{post.id}a p{post.id}t"' in page


def test_another_language_is_marked_and_the_own_one_is_not(stream: StreamWorld) -> None:
    stream.says(stream.ida, "network", "Wer hat das schon versucht?", language="de")
    stream.says(stream.ida, "network", "Who has tried this?", language="en")

    page = words_of(stream.browser(stream.ida).get("/"))

    assert page.count('<h2 dir="auto" lang="de">') == 1
    assert page.count('<h2 dir="auto">') == 1


def test_covered_words_stand_behind_a_line(stream: StreamWorld) -> None:
    stream.says(stream.ida, "network", "The result", spoiler_text="Ends of the match")

    page = words_of(stream.browser(stream.ida).get("/"))

    assert page.index('<details class="cover">') < page.index("Ends of the match") < page.index("The result")


def test_older_posts_stand_on_the_next_page(stream: StreamWorld) -> None:
    for number in range(23):
        stream.says(stream.ida, "network", f"Post number {number}.")
    browser = stream.browser(stream.ida)

    newest = words_of(browser.get("/"))
    older = words_of(browser.get(newest.split('<a class="btn" href="')[1].split('"')[0]))

    assert "Post number 22." in newest
    assert "Post number 3." in newest
    assert "Post number 2." not in newest
    assert "Post number 2." in older
    assert 'class="composer"' not in older


@pytest.mark.parametrize("cursor", ["abc", "-1", "9" * 30, "٣", ""])
def test_a_cursor_that_means_nothing_shows_the_newest(stream: StreamWorld, cursor: str) -> None:
    stream.says(stream.ida, "network", "Still here")

    answer = stream.browser(stream.ida).get("/", {"before": cursor})

    assert answer.status_code == 200
    assert "Still here" in words_of(answer)


@pytest.mark.parametrize(
    ("way", "key", "insider"),
    [
        ("/local/", "network", "noor"),
        ("/network/", "network", "noor"),
        ("/tags/crane/", "circle:board", "bram"),
        ("/", "circle:board", "bram"),
    ],
)
def test_a_feed_shows_a_closed_post_to_its_readers_alone(stream: StreamWorld, way: str, key: str, insider: str) -> None:
    stream.says(stream.ida, key, f"{SECRET} #crane")

    inside = words_of(stream.browser(getattr(stream, insider)).get(way))
    outside = stream.browser(stream.otto).get(way)

    assert SECRET in inside
    assert SECRET not in words_of(outside)


def test_an_unused_tag_and_a_hidden_one_are_the_same_page(stream: StreamWorld) -> None:
    stream.says(stream.ida, "circle:board", f"{SECRET} #crane")
    otto = stream.browser(stream.otto)

    hidden, unused = (words_of(otto.get(f"/tags/{tag}/")) for tag in ("crane", "crone"))

    assert TOKEN.sub("", hidden.replace("crane", "crone")) == TOKEN.sub("", unused)


def test_what_cannot_be_a_tag_is_no_page(stream: StreamWorld) -> None:
    assert stream.browser().get("/tags/two words/").status_code == 404


def test_a_thread_shows_ancestors_the_post_and_its_replies(stream: StreamWorld) -> None:
    first = stream.says(stream.ida, "public", "First thought", note="## A heading\n\nand words")
    second = stream.says(stream.bram, "public", "Second thought", reply_to=first)
    stream.says(stream.noor, "public", "Third thought", reply_to=second)

    page = words_of(stream.browser(stream.ida).get(address(second)))

    assert page.index("First thought") < page.index("<h1") < page.index("Third thought")
    assert "Reply to <span data-to>" in page or "Reply to everybody" in page


def test_the_page_of_a_post_carries_its_note_as_prose(stream: StreamWorld) -> None:
    post = stream.says(stream.ida, "public", "First thought", note="## A heading\n\nand words")

    page = words_of(stream.browser().get(address(post)))

    assert '<div class="prose"' in page
    assert "A heading</h" in page
    assert "Sign in to reply" in page
    assert "Anyone, also without signing in." in page


@pytest.mark.parametrize("word", ["", "history/", "edit/", "narrow/", "delete/", "boosters/", "helped-by/", "reply/"])
def test_a3_a4_hidden_deleted_and_never_written_are_the_same_answer(stream: StreamWorld, word: str) -> None:
    hidden = stream.says(stream.ida, "circle:board", SECRET)
    deleted = stream.says(stream.ida, "public", "Gone soon")
    actions.delete_post(post=deleted, by=stream.ida, now=stream.later())
    noor = stream.browser(stream.noor)

    answers = [noor.get(f"/@ida/{number}/{word}") for number in (hidden.id, deleted.id, 77, 2**63, 10**19 - 1)]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


def test_a_wrong_name_leads_to_the_right_address_only_for_readers(stream: StreamWorld) -> None:
    post = stream.says(stream.ida, "circle:board", SECRET)

    reader = stream.browser(stream.bram).get(f"/@noor/{post.id}/")
    stranger = stream.browser(stream.noor).get(f"/@noor/{post.id}/")

    assert (reader.status_code, reader["Location"]) == (302, address(post))
    assert stranger.status_code == 404


def test_history_shows_every_version_to_the_readers_of_today(stream: StreamWorld) -> None:
    post = stream.says(stream.ida, "circle:board", "We said weather")
    actions.edit_post(post=post, headline="It was a crane", note="", by=stream.ida, now=stream.later())

    page = words_of(stream.browser(stream.bram).get(address(post, "history/")))

    assert page.index("It was a crane") < page.index("We said weather")


def test_home_costs_the_same_queries_however_much_there_is(
    stream: StreamWorld, django_assert_max_num_queries: object
) -> None:
    for number in range(25):
        post = stream.says(stream.bram, "circle:board", f"Post {number}", note="A note.")
        stream.says(stream.ida, "circle:board", "Reply", reply_to=post)
    browser = stream.browser(stream.ida)
    browser.get("/")

    with django_assert_max_num_queries(12):  # type: ignore[operator]
        browser.get("/")
