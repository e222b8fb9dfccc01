"""Signing in as a persona: in a demo world with one click, anywhere else not at all."""

import pytest
from django.urls import NoReverseMatch, reverse

from greenroom.testing.personas.choice import PERSONAS
from greenroom.testing.world.cast import PEOPLE


@pytest.fixture
def demo(settings, cast):
    settings.IS_DEMO = True
    settings.ROOT_URLCONF = "greenroom.config.tests.demo_urls"
    return cast


def test_outside_a_demo_world_the_address_is_not_even_routed(client, cast):
    with pytest.raises(NoReverseMatch):
        reverse("personas")
    assert client.get("/personas/").status_code == 404
    assert client.post("/personas/", {"handle": "ida"}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_a_route_that_was_left_in_by_mistake_answers_nothing(client, settings, cast):
    settings.ROOT_URLCONF = "greenroom.config.tests.demo_urls"

    assert client.get("/personas/").status_code == 404
    assert client.post("/personas/", {"handle": "ida"}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_everybody_is_shown_with_a_sentence(client, demo):
    page = client.get("/personas/").content.decode()

    assert "Ida Rosmere" in page
    assert "Works council" in page


def test_the_front_page_of_a_demo_world_leads_there_first(client, demo, settings):
    settings.LOGIN_URL = "personas"

    page = client.get("/").content.decode()

    assert '<a class="btn main" href="/personas/">Choose a person</a>' in page
    assert page.index("Choose a person") < page.index("Read what is public")


def test_the_front_page_of_a_real_network_knows_no_personas(client, cast):
    assert "Choose a person" not in client.get("/").content.decode()


def test_one_click_signs_in_and_marks_the_session(client, demo):
    reply = client.post("/personas/", {"handle": "ida"})

    assert (reply.status_code, reply["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(demo.ida.pk)
    assert client.session["demo_persona"] == "ida"
    assert client.get("/account/security/").status_code == 200


def test_switching_leaves_nothing_of_the_last_persona(client, demo):
    client.post("/personas/", {"handle": "ida"})
    key = client.session.session_key

    client.post("/personas/", {"handle": "piet"})

    assert client.session["_auth_user_id"] == str(demo.piet.pk)
    assert client.session.session_key != key


def test_signing_out(client, demo):
    client.post("/personas/", {"handle": "ida"})
    client.post("/personas/")

    assert "_auth_user_id" not in client.session


def test_somebody_who_is_no_persona_is_not_here(client, demo):
    for handle in ("noor", "skerrow", "absent", "\0"):
        assert client.post("/personas/", {"handle": handle}).status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("wanted", "given"),
    [("/local/", "/local/"), ("https://evil.example/", "/"), ("//evil.example", "/"), ("javascript:alert(1)", "/")],
)
def test_it_goes_on_to_an_address_of_ours_alone(client, demo, wanted, given):
    assert client.post("/personas/", {"handle": "ida", "next": wanted})["Location"] == given


def test_a_form_from_elsewhere_is_refused(demo):
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post("/personas/", {"handle": "ida"}).status_code == 403


@pytest.mark.fast
def test_every_persona_belongs_to_the_world():
    assert {persona.handle for persona in PERSONAS} <= {player.handle for player in PEOPLE}
