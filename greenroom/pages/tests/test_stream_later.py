"""Sending later over HTTP: the writer's own clock, what stays typed, and what the page of drafts offers."""

from datetime import UTC, datetime, timedelta

import pytest

from greenroom.kit import worker
from greenroom.pages.tests.picture_world import kept
from greenroom.pages.tests.stream_world import BEGIN, StreamWorld, address, words_of
from greenroom.people import actions as people
from greenroom.social import actions, holding
from greenroom.social.models import Draft, Post
from greenroom.social.polls import PollSpec

WORDS = {"audience": "network", "headline": "The crane is late", "note": "Two hours.", "once": "key-1"}
LATER = {**WORDS, "due_date": "2026-11-11", "due_time": "09:30", "do": "later"}
DUE = datetime(2026, 11, 11, 8, 30, tzinfo=UTC)  # half past nine in Berlin


@pytest.fixture(autouse=True)
def _at_that_time(stream, monkeypatch):
    """The pages look at the clock of the world."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: stream.clock)


def sent(stream: StreamWorld, **fields: str):
    return stream.browser(stream.ida).post("/compose", {**LATER, **fields})


@pytest.mark.parametrize("button", ["later", "post"])
def test_a_post_with_a_moment_waits_for_it_whichever_button_sends_it(stream: StreamWorld, button: str) -> None:
    answer = sent(stream, do=button)

    assert (answer.status_code, answer["Location"]) == (302, "/drafts/")
    item = Draft.objects.get()
    assert (item.state, item.due_at, item.headline) == ("scheduled", DUE, "The crane is late")
    page = words_of(stream.browser(stream.ida).get("/drafts/"))
    assert "11 November 2026, 09:30" in page
    assert not Post.objects.exists()

    worker.work_off(DUE)
    assert Post.objects.get().published_at == DUE


def test_a_reply_waits_too(stream: StreamWorld) -> None:
    parent = stream.says(stream.ida, "network", "A question")
    typed = {"text": "An answer, later.\n\nWith a note.", "audience": "network", **LATER}
    typed.pop("headline")
    typed.pop("note")

    stream.browser(stream.bram).post(address(parent, "reply/"), typed)

    item = Draft.objects.get()
    assert (item.headline, item.note, item.reply_to_id) == ("An answer, later.", "With a note.", parent.pk)


@pytest.mark.parametrize(
    ("zone", "day", "hour", "due_at"),
    [
        ("Europe/Berlin", "2027-03-28", "01:59", datetime(2027, 3, 28, 0, 59, tzinfo=UTC)),
        ("Europe/Berlin", "2027-03-28", "03:00", datetime(2027, 3, 28, 1, 0, tzinfo=UTC)),
        ("Europe/Berlin", "2027-10-31", "02:30", datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),  # the first of two
        ("America/New_York", "2027-07-01", "09:30", datetime(2027, 7, 1, 13, 30, tzinfo=UTC)),
        ("Asia/Kathmandu", "2027-07-01", "09:30:00", datetime(2027, 7, 1, 3, 45, tzinfo=UTC)),
        ("Pacific/Kiritimati", "2026-11-11", "00:30", datetime(2026, 11, 10, 10, 30, tzinfo=UTC)),
    ],
)
def test_r6_the_moment_is_on_the_clock_of_the_writer(
    stream: StreamWorld, zone: str, day: str, hour: str, due_at: datetime
) -> None:
    people.update_appearance(person=stream.ida, time_zone=zone, by=stream.ida, now=BEGIN)

    sent(stream, due_date=day, due_time=hour)

    assert Draft.objects.get().due_at == due_at
    assert f"Your clock: {zone.replace('_', ' ')}" in words_of(stream.browser(stream.ida).get("/compose"))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"due_date": "2026-11-09"}, "This moment is past."),
        ({"due_date": "2026-11-10", "due_time": "09:00"}, "This moment is past."),
        ({"due_time": ""}, "Give a date and a time"),
        ({"due_date": ""}, "Give a date and a time"),
        ({"due_date": "", "due_time": ""}, "Choose a date and a time."),
        ({"due_date": "11.11.2026"}, "Give a date and a time"),
        ({"due_date": "2026-02-30"}, "This date is in no calendar."),
        ({"due_time": "25:00"}, "This date is in no calendar."),
        ({"due_time": "09:30+05:00"}, "Give a date and a time"),
        ({"due_date": "2027-03-28", "due_time": "02:30"}, "The clocks go forward"),
        ({"headline": ""}, "Write a headline."),
    ],
)
def test_a_refused_moment_stays_typed(stream: StreamWorld, typed: dict[str, str], sentence: str) -> None:
    answer = sent(stream, **typed)

    page = words_of(answer)
    assert answer.status_code == 422
    assert sentence in page
    assert page.count('role="alert"') == 1
    for name in ("headline", "note", "due_date", "due_time"):
        assert {**LATER, **typed}[name] in page
    assert not Draft.objects.exists()


@pytest.mark.parametrize("year", ["9999", "8999", "99999", "2032"])
def test_some_day_is_kept_as_a_draft_and_the_page_says_so(stream: StreamWorld, year: str) -> None:
    browser = stream.browser(stream.ida)

    browser.post("/compose", {**LATER, "due_date": f"{year}-12-31"})

    assert Draft.objects.get().state == "draft"
    assert "more than five years away" in words_of(browser.get("/drafts/"))


def test_pressing_twice_makes_one_item(stream: StreamWorld) -> None:
    sent(stream)
    sent(stream)

    assert Draft.objects.count() == 1


def test_the_moment_is_kept_in_a_draft(stream: StreamWorld) -> None:
    sent(stream, do="draft")

    page = words_of(stream.browser(stream.ida).get(f"/drafts/{Draft.objects.get().pk}/"))

    assert Draft.objects.get().state == "draft"
    assert 'value="2026-11-11"' in page
    assert 'value="09:30"' in page


def changed(stream: StreamWorld, **fields: str):
    """The form of a scheduled item, sent with these changes."""
    item = Draft.objects.filter(state="scheduled").get()
    browser = stream.browser(stream.ida)
    page = words_of(browser.get(f"/drafts/{item.pk}/"))
    assert f'name="waits" value="{item.pk}"' in page
    assert 'name="draft" value=""' in page
    return browser.post("/compose", {**LATER, "once": "key-2", "waits": str(item.pk), **fields})


def test_a_change_replaces_the_item(stream: StreamWorld) -> None:
    sent(stream)

    changed(stream, headline="The crane is here", due_time="10:00")

    item = Draft.objects.get()
    assert (item.headline, item.due_at) == ("The crane is here", DUE + timedelta(minutes=30))


def test_a_change_may_come_out_at_once_and_the_item_with_it(stream: StreamWorld) -> None:
    sent(stream)

    changed(stream, headline="The crane is here", do="now")

    assert Post.objects.get().headline == "The crane is here"
    assert not Draft.objects.exists()


def test_t2_a_change_that_comes_after_the_moment_is_refused_and_stays_typed(stream: StreamWorld) -> None:
    sent(stream)
    item = Draft.objects.get()
    worker.work_off(DUE)
    stream.clock = DUE + timedelta(minutes=1)

    answer = stream.browser(stream.ida).post(
        "/compose", {**WORDS, "headline": "The crane is here", "once": "key-2", "waits": str(item.pk), "do": "now"}
    )

    assert answer.status_code == 422
    assert "The crane is here" in words_of(answer)
    assert "is not scheduled any more" in words_of(answer)
    assert [post.headline for post in Post.objects.all()] == ["The crane is late"]


def test_typing_about_a_scheduled_item_saves_beside_it(stream: StreamWorld) -> None:
    sent(stream)
    item = Draft.objects.get()

    answer = stream.browser(stream.ida).post(
        "/drafts/save/", {**WORDS, "headline": "Half", "once": "key-2", "draft": str(item.pk), "waits": str(item.pk)}
    )

    assert answer.json()["id"] != str(item.pk)
    item.refresh_from_db()
    assert (item.state, item.headline) == ("scheduled", "The crane is late")


@pytest.mark.parametrize(("word", "states"), [("publish", []), ("back", ["draft"]), ("discard", [])])
def test_the_page_of_drafts_publishes_takes_back_and_discards(stream: StreamWorld, word: str, states: list) -> None:
    sent(stream)
    item = Draft.objects.get()

    answer = stream.browser(stream.ida).post(f"/drafts/{item.pk}/{word}/")

    assert answer.status_code == 302
    assert [draft.state for draft in Draft.objects.all()] == states
    assert Post.objects.count() == (word == "publish")


@pytest.mark.parametrize("word", ["", "publish/", "back/", "discard/"])
def test_i1_the_items_of_others_are_nowhere(stream: StreamWorld, word: str) -> None:
    sent(stream)
    item, browser = Draft.objects.get(), stream.browser(stream.bram)

    answer = browser.post(f"/drafts/{item.pk}/{word}") if word else browser.get(f"/drafts/{item.pk}/")

    assert answer.status_code == 404
    assert Draft.objects.get().state == "scheduled"


def test_what_was_not_published_stands_on_home_and_among_the_drafts(stream: StreamWorld) -> None:
    sent(stream)
    worker.work_off(DUE + timedelta(hours=25))
    stream.clock = DUE + timedelta(hours=25)
    browser = stream.browser(stream.ida)

    for page in (words_of(browser.get("/")), words_of(browser.get("/drafts/"))):
        assert "More than 24 hours had passed" in page
        assert "The crane is late" in page
    notices = words_of(browser.get("/notices/"))
    assert "A scheduled post was not published." in notices
    assert 'href="/drafts/"' in notices

    browser.post(f"/drafts/{Draft.objects.get().pk}/publish/")
    assert Post.objects.get().headline == "The crane is late"


def test_a_refusal_on_the_page_of_drafts_is_one_sentence(stream: StreamWorld) -> None:
    sent(stream, audience="circle:board")
    item = Draft.objects.get()
    actions.close_circle(circle=stream.board, by=stream.ida, now=stream.later())

    answer = stream.browser(stream.ida).post(f"/drafts/{item.pk}/publish/")

    assert answer.status_code == 422
    assert words_of(answer).count('role="alert"') == 1


def test_what_a_desk_holds_is_said_in_three_words(stream: StreamWorld) -> None:
    def paper(**_said: object) -> str:
        return "paper"

    holding.register(paper)
    try:
        browser = stream.browser(stream.ida)
        browser.post("/compose", WORDS)
        page = words_of(browser.get("/drafts/"))
        item = Draft.objects.get()
        own = words_of(browser.get(f"/drafts/{item.pk}/"))
    finally:
        holding.unregister(paper)

    assert item.state == "held"
    assert "Held by the desk" in page
    assert "paper" not in page + own
    assert 'name="headline"' not in own
    assert not Post.objects.exists()


def test_what_a_desk_holds_is_shown_as_its_readers_would_see_it(stream: StreamWorld) -> None:
    picture = kept(stream, stream.ida, "A quay & a crane")
    item = actions.save_draft(
        speaks_as=stream.ida.identity, headline="Held", note="## A heading\n\nand <b>words</b>",
        spoiler_text="Ends of the match",
        media=[actions.Attachment(id=picture.pk)], poll=PollSpec(options=("Here", "There")), by=stream.ida,
        now=stream.later(),
    )  # fmt: skip
    Draft.objects.filter(pk=item.pk).update(state="held", held_by="paper")

    page = words_of(stream.browser(stream.ida).get(f"/drafts/{item.pk}/"))

    assert "A heading</h" in page
    assert "and &lt;b&gt;words&lt;/b&gt;" in page
    assert page.index("Ends of the match") < page.index("A heading") < page.index("There")
    assert f'src="/media/{picture.pk}/preview"' in page
    assert 'alt="A quay &amp; a crane"' in page
