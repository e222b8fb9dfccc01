"""A host's session lasts twelve hours, whenever they became one; others keep theirs."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session

from greenroom.people import actions
from greenroom.web import watching
from greenroom.web.tests.conftest import NOW

pytestmark = pytest.mark.django_db
JUST_BEFORE, THEN = NOW + timedelta(hours=11, minutes=59), NOW + timedelta(hours=12)


@pytest.fixture
def signed_in(ida, client):
    """Ida signs in; a call gives what the page says at another time."""
    with time_machine.travel(NOW, tick=False):
        client.force_login(ida)

    def says(at):
        with time_machine.travel(at, tick=False):
            return client.get("/open/").text.split()[0]

    says.client = client
    return says


def by_role(ida):
    actions.join_network(person=ida, role="administrator", by=None, now=NOW)


def by_clearance(ida):
    actions.grant_clearance(person=ida, verb="network.host", by=None, now=NOW)


@pytest.mark.parametrize("become_host", [by_role, by_clearance])
def test_whoever_becomes_a_host_signs_in_again_after_twelve_hours(signed_in, ida, become_host):
    become_host(ida)

    assert signed_in(JUST_BEFORE) == "ida"
    assert signed_in(THEN) == "guest"
    assert not Session.objects.exists()


def test_others_keep_their_session(signed_in, ida):
    actions.join_network(person=ida, by=None, now=NOW)

    assert signed_in(NOW + timedelta(days=29)) == "ida"


def test_a_session_of_a_host_from_before_beginnings_were_noted_is_over(signed_in, ida):
    by_role(ida)
    session = signed_in.client.session
    del session["began_at"]
    session.save()

    assert signed_in(NOW) == "guest"


def test_another_sign_in_begins_anew(signed_in, ida):
    by_role(ida)
    with time_machine.travel(JUST_BEFORE, tick=False):
        signed_in.client.force_login(ida)

    assert signed_in(THEN) == "ida"


def test_a_young_session_costs_no_question(signed_in, django_assert_num_queries):
    with django_assert_num_queries(2):  # session and person
        signed_in(JUST_BEFORE)


@pytest.mark.parametrize("become_host", [by_role, by_clearance])
def test_an_open_stream_of_a_host_ends_then_too(signed_in, ida, become_host):
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in signed_in.client.cookies.items())
    with time_machine.travel(THEN, tick=False):
        listener = watching.admit(cookies, "home", 0)
        assert watching.still_admitted([listener]) == {id(listener)}

        become_host(ida)

        assert watching.still_admitted([listener]) == set()
        assert watching.admit(cookies, "home", 0) is None
    with time_machine.travel(JUST_BEFORE, tick=False):
        assert watching.still_admitted([listener]) == {id(listener)}
