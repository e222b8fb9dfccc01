"""The page of conversations: read by opening, put away, counted in the frame."""

import re

import pytest

from greenroom.pages.tests.places_world import Town, words_of
from greenroom.social.models import Conversation


@pytest.fixture
def town(db: None) -> Town:
    return Town.built()


def counted(words: str) -> str:
    entries = re.findall(r'<a href="/direct/"[^>]*>.*?</a>', words, re.DOTALL)
    figures = {"".join(re.findall(r'class="count"[^>]*>(\d+)<', entry)) for entry in entries}
    assert len(figures) == 1  # in the rail and in the menu of phones alike
    return figures.pop()


def test_a_conversation_is_opened_and_has_been_read(town):
    letter = town.says(town.celeste, "direct", "@ida the figures, in confidence")
    browser = town.browser("ida")
    page = words_of(browser.get("/direct/"))
    assert '<span class="mark">New</span> <b>Celeste Vianay</b>' in " ".join(page.split())
    assert counted(page) == "1"
    address = re.search(r'href="(/@celeste/\d+/)#p\d+"', page)[1]
    browser.head(address)
    assert not Conversation.objects.exists()
    assert "the figures, in confidence" in words_of(browser.get(address))

    page = words_of(browser.get("/direct/"))
    assert '<span class="mark">New</span>' not in page
    assert counted(page) == ""
    assert Conversation.objects.get().read_up_to == letter.pk
    town.browser("celeste").get(address)
    assert Conversation.objects.count() == 1  # one's own letters need no mark


def test_a_conversation_is_put_away_until_somebody_says_more(town):
    letter = town.says(town.celeste, "direct", "@ida one")
    browser = town.browser("ida")
    assert browser.post("/direct/put-away/", {"post": str(letter.pk)})["Location"] == "/direct/"
    assert "No conversation yet." in words_of(browser.get("/direct/"))
    town.says(town.celeste, "direct", "@ida two", reply_to=letter)

    assert "@ida two" in words_of(browser.get("/direct/"))


def test_i1_a_letter_to_somebody_else_cannot_be_put_away(town):
    letter = town.says(town.celeste, "direct", "@ida one")
    loud = town.says(town.celeste, "network", "@noor two")
    browser = town.browser("noor")

    for key in (letter.pk, loud.pk, 12, "x"):
        assert browser.post("/direct/put-away/", {"post": str(key)}).status_code == 404
    assert "@ida one" not in words_of(browser.get("/direct/"))
    assert counted(words_of(browser.get("/direct/"))) == ""
    assert not Conversation.objects.exists()


def test_many_are_named_and_counted(town):
    town.says(town.celeste, "direct", "@ida @noor @bram @dario @yusuf hello")
    page = words_of(town.browser("ida").get("/direct/"))

    assert "Celeste Vianay, Noor Jansma and 3 others" in page or "Celeste Vianay, Bram Holtervik and 3 others" in page
    assert "You:" not in page
    assert "You:" in words_of(town.browser("celeste").get("/direct/"))


def test_an_open_thread_writes_nothing_when_it_is_read(town):
    post = town.says(town.celeste, "network", "@ida hello")
    town.browser("ida").get(f"/@celeste/{post.pk}/")

    assert not Conversation.objects.exists()


def test_the_queries_of_the_page_do_not_grow(town, django_assert_max_num_queries):
    for number in range(25):
        town.says(town.celeste, "direct", f"@ida {number}")
    browser = town.browser("ida")
    browser.get("/direct/")

    with django_assert_max_num_queries(12):
        page = words_of(browser.get("/direct/"))
    assert page.count('class="notice new"') == 20
    assert "Older conversations" in page
