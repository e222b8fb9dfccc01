"""The figures for an operator's own watch: behind a token, without a name, cheap; and the number that logs share."""

import json
import logging
import re

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from greenroom.config.logs import JsonLine
from greenroom.kit import causes, worker
from greenroom.kit.models import Clock, Errand, Mail
from greenroom.web import figures, journal
from greenroom.web.metrics import Sources

pytestmark = pytest.mark.django_db
TOKEN = "a token of the tests"
LINE = re.compile(r"^([a-z_]+)(?:\{(.*)\})? (\S+)$", re.MULTILINE)


@pytest.fixture
def scrape(client, settings, monkeypatch):
    settings.METRICS_TOKEN = TOKEN
    monkeypatch.setattr(journal, "observers", [figures.count])
    monkeypatch.setattr(figures.Rows, "__init__", lambda self: None)
    rows = next(one for one in figures.registry._collector_to_names if isinstance(one, figures.Rows))

    def ask():
        rows.at = float("-inf")
        said = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).content.decode()
        return {(name, labels): float(value) for name, labels, value in LINE.findall(said)}

    return ask


@pytest.mark.parametrize("given", ["", "Bearer wrong", "Bearer ", f"Basic {TOKEN}", TOKEN])
def test_without_the_token_there_is_no_such_page(client, settings, given):
    settings.METRICS_TOKEN = TOKEN
    assert client.get("/metrics", headers={"Authorization": given}).status_code == 404


def test_without_a_setting_no_token_opens_it(client, settings):
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_requests_are_counted_by_their_pattern_and_nobody_is_named(client, scrape, cast):
    client.force_login(cast.ida)
    for _ in range(3):
        client.get(f"/@{cast.bram.handle}/")
    client.get("/nothing/of/ida/")
    client.generic("SECRETWORD", "/healthz")

    found = scrape()

    profile = [(labels, value) for (name, labels), value in found.items() if "<" in labels and "total" in name]
    assert [value for labels, value in profile if 'status="200"' in labels] == [3]
    assert ("greenroom_requests_total", 'method="GET",route="nowhere",status="404"') in found
    assert ("greenroom_requests_total", 'method="other",route="/healthz",status="405"') in found
    words = " ".join(f"{name} {labels}" for name, labels in found)
    for person in (cast.ida, cast.bram):
        assert person.handle not in words
        assert str(person.pk) not in words
    assert "SECRETWORD" not in words


def test_work_that_waits_has_figures(scrape):
    now = timezone.now()
    Errand.objects.all().delete()
    Errand.objects.create(duty="a", due_at=now - timezone.timedelta(seconds=90))
    Errand.objects.create(duty="a", due_at=now + timezone.timedelta(days=1))
    Errand.objects.create(duty="a", due_at=now, state="failed", finished_at=now)
    Mail.objects.create(key="a", to="a@example.org", queued_at=now, state="unknown")
    Clock.objects.create(duty="a", next_at=now - timezone.timedelta(seconds=200))

    found = {name: value for (name, labels), value in scrape().items() if not labels}

    assert found["greenroom_errands_open"] == 2
    assert found["greenroom_errands_due"] == 1
    assert 90 <= found["greenroom_errands_oldest_seconds"] < 150
    assert found["greenroom_errands_failed"] == 1
    assert 200 <= found["greenroom_worker_lag_seconds"] < 260
    assert found["greenroom_database_up"] == 1
    assert found["process_resident_memory_bytes"] > 10_000_000
    assert found["greenroom_last_backup_timestamp_seconds"] == 0
    assert scrape()["greenroom_mails", 'state="unknown"'] == 1
    assert scrape()["greenroom_pushes", 'state="planned"'] == 0


def test_a_second_scrape_soon_after_asks_no_row(client, scrape):
    scrape()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})

    assert [query for query in asked.captured_queries if "kit_" in query["sql"]] == []


def test_open_streams_are_counted(scrape, monkeypatch):
    monkeypatch.setattr(Sources, "open_streams", staticmethod(lambda: 7))

    assert scrape()["greenroom_open_streams", ""] == 7


def test_an_errand_carries_the_number_of_the_request_that_led_to_it_and_so_does_its_log(client, cast, monkeypatch):
    seen = []
    client.force_login(cast.ida)
    reply = client.post(f"/@{cast.bram.handle}/follow/")
    number = reply.headers["X-Request-Id"]
    errand = Errand.objects.filter(cause=number).first()
    assert errand is not None

    def broken(errand, now):
        seen.append(causes.present())
        record = logging.LogRecord("x", logging.ERROR, "", 0, "trouble", (), None)
        seen.append(json.loads(JsonLine().format(record))["request_id"])
        raise ZeroDivisionError

    from greenroom.kit import errands

    duty = errands.DUTIES[errand.duty]
    monkeypatch.setitem(errands.DUTIES, errand.duty, errands.Duty(duty.name, broken, outside=False))
    worker.work_off(timezone.now())

    assert seen[:2] == [number, number]
    assert causes.present() == ""


def test_what_an_errand_begins_goes_back_to_the_same_request():
    from greenroom.kit import deadlines, errands

    def ending(payload, *, now):
        """Nothing."""

    deadlines.falls_due(ending)
    with causes.because_of("a" * 20), transaction.atomic():
        deadlines.set_deadline(ending, key="x", due_at=timezone.now())
    errands.DUTIES.pop(errands.name_of(ending))

    assert Errand.objects.get(key="x").cause == "a" * 16
