"""The pages of what somebody brings along: theirs alone."""

import io
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from greenroom.imports import actions
from greenroom.imports.models import ImportRun
from greenroom.imports.tests.conftest import NOW
from greenroom.imports.tests.made import create, outbox
from greenroom.imports.tests.test_bring_along import SOON, begun, folder, fresh, many
from greenroom.kit import worker

__all__ = ["folder"]  # a fixture that every test here has too


@pytest.fixture
def browser(here):
    client = Client(headers={"host": "localhost"})
    client.force_login(here.ida)
    return client


@pytest.fixture
def other(here):
    client = Client(headers={"host": "localhost"})
    client.force_login(here.marit)
    return client


def test_the_pages_from_the_form_to_the_report(browser, here):
    shown = browser.get("/settings/bring/").content.decode()
    assert "Direct messages are never read" in shown
    empty = browser.post("/settings/bring/", {"kind": "mastodon", "audience": "network"})
    assert (empty.status_code, "Choose the file of your archive." in empty.content.decode()) == (422, True)
    file = io.BytesIO(outbox(create(1, "<p>One</p>"), {"type": "=cmd"}))
    file.name = "outbox.json"
    sent = browser.post("/settings/bring/", {"archive": file, "kind": "mastodon", "audience": "network"})
    run = ImportRun.objects.get()
    assert sent["Location"] == f"/settings/bring/{run.pk}/"
    assert "data-open" in browser.get(sent["Location"]).content.decode()
    worker.work_off(SOON + timedelta(days=3650))
    part = browser.get(sent["Location"], headers={"X-Part": "progress"}).content.decode()

    assert "<html" not in part
    assert "1 post" in part
    assert "This is neither a post nor a boost." in part
    report = browser.get(f"{sent['Location']}report/")
    assert report.content.decode() == (
        '\ufeffWhere,Why\r\n"outbox.json, item 2",This is neither a post nor a boost.\r\n'
    )
    assert "attachment" in report["Content-Disposition"]


def test_the_buttons_stop_and_go_on(browser, here):
    run = begun(here, many(1))
    browser.post(f"/settings/bring/{run.pk}/stop/")
    assert fresh(run).state == "stopped"
    assert "Go on" in browser.get(f"/settings/bring/{run.pk}/").content.decode()
    browser.post(f"/settings/bring/{run.pk}/resume/")
    assert fresh(run).state == "waiting"


def test_a9_i1_runs_of_others_are_not_there(other, here):
    run = begun(here, many(1))
    for way in ("", "report/"):
        assert other.get(f"/settings/bring/{run.pk}/{way}").status_code == 404
    for way in ("stop/", "resume/"):
        assert other.post(f"/settings/bring/{run.pk}/{way}").status_code == 404
    with pytest.raises(ValidationError):
        actions.stop_import(run=run, by=here.marit, now=NOW)

    assert fresh(run).state == "waiting"
    assert f"/settings/bring/{run.pk}/" not in other.get("/settings/bring/").content.decode()


def test_a_host_too_brings_their_own_alone_by_the_pages(here):
    from greenroom.social.models import Post

    stranger = "https://elsewhere.example/users/bram"
    content = outbox(create(1, "<p>Mine</p>"), create(2, "<p>His</p>", by=stranger))
    run = actions.begin_import(kind="mastodon", upload=io.BytesIO(content), name="a.json", by=here.marit, now=NOW)
    worker.work_off(SOON)

    why = f"The archive holds posts of somebody else: “{stranger}”. Nothing was imported."
    assert (fresh(run).state, fresh(run).why, Post.objects.exists()) == ("refused", why, False)
