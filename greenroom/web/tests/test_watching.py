"""Who may listen to the stream, for how long, and what they are told."""

import time
from datetime import timedelta
from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone

from greenroom.people import actions as people
from greenroom.people import sessions
from greenroom.social import actions as social
from greenroom.social.models import Audience
from greenroom.web import watching

pytestmark = pytest.mark.django_db


@pytest.fixture
def bram(db):
    return people.add_person(handle="bram", display_name="Bram Holtervik", now=timezone.now(), claimed=True)


def session_of(person):
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY], store[HASH_SESSION_KEY] = str(person.pk), person.get_session_auth_hash()
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[sessions.KEY] = time.time()
    store.create()
    return store.session_key


def cookie_of(person):
    return f"theme=dark; {settings.SESSION_COOKIE_NAME}={session_of(person)}"


@pytest.fixture
def listener(ida):
    return watching.admit(cookie_of(ida), "home", 0)


def publish(author, *, audience=Audience.PUBLIC, headline="Die Fähre fährt wieder."):
    return social.publish_post(
        author=author.identity,
        audience=Audience.objects.get(pk=audience),
        headline=headline,
        by=author,
        now=timezone.now(),
    )


def test_whoever_is_signed_in_may_listen(listener, ida):
    assert (listener.person_id, listener.timeline, listener.language) == (ida.pk, "home", "de")
    assert watching.still_admitted([listener]) == {id(listener)}


@pytest.mark.parametrize("cookies", ["", "a=1", "greenroom-session=nonsense", "greenroom-session=", "\x00=;;;"])
def test_a_guest_may_not(db, cookies):
    assert watching.admit(cookies, "home", 0) is None


@pytest.mark.parametrize("odd", ["a[b]=1", 'words="never closed', "größe=1", "=", "sp ace=1"])
def test_an_odd_cookie_of_somebody_else_does_not_hide_the_session(ida, odd):
    assert watching.admit(f"{odd}; {cookie_of(ida)}", "home", 0).person_id == ida.pk


def test_a_timeline_that_does_not_exist_is_not_counted(ida):
    assert watching.admit(cookie_of(ida), "people", 0).timeline is None


def test_the_right_ends_with_the_session(listener):
    Session.objects.filter(pk=listener.session_key).delete()

    assert watching.still_admitted([listener]) == set()


def test_the_right_ends_when_the_session_expires(listener):
    Session.objects.filter(pk=listener.session_key).update(expire_date=timezone.now() - timedelta(seconds=1))

    assert watching.still_admitted([listener]) == set()


def test_the_right_ends_with_a_suspension(listener, ida):
    people.suspend_person(person=ida, reason="rule 3", by=None, now=timezone.now())

    assert watching.still_admitted([listener]) == set()
    assert watching.admit(cookie_of(ida), "home", 0) is None


def test_the_right_ends_with_a_new_password(listener, ida):
    ida.set_password("a new and long password")
    ida.save()

    assert watching.still_admitted([listener]) == set()


def test_the_right_ends_when_all_sessions_are_ended(listener, ida):
    people.end_sessions(person=ida, by=ida, now=timezone.now())

    assert watching.still_admitted([listener]) == set()


def test_rights_of_many_cost_two_queries(ida, bram, django_assert_num_queries):
    listeners = [watching.admit(cookie_of(who), "home", 0) for who in (ida, bram, ida, bram)]

    with django_assert_num_queries(2):
        assert watching.still_admitted(listeners) == {id(one) for one in listeners}


def test_what_is_newest_of_all_costs_one_query_and_changes_with_a_post(bram, django_assert_num_queries):
    with django_assert_num_queries(1):
        before = watching.newest()

    publish(bram)

    assert watching.newest() != before


def test_posts_that_the_listener_may_read_wait_and_others_do_not(listener, ida, bram):
    social.follow(identity=ida.identity, target=bram.identity, by=ida, now=timezone.now())
    publish(bram)
    assert watching.waiting_for(listener).posts == 1

    people.add_person(handle="cleo", display_name="Cleo Vianay", now=timezone.now(), claimed=True)
    publish(bram, audience=Audience.DIRECT, headline="Nur für dich, @cleo.")

    assert watching.waiting_for(listener).posts == 1


@pytest.mark.parametrize("withdraw", ["narrow", "delete"])
def test_a6_what_is_withdrawn_is_looked_for_and_waits_no_more(listener, ida, bram, withdraw):
    social.follow(identity=ida.identity, target=bram.identity, by=ida, now=timezone.now())
    people.add_person(handle="cleo", display_name="Cleo Vianay", now=timezone.now(), claimed=True)
    post = publish(bram, headline="Für alle, auch @cleo.")
    assert watching.waiting_for(listener).posts == 1
    before = watching.newest()

    if withdraw == "narrow":
        direct = Audience.objects.get(pk=Audience.DIRECT)
        social.narrow_post(post=post, audience=direct, by=bram, now=timezone.now())
    else:
        social.delete_post(post=post, by=bram, now=timezone.now())

    assert watching.newest() != before
    assert watching.waiting_for(listener).posts == 0


def test_what_the_page_shows_does_not_wait(ida, bram):
    social.follow(identity=ida.identity, target=bram.identity, by=ida, now=timezone.now())
    shown = publish(bram)
    listener = watching.admit(cookie_of(ida), "home", shown.pk)

    assert watching.waiting_for(listener).posts == 0


def test_a_page_without_a_timeline_hears_of_notices_alone(ida):
    listener = watching.admit(cookie_of(ida), "", 0)

    assert watching.waiting_for(listener) == watching.Waiting(posts=None, notices=0)


def test_the_button_says_how_many_and_no_more_than_it_counted(listener):
    listener.language = "en"

    assert watching.sentence(listener, 1) == "1 new post"
    assert watching.sentence(listener, 4) == "4 new posts"
    assert watching.sentence(listener, watching.MOST) == "40 new posts or more"
