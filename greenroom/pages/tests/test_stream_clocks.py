"""What clocks show to the readers of what comes out later: after scheduling, on the page of drafts, and when asked."""

import pytest

from greenroom.pages.tests.stream_world import BEGIN, StreamWorld, address, words_of
from greenroom.people import actions as people
from greenroom.people.models import Identity, Person
from greenroom.social import actions, queries

LATER = {"audience": "circle:board", "headline": "The crane", "due_date": "2027-01-15", "due_time": "09:30"}
SINGAPORE = "For your readers it is then 16:30 (Singapore)."
BETWEEN = "For your readers it is then between 08:30 (London) and 16:30 (Singapore)."


@pytest.fixture(autouse=True)
def _at_that_time(stream, monkeypatch):
    """The pages look at the clock of the world; Bram lives in Singapore, Noor in London."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: stream.clock)
    queries.audience_of(stream.skerrow.identity)
    live(stream.bram, "Asia/Singapore")
    live(stream.noor, "Europe/London")


def live(person: Person, zone: str) -> None:
    people.update_appearance(person=person, time_zone=zone, by=person, now=BEGIN)


def schedule(stream: StreamWorld, **fields: str) -> str:
    """The page that follows, with its sentence."""
    browser = stream.browser(stream.ida)
    browser.post("/compose", {**LATER, "do": "later", "once": fields.get("headline", "key"), **fields})
    return words_of(browser.get("/drafts/"))


def asked(stream: StreamWorld, *, by: Person | None = None, **fields: object):
    given = {name: LATER[name] for name in ("audience", "due_date", "due_time")}
    return stream.browser(by or stream.ida).get("/compose/clocks/", {**given, **fields})


def test_the_sentence_stands_after_scheduling_and_beside_the_item(stream: StreamWorld) -> None:
    first = schedule(stream)
    again = words_of(stream.browser(stream.ida).get("/drafts/"))

    assert f"Scheduled: 15 January 2027, 09:30. Until then only you see it. {SINGAPORE}" in first
    assert again.count(SINGAPORE) == 1


@pytest.mark.parametrize(
    ("audience", "words", "sentence"),
    [
        ("network", "Words", BETWEEN),
        ("circle:board", "Words", SINGAPORE),
        ("org:skerrow", "Words", SINGAPORE),
        ("direct", "@noor and @bram", BETWEEN),
        ("direct", "@noor alone", "For your readers it is then 08:30 (London)."),
        ("public", "Words", None),
        ("followers", "Words", None),
    ],
)
def test_each_item_says_what_its_own_readers_clocks_show(
    stream: StreamWorld, audience: str, words: str, sentence: str | None
) -> None:
    page = schedule(stream, audience=audience, headline=words)

    assert page.count("For your readers") == (2 if sentence else 0)
    assert sentence is None or page.count(sentence) == 2


def test_all_items_cost_one_query_more(stream: StreamWorld, django_assert_max_num_queries) -> None:
    browser = stream.browser(stream.ida)
    schedule(stream, audience="public", headline="Nothing to ask")
    with django_assert_max_num_queries(100) as before:
        browser.get("/drafts/")
    for number, audience in enumerate(["network", "circle:board", "org:skerrow"]):
        schedule(stream, audience=audience, headline=f"Words {number}")
    schedule(stream, audience="direct", headline="@noor")

    with django_assert_max_num_queries(100) as after:
        browser.get("/drafts/")

    assert len(after.captured_queries) == len(before.captured_queries) + 1


def test_nobody_who_shares_the_clock_hears_of_it(stream: StreamWorld) -> None:
    live(stream.bram, "Europe/Paris")

    assert "For your readers" not in schedule(stream)
    assert asked(stream).status_code == 204


def test_r6_another_day_is_named(stream: StreamWorld) -> None:
    live(stream.noor, "America/Los_Angeles")
    live(stream.bram, "Pacific/Auckland")

    said = asked(stream, audience="network", due_time="07:30").content.decode()

    assert said == (
        "For your readers it is then between Thursday 14 January, 22:30 (Los Angeles) and 19:30 (Auckland)."
    )


@pytest.mark.parametrize(("day", "hour"), [("2027-03-20", "08:00"), ("2027-03-29", "07:00")])
def test_r6_the_offset_is_that_of_the_moment(stream: StreamWorld, day: str, hour: str) -> None:
    live(stream.bram, "Africa/Lagos")

    said = asked(stream, due_date=day, due_time="08:00")

    assert said.content.decode() == ("" if hour == "08:00" else f"For your readers it is then {hour} (Lagos).")


def test_it_is_said_in_the_language_of_the_writer(stream: StreamWorld) -> None:
    for language, place in (("de", "Singapur"), ("fr", "Singapour")):
        people.update_appearance(person=stream.ida, language=language, by=stream.ida, now=BEGIN)
        assert f"({place})" in asked(stream).content.decode()


def test_the_answer_is_plain_words_that_nobody_keeps(stream: StreamWorld) -> None:
    answer = asked(stream)

    assert (answer.status_code, answer.content.decode()) == (200, SINGAPORE)
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    "fields",
    [
        {"due_date": ""},
        {"due_time": "25:00"},
        {"due_date": "2026-11-09"},
        {"due_date": "2027-03-28", "due_time": "02:30"},
        {"audience": "public"},
        {"audience": "direct"},
        {"audience": "direct", "named": ["nobody", "\0", "BRAM\n", "a" * 5000]},
    ],
    ids=str,
)
def test_where_there_is_nothing_to_say_nothing_comes(stream: StreamWorld, fields: dict) -> None:
    answer = asked(stream, **fields)

    assert (answer.status_code, answer.content) == (204, b"")


def test_the_named_are_asked_for_by_their_handles(stream: StreamWorld) -> None:
    assert asked(stream, audience="direct", named=["Bram", "noor"]).content.decode() == BETWEEN


def test_a3_an_audience_that_is_not_ones_own_is_answered_as_if_it_did_not_exist(stream: StreamWorld) -> None:
    hidden = stream.says(stream.ida, "circle:board", "Words of the board")
    given = [
        {"audience": "circle:nothing"},
        {"audience": "circle:board"},
        {"audience": "org:skerrow"},
        {"audience": "network", "speaks_as": "skerrow"},
        {"audience": "network", "speaks_as": "nobody"},
        {"audience": "direct", "reply": str(hidden.pk)},
        {"audience": "direct", "reply": str(hidden.pk + 1)},
        {"audience": "direct", "reply": "x"},
    ]

    answers = [asked(stream, by=stream.noor, **fields) for fields in given]

    assert {answer.status_code for answer in answers} == {404}
    assert len({len(answer.content) for answer in answers}) == 1


def test_a3_the_network_is_its_members_own(stream: StreamWorld) -> None:
    assert asked(stream, by=stream.otto, audience="network").status_code == 404


def test_a3_a_suspended_name_is_answered_as_one_that_nobody_has(stream: StreamWorld) -> None:
    Identity.objects.filter(pk=stream.bram.pk).update(suspended_at=BEGIN)

    answers = [asked(stream, audience="direct", named=[name]) for name in ("bram", "nobody")]

    assert [(answer.status_code, answer.content) for answer in answers] == [(204, b"")] * 2


def test_a14_who_blocks_the_writer_is_not_told_of(stream: StreamWorld) -> None:
    actions.block(identity=stream.bram.identity, target=stream.ida.identity, by=stream.bram, now=stream.later())

    assert asked(stream).status_code == 204
    assert asked(stream, audience="direct", named=["bram"]).status_code == 204


def test_a_voice_and_an_answer_have_readers_of_their_own(stream: StreamWorld) -> None:
    actions.follow(identity=stream.noor.identity, target=stream.skerrow.identity, by=stream.noor, now=stream.later())
    letter = stream.says(stream.bram, "direct", "@ida, look")

    as_skerrow = asked(stream, audience="followers", speaks_as="skerrow")
    answering = asked(stream, audience="direct", reply=str(letter.pk))

    assert as_skerrow.content.decode() == "For your readers it is then 08:30 (London)."
    assert answering.content.decode() == SINGAPORE


def test_guests_are_led_to_the_sign_in_and_nothing_is_sent_by_it(stream: StreamWorld) -> None:
    assert stream.browser().get("/compose/clocks/", LATER).status_code == 302
    assert stream.browser(stream.ida).post("/compose/clocks/", LATER).status_code == 405


def test_the_composer_asks_nothing_by_itself_and_has_a_place_for_the_answer(stream: StreamWorld) -> None:
    post = stream.says(stream.ida, "network", "A question")

    for path in ("/", "/compose", address(post)):
        page = words_of(stream.browser(stream.bram).get(path))
        assert page.count('aria-live="polite" data-clocks="/compose/clocks/"></p>') == 1
