"""Polls, pins and bells over HTTP: what stays typed, what each reader is shown, and what a hidden post answers."""

import pytest

from greenroom.pages.tests.stream_world import StreamWorld, address, words_of
from greenroom.social import actions
from greenroom.social.models import Draft, Follow, Pin, Poll, PollVote, Post
from greenroom.social.polls import PollSpec

ASKED = {
    "audience": "network",
    "headline": "Where do we meet?",
    "choice1": "On deck",
    "choice2": "Below <b>deck</b>",
    "poll_seconds": "3600",
    "once": "key-1",
}


@pytest.fixture
def poll(stream: StreamWorld) -> Post:
    return stream.says(stream.ida, "circle:board", "Where?", poll=PollSpec(options=("Quay", "Office"), seconds=86_400))


@pytest.fixture(autouse=True)
def _at_that_time(stream, monkeypatch):
    """The pages look at the clock of the world."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: stream.clock)


def test_a_poll_is_typed_with_its_post(stream: StreamWorld) -> None:
    answer = stream.browser(stream.ida).post("/compose", {**ASKED, "choice4": "Ashore", "poll_multiple": "on"})

    assert answer.status_code == 302
    poll = Poll.objects.get()
    assert poll.is_multiple
    assert list(poll.options.values_list("text", flat=True)) == ["On deck", "Below <b>deck</b>", "Ashore"]


@pytest.mark.parametrize(
    "sent",
    [
        {"choice2": ""},
        {"choice2": " on  DECK "},
        {"choice2": "x" * 101},
        {"choice2": "\u200b"},
        {"poll_seconds": "-3600"},
        {"poll_seconds": "60"},
        {"poll_seconds": "9999999999"},
        {"poll_seconds": "soon"},
    ],
)
def test_a_refused_poll_stays_typed(stream: StreamWorld, sent: dict[str, str]) -> None:
    answer = stream.browser(stream.ida).post("/compose", {**ASKED, **sent})

    page = words_of(answer)
    assert answer.status_code == 422
    assert page.count('role="alert"') == 1
    assert 'id="err-poll-' in page
    for name in ("headline", "choice1", "choice2"):
        typed = {**ASKED, **sent}[name].strip()
        assert typed.replace("<", "&lt;").replace(">", "&gt;") in page
    assert not Post.objects.exists()


def test_a_poll_is_kept_in_a_draft_whatever_it_holds(stream: StreamWorld) -> None:
    browser = stream.browser(stream.ida)

    browser.post("/compose", {**ASKED, "headline": "", "choice2": "y" * 2_000, "do": "draft"})

    page = words_of(browser.get(f"/drafts/{Draft.objects.get().pk}/"))
    assert "y" * 2_000 in page
    assert '<option value="3600" selected>' in page


def test_a_reader_votes_and_sees_the_figures(stream: StreamWorld, poll: Post) -> None:
    browser = stream.browser(stream.bram)
    before = words_of(browser.get(address(poll)))
    assert 'class="ballot"' in before
    assert "<progress" not in before

    answer = browser.post(address(poll, "vote/"), {"choice": "1"})

    assert answer["Location"] == f"{address(poll)}#p{poll.pk}"
    after = words_of(browser.get(address(poll)))
    assert 'class="ballot"' not in after
    assert "100 %" in after
    assert "your choice" in after


def test_the_part_alone_is_answered_to_our_script(stream: StreamWorld, poll: Post) -> None:
    answer = stream.browser(stream.bram).post(address(poll, "vote/"), {"choice": "0"}, headers={"X-Part": "poll"})

    page = words_of(answer)
    assert page.startswith("<div") or page.lstrip().startswith("<div")
    assert "100 %" in page


@pytest.mark.parametrize("choices", [[], ["0", "1"], ["7"], ["x"], ["9" * 40], ["0"] * 3_000 + ["1"]])
def test_an_impossible_vote_is_refused_in_one_sentence(stream: StreamWorld, poll: Post, choices: list[str]) -> None:
    answer = stream.browser(stream.bram).post(address(poll, "vote/"), {"choice": choices})

    if choices[:1] != ["0"] or len(choices) < 50:
        assert answer.status_code == 422
        assert words_of(answer).count('role="alert"') == 1
        assert not PollVote.objects.exists()


def test_a_second_vote_is_refused(stream: StreamWorld, poll: Post) -> None:
    browser = stream.browser(stream.bram)
    browser.post(address(poll, "vote/"), {"choice": "0"})

    answer = browser.post(address(poll, "vote/"), {"choice": "1"})

    assert (answer.status_code, PollVote.objects.count()) == (422, 1)
    assert "You have voted already." in words_of(answer)


def test_a3_a_vote_on_a_hidden_post_is_the_one_404(stream: StreamWorld, poll: Post) -> None:
    browser = stream.browser(stream.noor)

    hidden = browser.post(address(poll, "vote/"), {"choice": "0"})
    absent = browser.post(f"/@ida/{poll.pk + 2}/vote/", {"choice": "0"})

    assert hidden.status_code == absent.status_code == 404
    assert hidden.content == absent.content
    assert not PollVote.objects.exists()


def test_a_guest_reads_choices_without_figures(stream: StreamWorld) -> None:
    post = stream.says(stream.ida, "public", "Open?", poll=PollSpec(options=("Yes", "No")))
    actions.vote(post=post, choices=[0], identity=stream.noor.identity, by=stream.noor, now=stream.later())

    page = words_of(stream.browser().get(address(post)))

    assert "Sign in to vote" in page
    assert "1 person voted" in page
    assert "<progress" not in page


def test_an_author_pins_and_unpins_from_the_menu(stream: StreamWorld) -> None:
    post = stream.says(stream.ida, "public", "Read this first")
    browser = stream.browser(stream.ida)
    assert "Pin to the profile" in words_of(browser.get(address(post)))

    browser.post(address(post, "pin/"))
    page = words_of(stream.browser().get("/@ida/"))
    assert Pin.objects.get().post_id == post.pk
    assert "Pinned" in page
    assert page.count("<article") == 1

    browser.post(address(post, "pin/"), {"undo": "1"})
    assert not Pin.objects.exists()


def test_an_organisation_pins_by_who_speaks_for_it(stream: StreamWorld) -> None:
    post = stream.says(stream.ida, "public", "Our timetable", speaks_as=stream.skerrow.identity)

    assert stream.browser(stream.bram).post(address(post, "pin/")).status_code == 404
    assert stream.browser(stream.ida).post(address(post, "pin/")).status_code == 302
    assert "Pinned" in words_of(stream.browser().get("/@skerrow/"))


def test_a_sixth_pin_is_refused_in_words(stream: StreamWorld) -> None:
    posts = [stream.says(stream.ida, "public", f"Number {number}") for number in range(6)]
    browser = stream.browser(stream.ida)

    answers = [browser.post(address(post, "pin/")) for post in posts]

    assert [answer.status_code for answer in answers] == [302] * 5 + [422]
    assert "Unpin one of them first." in words_of(answers[-1])


def test_the_bell_stands_on_the_page_of_whoever_is_followed(stream: StreamWorld) -> None:
    browser = stream.browser(stream.noor)
    assert "/@ida/bell/" not in words_of(browser.get("/@ida/"))
    browser.post("/@ida/follow/")
    assert "/@ida/bell/" in words_of(browser.get("/@ida/"))

    browser.post("/@ida/bell/", {"do": "1"})

    assert Follow.objects.get().rings
    assert 'name="undo" value="1" aria-pressed="true" title="A notice' in words_of(browser.get("/@ida/"))
    browser.post("/@ida/bell/", {"undo": "1"})
    assert not Follow.objects.get().rings


def test_a_bell_without_a_follow_is_refused(stream: StreamWorld) -> None:
    answer = stream.browser(stream.noor).post("/@ida/bell/")

    assert answer.status_code == 422
    assert "Follow first" in words_of(answer)
