"""Two people use one link, or two links to one row, in the same moment: the database admits one [I2]."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from greenroom.people import actions, queries
from greenroom.people.models import Person
from greenroom.people.tests.conftest import NOW, PASSWORD


@pytest.mark.django_db(transaction=True)
def test_i2_concurrent_double_use_admits_one():
    marit = actions.add_person(handle="marit", display_name="Marit", email="m@x.example", claimed=True, now=NOW)
    actions.join_network(person=marit, role="owner", by=None, now=NOW)
    _, token = actions.invite(email="tove@lind.example", network_role="member", by=marit, now=NOW)
    start, outcomes = threading.Barrier(4), []

    def use(handle: str) -> None:
        start.wait()
        try:
            actions.accept_invitation(
                token=token, handle=handle, display_name=handle, password=PASSWORD, language="en", now=NOW
            )
            outcomes.append("accepted")
        except ValidationError as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    racers = [threading.Thread(target=use, args=(f"tove{number}",)) for number in range(4)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join(30)

    assert sorted(outcomes) == ["accepted", "unusable", "unusable", "unusable"]
    assert Person.objects.count() == 2
    assert sum(queries.identity_by_handle(f"tove{number}") is not None for number in range(4)) == 1


@pytest.mark.django_db(transaction=True)
def test_i2_two_links_to_one_row_hand_it_over_once():
    piet = actions.add_person(handle="piet", display_name="Piet", email="p@lind.example", now=NOW)
    tokens = [actions.invite(email="p@lind.example", person=piet, by=None, now=NOW)[1] for _ in range(2)]
    start, outcomes = threading.Barrier(2), []

    def use(token: str) -> None:
        start.wait()
        try:
            actions.accept_invitation(
                token=token, handle="", display_name="Piet", password=PASSWORD, language="en", now=NOW
            )
            outcomes.append("accepted")
        except ValidationError as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    racers = [threading.Thread(target=use, args=(token,)) for token in tokens]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join(30)

    assert outcomes.count("accepted") == 1
