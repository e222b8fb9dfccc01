"""Public feeds: what is said to everybody, and nothing else, in both formats."""

import hashlib
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
import time_machine
from django.utils import timezone
from django.utils.http import http_date

from greenroom.people import actions as people
from greenroom.social import actions
from greenroom.social.models import Audience

PUBLIC, QUIET, FOLLOWERS, NETWORK, DIRECT = (
    Audience.PUBLIC,
    Audience.QUIET_PUBLIC,
    Audience.FOLLOWERS,
    Audience.NETWORK,
    Audience.DIRECT,
)
FORMATS = pytest.mark.parametrize("form", ["rss", "atom"])


def titles(feed):
    return [entry.title for entry in feed.entries]


def words_of(entry):
    return entry.content[0].value if "content" in entry else entry.summary


@FORMATS
def test_a_profile_feed_tells_what_is_said_to_everybody(village, ida, read, settings, form):
    settings.PUBLIC_URL = "https://talk.example"
    village.person("bram")
    village.post(ida, "First", to=PUBLIC)
    post = village.post(ida, "Second", note="With @bram and #ferries.", language="en", to=PUBLIC)

    feed = read(f"/@ida/feed.{form}")

    assert (feed.feed.title, feed.feed.link) == ("Ida", "https://talk.example/@ida/")
    assert titles(feed) == ["Second", "First"]
    entry = feed.entries[0]
    assert entry.link == f"https://talk.example/@ida/{post.pk}/"
    assert entry.id == f"tag:talk.example,2026-03-02:post/{post.pk}"
    assert entry.author == "Ida"
    assert [tag.term for tag in entry.tags] == ["ferries"]
    assert 'href="https://talk.example/@bram/"' in words_of(entry)
    assert 'href="https://talk.example/tags/ferries/"' in words_of(entry)
    assert 'href="/' not in words_of(entry)


@FORMATS
@pytest.mark.parametrize("audience", [QUIET, FOLLOWERS, NETWORK, DIRECT, "circle", "house"])
def test_a1_what_is_not_said_to_everybody_is_in_no_feed(village, ida, bram, client, form, audience):
    house, board = village.organisation("skerrow", owner=ida), village.circle("board", keeper=ida)
    to = {"circle": board, "house": house}.get(audience, audience)
    words = "For @bram #ferries kanari" if audience == DIRECT else "Words #ferries kanari"
    village.post(ida, words, to=to)
    village.post(ida, words, to=to, author=house.identity) if audience == "house" else None
    client.force_login(ida)  # whoever asks, the feed is everybody's

    for address in ("/@ida/feed", "/@skerrow/feed", "/tags/ferries/feed"):
        reply = client.get(f"{address}.{form}")
        assert reply.status_code == 200
        assert "kanari" not in reply.content.decode()


@FORMATS
def test_answers_to_others_and_boosts_are_left_out(village, ida, bram, read, form):
    theirs = village.post(bram, "Bram's own", to=PUBLIC)
    village.post(ida, "An answer", reply_to=theirs)
    mine = village.post(ida, "My own", to=PUBLIC)
    village.post(ida, "I go on", reply_to=mine)
    village.act(actions.boost, post=theirs, identity=ida.identity, by=ida)

    assert titles(read(f"/@ida/feed.{form}")) == ["I go on", "My own"]


@FORMATS
def test_organisations_and_tags_have_feeds(village, ida, bram, read, form):
    house = village.organisation("skerrow", owner=ida)
    village.post(ida, "The ferry is late #Fähre", author=house.identity, to=PUBLIC)
    village.post(bram, "I wait #fahre", to=PUBLIC)

    assert titles(read(f"/@skerrow/feed.{form}")) == ["The ferry is late #Fähre"]
    assert titles(read(f"/tags/fähre/feed.{form}")) == ["I wait #fahre", "The ferry is late #Fähre"]


@pytest.mark.parametrize("gone", ["nobody", "board", "suspended", "closed"])
def test_a3_hidden_absent_and_closed_places_are_one_404(village, ida, bram, client, gone):
    village.circle("board", keeper=ida)
    people.suspend_person(person=village.person("suspended"), reason="A test.", by=None, now=village.tick())
    closed = village.organisation("closed", owner=ida)
    closed.closed_at = village.tick()
    closed.save()

    replies = {client.get(f"/@{handle}/feed.atom").content for handle in (gone, "never_was")}

    assert client.get(f"/@{gone}/feed.atom").status_code == 404
    assert len(replies) == 1


def test_a5_what_is_narrowed_deleted_or_edited_is_gone_from_the_next_delivery(village, ida, client):
    narrowed, deleted, edited = (village.post(ida, f"kanari{number}", to=PUBLIC) for number in range(3))
    assert client.get("/@ida/feed.atom").content.decode().count("<title>kanari") == 3

    village.act(actions.narrow_post, post=narrowed, audience=Audience.objects.get(pk=NETWORK), by=ida)
    village.act(actions.delete_post, post=deleted, by=ida)
    village.act(actions.edit_post, post=edited, headline="Other words", by=ida)

    assert "kanari" not in client.get("/@ida/feed.atom").content.decode()


@FORMATS
def test_whoever_has_these_bytes_gets_none(village, ida, client, form):
    post = village.post(ida, "Words", to=PUBLIC)
    first = client.get(f"/@ida/feed.{form}")
    assert first["Last-Modified"] == http_date(post.published_at.timestamp())

    again = client.get(f"/@ida/feed.{form}", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])

    village.act(actions.delete_post, post=post, by=ida)
    assert client.get(f"/@ida/feed.{form}", headers={"if-none-match": first["ETag"]}).status_code == 200


def test_a_date_alone_does_not_hide_that_a_post_went(village, ida, client):
    post = village.post(ida, "Words", to=PUBLIC)
    first = client.get("/@ida/feed.atom")
    village.act(actions.delete_post, post=post, by=ida)

    again = client.get("/@ida/feed.atom", headers={"if-modified-since": first["Last-Modified"]})

    assert (again.status_code, b"Words" in again.content) == (200, False)


def test_an_empty_feed_does_not_change_with_the_clock(village, ida, client):
    first = client.get("/@ida/feed.atom")

    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        assert client.get("/@ida/feed.atom")["ETag"] == first["ETag"]


def test_a14_nothing_is_delivered_across_a_block(village, ida, bram, client):
    village.post(ida, "kanari #ferries", to=PUBLIC)
    village.block(ida, bram)
    client.force_login(bram)

    for address in ("/@ida/feed.atom", "/tags/ferries/feed.rss"):
        assert "kanari" not in client.get(address).content.decode()


def test_a13_everybody_gets_the_same_bytes_and_caches_ask_each_time(village, ida, bram, client):
    village.post(ida, "Öffentlich", language="de", to=PUBLIC)
    village.post(ida, "For followers", to=FOLLOWERS)
    guest = client.get("/@ida/feed.atom", headers={"accept-language": "fr"})
    client.force_login(ida)
    own = client.get("/@ida/feed.atom", headers={"accept-language": "de"})

    assert hashlib.sha256(own.content).digest() == hashlib.sha256(guest.content).digest()
    assert (guest["Cache-Control"], own["Cache-Control"]) == ("public, no-cache", "private, no-store")
    assert own["Content-Language"] == "de"


def test_a_covered_post_shows_its_cover(village, ida, read):
    village.post(ida, "The words", note="More", spoiler_text="About an accident", to=PUBLIC)
    village.post(ida, "Other words", sensitive=True, language="de", to=PUBLIC)

    feed = read("/@ida/feed.atom")

    assert titles(feed) == ["Heikle Worte", "About an accident"]
    assert "The words" in words_of(feed.entries[1])


def test_languages_dates_and_edits_stand_in_the_entry(village, ida, client):
    post = village.post(ida, "Wörter", language="de", to=PUBLIC)
    village.act(actions.edit_post, post=post, headline="Bessere Wörter", language="de", by=ida)
    atom = "{http://www.w3.org/2005/Atom}"

    entry = ET.fromstring(client.get("/@ida/feed.atom").content).find(f"{atom}entry")

    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "de"
    assert entry.findtext(f"{atom}published") < entry.findtext(f"{atom}updated")


@FORMATS
def test_x1_no_words_break_the_document(village, ida, read, form):
    hostile = '<script>alert(1)</script> ]]> & "\' <b>\ufffe\uffff\x0b href="/x" 🛳'
    village.post(ida, hostile, note=f'{hostile}\n\n```\n<a href="/x">\n```', to=PUBLIC)

    feed = read(f"/@ida/feed.{form}")

    assert "<script" not in words_of(feed.entries[0])
    assert '&lt;a href="/x"&gt;' in words_of(feed.entries[0])


@pytest.mark.parametrize("name", ["not a tag", "a-b", "%23x"])
def test_what_is_no_tag_has_no_feed(village, client, name):
    assert client.get(f"/tags/{name}/feed.atom").status_code == 404


def test_pages_name_their_feeds(village, ida, client):
    village.organisation("skerrow", owner=ida)
    village.circle("board", keeper=ida)
    village.post(ida, "Words #ferries", to=PUBLIC)

    for page, feed in (
        ("/@ida/", "/@ida/feed.atom"),
        ("/@skerrow/", "/@skerrow/feed.rss"),
        ("/tags/ferries/", "/tags/ferries/feed.atom"),
    ):
        assert f'href="{feed}"' in client.get(page).content.decode()
    client.force_login(ida)
    assert "feed.atom" not in client.get("/@board/").content.decode()


def test_a_feed_costs_few_queries(village, ida, client, django_assert_max_num_queries):
    for number in range(45):
        village.post(ida, f"Words {number} #ferries", to=PUBLIC)

    for address in ("/@ida/feed.atom", "/tags/ferries/feed.rss"):
        client.get(address)
        with django_assert_max_num_queries(6):
            assert client.get(address).content.count(b"Words 44") > 0
