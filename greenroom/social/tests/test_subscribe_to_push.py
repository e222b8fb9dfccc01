"""Devices subscribe and end: sound keys, https, one subscription for a session, nobody else's."""

import pytest
from django.core.exceptions import ValidationError

from greenroom.kit.facts import facts_of
from greenroom.social import actions, queries
from greenroom.social.events import PushEnded, PushSubscribed
from greenroom.social.models import PushSubscription
from greenroom.social.tests.browsers import PushBrowser, coded
from greenroom.social.tests.pushing import Device

GOOD = PushBrowser("https://push.example/x").handed_out


def subscribe(village, person, **also):
    given = {"person": person, "bound_to": "session:a", "browser": GOOD, "by": person} | also
    return village.act(actions.subscribe_to_push, **given)


def but(**fields):
    import dataclasses

    return dataclasses.replace(GOOD, **fields)


def test_a_browser_subscribes(village, ida):
    row = subscribe(village, ida)

    assert queries.device_of(ida, "session:a") == row
    assert [(fact.person_id, fact.subscription_id) for fact in facts_of(PushSubscribed)] == [(ida.pk, row.pk)]
    assert row.pk < 2**31


def test_of_one_session_the_last_counts(village, ida):
    first = subscribe(village, ida)
    PushSubscription.objects.update(gone_at=village.tick())
    second = subscribe(village, ida, browser=but(endpoint="https://push.example/y"))

    assert (second.pk, second.endpoint, second.gone_at) == (first.pk, "https://push.example/y", None)


def test_whoever_was_subscribed_in_this_browser_before_is_so_no_longer(village, ida):
    subscribe(village, village.person("bram"), bound_to="session:b")
    subscribe(village, ida)

    assert list(PushSubscription.objects.values_list("person__identity__handle", flat=True)) == ["ida"]


def test_beyond_twenty_devices_the_oldest_goes(village, ida):
    for number in range(22):
        subscribe(village, ida, bound_to=f"session:{number}", browser=but(endpoint=f"https://push.example/{number}"))

    kept = set(PushSubscription.objects.values_list("bound_to", flat=True))
    assert kept == {f"session:{number}" for number in range(2, 22)}


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("bad_endpoint", {"browser": but(endpoint="http://push.example/x")}),
        ("bad_endpoint", {"browser": but(endpoint="https://user:word@push.example/x")}),
        ("bad_endpoint", {"browser": but(endpoint="https://push.example:22/x")}),
        ("bad_endpoint", {"browser": but(endpoint="https://localhost/x")}),
        ("bad_endpoint", {"browser": but(endpoint="javascript:alert(1)")}),
        ("bad_endpoint", {"browser": but(endpoint="https://push.example/" + "x" * 2_000)}),
        ("bad_endpoint", {"browser": but(endpoint="")}),
        ("bad_keys", {"browser": but(p256dh="")}),
        ("bad_keys", {"browser": but(p256dh=coded(b"\x04" + b"\x01" * 64))}),
        ("bad_keys", {"browser": but(p256dh="ü" * 40)}),
        ("bad_keys", {"browser": but(auth=coded(b"short"))}),
        ("bad_keys", {"browser": but(auth="!" * 22)}),
        ("unknown_kind", {"policy": "some"}),
        ("unknown_kind", {"alerts": {"nonsense": True}}),
        ("unknown_kind", {"alerts": {"mention": "yes"}}),
    ],
)
def test_what_no_service_could_take_is_refused_and_nothing_changes(village, ida, code, given):
    with pytest.raises(ValidationError) as refusal:
        subscribe(village, ida, **given)

    assert refusal.value.code == code
    assert (PushSubscription.objects.count(), facts_of(PushSubscribed)) == (0, [])


@pytest.mark.parametrize("wrap", [lambda words: words + "=", lambda words: words.replace("-", "+").replace("_", "/")])
def test_keys_may_be_written_as_plain_base64_too(village, ida, wrap):
    assert subscribe(village, ida, browser=but(p256dh=wrap(GOOD.p256dh)))


def test_a_device_ends(village, ida):
    subscribe(village, ida)

    assert village.act(actions.end_push, person=ida, bound_to="session:a", by=ida) is True
    assert village.act(actions.end_push, person=ida, bound_to="session:a", by=ida) is False
    assert queries.device_of(ida, "session:a") is None
    assert len(facts_of(PushEnded)) == 1


def test_i1_nobody_subscribes_or_ends_for_others(village, ida):
    bram = village.person("bram")
    subscribe(village, ida)
    for verb in (
        lambda: subscribe(village, ida, by=bram, bound_to="session:c"),
        lambda: village.act(actions.end_push, person=ida, bound_to="session:a", by=bram),
    ):
        with pytest.raises(ValidationError):
            verb()
    assert village.act(actions.end_push, person=bram, bound_to="session:a", by=bram) is False

    assert PushSubscription.objects.count() == 1


def test_a_session_is_known_by_a_fingerprint_alone(village, ida, network):
    device = Device(village, ida)

    assert device.key not in device.row.bound_to
