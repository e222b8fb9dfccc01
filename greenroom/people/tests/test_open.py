"""Opening an empty network with the code of the terminal, once."""

from greenroom.kit.facts import facts_of
from greenroom.people import actions, queries
from greenroom.people.events import NetworkOpened
from greenroom.people.models import Person
from greenroom.people.network import NETWORK_NAME, OPENING_CODE
from greenroom.people.tests.conftest import NOW, PASSWORD
from greenroom.people.tests.refused import refused

OWNER = {
    "handle": "marit",
    "display_name": "Marit",
    "email": "marit@skerrow.example",
    "password": PASSWORD,
    "network_name": "Skagerrak",
    "now": NOW,
}


def test_the_first_visitor_with_the_code_owns_the_network(db):
    code = actions.first_run_code(now=NOW)
    assert code not in OPENING_CODE.get()

    marit = actions.open_network(code=code, **OWNER)

    assert queries.network_role(marit) == "owner"
    assert marit.check_password(PASSWORD)
    assert NETWORK_NAME.get() == "Skagerrak"
    assert [event.person_id for event in facts_of(NetworkOpened)] == [marit.pk]


def test_no_code_an_old_code_and_a_used_code_open_nothing(db):
    for guess in ("", "0" * 16):
        with refused("wrong_code"):
            actions.open_network(code=guess, **OWNER)
    old, new = actions.first_run_code(now=NOW), actions.first_run_code(now=NOW)
    with refused("wrong_code"):
        actions.open_network(code=old, **OWNER)
    assert not Person.objects.exists()

    actions.open_network(code=new, **OWNER)

    assert actions.first_run_code(now=NOW) == ""
    with refused("wrong_code"):
        actions.open_network(code=new, **(OWNER | {"handle": "eve", "email": "e@evil.example"}))
    assert Person.objects.count() == 1


def test_a_weak_password_leaves_the_network_closed_and_the_code_valid(db):
    code = actions.first_run_code(now=NOW)
    with refused("password_too_common"):
        actions.open_network(code=code, **(OWNER | {"password": "password123"}))
    assert not Person.objects.exists()

    assert actions.open_network(code=code, **OWNER).is_claimed
