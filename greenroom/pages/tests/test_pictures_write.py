"""Pictures in a form: brought without scripts, described, put in order, and never lost with the words."""

import pytest
from django.test import Client

from greenroom.kit.pictures import making
from greenroom.kit.tests.drawing import here
from greenroom.pages.tests.picture_world import file, kept, posted
from greenroom.pages.tests.stream_world import StreamWorld, address, words_of
from greenroom.social.models import Draft, Media, Post
from greenroom.social.options import ALT_TEXT_REQUIRED
from greenroom.social.pictures import pictures_in

WORDS = {"audience": "network", "headline": "The crane is late", "note": "Two hours.", "once": "key-1"}


@pytest.fixture(autouse=True)
def readers_are_here(monkeypatch):
    monkeypatch.setattr(making, "make", here)


@pytest.fixture
def browser(stream: StreamWorld) -> Client:
    return stream.browser(stream.ida)


def said_in(post: Post) -> list[str]:
    return [picture.description for picture in pictures_in(Post.objects.get(pk=post.pk).extras)]


def test_files_that_come_with_the_words_are_shown_back_to_be_described(stream, browser):
    answer = browser.post("/compose", {**WORDS, "pictures": [file(), file("two.png")], "do": "post"})

    page, pictures = words_of(answer), list(Media.objects.order_by("pk"))
    assert answer.status_code == 200
    assert not Post.objects.exists()
    assert [(one.person_id, one.post_id) for one in pictures] == [(stream.ida.pk, None)] * 2
    assert "The crane is late" in page
    assert "Two hours." in page
    assert "Describe them, then post." in page
    for one in pictures:
        assert f'name="media" value="{one.pk}"' in page
        assert f'src="/media/{one.pk}/preview"' in page


def test_described_pictures_go_out_in_the_order_of_the_form(stream, browser):
    first, second = kept(stream, stream.ida), kept(stream, stream.ida)
    sent = {**WORDS, "media": [second.pk, first.pk, "no number", second.pk], f"alt-{first.pk}": "A quay",
            f"alt-{second.pk}": "A crane", f"focus-{second.pk}": "top-left", f"focus-{first.pk}": "no"}  # fmt: skip
    browser.post("/compose", sent)

    pictures = pictures_in(Post.objects.get().extras)
    assert [(one.id, one.description, one.focus_x, one.focus_y) for one in pictures] == [
        (second.pk, "A crane", -1, 1),
        (first.pk, "A quay", 0, 0),
    ]


BUTTONS = {"up-2": "2 1 3", "down-2": "1 3 2", "up-1": "1 2 3", "down-3": "1 2 3", "away-2": "1 3", "away-9": "1 2 3"}


@pytest.mark.parametrize(("button", "order"), BUTTONS.items())
def test_buttons_put_pictures_in_order_and_keep_what_was_typed(stream, browser, button, order):
    rows = {str(number): kept(stream, stream.ida) for number in (1, 2, 3)}
    verb, _dash, number = button.partition("-")
    key = rows[number].pk if number in rows else 4
    typed = {f"alt-{row.pk}": f"Shows {name}" for name, row in rows.items()}
    sent = {**WORDS, **typed, "media": [row.pk for row in rows.values()], "do": f"picture-{verb}-{key}"}
    answer = browser.post("/compose", sent)

    page = words_of(answer)
    assert answer.status_code == 200
    places = [page.index(f"Shows {name}</textarea>") for name in order.split()]
    assert places == sorted(places)
    assert page.count('name="media"') == len(places)
    assert not Post.objects.exists()


def test_what_is_no_picture_is_refused_in_one_sentence_and_the_words_stay(stream, browser):
    answer = browser.post(
        "/compose", {**WORDS, "pictures": file("film.mp4", b"\0\0\0\x18ftypmp42" + bytes(50)), "do": "post"}
    )

    page = words_of(answer)
    assert answer.status_code == 422
    assert "not videos" in page
    assert "film.mp4" not in page
    assert "The crane is late" in page
    assert not Post.objects.exists()
    assert "Choose a picture first." in words_of(browser.post("/compose", {**WORDS, "do": "pictures"}))


def test_the_fifth_picture_is_refused_and_four_stay(stream, browser):
    rows = [kept(stream, stream.ida) for _ in range(3)]
    sent = {**WORDS, "media": [row.pk for row in rows], "pictures": [file(), file("five.png")], "do": "pictures"}
    page = words_of(browser.post("/compose", sent))

    assert page.count('name="media"') == 4
    assert "at most 4 pictures" in page


def test_a_missing_description_is_asked_for_and_nothing_is_lost(stream, browser):
    ALT_TEXT_REQUIRED.set(True, by=None, now=stream.later())
    first, second = kept(stream, stream.ida), kept(stream, stream.ida)
    sent = {**WORDS, "media": [first.pk, second.pk], f"alt-{first.pk}": "A quay", f"alt-{second.pk}": " "}
    answer = browser.post("/compose", sent)

    page = words_of(answer)
    assert answer.status_code == 422
    assert "Describe every picture" in page
    assert 'aria-required="true"' in page
    assert "A quay</textarea>" in page
    assert "The crane is late" in page
    assert not Post.objects.exists()


def test_a_picture_alone_speaks_by_its_description(stream, browser):
    picture = kept(stream, stream.ida)
    sent = {**WORDS, "headline": "", "note": "", "media": picture.pk}
    refused = browser.post("/compose", sent)
    assert refused.status_code == 422
    assert "Write a headline, or describe a picture" in words_of(refused)

    browser.post("/compose", {**sent, f"alt-{picture.pk}": "A crane over the ramp"})
    assert Post.objects.get().headline == "A crane over the ramp"


def test_a_reply_carries_pictures_too(stream, browser):
    parent = stream.says(stream.bram, "network", "How does it look?")
    picture = kept(stream, stream.ida)
    sent = {"audience": "network", "text": "Like this.", "media": picture.pk, f"alt-{picture.pk}": "A quay"}
    browser.post(address(parent, "reply/"), sent)

    assert said_in(Post.objects.get(reply_to=parent)) == ["A quay"]


def test_another_voice_keeps_the_pictures(stream, browser):
    picture = kept(stream, stream.ida)
    sent = {**WORDS, "media": picture.pk, f"alt-{picture.pk}": "Typed so far", "speaks_as": "skerrow", "do": "from"}
    page = words_of(browser.post("/compose", sent))

    assert f'name="media" value="{picture.pk}"' in page
    assert "Typed so far" in page


def test_a_draft_of_pictures_alone_is_kept_and_opens_with_them(stream, browser):
    picture = kept(stream, stream.ida)
    sent = {"audience": "network", "media": picture.pk, f"alt-{picture.pk}": "Half a descr"}
    key = browser.post("/drafts/save/", sent).json()["id"]

    page = words_of(browser.get(f"/drafts/{key}/"))
    assert "Half a descr</textarea>" in page
    assert browser.post("/drafts/save/", {"audience": "network", "draft": key}).status_code == 204
    assert not Draft.objects.exists()


def test_nobody_takes_the_picture_of_another(stream, browser):
    others = kept(stream, stream.bram, "Secret")
    answer = browser.post("/compose", {**WORDS, "media": others.pk, "do": "from"})

    assert "Secret" not in words_of(answer)
    assert str(others.pk) not in words_of(answer)
    browser.post("/compose", {**WORDS, "media": others.pk})
    assert said_in(Post.objects.get()) == []


def test_an_edit_shows_the_pictures_and_changes_them(stream, browser):
    left, stays, new = kept(stream, stream.ida, "Left"), kept(stream, stream.ida, "Stays"), kept(stream, stream.ida)
    post = posted(stream, stream.ida, "network", left, stays)
    page = words_of(browser.get(address(post, "edit/")))
    assert page.index("Left</textarea>") < page.index("Stays</textarea>")

    sent = {"headline": "The crane is here", "has_pictures": 1, "media": [new.pk, stays.pk],
            f"alt-{stays.pk}": "Stays", f"alt-{new.pk}": "New"}  # fmt: skip
    again = browser.post(address(post, "edit/"), {**sent, "do": f"picture-up-{stays.pk}"})
    assert words_of(again).index("Stays</textarea>") < words_of(again).index("New</textarea>")
    assert said_in(post) == ["Left", "Stays"]
    assert browser.post(address(post, "edit/"), sent).status_code == 302
    assert said_in(post) == ["New", "Stays"]
    browser.post(address(post, "edit/"), {"headline": "Said by a client that knows no pictures"})
    assert said_in(post) == ["New", "Stays"]


def test_an_edit_that_is_refused_keeps_its_pictures(stream, browser):
    post = posted(stream, stream.ida, "network", kept(stream, stream.ida, "A quay"))
    picture = post.media.get()
    sent = {"headline": "Words", "has_pictures": 1, "media": picture.pk, f"alt-{picture.pk}": "x" * 1501}
    answer = browser.post(address(post, "edit/"), sent)

    assert answer.status_code == 422
    assert "1501" in words_of(answer)
    assert "x" * 1501 in words_of(answer)
    assert said_in(post) == ["A quay"]


def test_a_script_brings_one_file_and_gets_its_part_of_the_form(stream, browser):
    answer = browser.post("/media/", {"file": file()})

    picture = Media.objects.get()
    assert answer.status_code == 201
    assert words_of(answer).startswith("<li")
    assert f'name="alt-{picture.pk}"' in words_of(answer)
    refused = browser.post("/media/", {"file": file("a.pdf", b"%PDF-1.7")})
    assert refused.status_code == 422
    assert words_of(refused) == ("Greenroom takes pictures (JPEG, PNG, WebP, GIF), not documents. Post a link to it.")
    assert browser.post("/media/", {"file": "words"}).status_code == 422
    assert stream.browser().post("/media/", {"file": file()}).status_code == 302
    assert Media.objects.count() == 1
