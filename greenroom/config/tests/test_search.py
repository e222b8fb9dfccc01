"""`greenroom search`: the total and the newest ids that somebody would find, and the index made anew."""

import argparse
import json
from datetime import timedelta

import pytest

from greenroom.config.commands import search
from greenroom.social import actions
from greenroom.social.models import Audience, SearchEntry


@pytest.fixture
def ask(capsys):
    """What the command answers: its exit code, what it prints, and the sentences beside."""

    def run(*words):
        parser = argparse.ArgumentParser()
        search.add_arguments(parser)
        code = search.run(parser.parse_args(words))
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def found(ask):
    def run(typed, *more):
        code, out, err = ask(typed, "--json", *more)
        assert (code, err) == (0, "")
        return json.loads(out)

    return run


def say_long_ago(cast, headline, *, language, years=7, to=Audience.NETWORK):
    moment = cast.now - timedelta(days=365 * years)
    return actions.import_post(
        author=cast.ida.identity, audience=Audience.objects.get(pk=to), headline=headline, language=language,
        published_at=moment, source_key=headline, by=None, now=cast.now,
    )  # fmt: skip


def test_an_old_post_is_found_by_another_form_of_its_word(cast, found):
    german = say_long_ago(cast, "Die Schließungen der alten Häuser am Hafen", language="de")
    french = say_long_ago(cast, "Une École au bord de la mer", language="fr", years=5)

    for typed in ("haus", "schliessung alte", "HÄUSERN", '"schließungen der alten"', "häfen"):
        assert found(typed, "--as", "ida") == {"total": 1, "ids": [str(german.pk)]}, typed
    for typed in ("ecole", "écoles", '"ecole"', "lang:fr ecole from:ida before:2026-01-01"):
        assert found(typed, "--as", "ida") == {"total": 1, "ids": [str(french.pk)]}, typed
    assert found('"haus"', "--as", "ida")["total"] == 0


def test_a7_who_asks_decides_what_is_counted(cast, found):
    say_long_ago(cast, "Kanariwort within", language="de")
    public = say_long_ago(cast, "Kanariwort for all", language="de", to=Audience.PUBLIC)

    assert found("kanariwort", "--as", "@Ida")["total"] == 2
    assert found("kanariwort") == {"total": 1, "ids": [str(public.pk)]}


def test_the_newest_forty_of_all_that_are_counted(cast, found):
    posts = [say_long_ago(cast, f"Word {number}", language="en", years=9 - number / 10) for number in range(45)]

    assert found("words", "--as", "ida") == {"total": 45, "ids": [str(post.pk) for post in reversed(posts)][:40]}


def test_d2_what_cannot_be_looked_for_is_said_beside_and_is_no_error(cast, ask):
    assert cast.ida
    for typed in ('"', "+++", "x" * 10_000, "in:nowhere a", "before:monday", "\udcff"):
        code, out, err = ask(typed, "--as", "ida", "--json")
        assert (code, json.loads(out)) == (0, {"total": 0, "ids": []})
        assert err.strip().endswith(".")
    for typed in ("foo:bar", "AND", "c++", "a'; --"):
        assert ask(typed, "--json") == (0, '{"total": 0, "ids": []}\n', "")


def test_without_a_question_or_for_nobody_nothing_is_asked(cast, ask):
    assert cast.ida
    for words in ((), ("word", "--as", "nobody"), ("word", "--as", "board")):
        code, out, err = ask(*words)
        assert (code, out) == (2, "")
        assert err.startswith("greenroom search: ")


def test_for_people_it_prints_lines(cast, ask):
    post = say_long_ago(cast, "Harbour", language="en")

    assert ask("harbour", "--as", "ida") == (0, f"1 post\n{post.pk}\n", "")


def test_the_index_is_made_anew(cast, ask, found):
    post = say_long_ago(cast, "Harbour", language="en")
    SearchEntry.objects.all().update(words="en_wrong", stream="wrong")

    assert json.loads(ask("--rebuild", "--json")[1]) == {"posts": 1}
    assert found("harbours", "--as", "ida")["ids"] == [str(post.pk)]
