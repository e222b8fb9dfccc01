"""What hosts choose for the whole network."""

from greenroom.pages.tests.stream_world import StreamWorld, words_of
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
