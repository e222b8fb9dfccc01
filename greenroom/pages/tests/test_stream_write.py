"""Writing: to whom, what stays on the page when it is refused, and what a second press does."""

import pytest

from greenroom.pages.tests.stream_world import StreamWorld, address, words_of
from greenroom.social import actions
from greenroom.social.models import Draft, Post

WORDS = {"audience": "circle:board", "headline": "The crane is late", "note": "Two hours.", "once": "key-1"}


def test_a_post_from_home_goes_to_the_chosen_circle(stream: StreamWorld) -> None:
    answer = stream.browser(stream.ida).post("/compose", {**WORDS, "comes_from": "home"})

    assert (answer.status_code, answer["Location"]) == (302, "/")
    post = Post.objects.get()
    assert (post.headline, post.note, post.audience_id) == ("The crane is late", "Two hours.", stream.board.audience_id)
    assert (post.author_id, post.written_by_id) == (stream.ida.pk, stream.ida.pk)


def test_a_post_from_the_page_for_writing_leads_to_its_own_page(stream: StreamWorld) -> None:
    answer = stream.browser(stream.ida).post("/compose", WORDS)

    assert answer["Location"] == address(Post.objects.get())


def test_pressing_twice_makes_one_post(stream: StreamWorld) -> None:
    browser = stream.browser(stream.ida)

    first, second = browser.post("/compose", WORDS), browser.post("/compose", WORDS)

    assert Post.objects.count() == 1
    assert first["Location"] == second["Location"]


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"headline": ""}, "headline"),
        ({"headline": "x" * 141}, "140"),
        ({"headline": "one\n\ntwo"}, "line"),
        ({"audience": "circle:nobody"}, "choose who can read this"),
        ({"audience": ""}, "choose who can read this"),
        ({"note": "for @noor"}, "@noor"),
        ({"note": "x" * 50_001}, "50000"),
        ({"note": " ".join(f"#tag{number}" for number in range(5_000))}, "tags"),
        ({"spoiler_text": "y" * 141}, "140"),
        ({"language": "klingon"}, "Choose a language from the list."),
        ({"speaks_as": "noor"}, "You cannot speak for this organisation."),
        ({"reply": "12345678901234567890"}, "is not there any more"),
        ({"reply": "77"}, "is not there any more"),
    ],
)
def test_a_refused_post_stays_on_the_page_with_one_sentence(
    stream: StreamWorld, sent: dict[str, str], sentence: str
) -> None:
    answer = stream.browser(stream.ida).post("/compose", {**WORDS, **sent})

    page = words_of(answer)
    assert answer.status_code == 422
    assert sentence in page
    assert 'role="alert"' in page
    for name, typed in {**WORDS, **sent}.items():
        assert name in {"audience", "once", "speaks_as", "reply", "language"} or typed in page
    if 'id="err-words"' in page:  # above the fields: a long note would push it out of sight
        assert page.index('id="err-words"') < page.index('id="head"')
    assert not Post.objects.exists()


def test_everything_typed_comes_back_up_to_a_megabyte(stream: StreamWorld) -> None:
    note = "word " * 190_000

    answer = stream.browser(stream.ida).post("/compose", {**WORDS, "note": note})

    assert answer.status_code == 422
    assert note in words_of(answer)


def test_control_and_bidi_characters_are_cleaned_away(stream: StreamWorld) -> None:
    stream.browser(stream.ida).post("/compose", {**WORDS, "headline": "The\x00 \u202ecrane\u202c is late"})

    assert Post.objects.get().headline == "The crane is late"


def test_x1_markup_that_was_typed_is_shown_as_typed(stream: StreamWorld) -> None:
    typed = "</textarea><script>alert(1)</script>" + "x" * 141

    page = words_of(stream.browser(stream.ida).post("/compose", {**WORDS, "headline": typed}))

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_circle_of_others_is_no_audience(stream: StreamWorld) -> None:
    answer = stream.browser(stream.noor).post("/compose", WORDS)

    assert answer.status_code == 422
    assert "Board" not in words_of(answer)
    assert not Post.objects.exists()


def test_the_chooser_shows_who_can_read(stream: StreamWorld) -> None:
    page = words_of(stream.browser(stream.ida).get("/compose?to=circle:board"))

    assert 'value="circle:board" data-name="Board" data-reach="2 people can read this"' in page
    assert '<span class="as-shown">Post to <span data-to>Board</span></span><span class="as-ticked">Post</span>' in page
    assert "3 members" in page
    assert "Bram Holtervik" in page


def test_speaking_for_an_organisation_changes_the_audiences_and_keeps_the_words(stream: StreamWorld) -> None:
    answer = stream.browser(stream.ida).post("/compose", {**WORDS, "do": "from", "speaks_as": "skerrow"})

    page = words_of(answer)
    assert answer.status_code == 200
    assert "The crane is late" in page
    assert 'value="circle:board"' not in page
    assert "Post as Skerrow Ferries" in page
    assert not Post.objects.exists()


def test_an_organisation_speaks_and_its_writer_is_kept(stream: StreamWorld) -> None:
    stream.browser(stream.ida).post("/compose", {**WORDS, "speaks_as": "skerrow", "audience": "public"})

    post = Post.objects.get()
    assert (post.author.handle, post.written_by.handle) == ("skerrow", "ida")


def test_nobody_speaks_for_an_organisation_of_others(stream: StreamWorld) -> None:
    answer = stream.browser(stream.bram).post("/compose", {**WORDS, "speaks_as": "skerrow", "audience": "public"})

    assert answer.status_code == 422
    assert not Post.objects.exists()


def test_guests_are_led_to_the_sign_in(stream: StreamWorld) -> None:
    for way in ("/compose", "/drafts/", "/notices/", "/kept/", "/network/"):
        answer = stream.browser().get(way)
        assert (answer.status_code, "next=" in answer["Location"]) == (302, True), way


def test_a_message_to_one_person_begins_with_the_name(stream: StreamWorld) -> None:
    page = words_of(stream.browser(stream.ida).get("/compose?to=direct&mention=bram"))

    assert "\n@bram </textarea>" in page
    assert "the people I mention" in page


def test_a_reply_keeps_to_the_readers_of_its_post(stream: StreamWorld) -> None:
    parent = stream.says(stream.bram, "circle:board", "Please read the draft")
    browser = stream.browser(stream.ida)

    refused = browser.post(address(parent, "reply/"), {"audience": "public", "text": "Will do", "once": "a"})
    sent = browser.post(address(parent, "reply/"), {"audience": "circle:board", "text": "Will do", "once": "b"})

    assert refused.status_code == 422
    assert "Will do" in words_of(refused)
    reply = Post.objects.get(reply_to=parent)
    assert (reply.headline, reply.audience_id) == ("Will do", parent.audience_id)
    assert sent["Location"] == f"{address(parent)}#p{reply.id}"


def test_a_long_reply_is_cut_at_a_sentence(stream: StreamWorld) -> None:
    parent = stream.says(stream.bram, "public", "Question")
    first, rest = "This is the first sentence.", "And this is what follows, at some length. " * 5

    stream.browser(stream.ida).post(address(parent, "reply/"), {"audience": "public", "text": f"{first} {rest}"})

    reply = Post.objects.get(reply_to=parent)
    assert reply.headline.startswith(first)
    assert f"{reply.headline} {reply.note}" == f"{first} {rest}".strip()


def test_a_draft_is_kept_while_typing_and_gone_when_empty(stream: StreamWorld) -> None:
    browser = stream.browser(stream.ida)

    first = browser.post("/drafts/save/", {**WORDS, "headline": "x" * 300, "spoiler_text": "cover", "sensitive": "on"})
    kept = Draft.objects.get()
    again = browser.post("/drafts/save/", {**WORDS, "headline": "shorter", "draft": str(kept.id)})

    assert first.json() == again.json() == {"id": str(kept.id)}
    assert (kept.headline, kept.spoiler_text, kept.sensitive) == ("x" * 300, "cover", True)
    assert Draft.objects.get().headline == "shorter"

    emptied = browser.post("/drafts/save/", {"headline": " ", "draft": str(kept.id)})

    assert emptied.status_code == 204
    assert not Draft.objects.exists()


def test_words_that_a_closing_tab_has_sent_and_the_next_one_brings_again_are_one_draft(stream: StreamWorld) -> None:
    browser = stream.browser(stream.ida)

    first = browser.post("/drafts/save/", WORDS)
    again = browser.post("/drafts/save/", {**WORDS, "note": "Two hours, they say."})
    other = browser.post("/drafts/save/", {**WORDS, "once": "key-2"})

    assert first.json() == again.json() != other.json()
    assert Draft.objects.count() == 2


def test_a_save_that_was_under_way_when_its_form_was_posted_keeps_nothing(stream: StreamWorld) -> None:
    browser = stream.browser(stream.ida)
    browser.post("/compose", WORDS)

    late = browser.post("/drafts/save/", WORDS)

    assert late.status_code == 204
    assert "A draft waits:" not in words_of(browser.get("/"))


def test_a_form_that_was_posted_can_still_be_saved_by_hand(stream: StreamWorld) -> None:
    browser = stream.browser(stream.ida)
    browser.post("/compose", WORDS)

    browser.post("/compose", {**WORDS, "headline": "The next one", "do": "draft"})

    assert Draft.objects.get().headline == "The next one"


def test_a_draft_opens_with_its_words_and_audience_and_becomes_the_post(stream: StreamWorld) -> None:
    browser = stream.browser(stream.ida)
    saved = browser.post("/compose", {**WORDS, "do": "draft"})
    draft = Draft.objects.get()

    page = words_of(browser.get(f"/drafts/{draft.id}/"))
    sent = browser.post("/compose", {**WORDS, "draft": str(draft.id)})

    assert saved["Location"] == "/drafts/"
    assert "The crane is late" in page
    assert "Post to <span data-to>Board</span>" in page
    assert sent.status_code == 302
    assert not Draft.objects.exists()


def test_one_draft_too_many_comes_back_with_its_words(stream: StreamWorld) -> None:
    for _ in range(200):
        actions.save_draft(speaks_as=stream.ida.identity, headline="One more", by=stream.ida, now=stream.later())

    answer = stream.browser(stream.ida).post("/compose", {**WORDS, "do": "draft"})

    assert answer.status_code == 422
    assert "You keep 200 drafts. Discard one first." in words_of(answer)
    assert WORDS["note"] in words_of(answer)
    assert Draft.objects.count() == 200


def test_nobody_reaches_the_draft_of_another(stream: StreamWorld) -> None:
    stream.browser(stream.ida).post("/drafts/save/", WORDS)
    draft = Draft.objects.get()
    bram = stream.browser(stream.bram)

    opened, thrown = bram.get(f"/drafts/{draft.id}/"), bram.post(f"/drafts/{draft.id}/discard/")
    bram.post("/drafts/save/", {**WORDS, "headline": "taken over", "draft": str(draft.id)})

    assert (opened.status_code, thrown.status_code) == (404, 404)
    draft.refresh_from_db()
    assert (draft.headline, draft.person_id) == ("The crane is late", stream.ida.pk)


def test_a_draft_is_discarded_from_its_list(stream: StreamWorld) -> None:
    browser = stream.browser(stream.ida)
    browser.post("/drafts/save/", WORDS)

    listed = words_of(browser.get("/drafts/"))
    browser.post(f"/drafts/{Draft.objects.get().id}/discard/")

    assert "The crane is late" in listed
    assert not Draft.objects.exists()
    assert "No drafts." in words_of(browser.get("/drafts/"))


def test_home_reminds_of_the_draft_that_waits(stream: StreamWorld) -> None:
    browser = stream.browser(stream.ida)
    browser.post("/drafts/save/", WORDS)

    assert "A draft waits:" in words_of(browser.get("/"))
