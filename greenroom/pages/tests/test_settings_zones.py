"""Time zones: each place once, in the reader's language; names of before keep working."""

import zoneinfo
from datetime import UTC, datetime

import pytest
from django.utils import translation

from greenroom.pages.settings import zones
from greenroom.pages.tests.stream_world import StreamWorld, words_of
from greenroom.people.models import Person

WINTER, SUMMER = datetime(2026, 1, 15, 12, tzinfo=UTC), datetime(2026, 7, 15, 12, tzinfo=UTC)
LOOK = {"language": "en", "theme": "system", "letter_keys": "on"}


def listed(now: datetime = WINTER) -> dict[str, str]:
    return {name: said for _region, places in zones.choices(now) for name, said in places}


@pytest.mark.fast
@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_no_place_stands_twice(language: str) -> None:
    with translation.override(language):
        found = listed()

    assert len(set(found.values())) == len(found)
    assert not set(found) & {"Asia/Saigon", "Europe/Nicosia", "Asia/Istanbul", "Australia/LHI", "America/Knox_IN"}
    assert set(found) >= {"Asia/Ho_Chi_Minh", "Asia/Nicosia", "Europe/Istanbul", "Australia/Lord_Howe", "UTC"}


@pytest.mark.fast
def test_a_place_is_called_as_readers_call_it_with_its_distance_of_the_season() -> None:
    with translation.override("de"):
        winter, summer = listed(WINTER), listed(SUMMER)

    assert (winter["Asia/Nicosia"], summer["Asia/Nicosia"]) == ("Nikosia (UTC+2)", "Nikosia (UTC+3)")
    assert winter["Asia/Kolkata"].endswith("(UTC+5:30)")
    assert winter["America/Argentina/Buenos_Aires"] == "Buenos Aires (UTC\N{MINUS SIGN}3)"


@pytest.mark.fast
def test_places_stand_in_the_order_of_the_alphabet() -> None:
    with translation.override("de"):
        europe = next(
            places for region, places in zones.choices(WINTER) if ("Europe/Berlin", "Berlin (UTC+1)") in places
        )

    names = [said.partition(" (")[0] for _name, said in europe]
    assert names.index("Berlin") < names.index("London") < names.index("Zürich")


@pytest.mark.fast
def test_every_name_of_before_leads_to_a_zone_that_is_offered() -> None:
    known = {name for name in zoneinfo.available_timezones() if name.partition("/")[0] in zones.REGIONS}

    assert {zones.canonical(name) for name in known} == zones.offered()


def test_a_stored_name_of_before_keeps_working_and_is_shown_as_its_place(stream: StreamWorld) -> None:
    Person.objects.filter(pk=stream.ida.pk).update(time_zone="Asia/Saigon")
    browser = stream.browser(stream.ida)

    page = words_of(browser.get("/settings/language/"))
    assert '<option value="Asia/Ho_Chi_Minh" selected>' in page
    saved = browser.post("/settings/language/", {**LOOK, "time_zone": "Asia/Saigon"})

    assert saved.status_code == 302
    assert Person.objects.get(pk=stream.ida.pk).time_zone == "Asia/Ho_Chi_Minh"


def test_a_zone_outside_the_list_stays_chosen_for_whoever_has_it(stream: StreamWorld) -> None:
    Person.objects.filter(pk=stream.ida.pk).update(time_zone="Etc/GMT+5")
    browser = stream.browser(stream.ida)

    assert '<option value="Etc/GMT+5" selected>' in words_of(browser.get("/settings/language/"))
    assert browser.post("/settings/language/", {**LOOK, "time_zone": "Etc/GMT+5"}).status_code == 302
    assert Person.objects.get(pk=stream.ida.pk).time_zone == "Etc/GMT+5"
    assert browser.post("/settings/language/", {**LOOK, "time_zone": "Etc/GMT+6"}).status_code == 422
