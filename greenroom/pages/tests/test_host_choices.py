"""What hosts choose for the whole network."""

from greenroom.kit import options, outside
from greenroom.pages.tests.stream_world import StreamWorld, words_of
from greenroom.people.conflicts import PAST_YEARS
from greenroom.people.network import NETWORK_NAME
from greenroom.social.options import ALT_TEXT_REQUIRED


def test_hosts_ask_for_descriptions_and_stop_asking(stream: StreamWorld):
    browser = stream.browser(stream.ida)
    answer = browser.post("/host/choices/", {"sent": 1, "required": "on"}, follow=True)

    assert ALT_TEXT_REQUIRED.get() is True
    assert "checked" in words_of(answer)
    browser.post("/host/choices/", {"sent": 1})
    assert ALT_TEXT_REQUIRED.get() is False


def test_for_everybody_else_the_page_is_not_there(stream: StreamWorld):
    browser = stream.browser(stream.bram)

    assert browser.get("/host/choices/").status_code == 404
    assert browser.post("/host/choices/", {"sent": 1, "required": "on"}).status_code == 404
    assert ALT_TEXT_REQUIRED.get() is False


def test_hosts_call_the_network_something_else(stream: StreamWorld):
    browser = stream.browser(stream.ida)

    browser.post("/host/choices/", {"sent": 1, "name": "  Salon   der Sprecher "})
    assert NETWORK_NAME.get() == "Salon der Sprecher"
    browser.post("/host/choices/", {"sent": 1, "required": "on"})
    assert (NETWORK_NAME.get(), ALT_TEXT_REQUIRED.get()) == ("Salon der Sprecher", True)


def test_a_name_that_is_too_long_comes_back_and_nothing_is_chosen(stream: StreamWorld):
    NETWORK_NAME.set("Salon", by=None, now=stream.clock)

    answer = stream.browser(stream.ida).post("/host/choices/", {"sent": 1, "name": "x" * 300, "required": "on"})

    assert answer.status_code == 422
    assert "x" * 300 in words_of(answer)
    assert (NETWORK_NAME.get(), ALT_TEXT_REQUIRED.get()) == ("Salon", False)


def test_hosts_say_how_long_former_employers_count(stream: StreamWorld):
    browser = stream.browser(stream.ida)

    browser.post("/host/choices/", {"sent": 1, "years": "7"})
    assert PAST_YEARS.get() == 7
    for wrong in ("-1", "51", "many"):
        answer = browser.post("/host/choices/", {"sent": 1, "years": wrong})
        assert answer.status_code == 422
        assert wrong in words_of(answer)
    browser.post("/host/choices/", {"sent": 1})
    assert PAST_YEARS.get() == 7


def test_every_declared_option_is_offered_to_hosts_or_is_kept_by_the_program():
    offered = {NETWORK_NAME.name, ALT_TEXT_REQUIRED.name, PAST_YEARS.name}
    offered |= {outside.HELD.name}  # on the page of health
    own = {"network.opening_code", "pictures.folder"}

    declared = {name for name in options.Option.DECLARED if not name.startswith("test.")}
    assert declared == offered | own
