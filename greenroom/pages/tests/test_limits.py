"""At its limit a form is taken, one beyond it comes back with a sentence and its words, and nothing is written [D1]."""

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory

from greenroom.kit.tests.rows import every_row
from greenroom.pages.tests.stream_world import StreamWorld, words_of
from greenroom.social.models import Post
from greenroom.web.middleware import BODY_TOO_LARGE

POST = {"audience": "network", "headline": "Words"}


def names(prefix: str, count: int) -> str:
    return " ".join(f"{prefix}x{number}" for number in range(count))


# Address, fields, the field that is filled to its limit, what stands there at the limit, and one beyond it.
FORMS = {
    "headline": ("/compose", POST, "headline", "x" * 140, "x" * 141),
    "note": ("/compose", POST, "note", "x " * 24_990 + "x" * 15, "x " * 24_990 + "x" * 16),
    "tags": ("/compose", POST, "note", names("#", 100), names("#", 101)),
    "mentions": ("/compose", POST, "note", names("@", 100), names("@", 101)),
    "cover": ("/compose", POST, "spoiler_text", "x" * 140, "x" * 141),
    "choice": ("/compose", {**POST, "choice1": "Here"}, "choice2", "x" * 100, "x" * 101),
    "reply": ("reply/", {"audience": "network"}, "text", "x" * 140 + "\n\n" + "y" * 49_860, "x" * 141 + "y" * 49_999),
    "summary": ("/settings/", {"display_name": "Ida Rosmere"}, "summary", "x" * 5_000, "x" * 5_001),
    "name": ("/settings/", {}, "display_name", "x" * 120, "x" * 121),
    "byline": ("/settings/", {"display_name": "Ida Rosmere"}, "byline", "x" * 120, "x" * 121),
    "note about somebody": ("/@bram/note/", {}, "words", "x" * 2_000, "x" * 2_001),
    "report": ("/@noor/report/", {"category": "spam"}, "comment", "x" * 2_000, "x" * 2_001),
    "name of a list": ("/lists/new/", {"replies": "list"}, "name", "x" * 100, "x" * 101),
    "circle": ("/circles/new/", {"display_name": "Another"}, "summary", "x" * 5_000, "x" * 5_001),
}


@pytest.mark.parametrize("form", FORMS)
def test_d1_a_form_is_taken_at_its_limit_and_comes_back_beyond_it(stream: StreamWorld, form: str) -> None:
    path, fields, name, at_most, beyond = FORMS[form]
    if path == "reply/":
        path = f"/@bram/{stream.says(stream.bram, 'network', 'A question').pk}/reply/"
    browser = stream.browser(stream.bram if form == "report" else stream.ida)  # who is a host has nobody to tell
    before = every_row()

    refused = browser.post(path, {**fields, name: beyond})
    rows = {label for label, found in every_row().items() if found != before[label]}

    assert refused.status_code == 422
    assert rows <= {"sessions.Session"}
    assert beyond[:100] in words_of(refused), "what was typed is gone"
    assert browser.post(path, {**fields, name: at_most}).status_code == 302


@pytest.mark.parametrize(("typed", "status"), [("x" * 500, 200), ("x" * 501, 422)])
def test_d1_the_search_reads_so_many_characters_and_no_more(stream: StreamWorld, typed: str, status: int) -> None:
    assert stream.browser(stream.ida).get("/search/", {"q": typed}).status_code == status


@pytest.mark.parametrize(("count", "status"), [(1_000, 302), (1_001, 413)])
def test_d1_a_form_has_so_many_fields_and_no_more(stream: StreamWorld, count: int, status: int) -> None:
    more = {f"f{number}": "" for number in range(count - len(POST))}

    assert stream.browser(stream.ida).post("/compose", {**POST, **more}).status_code == status
    assert Post.objects.count() == (status == 302)


class Unread:
    """A body that nobody may touch."""

    def read(self, *_size: int) -> bytes:
        raise AssertionError("the body was read")

    readline = __iter__ = read


@pytest.mark.parametrize("path", ["/compose", "/settings/", "/account/login/", "/media/", "/nothing/"])
def test_d1_what_is_too_large_is_answered_without_being_read(db: None, path: str) -> None:
    environ = RequestFactory().post(path, {"headline": "x"}).environ | {"wsgi.input": Unread(), BODY_TOO_LARGE: True}
    status: list[str] = []

    body = b"".join(WSGIHandler()(environ, lambda head, _headers, _error=None: status.append(head)))

    assert status[0].startswith("413")
    assert b"too much for one form" in body
