"""Suspending and reinstating."""

from greenroom.kit.facts import facts_of
from greenroom.kit.models import Mail
from greenroom.people import actions
from greenroom.people.events import PersonReinstated, PersonSuspended
from greenroom.people.models import Person
from greenroom.people.tests.conftest import NOW
from greenroom.people.tests.refused import refused


def test_only_a_host_above_the_person_suspends_and_says_why(cast):
    for nobody in (cast.ida, cast.noor):
        with refused("no_clearance"):
            actions.suspend_person(person=cast.bram, reason="Mine now", by=nobody, now=NOW)
    with refused("role_too_high"):
        actions.suspend_person(person=cast.marit, reason="Mine now", by=cast.hedda, now=NOW)
    with refused("self"):
        actions.suspend_person(person=cast.marit, reason="Enough", by=cast.marit, now=NOW)
    with refused("reason_missing"):
        actions.suspend_person(person=cast.noor, reason=" ", by=cast.hedda, now=NOW)
    with refused("last_owner"):
        actions.suspend_person(person=cast.marit, reason="Gone", by=None, now=NOW)
    assert not Person.objects.filter(is_active=False).exists()

    actions.suspend_person(person=cast.noor, reason="Rule 3", by=cast.hedda, now=NOW)

    assert [(event.person_id, event.by_id) for event in facts_of(PersonSuspended)] == [(cast.noor.pk, cast.hedda.pk)]
    with refused("suspended"):
        actions.suspend_person(person=cast.noor, reason="Again", by=cast.hedda, now=NOW)


def test_a_reinstated_person_has_no_session_of_before(cast):
    before = Person.objects.get(pk=cast.noor.pk).get_session_auth_hash()
    actions.suspend_person(person=cast.noor, reason="Rule 3", by=cast.hedda, now=NOW)
    actions.reinstate_person(person=cast.noor, reason="Appeal granted", by=cast.hedda, now=NOW)

    noor = Person.objects.get(pk=cast.noor.pk)
    assert noor.is_active
    assert noor.get_session_auth_hash() != before
    assert [event.person_id for event in facts_of(PersonReinstated)] == [noor.pk]
    with refused("not_suspended"):
        actions.reinstate_person(person=cast.noor, reason="Again", by=cast.hedda, now=NOW)


def test_a16_the_person_is_told_why_and_not_by_whom(cast):
    actions.suspend_person(person=cast.noor, reason="Rule 3", by=cast.hedda, now=NOW)
    actions.reinstate_person(person=cast.noor, reason="Appeal granted", by=cast.hedda, now=NOW)

    sent = list(Mail.objects.order_by("pk"))

    assert [
        (mail.to, reason in mail.text) for mail, reason in zip(sent, ["Rule 3", "Appeal granted"], strict=True)
    ] == [(cast.noor.email, True)] * 2
    assert not any(word in mail.text for mail in sent for word in (cast.hedda.handle, cast.hedda.identity.display_name))
