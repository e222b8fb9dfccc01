"""The beginning and the end of a crash test: people with sessions before, everything counted after. Needs Django."""

import json
import time
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from greenroom.kit import audit
from greenroom.kit.models import Errand, Mail
from greenroom.people import actions, sessions
from greenroom.people.models import Invitation, Person
from greenroom.social.models import Notice, Post, PushMessage
from greenroom.testing.crash import pushing

WRITERS = ("ada", "ben", "cleo")
HOST = "marit"
PATIENCE = 90.0  # seconds in which the work that is left has to be done


def settle(_folder: Path) -> dict[str, str]:
    """The rows of this version, and people, each with the cookie of a session."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)  # else the first server finds that something is missing, and ends
    now = timezone.now()
    cookies = {}
    for handle in (HOST, *WRITERS):
        person = actions.add_person(
            handle=handle, display_name=handle.title(), email=f"{handle}@crash.example", now=now, claimed=True
        )
        actions.join_network(person=person, role="owner" if handle == HOST else "member", by=None, now=now)
        key = session_of(person)
        cookies[handle] = f"{settings.SESSION_COOKIE_NAME}={key}"
        pushing.subscribe(person, key, now)
    return cookies


def session_of(person: Person) -> str:
    """The key of a session as signing in makes it."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY], store[HASH_SESSION_KEY] = str(person.pk), person.get_session_auth_hash()
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[sessions.KEY] = time.time()
    store.create()
    return str(store.session_key)


def count(folder: Path) -> dict[str, int]:
    """Wait until the work is done; then compare what was acknowledged with what is there."""
    record = json.loads((folder / "record.json").read_text())
    figures = Counter(acknowledged=0, lost=0, doubled=0, notices_missing=0, notices_doubled=0)
    figures.update(mails_missing=0, mails_doubled=0, mails_unknown=0, open=work_left())
    figures.update(pushes=0, pushes_missing=0, pushes_doubled=0, pushes_unknown=0)
    count_posts(record["posts"], figures)
    count_mails(record["letters"], delivered(folder), figures)
    count_pushes(pushing.arrived(folder), figures)
    figures["given_up"] = Errand.objects.filter(state=Errand.State.FAILED).count()
    figures["broken"] = len(audit.verify().faults) + broken_rows()
    return dict(figures)


def work_left() -> int:
    """Wait until nothing is to be done but what the clock starts; how much is left when patience ends."""
    until = time.monotonic() + PATIENCE
    errands = Errand.objects.filter(finished_at__isnull=True, fact__isnull=False)
    pushes = PushMessage.objects.filter(state__in=(PushMessage.State.PLANNED, PushMessage.State.SENDING))
    while (left := errands.count() + pushes.count()) and time.monotonic() < until:
        time.sleep(0.2)
    return left


def count_posts(lines: list[dict[str, Any]], figures: Counter[str]) -> None:
    """Each acknowledged post once, no post twice, and whoever is named told once of each that is there."""
    found: dict[str, list[int]] = {}
    for key, headline in Post.objects.values_list("pk", "headline"):
        found.setdefault(headline.split()[0], []).append(key)
    people = dict(Person.objects.values_list("identity__handle", "pk"))
    notices = Counter(Notice.objects.filter(kind=Notice.Kind.MENTION).values_list("post", "recipient"))
    for line in lines:
        posts = found.get(line["word"], [])
        figures["acknowledged"] += line["acknowledged"]
        figures["lost"] += line["acknowledged"] and not posts
        figures["doubled"] += len(posts) > 1
        for post in posts:
            told = notices[post, people[line["to"]]]
            figures["notices_missing"] += told == 0
            figures["notices_doubled"] += told > 1


def count_mails(lines: list[dict[str, Any]], out: Counter[str], figures: Counter[str]) -> None:
    """Each queued mail exactly once at its address, or marked unknown; no acknowledged invitation without one."""
    queued: dict[str, list[str]] = {}
    for to, state in Mail.objects.values_list("to", "state"):
        queued.setdefault(to, []).append(state)
    invited = set(Invitation.objects.values_list("email", flat=True))
    for line in lines:
        states = queued.get(line["to"], [])
        figures["acknowledged"] += line["acknowledged"]
        figures["lost"] += line["acknowledged"] and line["to"] not in invited
        if states or line["to"] in invited:
            judge("mails", states, out[line["to"]], figures)


def count_pushes(out: Counter[int], figures: Counter[str]) -> None:
    """Each mention is pushed exactly once to the device of who is named, or marked unknown."""
    planned: dict[int, list[str]] = {}
    for notice, state in PushMessage.objects.values_list("notice", "state"):
        planned.setdefault(notice, []).append(state)
    figures["pushes"] = len(planned)
    for notice in Notice.objects.filter(kind=Notice.Kind.MENTION).values_list("pk", flat=True):
        judge("pushes", planned.get(notice, []), out[notice], figures)


def judge(what: str, states: list[str], came: int, figures: Counter[str]) -> None:
    """One thing that was to leave the house: planned once, and out once or marked unknown."""
    figures[f"{what}_missing"] += not states or any(
        state != "unknown" and (state != "sent" or not came) for state in states
    )
    figures[f"{what}_doubled"] += came > 1 or len(states) > 1
    figures[f"{what}_unknown"] += "unknown" in states


def delivered(folder: Path) -> Counter[str]:
    """How many letters each address got: what the mail server took, and what lies in the mail folder."""
    out = Counter((folder / "taken").read_text().split())
    for file in Path(settings.MAIL_FOLDER).glob("*.eml"):
        out[next(line[4:] for line in file.read_text().splitlines() if line.startswith("To: "))] += 1
    return out


def broken_rows() -> int:
    """What the database itself finds wrong; PostgreSQL checks its keys at each commit."""
    if connection.vendor != "sqlite":
        return 0
    with connection.cursor() as cursor:
        pages = cursor.execute("PRAGMA integrity_check").fetchall()
        keys = cursor.execute("PRAGMA foreign_key_check").fetchall()
    return len(keys) + len([row for row in pages if row[0] != "ok"])
