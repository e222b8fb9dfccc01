"""What people passed on elsewhere, on their profile; and the names of people who are not here yet."""

from datetime import timedelta

import pytest

from greenroom.pages.tests.places_world import Town, words_of
from greenroom.people import actions as people
from greenroom.social import actions
from greenroom.social.models import Audience, OutsideBoost


@pytest.fixture
def town(db: None) -> Town:
    return Town.built()


def bring(town, address: str, audience: int = Audience.PUBLIC) -> OutsideBoost:
    now = town.later()
    return actions.import_outside_boost(
        author=town.ida.identity,
        audience=Audience.objects.get(pk=audience),
        address=address,
        whose="@mia@front.example",
        passed_on_at=now - timedelta(days=500),
        source_key=address,
        by=town.ida,
        now=now,
    )


def test_links_stand_on_the_profile_for_whom_they_are_meant(town):
    bring(town, "https://front.example/1")
    bring(town, "https://front.example/2", Audience.NETWORK)
    own, guest = town.browser("ida"), town.browser(None)

    assert "/@ida/elsewhere/" in words_of(guest.get("/@ida/"))
    seen = guest.get("/@ida/elsewhere/").content.decode()
    assert '<a href="https://front.example/1" rel="nofollow noopener noreferrer"' in seen
    assert "https://front.example/2" not in seen
    assert "Take away" not in seen
    assert "https://front.example/2" in own.get("/@ida/elsewhere/").content.decode()


def test_without_links_there_is_no_tab(town):
    bring(town, "https://front.example/2", Audience.NETWORK)

    assert "/@ida/elsewhere/" not in words_of(town.browser(None).get("/@ida/"))


def test_i1_only_ones_own_links_are_taken_away(town):
    link = bring(town, "https://front.example/1")
    address = f"/@ida/elsewhere/{link.pk}/remove/"

    assert town.browser("bram").post(address).status_code == 404
    assert OutsideBoost.objects.get().deleted_at is None
    assert town.browser("ida").post(address).status_code == 302
    link.refresh_from_db()
    assert (link.address, link.whose, link.deleted_at is None) == ("", "", False)
    assert town.browser("ida").post(address).status_code == 404


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "mailto:a@b.example", "//a.example", "https://u:p@a.example"]
)
def test_x3_only_whole_web_addresses_become_links(town, address):
    from greenroom.kit.refusals import Refusal

    with pytest.raises(Refusal, match="is no address of a page"):
        bring(town, address)
    assert not OutsideBoost.objects.exists()


def test_somebody_known_from_a_file_is_a_plain_name_until_they_come(town):
    now = town.later()
    mia = people.add_person(handle="mia", display_name="Mia Voss", now=now)
    said = {"audience": Audience.objects.get(pk=Audience.PUBLIC), "headline": "Brought along", "source_key": "mia:1"}
    post = actions.import_post(author=mia.identity, published_at=now - timedelta(days=1), by=None, now=now, **said)
    browser = town.browser("ida")
    shown = browser.get(f"/@mia/{post.pk}/").content.decode() + browser.get("/local/").content.decode()

    assert '<bdi class="by"' in shown
    assert 'class="by" href="/@mia/"' not in shown
    profile = words_of(browser.get("/@mia/"))
    assert "not here yet" in profile
    assert ">@mia<" not in profile
    people.add_person(handle="noa", display_name="Noa", now=now)
    mia.claimed_at = now
    mia.save()
    assert 'href="/@mia/"><bdi>Mia Voss</bdi>' in browser.get(f"/@mia/{post.pk}/").content.decode()
