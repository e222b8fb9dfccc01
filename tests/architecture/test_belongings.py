"""Every table belongs to a kind of thing that is stored about somebody, or is listed with the reason why not."""

from collections import Counter

import pytest
from django.apps import apps

from greenroom.people.belongings import belongings, of_houses, to_erase
from greenroom.people.models import Identity, Person
from tests.architecture.belongings import NOBODYS

pytestmark = pytest.mark.fast


def tables():
    """Every model by its label; the tables between two models (of a report and its posts) go with the first one."""
    return {model._meta.label: model for model in apps.get_models() if ".tests." not in model.__module__}


def leads_to_somebody(model, seen=frozenset()):
    """Whether a key of the model leads, over however many tables, to a person or an identity."""
    if model in {Person, Identity}:
        return True
    keys = [field.related_model for field in model._meta.get_fields() if field.is_relation and field.concrete]
    return any(leads_to_somebody(to, seen | {model}) for to in keys if to is not None and to not in seen | {model})


def test_every_table_belongs_to_a_kind_or_says_why_not():
    covered = Counter(label for kind in belongings() for label in kind.models)

    assert len(tables()) > 60, "the walk found too few tables to mean anything"
    assert sorted(set(tables()) - set(covered) - set(NOBODYS)) == [], "neither registered nor listed"
    assert sorted({*covered, *NOBODYS} - set(tables())) == [], "there is no such table"
    assert [label for label, times in covered.items() if times > 1 or label in NOBODYS] == [], "said twice"


def test_what_is_nobodys_leads_to_nobody():
    through_houses = {
        "people.Organisation",
        "people.Unit",
        "social.Audience",
        "directory.Arrangement",
        "directory.SignOn",
    }
    leading = {label for label in NOBODYS if leads_to_somebody(tables()[label])}

    assert leading == through_houses
    assert [label for label, reason in NOBODYS.items() if len(reason) < 10] == []


def test_the_account_is_erased_last_and_what_opens_something_first():
    order = [kind.key for kind in to_erase()]
    keys = [kind.key for kind in belongings() if kind.is_key]

    assert sorted(order) == sorted(kind.key for kind in belongings())
    assert order[: len(keys)] == keys
    assert order[-1] == "account"


def test_each_kind_says_what_it_is_for_and_how_long_it_is_kept():
    said = [str(words) for kind in belongings() for words in (kind.why, kind.kept)]

    assert [words for words in said if not words.endswith(".") or len(words) < 9] == []
    assert len(of_houses()) > 5
