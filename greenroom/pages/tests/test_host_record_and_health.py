"""The host's record and health: everything by name and in order, nothing for anybody else."""

import time
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from greenroom.kit import audit, outside
from greenroom.kit.models import AuditEntry, Errand, Keeping, Mail
from greenroom.pages.tests.stream_world import StreamWorld, words_of

NOW = timezone.now()


def recorded(action, actor=None, about=None, payload=None, at=NOW):
    with transaction.atomic():
        return audit.record(
            action=action,
            actor_id=actor and actor.pk,
            object_kind="person" if about else "",
            object_id=about and about.pk,
            payload=payload,
            now=at,
        )


@pytest.mark.parametrize("address", ["/host/record/", "/host/health/"])
def test_for_everybody_else_the_page_is_not_there(stream: StreamWorld, address):
    assert stream.browser(stream.bram).get(address).status_code == 404


@pytest.mark.parametrize("address", ["/host/record/verify/", "/host/health/hold/", "/host/health/mail/1/"])
def test_nobody_else_turns_anything(stream: StreamWorld, address):
    assert stream.browser(stream.bram).post(address, {"to": "hold"}).status_code == 404
    assert outside.is_held() is False


def test_who_did_what_to_whom_stands_there_by_name(stream: StreamWorld):
    recorded("person.suspended", stream.ida, stream.bram, {"reason": "Rule 4 <b>"})

    said = stream.browser(stream.ida).get("/host/record/").content.decode()

    assert stream.ida.identity.display_name in said
    assert stream.bram.identity.display_name in said
    assert "reason: Rule 4 &lt;b&gt;" in said


def test_it_is_narrowed_by_kind_person_and_time(stream: StreamWorld):
    AuditEntry.objects.all().delete()
    long_ago = NOW - timedelta(days=40)
    recorded("person.suspended", stream.ida, stream.bram, {"reason": "first"}, at=long_ago)
    recorded("post.taken_down", stream.ida, None, {"reason": "second"})
    recorded("person.reinstated", stream.bram, None, {"reason": "third"})
    browser = stream.browser(stream.ida)

    def found(query):
        said = words_of(browser.get(f"/host/record/?{query}"))
        return [word for word in ("first", "second", "third") if word in said]

    assert found("") == ["first", "second", "third"]
    assert found("kind=post.taken_down") == ["second"]
    assert found("who=@bram") == ["first", "third"]
    assert found("who=nobody") == []
    assert found(f"since={NOW - timedelta(days=2):%Y-%m-%d}") == ["second", "third"]
    assert found(f"until={NOW - timedelta(days=2):%Y-%m-%d}") == ["first"]
    assert found("before=2") == ["first"]
    assert browser.get("/host/record/?since=yesterday").status_code == 422
    assert browser.get("/host/record/?kind=%27").status_code == 422


def test_fifty_stand_on_a_page(stream: StreamWorld):
    for number in range(55):
        recorded("option.set", stream.ida, payload={"name": f"choice-{number}"})
    browser = stream.browser(stream.ida)

    first = browser.get("/host/record/")
    last = AuditEntry.objects.order_by("-sequence")[49].sequence

    assert f"before={last}" in first.content.decode()
    assert "choice-4<" in words_of(browser.get(f"/host/record/?before={last}"))


def test_what_was_erased_is_not_shown(stream: StreamWorld):
    recorded("person.suspended", stream.ida, stream.bram, {"reason": "a secret reason"})
    audit.erase(stream.bram.pk, now=NOW)

    assert "a secret reason" not in stream.browser(stream.ida).get("/host/record/").content.decode()


def test_i6_a_choice_is_recorded_by_its_name_and_never_by_its_value(stream: StreamWorld):
    from greenroom.people.network import NETWORK_NAME

    NETWORK_NAME.set("hunter2-secret", by=stream.ida.pk, now=NOW)

    assert "hunter2-secret" not in words_of(stream.browser(stream.ida).get("/host/record/?kind=option.set"))


def test_the_chain_is_walked_on_demand_and_that_is_recorded(stream: StreamWorld):
    recorded("option.set", stream.ida)
    browser = stream.browser(stream.ida)

    browser.post("/host/record/verify/")
    last = AuditEntry.objects.order_by("-sequence").first()
    assert (last.action, audit.payload_of(last)["faults"]) == ("record.verified", 0)

    AuditEntry.objects.filter(action="option.set").update(action="option.sat")
    said = words_of(browser.post("/host/record/verify/", follow=True))
    assert "does not hold at entry" in said


def test_health_names_what_is_wrong_and_the_last_backup(stream: StreamWorld):
    Errand.objects.create(duty="a", due_at=NOW, state="failed", finished_at=NOW)
    Keeping.objects.create(kind="backup", at=NOW - timedelta(days=1), file="b.tar")

    said = words_of(stream.browser(stream.ida).get("/host/health/"))

    assert "errands-failed" in said
    assert "Last backup" in said


def test_a_host_holds_and_releases(stream: StreamWorld):
    browser = stream.browser(stream.ida)
    browser.post("/host/health/hold/", {"to": "hold"})
    assert outside.is_held() is False  # whether it is still them is asked first
    session = browser.session
    session["fresh_at"] = time.time()
    session.save()

    assert "Nothing leaves the house" in words_of(browser.post("/host/health/hold/", {"to": "hold"}, follow=True))
    assert outside.is_held() is True
    browser.post("/host/health/hold/", {"to": "release"})
    assert outside.is_held() is False


def unknown():
    return Mail.objects.create(key="m", to="a@example.org", queued_at=NOW, state="unknown", settled_at=NOW)


def test_a_mail_of_which_nobody_can_tell_is_sent_again_once(stream: StreamWorld):
    mail, browser = unknown(), stream.browser(stream.ida)

    browser.post(f"/host/health/mail/{mail.pk}/", {"to": "again"})
    said = words_of(browser.post(f"/host/health/mail/{mail.pk}/", {"to": "again"}, follow=True))

    mail.refresh_from_db()
    assert (mail.state, mail.settled_at) == ("planned", None)
    assert "settled this mail already" in said
    assert Errand.objects.filter(duty="kit.mail.send_mail", finished_at=None).count() == 1
    assert AuditEntry.objects.filter(action="mail.sent_again").count() == 1


def test_or_it_is_let_rest(stream: StreamWorld):
    mail = unknown()

    stream.browser(stream.ida).post(f"/host/health/mail/{mail.pk}/", {"to": "rest"})

    mail.refresh_from_db()
    assert mail.state == "refused"
    assert Errand.objects.filter(duty="kit.mail.send_mail").count() == 0
