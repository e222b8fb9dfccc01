"""Ida speaks for Skerrow and keeps the board; Bram is listed in it; Noor is in the network; Otto is outside of all."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client

from greenroom.people import actions as people
from greenroom.people.models import Identity, Organisation, Person
from greenroom.social import actions, queries
from greenroom.social.models import Circle, Post

BEGIN = datetime(2026, 11, 10, 8, 0, tzinfo=UTC)


@dataclass
class StreamWorld:
    ida: Person
    bram: Person
    noor: Person
    otto: Person
    skerrow: Organisation
    board: Circle
    clock: datetime = BEGIN
    posts: list[Post] = field(default_factory=list)

    @classmethod
    def built(cls) -> "StreamWorld":
        names = {"ida": "Ida Rosmere", "bram": "Bram Holtervik", "noor": "Noor Jansma", "otto": "Otto Vance"}
        folk = {
            handle: people.add_person(
                handle=handle, display_name=name, email=f"{handle}@example.org", claimed=True, now=BEGIN
            )
            for handle, name in names.items()
        }
        people.join_network(person=folk["ida"], role="owner", by=None, now=BEGIN)
        for handle in ("bram", "noor"):
            people.join_network(person=folk[handle], role="member", by=None, now=BEGIN)
        skerrow = people.add_organisation(
            handle="skerrow", display_name="Skerrow Ferries", owner=folk["ida"], now=BEGIN, by=None
        )
        people.join_organisation(person=folk["bram"], organisation=skerrow, role="member", by=None, now=BEGIN)
        board = actions.create_circle(handle="board", display_name="Board", by=folk["ida"], now=BEGIN)
        actions.list_in_circle(circle=board, person=folk["bram"], by=folk["ida"], now=BEGIN)
        return cls(**folk, skerrow=skerrow, board=board)

    def later(self) -> datetime:
        self.clock += timedelta(minutes=1)
        return self.clock

    def says(self, person: Person, key: str, headline: str, *, speaks_as: Identity | None = None, **more: Any) -> Post:
        author = speaks_as or person.identity
        reply_to = more.get("reply_to")
        audience = queries.audience_by_key(person, speaks_as=author, key=key, reply_to=reply_to) if key else None
        post = actions.publish_post(
            author=author, audience=audience, headline=headline, by=person, now=self.later(), **more
        )
        self.posts.append(post)
        return post

    def browser(self, person: Person | None = None) -> Client:
        client = Client()
        if person is not None:
            client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client


def address(post: Post, word: str = "") -> str:
    return f"/@{post.author.handle}/{post.id}/{word}"


def words_of(response: HttpResponse) -> str:
    return response.content.decode()
