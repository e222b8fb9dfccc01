"""Pushes: what is said, to whom, how often, and what becomes of it when a push service misbehaves."""

from datetime import timedelta

import pytest
from django.utils import timezone
from http_ece import ECEException
from py_vapid import Vapid02

from greenroom.kit import worker
from greenroom.people import actions as people
from greenroom.people.models import Person
from greenroom.social import actions, push
from greenroom.social.models import Audience, Notice, PushKey, PushMessage, PushSubscription
from greenroom.social.tests.browsers import PushBrowser
from greenroom.social.tests.pushing import SERVICE, Device, planned, states, work

PUBLIC, NETWORK = Audience.PUBLIC, Audience.NETWORK


def test_a_push_says_who_and_what_and_leads_there(village, ida, device, network, settings):
    settings.PUBLIC_URL = "https://talk.example"
    post = village.post(ida, "Hello @bram", to=PUBLIC)
    work(village)

    (words,) = device.heard(network)
    assert words == {
        "notification_id": str(Notice.objects.get().pk),
        "notification_type": "mention",
        "preferred_locale": "en",
        "title": "Ida mentions you.",
        "body": "",
        "url": f"/@ida/{post.pk}/",
    }
    assert states() == ["sent"]


def test_it_is_sealed_for_the_browser_and_signed_for_the_service(village, ida, device, network, settings):
    settings.PUBLIC_URL = "https://talk.example"
    village.post(ida, "Hello @bram", to=PUBLIC)
    work(village)

    (asked,) = network.asked
    assert (asked.method, asked.headers["content-encoding"], asked.headers["ttl"]) == ("POST", "aes128gcm", "86400")
    assert b"Ida" not in asked.body
    assert len(asked.body) < 1_000
    assert Vapid02.verify(asked.headers["authorization"])
    assert f"k={PushKey.objects.get().public}" in asked.headers["authorization"]
    with pytest.raises(ECEException):  # another browser reads nothing
        PushBrowser(SERVICE).opened(asked.body)


def test_i6_the_key_is_made_once_and_lies_sealed(village, ida, device, db):
    first = push.public_key(village.tick())

    assert push.public_key(village.tick()) == first
    row = PushKey.objects.get()
    assert len(bytes(row.sealed)) == 12 + 32 + 16  # nonce, number, tag
    assert row.public == first


@pytest.mark.parametrize("audience", [PUBLIC, NETWORK])
def test_a10_no_word_of_a_post_is_in_it(village, ida, device, network, audience):
    village.post(ida, "Kanarienvogel @bram", note="Kanarienvogel", to=audience)
    work(village)

    assert "Kanarienvogel" not in str(device.heard(network))
    assert device.heard(network)


def test_a10_what_is_narrowed_between_planning_and_sending_is_dropped(village, ida, bram, device, network):
    board = village.circle("board", keeper=ida, members=(bram,))
    work(village)
    network.asked.clear()
    village.post(ida, "Hello @bram", to=board.audience)
    now = village.tick()
    while errand := worker.claim(now, outside=False):
        worker.do(errand, lambda: now)
    village.act(actions.remove_from_circle, circle=board, person=bram, by=ida)
    push.send_some(village.tick())

    assert (network.asked, states()[-1]) == ([], "dropped")


def ends(how, device, village, ida):
    person = device.person
    match how:
        case "signed out":
            device.client.logout()
        case "ended sessions":
            people.end_sessions(person=person, by=person, now=timezone.now())
        case "suspended":
            people.suspend_person(person=person, reason="A test.", by=None, now=timezone.now())
        case "blocked":
            village.block(person, ida)
        case "no push":
            village.act(actions.end_push, person=person, bound_to=device.bound_to, by=person)
        case "seen":
            newest = Notice.objects.get().pk
            actions.mark_seen(person=person, timeline="notices", last_id=newest, now=village.tick())
        case "another choice":
            wanted = {("mention", "push"): False}
            village.act(actions.choose_notices, person=person, wanted=wanted, mail_hour=None, by=person)


@pytest.mark.parametrize(
    "how", ["signed out", "ended sessions", "suspended", "blocked", "no push", "seen", "another choice"]
)
def test_o2_nothing_is_sent_once_the_right_or_the_wish_has_ended(village, ida, device, network, how):
    planned(village, ida)
    ends(how, device, village, ida)
    push.send_some(village.tick())

    assert network.asked == []
    assert set(states()) <= {"dropped"}


def test_a_kind_that_is_not_wanted_is_not_even_planned(village, ida, device, bram):
    post = village.post(bram, "Mine", to=PUBLIC)
    village.act(actions.boost, post=post, identity=ida.identity, by=ida)
    work(village)

    assert states() == []


def test_the_alerts_of_a_device_go_before_the_choice(village, ida, device, bram, network):
    device.subscribe(alerts={"boost": True, "mention": False})
    post = village.post(bram, "Mine", to=PUBLIC)
    village.act(actions.boost, post=post, identity=ida.identity, by=ida)
    village.post(ida, "Hello @bram", to=PUBLIC)
    work(village)

    assert [words["notification_type"] for words in device.heard(network)] == ["boost"]


@pytest.mark.parametrize(
    ("policy", "tie", "count"),
    [
        ("all", "", 1),
        ("none", "", 0),
        ("followed", "", 0),
        ("followed", "i follow", 1),
        ("followed", "follows me", 0),
        ("follower", "follows me", 1),
        ("follower", "i follow", 0),
    ],
)
def test_the_policy_of_a_device_is_obeyed(village, ida, device, bram, network, policy, tie, count):
    if tie:
        village.follow(*((bram, ida) if tie == "i follow" else (ida, bram)))
    device.subscribe(policy=policy)
    village.post(ida, "Hello @bram", to=PUBLIC)
    work(village)

    assert len([one for one in device.heard(network) if one["notification_type"] == "mention"]) == count


def test_each_device_gets_it_once_however_often_the_errand_runs(village, ida, device, bram, network):
    network.page(f"{SERVICE}two", status=201)
    second = Device(village, bram, name="two")
    village.post(ida, "Hello @bram", to=PUBLIC)
    work(village)
    notice = Notice.objects.get()
    from django.db import transaction

    for _ in range(2):
        with transaction.atomic():
            push.plan(fact_id=notice.fact_id, kind="mention", recipients={bram.pk}, at=village.tick())
        work(village)

    assert [len(device.heard(network)), len(second.heard(network)), states()] == [1, 1, ["sent", "sent"]]


def test_it_speaks_the_language_of_its_reader(village, ida, device, bram, network):
    Person.objects.filter(pk=bram.pk).update(language="fr")
    village.post(ida, "Hello @bram", to=PUBLIC)
    work(village)

    assert device.heard(network)[0]["title"] == "Ida vous mentionne."


def test_what_is_over_is_forgotten(village, ida, device, network):
    village.post(ida, "Hello @bram", to=PUBLIC)
    work(village)
    device.client.logout()
    push.forget_old(village.tick() + timedelta(days=8))

    assert (PushMessage.objects.count(), PushSubscription.objects.count()) == (0, 0)
