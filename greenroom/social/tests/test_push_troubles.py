"""Pushes in bad weather: services that misbehave, workers that are killed; never twice, and unknown is called so."""

from datetime import timedelta

import pytest

from greenroom.social import push
from greenroom.social.models import Audience, PushMessage, PushSubscription
from greenroom.social.push import sending
from greenroom.social.tests.pushing import SERVICE, planned, states, work

PUBLIC = Audience.PUBLIC


@pytest.mark.parametrize("status", [404, 410])
def test_an_endpoint_that_is_gone_ends_its_subscription(village, ida, device, bram, network, status):
    network.page(f"{SERVICE}one", status=status)
    village.post(ida, "One @bram", to=PUBLIC)
    work(village)
    village.post(ida, "Two @bram", to=PUBLIC)
    work(village)

    assert (len(network.asked), states()) == (1, ["refused"])
    assert PushSubscription.objects.get().gone_at is not None
    assert PushMessage.objects.get().status == status


@pytest.mark.parametrize(
    ("headers", "after"), [({"Retry-After": "120"}, 120), ({}, 60), ({"Retry-After": "9999999"}, 3600)]
)
def test_a_service_that_wants_to_be_left_alone_is(village, ida, device, network, headers, after):
    message = planned(village, ida)
    network.page(f"{SERVICE}one", status=429, headers=headers)
    now = village.tick()
    push.send_some(now)
    assert states() == ["planned"]
    push.send_some(now + timedelta(seconds=after - 2))
    assert len(network.asked) == 1

    network.page(f"{SERVICE}one", status=201)
    push.send_some(now + timedelta(seconds=after + 2))
    push.send_some(now + timedelta(seconds=after + 4))
    message.refresh_from_db()
    assert (message.state, message.status, len(network.asked)) == ("sent", 201, 2)


def test_what_never_finds_a_line_is_dropped_after_a_day(village, ida, device, network):
    message = planned(village, ida)
    network.refuses("push.example")
    now = village.tick()
    for hour in range(30):
        push.send_some(now + timedelta(hours=hour))

    message.refresh_from_db()
    assert (message.state, network.asked) == ("dropped", [])


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (lambda network, url: network.page(url, status=500), "unknown"),
        (lambda network, url: network.page(url, status=503), "unknown"),
        (lambda network, url: network.page(url, status=400), "refused"),
        (lambda network, url: network.page(url, status=413), "refused"),
        (lambda network, url: network.silent(url), "unknown"),
        (lambda network, url: network.hangs_up(url), "unknown"),
        (lambda network, url: network.redirect(url, "http://10.0.0.1/"), "refused"),
        (lambda network, url: network.redirect(url, "https://push.example/other", status=307), "refused"),
    ],
)
def test_t2_a_service_that_misbehaves_is_asked_once(village, ida, device, network, answer, state):
    planned(village, ida)
    answer(network, f"{SERVICE}one")
    for _ in range(3):
        push.send_some(village.tick() + timedelta(minutes=5))

    assert (states(), len(network.asked)) == ([state], 1)
    assert [address for address, _port in network.dialled if address.startswith("10.")] == []


def test_f1_a_service_inside_the_house_is_never_called(village, ida, device, network):
    planned(village, ida)
    network.name("push.example", "192.168.0.7")
    push.send_some(village.tick())

    assert (network.dialled, states()) == ([], ["refused"])


class Killed(BaseException):
    pass


def dies(*_given, **_named):
    raise Killed


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("point", "left", "calls"),
    [
        ("letter", "planned", 0),
        ("_begin", "planned", 0),
        ("http.fetch", "sending", 0),
        ("_hear", "sending", 1),
    ],
)
def test_r1_a_killed_sender_never_sends_twice(village, ida, device, network, monkeypatch, point, left, calls):
    planned(village, ida)
    now = village.tick()
    with monkeypatch.context() as patch:
        patch.setattr(f"greenroom.social.push.sending.{point}", dies)
        with pytest.raises(Killed):
            push.send_some(now)
    assert (states(), len(network.asked)) == ([left], calls)

    push.send_some(now + sending.LOST + timedelta(seconds=1))
    push.send_some(now + sending.LOST + timedelta(minutes=1))
    ended = "sent" if left == "planned" else "unknown"
    assert (states(), len(network.asked)) == ([ended], 1 if left == "planned" else calls)


def test_r1_an_answer_that_comes_late_corrects_the_unknown(village, ida, device, network):
    message = planned(village, ida)
    PushMessage.objects.update(state="unknown")
    sending._end(message, PushMessage.State.SENT, now=village.tick(), status=201)
    assert states() == ["sent"]

    sending._end(message, PushMessage.State.UNKNOWN, now=village.tick())
    assert states() == ["sent"]


def test_b2_of_two_workers_one_sends(village, ida, device, network):
    message = planned(village, ida)
    push.send_some(village.tick())

    assert sending._begin(message, village.tick()) is False
    assert len(network.asked) == 1
