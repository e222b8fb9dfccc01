"""The private feed: one's home behind a secret, evaluated at delivery, ended in one step."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from greenroom.fediverse import actions, tasks
from greenroom.fediverse.events import PrivateFeedEnded, PrivateFeedOpened
from greenroom.fediverse.models import PrivateFeed
from greenroom.kit import worker
from greenroom.kit.facts import facts_of
from greenroom.kit.models import AuditEntry
from greenroom.people import actions as people
from greenroom.people.models import Person
from greenroom.social import actions as social
from greenroom.social.models import Audience

PUBLIC, FOLLOWERS, NETWORK, DIRECT = Audience.PUBLIC, Audience.FOLLOWERS, Audience.NETWORK, Audience.DIRECT


@pytest.fixture
def open_feed(village):
    """The address of somebody's fresh feed."""

    def opened(person, *, words=True, form="atom"):
        secret = actions.open_feed(tells_closed_words=words, by=person, now=village.tick())
        return f"/feeds/{secret}/home.{form}"

    return opened


def titles(feed):
    return [entry.title for entry in feed.entries]


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_it_carries_what_stands_on_home(village, ida, bram, read, open_feed, form):
    village.follow(ida, bram)
    board = village.circle("board", keeper=bram, members=(ida,))
    village.post(bram, "To all", to=PUBLIC)
    village.post(bram, "To the board", note="Closed words.", to=board)
    village.post(bram, "To others", to=village.circle("others", keeper=bram))

    feed = read(open_feed(ida, form=form))

    assert titles(feed) == ["To the board", "To all"]
    assert "Closed words." in str(feed.entries[0])


def test_without_closed_words_it_says_only_who_wrote_and_to_whom(village, ida, bram, client, read, open_feed):
    village.follow(ida, bram)
    board = village.circle("board", keeper=bram, members=(ida,))
    house = village.organisation("skerrow", owner=ida, members=(bram,))
    village.post(bram, "To all", to=PUBLIC)
    for audience in (FOLLOWERS, NETWORK, board, house):
        village.post(bram, "kanari", note="kanari #kanari", to=audience)
    village.post(bram, "@ida kanari", to=DIRECT)
    address = open_feed(ida, words=False)

    found = titles(read(address))

    assert sorted(found) == [
        "Bram wrote in Board",
        "Bram wrote in Skerrow",
        "Bram wrote to followers",
        "Bram wrote to the network",
        "Bram wrote to those who are named",
        "To all",
    ]
    assert b"kanari" not in client.get(address).content


def test_it_speaks_the_language_of_its_person(village, ida, bram, read, open_feed):
    Person.objects.filter(pk=ida.pk).update(language="de")
    board = village.circle("board", keeper=bram, members=(ida,))
    village.post(bram, "Words", to=board)

    assert titles(read(open_feed(ida, words=False))) == ["Bram hat in Board geschrieben"]


def test_replies_are_kept_by_nobody_and_lead_nowhere(village, ida, client, open_feed):
    reply = client.get(open_feed(ida))

    assert reply["Cache-Control"] == "private, no-store"
    assert reply["Referrer-Policy"] == "no-referrer"
    assert reply["X-Robots-Tag"] == "noindex"
    assert "ETag" not in reply
    assert not reply.cookies


def test_a10_what_may_not_be_read_any_more_is_not_delivered(village, ida, bram, client, open_feed):
    village.follow(ida, bram)
    board = village.circle("board", keeper=bram, members=(ida,))
    village.post(bram, "kanari board", to=board)
    narrowed = village.post(bram, "kanari narrowed", to=PUBLIC)
    village.post(bram, "kanari followers", to=FOLLOWERS)
    address = open_feed(ida)
    assert client.get(address).content.count(b"<title>kanari") == 3

    village.act(social.leave_circle, circle=board, by=ida)
    village.act(social.narrow_post, post=narrowed, audience=Audience.objects.get(pk=DIRECT), by=bram)
    village.act(social.remove_follower, identity=bram.identity, follower=ida.identity, by=bram)

    assert b"kanari" not in client.get(address).content


def test_only_a_digest_is_kept(village, ida, open_feed):
    secret = open_feed(ida).split("/")[2]

    assert len(secret) >= 43
    assert secret not in str(PrivateFeed.objects.values_list().get())
    assert facts_of(PrivateFeedOpened) == [PrivateFeedOpened(at=village.now, person_id=ida.pk)]
    assert AuditEntry.objects.filter(action="feed.opened").count() == 1


def test_a_new_address_ends_the_old_one(village, ida, client, open_feed):
    old, new = open_feed(ida), open_feed(ida)

    assert [client.get(address).status_code for address in (old, new)] == [404, 200]


def test_a3_ended_wrong_and_suspended_are_the_same_404(village, ida, bram, client, open_feed):
    ended, suspended = open_feed(ida), open_feed(bram)
    assert actions.end_feed(person=ida, by=ida, now=village.tick())
    people.suspend_person(person=bram, reason="A test.", by=None, now=village.tick())
    addresses = [
        ended,
        suspended,
        "/feeds/wrong/home.atom",
        f"/feeds/{'a' * 43}/home.atom",
        f"/feeds/{'a' * 999}/home.rss",
    ]

    replies = [client.get(address) for address in addresses]

    assert [reply.status_code for reply in replies] == [404] * 5
    assert len({reply.content for reply in replies}) == 1
    assert facts_of(PrivateFeedEnded) == [PrivateFeedEnded(at=village.now - timedelta(seconds=1), person_id=ida.pk)]


def test_ending_what_has_ended_changes_nothing(village, ida, open_feed):
    open_feed(ida)
    actions.end_feed(person=ida, by=ida, now=village.tick())
    before = list(PrivateFeed.objects.values_list())

    assert not actions.end_feed(person=ida, by=ida, now=village.tick())
    assert list(PrivateFeed.objects.values_list()) == before


def test_suspension_ends_it_for_good(village, ida, client, open_feed):
    address = open_feed(ida)
    people.suspend_person(person=ida, reason="A test.", by=None, now=village.tick())
    assert client.get(address).status_code == 404
    worker.work_off(village.tick())
    people.reinstate_person(person=ida, reason="A mistake.", by=None, now=village.tick())

    assert client.get(address).status_code == 404


def test_o2_whoever_is_suspended_opens_none(village, ida):
    people.suspend_person(person=Person.objects.get(pk=ida.pk), reason="A test.", by=None, now=village.tick())

    with pytest.raises(ValidationError) as refusal:
        actions.open_feed(tells_closed_words=True, by=ida, now=village.tick())

    assert refusal.value.code == "suspended"
    assert not PrivateFeed.objects.exists()


def test_o2_another_password_ends_it(village, ida, client, open_feed):
    address = open_feed(ida)
    people.change_password(person=ida, password="seven quiet harbours", by=ida, now=village.tick())
    worker.work_off(village.tick())

    assert client.get(address).status_code == 404


def test_only_the_day_of_its_last_use_is_kept(village, ida, client, open_feed, django_assert_num_queries):
    address = open_feed(ida)
    client.get(address)
    feed = PrivateFeed.objects.get()
    assert feed.last_used_date is not None

    actions.note_use(feed=feed, now=village.now)
    with django_assert_num_queries(0):
        actions.note_use(feed=PrivateFeed(last_used_date=village.now.date()), now=village.now)


def test_the_secret_is_in_no_log(village, ida, client, open_feed, caplog):
    address = open_feed(ida)
    with caplog.at_level("DEBUG"):
        client.get(address)
        client.get(address.replace("home", "house"))

    assert caplog.records
    assert address.split("/")[2] not in "".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records)


def test_ended_feeds_are_forgotten_after_a_month(village, ida, open_feed):
    open_feed(ida)
    open_feed(ida)
    tasks.tidy_ended_feeds(village.now + timedelta(days=29))
    assert PrivateFeed.objects.count() == 2

    tasks.tidy_ended_feeds(village.now + timedelta(days=31))
    assert PrivateFeed.objects.filter(ended_at=None).count() == PrivateFeed.objects.count() == 1


class TestTheSettings:
    """The section of the page "Reading elsewhere"."""

    PAGE = "/settings/elsewhere/"

    @pytest.fixture
    def browser(self, ida):
        made = Client()
        made.force_login(ida)
        return made

    def send(self, browser, **fields):
        return browser.post(self.PAGE, {"section": "private-feed", **fields})

    def test_the_address_is_shown_once_and_works(self, village, browser, client):
        shown = self.send(browser, deed="open", words="none").content.decode()
        address = shown.split('class="oncelink">')[1].split("<")[0]

        assert client.get(address.removeprefix("http://localhost:8000")).status_code == 200
        assert not PrivateFeed.objects.get().tells_closed_words
        assert "oncelink" not in browser.get(self.PAGE).content.decode()

    def test_closed_words_must_be_asked_for(self, village, browser):
        self.send(browser, deed="open")
        assert not PrivateFeed.objects.get().tells_closed_words
        self.send(browser, deed="open", words="closed")
        assert PrivateFeed.objects.get(ended_at=None).tells_closed_words

    def test_it_ends_there(self, village, browser):
        self.send(browser, deed="open")
        reply = self.send(browser, deed="end")

        assert "leads nowhere" in reply.content.decode()
        assert not PrivateFeed.objects.filter(ended_at=None).exists()

    @pytest.mark.parametrize("fields", [{"deed": "nothing"}, {}, {"deed": "open", "words": "everything"}])
    def test_nonsense_is_a_sentence_and_changes_nothing(self, village, browser, fields):
        reply = self.send(browser, **fields)

        assert (reply.status_code, PrivateFeed.objects.count()) == (422, 0)

    def test_another_section_is_not_there(self, village, browser):
        assert browser.post(self.PAGE, {"section": "nothing"}).status_code == 404

    def test_a_guest_is_led_to_the_sign_in(self, village, client):
        assert client.get(self.PAGE).status_code == 302
