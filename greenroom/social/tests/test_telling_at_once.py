"""Mail and pushes when several workers, or several windows, do the same in one moment: each once."""

from datetime import UTC, datetime
from functools import partial

import pytest

from greenroom.kit import worker
from greenroom.kit.models import Mail
from greenroom.kit.tests.racing import ROUNDS, at_once
from greenroom.social import actions, mailing, push
from greenroom.social.models import Audience, DailyMail, PushKey, PushMessage, PushSubscription
from greenroom.social.tests.pushing import SERVICE, Device, planned, states

pytestmark = pytest.mark.django_db(transaction=True)
MORNING = datetime(2026, 3, 3, 7, 0, tzinfo=UTC)


def test_b2_four_workers_write_one_mail(village, ida):
    for number in range(ROUNDS):
        reader = village.person(f"bram{number}")
        village.act(actions.choose_notices, person=reader, wanted={}, mail_hour=8, by=reader)
        village.post(ida, f"Hello @bram{number}", to=Audience.PUBLIC)
        worker.work_off(village.tick())
        at_once(*[partial(mailing.write_due, MORNING)] * 4)

        assert Mail.objects.filter(key__startswith=f"daily-mail:{reader.pk}:").count() == 1


def test_b2_four_workers_make_one_call(village, ida, network):
    network.page(f"{SERVICE}one", status=201)
    Device(village, village.person("bram"))
    for _ in range(ROUNDS):
        planned(village, ida)
        at_once(*[partial(push.send_some, village.tick())] * 4)

        assert (len(network.asked), states()) == (1, ["sent"])
        network.asked.clear()
        PushMessage.objects.all().delete()


def test_b2_one_session_that_subscribes_twice_is_one_device(village, ida):
    for _ in range(ROUNDS):
        device = Device(village, ida)
        PushSubscription.objects.all().delete()
        at_once(*[device.subscribe] * 4)

        assert PushSubscription.objects.count() == 1


def test_b2_the_key_is_made_once(village, ida):
    for _ in range(ROUNDS):
        PushKey.objects.all().delete()
        assert len(set(at_once(*[partial(push.public_key, village.tick())] * 4))) == 1


def test_b2_two_windows_that_choose_at_once_leave_one_choice(village, ida):
    for hour in range(ROUNDS):
        chosen = {("mention", "mail"): False}
        choose = partial(actions.choose_notices, person=ida, wanted=chosen, mail_hour=hour, by=ida, now=village.tick())
        assert at_once(*[choose] * 4) == [None] * 4

        assert DailyMail.objects.get().hour == hour
