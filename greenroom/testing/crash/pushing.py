"""Devices of the crash test, and a push service that takes every letter and writes it down. Needs Django."""

import base64
import os
from collections import Counter
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from allauth.usersessions.models import UserSession
from cryptography.hazmat.primitives.asymmetric import ec

from greenroom.kit import http
from greenroom.people import sessions
from greenroom.people.models import Person
from greenroom.social import actions
from greenroom.social.push import sending
from greenroom.social.tests.browsers import PushBrowser

SERVICE = "https://push.example/"
BOOK = "pushed"
LOST = timedelta(seconds=3)  # what a killed worker began is called unknown soon


def browser_of(handle: str) -> PushBrowser:
    """A person's browser, the same in each process that asks: its key follows from the handle."""
    number = int.from_bytes(sha256(handle.encode()).digest())
    return PushBrowser(f"{SERVICE}{handle}", key=ec.derive_private_key(number, ec.SECP256R1()))


def subscribe(person: Person, session_key: str, now: datetime) -> None:
    """Let the browser in which the person is signed in get pushes."""
    UserSession.objects.create(user=person, session_key=session_key, ip="127.0.0.1")
    actions.subscribe_to_push(
        person=person,
        bound_to=f"session:{sessions.mark_of(session_key)}",
        browser=browser_of(person.identity.handle).handed_out,
        by=person,
        now=now,
    )


def open_service(folder: Path) -> None:
    """Let this process meet the service instead of the network; a letter counts once its line is written."""
    book = os.open(folder / BOOK, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def taken(url: str, *, body: bytes, **_how: Any) -> http.Reply:
        os.write(book, f"{url} {base64.b64encode(body).decode()}\n".encode())
        return http.Reply(url, 201, {}, b"")

    vars(http)["fetch"] = taken
    vars(sending)["LOST"] = LOST


def arrived(folder: Path) -> Counter[int]:
    """How many letters came about each notice, read as the browsers read them."""
    book = folder / BOOK
    lines = book.read_text().splitlines() if book.exists() else []
    letters = (line.split() for line in lines)
    return Counter(
        int(browser_of(url.removeprefix(SERVICE)).opened(base64.b64decode(body))["notification_id"])
        for url, body in letters
    )
