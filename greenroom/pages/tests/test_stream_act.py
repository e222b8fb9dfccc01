"""What readers and authors do with a post, by forms alone."""

import pytest

from greenroom.pages.tests.stream_world import StreamWorld, address, words_of
from greenroom.social import actions, queries
from greenroom.social.models import Audience, Bookmark, Boost, Favourite, Post
from greenroom.social.visibility import viewer_of

ROWS = {"boost": Boost, "helped": Favourite, "keep": Bookmark}


@pytest.mark.parametrize("word", ["boost", "helped", "keep"])
def test_a_button_does_it_and_a_second_press_takes_it_back(stream: StreamWorld, word: str) -> None:
    post = stream.says(stream.ida, "public", "The crane is late")
    noor = stream.browser(stream.noor)
    way = address(post, f"{word}/")

    done = noor.post(way, {"undo": ""}, headers={"Referer": "http://testserver/local/?before=9"})

    assert (done.status_code, done["Location"]) == (302, f"http://testserver/local/?before=9#p{post.id}")
    assert ROWS[word].objects.count() == 1
    assert f'formaction="{way}" name="undo" value="1" aria-pressed="true"' in words_of(noor.get(address(post)))

    noor.post(way, {"undo": "1"})

    assert ROWS[word].objects.count() == 0


def test_a_button_says_the_deed_and_then_the_figure_with_what_it_counts(stream: StreamWorld) -> None:
    post = stream.says(stream.ida, "public", "The crane is late")
    noor = stream.browser(stream.noor)
    noor.post(address(post, "helped/"), {"undo": ""})

    page = words_of(noor.get(address(post)))

    assert (
        '<span>This helped</span><span class="n" aria-hidden="true">1</span><span class="vh">, 1 person</span></button>'
        in page
    )


def test_a_stranger_in_the_referer_leads_to_the_post(stream: StreamWorld) -> None:
    post = stream.says(stream.ida, "public", "The crane is late")

    done = stream.browser(stream.noor).post(address(post, "keep/"), headers={"Referer": "https://evil.example/"})

    assert done["Location"] == f"{address(post)}#p{post.id}"


def test_our_script_gets_the_buttons_alone(stream: StreamWorld) -> None:
    post = stream.says(stream.ida, "public", "The crane is late")

    answer = stream.browser(stream.noor).post(address(post, "helped/"), {"undo": ""}, headers={"X-Part": "acts"})

    page = words_of(answer).strip()
    assert (answer.status_code, page.startswith("<footer>"), page.endswith("</footer>")) == (200, True, True)
    assert 'aria-pressed="true"' in page


@pytest.mark.parametrize("word", ["boost", "helped", "keep", "edit", "narrow", "delete"])
def test_what_is_hidden_cannot_be_touched(stream: StreamWorld, word: str) -> None:
    post = stream.says(stream.ida, "circle:board", "Between us")

    answer = stream.browser(stream.noor).post(address(post, f"{word}/"), {"headline": "x", "audience": "direct"})

    assert answer.status_code == 404
    assert [model.objects.count() for model in ROWS.values()] == [0, 0, 0]
    assert Post.objects.get().headline == "Between us"


@pytest.mark.parametrize("word", ["edit", "narrow", "delete"])
def test_the_post_of_another_cannot_be_changed(stream: StreamWorld, word: str) -> None:
    post = stream.says(stream.ida, "public", "Mine")

    answer = stream.browser(stream.noor).post(address(post, f"{word}/"), {"headline": "x", "audience": "direct"})

    assert answer.status_code == 404
    post.refresh_from_db()
    assert (post.headline, post.deleted_at, post.audience_id) == ("Mine", None, Audience.PUBLIC)


def test_a_post_to_a_circle_offers_no_boost_and_refuses_one(stream: StreamWorld) -> None:
    post = stream.says(stream.ida, "circle:board", "Between us")
    bram = stream.browser(stream.bram)

    answer = bram.post(address(post, "boost/"), {"undo": ""})

    assert "/boost/" not in words_of(bram.get(address(post)))
    assert answer.status_code == 422
    assert "That was not done" in words_of(answer)
    assert not Boost.objects.exists()


def test_an_edit_keeps_the_earlier_text(stream: StreamWorld) -> None:
    post = stream.says(stream.ida, "public", "We said weather", note="It rained.")
    ida = stream.browser(stream.ida)

    form = words_of(ida.get(address(post, "edit/")))
    saved = ida.post(address(post, "edit/"), {"headline": "It was a crane", "note": "It was dry."})

    assert "We said weather" in form
    assert "It rained." in form
    assert (saved.status_code, saved["Location"]) == (302, address(post))
    assert [version.headline for version in queries.history_of(viewer_of(stream.noor.identity), post.id)] == [
        "It was a crane",
        "We said weather",
    ]


def test_a_refused_edit_keeps_what_was_typed_and_the_post_as_it_was(stream: StreamWorld) -> None:
    post = stream.says(stream.ida, "public", "We said weather")
    typed = "x" * 141

    answer = stream.browser(stream.ida).post(address(post, "edit/"), {"headline": typed, "note": "still here"})

    assert answer.status_code == 422
    assert typed in words_of(answer)
    assert "still here" in words_of(answer)
    post.refresh_from_db()
    assert post.headline == "We said weather"


def test_deleting_names_its_effect_first(stream: StreamWorld) -> None:
    post = stream.says(stream.ida, "public", "Said too soon")
    ida = stream.browser(stream.ida)

    asked = words_of(ida.get(address(post, "delete/")))
    gone = ida.post(address(post, "delete/"))

    assert "Nobody can bring it back." in asked
    assert "Said too soon" in asked
    assert (gone.status_code, gone["Location"]) == (302, "/")
    assert ida.get(address(post)).status_code == 404


def test_narrowing_offers_only_fewer_readers(stream: StreamWorld) -> None:
    post = stream.says(stream.ida, "network", "For members")
    ida = stream.browser(stream.ida)

    asked = words_of(ida.get(address(post, "narrow/")))
    wider = ida.post(address(post, "narrow/"), {"audience": "public"})
    nothing = ida.post(address(post, "narrow/"), {})

    assert 'value="public"' not in asked
    assert (wider.status_code, nothing.status_code) == (422, 422)
    post.refresh_from_db()
    assert post.audience_id == Audience.NETWORK


def test_a_narrowed_post_is_gone_for_those_outside(stream: StreamWorld) -> None:
    post = stream.says(stream.ida, "public", "Too wide")
    choices = [choice.key for choice in queries.narrower_choices(stream.ida, post)]
    ida = stream.browser(stream.ida)

    done = ida.post(address(post, "narrow/"), {"audience": "network"})

    assert "network" in choices
    assert done.status_code == 302
    assert stream.browser(stream.otto).get(address(post)).status_code == 404
    assert stream.browser(stream.noor).get(address(post)).status_code == 200


def test_whom_a_post_helped_is_told_to_its_author_alone(stream: StreamWorld) -> None:
    post = stream.says(stream.ida, "public", "Third paragraph first")
    actions.favourite(post=post, identity=stream.noor.identity, by=stream.noor, now=stream.later())

    author = words_of(stream.browser(stream.ida).get(address(post, "helped-by/")))
    other = stream.browser(stream.bram).get(address(post, "helped-by/"))

    assert "Noor Jansma" in author
    assert other.status_code == 404


def test_who_boosted_is_a_page_for_readers(stream: StreamWorld) -> None:
    post = stream.says(stream.ida, "network", "Pass it on")
    actions.boost(post=post, identity=stream.noor.identity, by=stream.noor, now=stream.later())

    assert "Noor Jansma" in words_of(stream.browser(stream.bram).get(address(post, "boosters/")))
    assert stream.browser(stream.otto).get(address(post, "boosters/")).status_code == 404


def test_kept_posts_are_a_page_of_one_s_own(stream: StreamWorld) -> None:
    post = stream.says(stream.ida, "circle:board", "Keep this one")
    actions.keep(post=post, identity=stream.bram.identity, by=stream.bram, now=stream.later())
    bram = stream.browser(stream.bram)

    assert "Keep this one" in words_of(bram.get("/kept/"))
    assert "Keep this one" not in words_of(stream.browser(stream.noor).get("/kept/"))

    actions.remove_from_circle(circle=stream.board, person=stream.bram, by=stream.ida, now=stream.later())

    assert "Keep this one" not in words_of(bram.get("/kept/"))


def test_whoever_speaks_for_an_organisation_corrects_its_posts(stream: StreamWorld) -> None:
    post = stream.says(stream.ida, "public", "We said weather", speaks_as=stream.skerrow.identity)
    ida, bram = stream.browser(stream.ida), stream.browser(stream.bram)

    saved = ida.post(address(post, "edit/"), {"headline": "It was a crane"})

    assert saved.status_code == 302
    assert f'href="{address(post, "delete/")}"' in words_of(ida.get(address(post)))
    assert bram.get(address(post, "edit/")).status_code == 404
    post.refresh_from_db()
    assert post.headline == "It was a crane"
