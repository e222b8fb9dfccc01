"""Two houses of equal build, a network with its hosts, one circle: the cast for tests of places, settings and hosts.

Skerrow: Ida owns it, Noor administers it, Bram belongs to it. Quillan: Celeste, Dario, Yusuf in the same roles.
Marit owns the network, Hester administers it. Otto is signed in and belongs nowhere. The board is kept by Ida,
Bram is listed in it.
"""

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client

from greenroom.people import actions as people
from greenroom.people.models import Identity, Membership, Organisation, Person, Unit
from greenroom.social import actions, queries
from greenroom.social.models import Circle, Post

BEGIN = datetime(2025, 11, 10, 8, 0, tzinfo=UTC)
NAMES = {
    "ida": "Ida Rosmere",
    "noor": "Noor Jansma",
    "bram": "Bram Holtervik",
    "celeste": "Celeste Vianay",
    "dario": "Dario Pellecchin",
    "yusuf": "Yusuf Demirkan",
    "marit": "Marit Solvang",
    "hester": "Hester Quaye",
    "otto": "Otto Vance",
}
IN_THE_NETWORK = {"ida": "member", "noor": "member", "celeste": "member", "marit": "owner", "hester": "administrator"}


@dataclass
class Town:
    who: dict[str, Person]
    skerrow: Organisation
    quillan: Organisation
    board: Circle
    ferries: Unit
    clinics: Unit
    clock: datetime = BEGIN

    @classmethod
    def built(cls) -> "Town":
        who = {
            handle: people.add_person(
                handle=handle, display_name=name, email=f"{handle}@example.org", claimed=True, now=BEGIN
            )
            for handle, name in NAMES.items()
        }
        for handle, role in IN_THE_NETWORK.items():
            people.join_network(person=who[handle], role=role, by=None, now=BEGIN)
        skerrow = cls._house("skerrow", "Skerrow Ferries", [who[h] for h in ("ida", "noor", "bram")])
        quillan = cls._house("quillan", "Quillan Health", [who[h] for h in ("celeste", "dario", "yusuf")])
        ferries = people.add_unit(organisation=skerrow, name="Ferries", by=None, now=BEGIN)
        clinics = people.add_unit(organisation=quillan, name="Clinics", by=None, now=BEGIN)
        board = actions.create_circle(handle="board", display_name="Board", by=who["ida"], now=BEGIN)
        actions.list_in_circle(circle=board, person=who["bram"], by=who["ida"], now=BEGIN)
        return cls(who=who, skerrow=skerrow, quillan=quillan, board=board, ferries=ferries, clinics=clinics)

    @staticmethod
    def _house(handle: str, name: str, staff: list[Person]) -> Organisation:
        owner, administrator, member = staff
        house = people.add_organisation(handle=handle, display_name=name, owner=owner, by=None, now=BEGIN)
        for person, role in ((administrator, "administrator"), (member, "member")):
            people.join_organisation(person=person, organisation=house, role=role, by=None, now=BEGIN)
        queries.audience_of(house.identity)
        return house

    def __getattr__(self, name: str) -> Person:
        who: dict[str, Person] = self.__dict__.get("who", {})
        if name in who:
            return who[name]
        raise AttributeError(name)

    def later(self) -> datetime:
        self.clock += timedelta(minutes=1)
        return self.clock

    def says(self, person: Person, key: str, headline: str, *, speaks_as: Identity | None = None, **more: Any) -> Post:
        author = speaks_as or person.identity
        audience = queries.audience_by_key(person, speaks_as=author, key=key, reply_to=more.get("reply_to"))
        return actions.publish_post(
            author=author, audience=audience, headline=headline, by=person, now=self.later(), **more
        )

    def membership(self, handle: str, organisation: Organisation | None = None) -> Membership:
        return Membership.objects.get(
            person__identity__handle=handle, organisation=organisation or self.skerrow, ended_at=None
        )

    def browser(self, handle: str = "") -> Client:
        client = Client()
        if handle:
            client.force_login(self.who[handle], backend="allauth.account.auth_backends.AuthenticationBackend")
            session = client.session
            session["fresh_at"] = time.time()
            session.save()
        return client


def words_of(response: HttpResponse) -> str:
    return response.content.decode()


def is_nowhere(response: HttpResponse, like: HttpResponse) -> bool:
    """Whether a reply is the one 404, the same as for a handle that nobody has."""
    return response.status_code == like.status_code == 404 and response.content == like.content
