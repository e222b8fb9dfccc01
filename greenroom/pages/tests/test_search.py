"""The search page: results that one may read, with marks and totals, and whatever was typed stays in the box."""

import re
from html import unescape

import pytest

from greenroom.social import actions
from greenroom.social.models import Audience
from greenroom.social.queries import audience_by_key


def sign_in(client, person):
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")


def say(cast, who, headline, *, note="", to="network", language="en"):
    audience = audience_by_key(who, speaks_as=who.identity, key=to)
    return actions.publish_post(
        author=who.identity, audience=audience, headline=headline, note=note, language=language, by=who, now=cast.now
    )


def look(client, typed, **more):
    return client.get("/search/", {"q": typed, **more})


def words(reply) -> str:
    return unescape(re.sub(r"<[^>]+>", "", reply.content.decode()))


@pytest.fixture
def ida(cast, client):
    sign_in(client, cast.ida)
    return client


def test_the_page_says_what_can_be_typed(ida, client):
    for who in (ida, client):
        reply = who.get("/search/")
        assert reply.status_code == 200
        assert "lang:de" in words(reply)


def test_words_are_marked_where_they_were_found(cast, ida):
    say(cast, cast.celeste, "Councils first", note=f"{'Before that. ' * 40}The works council <b>heard</b> it.")

    page = look(ida, "council").content.decode()

    assert "<mark>Councils</mark> first" in page
    assert "works <mark>council</mark>" in page
    assert "<b>heard" not in page


def test_x1_x5_a_tag_in_a_query_or_post_is_no_markup(cast, ida):
    say(cast, cast.celeste, "Tell <script>alert(1)</script> nobody")

    page = look(ida, '<script> "alert"').content.decode()

    assert "<script>alert" not in page
    assert "&lt;<mark>script</mark>&gt;" in page


def test_a7_results_and_totals_are_those_of_the_reader(cast, client):
    say(cast, cast.ida, "Kanariwort for the board", to="circle:board")
    say(cast, cast.ida, "Kanariwort for everybody", to="public")

    for who, count in ((cast.bram, 2), (cast.noor, 1), (None, 1)):
        client.logout()
        if who:
            sign_in(client, who)
        reply = look(client, "kanariwort")
        assert ("for the board" in words(reply)) == (count == 2)
        assert f"Posts {count}People" in " ".join(words(reply).split())


def test_what_was_typed_stays_and_a_sentence_says_why_nothing_is_found(ida):
    for typed, sentence in (
        ("+++", "There is no word in this."),
        ("words from:nobody", "Nobody here is called @nobody."),
        ("x" * 10_000, "at most 500 characters"),
        ("words before:monday", "is not a day"),
    ):
        reply = look(ida, typed)
        assert reply.status_code == 422
        assert sentence in words(reply)
        assert f'value="{typed}"' in unescape(reply.content.decode())


@pytest.mark.parametrize("typed", ["\0", 'c++"', "'; --", "%", "<>", "()*:^", "a" * 64 + "\u0301" * 40, "\ud7ff\ufffe"])
def test_d2_nothing_that_is_typed_breaks_the_page(ida, typed):
    for kind in ("everything", "posts", "people", "organisations", "tags", "nonsense"):
        assert look(ida, typed, kind=kind).status_code in {200, 422}


def test_each_kind_has_its_tab_and_pages(cast, ida):
    for number in range(45):
        actions.publish_post(
            author=cast.ida.identity, audience=Audience.objects.get(pk=Audience.NETWORK),
            headline=f"Word {number} #wordtag", by=cast.ida, now=cast.now,
        )  # fmt: skip
    found = set()
    address = "/search/?q=word&kind=posts"
    while address:
        page = ida.get(address).content.decode()
        found |= set(re.findall(r'<article[^>]* id="p(\d+)"', page))
        older = re.search(r'href="([^"]*before=[^"]*)"', page)
        address = "/search/" + unescape(older[1]) if older else ""

    assert len(found) == 45
    assert "45 posts" in words(look(ida, "word", kind="tags"))
    assert "Skerrow Ferries" in words(look(ida, "skerr", kind="organisations"))
    assert "Bram Holtervik" in words(look(ida, "holt"))


def test_people_are_followed_from_the_results(cast, ida):
    assert 'action="/@bram/follow/"' in look(ida, "bram").content.decode()
    ida.post("/@bram/follow/")
    assert 'aria-pressed="true"' in look(ida, "bram").content.decode()


def test_the_form_beside_the_results_writes_operators(cast, ida):
    reply = ida.get("/search/", {"q": "word from:noor", "narrow": "1", "from": "@bram", "in": "board", "lang": "de"})

    assert reply.status_code == 302
    assert unescape(reply["Location"]) == "/search/?q=word+from%3Abram+in%3Aboard+lang%3Ade"
    page = ida.get(reply["Location"]).content.decode()
    assert '<option value="board" selected>' in page
    assert 'name="from" value="bram"' in page


def test_an_index_in_the_making_is_said(cast, ida):
    from greenroom.social.search import indexing

    say(cast, cast.ida, "Word")
    indexing.begin_anew(now=cast.now)
    assert "Posts are not found yet." in words(look(ida, "word"))
    while indexing.go_on():
        pass
    assert "not found yet" not in words(look(ida, "word"))
    assert "1 result" in words(look(ida, "word"))


def test_every_page_has_the_field(ida, client):
    assert 'role="search" action="/search/"' in ida.get("/").content.decode()
    assert ida.get("/search/").content.decode().count('role="search"') == 1
