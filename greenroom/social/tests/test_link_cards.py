"""Link cards: public posts alone, their first link, asked once a day, gone when the post narrows."""

import socket
from datetime import timedelta

import pytest

from greenroom.kit import worker
from greenroom.kit.facts import facts_of
from greenroom.kit.models import Errand
from greenroom.people import actions as people
from greenroom.social import actions, cards
from greenroom.social.events import LinkShared
from greenroom.social.models import Audience, LinkCard, Post

PUBLIC, QUIET = Audience.PUBLIC, Audience.QUIET_PUBLIC
PAGE = "https://news.example/a"
WORDS = "<html lang=en><title>Ferries late</title><meta name=description content='Wind again.'></html>"


def card_on(post):
    return Post.objects.get(pk=post.pk).extras.get("card")


def work(village):
    return worker.work_off(village.tick())


@pytest.mark.parametrize("audience", [PUBLIC, QUIET])
def test_a_public_post_shows_what_the_page_says(village, ida, network, audience):
    network.page(PAGE, WORDS)
    post = village.post(ida, f"Read {PAGE}", to=audience)
    work(village)

    card = card_on(post)
    assert (card["url"], card["host"]) == (PAGE, "news.example")
    assert (card["title"], card["description"], card["language"]) == ("Ferries late", "Wind again.", "en")


def test_closed_posts_open_no_socket_and_ask_no_name(village, ida, network, monkeypatch):
    opened = []
    monkeypatch.setattr(socket.socket, "connect", lambda _line, address: opened.append(address))  # noqa: TID251
    network.page(PAGE, WORDS)
    board = village.circle("board", keeper=ida)
    house = village.organisation("skerrow", owner=ida)
    village.person("bram")
    kinds = (Audience.FOLLOWERS, Audience.NETWORK, house, board)
    posts = [village.post(ida, f"Read {PAGE}", to=audience) for audience in kinds]
    posts.append(village.post(ida, f"@bram, read {PAGE}", to=Audience.DIRECT))
    work(village)

    assert (opened, network.resolved, network.dialled, network.asked) == ([], [], [], [])
    assert facts_of(LinkShared) == []
    assert LinkCard.objects.count() == 0
    assert [card_on(post) for post in posts] == [None] * 5


def test_a_post_narrowed_before_the_worker_came_is_not_asked_about(village, ida, network):
    network.page(PAGE, WORDS)
    post = village.post(ida, f"Read {PAGE}", to=PUBLIC)
    village.act(actions.narrow_post, post=post, audience=Audience.objects.get(pk=Audience.NETWORK), by=ida)
    work(village)

    assert network.asked == []
    assert card_on(post) is None


def test_a5_narrowing_takes_the_card_off_the_post_and_its_answers(village, ida, network):
    network.page(PAGE, WORDS)
    post = village.post(ida, f"Read {PAGE}", to=PUBLIC)
    answer = village.post(ida, f"This one {PAGE}", reply_to=post)
    work(village)
    assert card_on(answer)

    village.act(actions.narrow_post, post=post, audience=Audience.objects.get(pk=Audience.NETWORK), by=ida)

    assert [card_on(post), card_on(answer)] == [None, None]


def test_narrowing_to_quiet_public_leaves_it(village, ida, network):
    network.page(PAGE, WORDS)
    post = village.post(ida, f"Read {PAGE}", to=PUBLIC)
    work(village)
    village.act(actions.narrow_post, post=post, audience=Audience.objects.get(pk=QUIET), by=ida)

    assert card_on(post)


def test_a5_an_edit_that_changes_the_link_changes_the_card(village, ida, network):
    network.page(PAGE, WORDS)
    network.page("https://other.example/", "<title>Other</title>")
    post = village.post(ida, f"Read {PAGE}", to=PUBLIC)
    work(village)

    village.act(actions.edit_post, post=post, headline=f"Read it {PAGE}", by=ida)
    assert card_on(post)["title"] == "Ferries late"
    assert len(facts_of(LinkShared)) == 1

    village.act(actions.edit_post, post=post, headline="Read https://other.example/", by=ida)
    assert card_on(post) is None
    work(village)
    assert card_on(post)["title"] == "Other"

    village.act(actions.edit_post, post=post, headline="Nothing to read", by=ida)
    assert card_on(post) is None


def test_a_deleted_post_gets_no_card(village, ida, network):
    network.page(PAGE, WORDS)
    post = village.post(ida, f"Read {PAGE}", to=PUBLIC)
    village.act(actions.delete_post, post=post, by=ida)
    work(village)

    assert network.asked == []
    assert Post.objects.get(pk=post.pk).extras == {}


def test_a_suspended_author_makes_nobody_ask(village, ida, network):
    network.page(PAGE, WORDS)
    village.post(ida, f"Read {PAGE}", to=PUBLIC)
    people.suspend_person(person=ida, reason="A test.", by=None, now=village.tick())
    work(village)

    assert network.asked == []


def test_only_the_first_link_is_asked_and_once_a_day_for_all(village, ida, network):
    network.page(PAGE, WORDS)
    network.page("https://news.example/b", WORDS)
    bram = village.person("bram")
    posts = [
        village.post(ida, f"Read {PAGE} and https://news.example/b", to=PUBLIC),
        village.post(bram, "HTTPS://NEWS.example:443/a#part is worth it", to=PUBLIC),
    ]
    work(village)
    assert [asked.url for asked in network.asked] == [PAGE]
    assert all(map(card_on, posts))

    village.post(ida, f"Again {PAGE}", to=PUBLIC)
    worker.work_off(village.tick())
    assert len(network.asked) == 1

    later = village.now + timedelta(days=1)
    post = actions.publish_post(
        author=ida.identity, audience=Audience.objects.get(pk=PUBLIC), headline=f"Later {PAGE}", by=ida, now=later
    )
    worker.work_off(later)
    assert len(network.asked) == 2
    assert card_on(post)


def test_what_the_page_said_yesterday_stays_when_it_is_silent_today(village, ida, network):
    network.page(PAGE, WORDS)
    village.post(ida, f"Read {PAGE}", to=PUBLIC)
    work(village)
    network.silent(PAGE)
    later = village.now + timedelta(days=2)
    post = actions.publish_post(
        author=ida.identity, audience=Audience.objects.get(pk=PUBLIC), headline=f"Later {PAGE}", by=ida, now=later
    )
    worker.work_off(later)

    assert card_on(post)["title"] == "Ferries late"


def test_x4_the_card_names_and_opens_the_real_host(village, ida, network):
    network.redirect("https://short.example/1", "https://real.example/page")
    network.page("https://real.example/page", "<title>bank.example</title>")
    post = village.post(ida, "Read https://short.example/1", to=PUBLIC)
    work(village)

    card = card_on(post)
    assert (card["url"], card["host"]) == ("https://real.example/page", "real.example")


def test_f1_a_page_that_leads_inside_gives_no_card(village, ida, network):
    network.name("intra.example", "10.0.0.7")
    network.redirect(PAGE, "http://intra.example/secret")
    network.answer("http://intra.example/secret", lambda _: [network.head(), b"<title>Inside</title>"])
    network.names["intra.example"] = ["10.0.0.7"]
    post = village.post(ida, f"Read {PAGE}", to=PUBLIC)
    work(village)

    assert card_on(post) is None
    assert len(network.dialled) == 1
    assert LinkCard.objects.get().state == "empty"


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 404},
        {"status": 500},
        {"headers": {"Content-Type": "application/json"}},
        {"headers": {"Content-Type": "image/svg+xml"}},
        {"body": "no head, no title"},
    ],
)
def test_what_is_no_page_gives_no_card(village, ida, network, answer):
    network.page(PAGE, **({"body": WORDS} | answer))
    post = village.post(ida, f"Read {PAGE}", to=PUBLIC)
    work(village)

    assert card_on(post) is None
    assert LinkCard.objects.get().state == "empty"


@pytest.mark.parametrize(
    "link",
    ["http://127.0.0.1/", "http://localhost/", "https://news.example:22/", "http://localhost:8000/@ida/1/"],
)
def test_addresses_that_may_not_be_asked_make_no_errand(village, ida, network, link):
    village.post(ida, f"Read {link}", to=PUBLIC)

    assert not Errand.objects.filter(duty="social.handlers.ask_the_page").exists() or work(village)
    assert network.dialled == []


def test_a_link_to_our_own_pages_is_not_asked(village, ida, network, settings):
    settings.PUBLIC_URL = "https://talk.example"
    village.post(ida, "Read https://talk.example/@ida/12/", to=PUBLIC)

    assert facts_of(LinkShared) == []


def test_d3_a_page_of_redirects_is_asked_six_times_at_most(village, ida, network):
    for number in range(50):
        network.redirect(f"https://{number}.example/", f"https://{number + 1}.example/")
    village.post(ida, "Read https://0.example/", to=PUBLIC)
    work(village)

    assert len(network.asked) <= 6


def test_a_worker_killed_while_it_asked_is_followed_by_one_that_asks(village, ida, network):
    network.page(PAGE, WORDS)
    post = village.post(ida, f"Read {PAGE}", to=PUBLIC)
    LinkCard.objects.create(url_digest="", url=PAGE, created_at=village.now, fetched_at=facts_of(LinkShared)[0].at)
    LinkCard.objects.update(url_digest=digest_of(PAGE))
    work(village)

    assert card_on(post)["title"] == "Ferries late"


def test_while_another_worker_asks_the_page_is_not_asked_twice(village, ida, network):
    network.page(PAGE, WORDS)
    moment = village.tick()
    LinkCard.objects.create(url_digest=digest_of(PAGE), url=PAGE, created_at=moment, fetched_at=moment)
    post = village.post(ida, f"Read {PAGE}", to=PUBLIC)
    work(village)
    assert network.asked == []
    assert Errand.objects.get(duty="social.handlers.ask_the_page").state == Errand.State.WAITING

    LinkCard.objects.update(state="ready", title="Ferries late", page_url=PAGE)
    worker.work_off(village.now + timedelta(minutes=1))
    assert card_on(post)["title"] == "Ferries late"


def digest_of(url):
    import hashlib

    return hashlib.sha256(url.encode()).hexdigest()


def test_cards_are_forgotten_after_a_month_and_posts_keep_theirs(village, ida, network):
    network.page(PAGE, WORDS)
    post = village.post(ida, f"Read {PAGE}", to=PUBLIC)
    work(village)

    cards.forget_old_cards(village.now + timedelta(days=29))
    assert LinkCard.objects.count() == 1
    cards.forget_old_cards(village.now + timedelta(days=31))
    assert LinkCard.objects.count() == 0
    assert card_on(post)
