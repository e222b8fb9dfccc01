"""Random texts and random queries: found is what plain reading finds, the same on both databases."""

import os
import random
import sys
import unicodedata
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from greenroom.kit import text
from greenroom.social import actions, search
from greenroom.social.models import Audience, Media, Post
from greenroom.social.search import indexing
from greenroom.social.search.query import LONGEST, MOST_WORDS, QUOTES
from greenroom.social.search.words import words_of
from greenroom.social.tests.plain_search import Asked, holds, parts_of, words_in
from greenroom.social.tests.village import eyes

SEEDS = range(int(os.environ.get("GREENROOM_WORLDS", "3")))
POSTS, QUERIES = 40, 120
# No clock, since the machine may be busy; the fixture of a test is the database, which no example changes.
unhurried = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
SPOKEN = [
    "close", "closing", "Closed", "site", "sites", "Haus", "Häuser", "HÄUSERN", "Straße", "STRASSE", "Schließung",
    "Schließungen", "école", "Ecole", "ÉCOLES", "écoles", "e\u0301cole", "Łódź", "łódzki", "Ærø", "2100", "1.5", "c++",
    "l\u2019été", "naïve", "works-council", "works_council", "日本語", "क्षि", "AND", "OR", "NOT", "NEAR", "x" * 70,
    "x" * 69 + "y", "İstanbul", "don't", "\U0001f469\u200d\U0001f692", "\u00b2", "\ufb01n", "\uff37\uff29\uff24\uff25",
]  # fmt: skip
LANGUAGES = ["en", "de", "de-AT", "fr", "pl", ""]
FIRST_DAY = date(2021, 3, 1)
BETWEEN = [" ", " ", " ", " ", "-", "_", ", ", "/", "\u200b", "*"]
JOINED = st.lists(st.sampled_from(SPOKEN + BETWEEN), max_size=9).map("".join)
SEES = {"bram": {"public", "network", "board"}, "ida": {"public", "network"}, None: {"public"}}


def some_text(chance: random.Random, most: int) -> str:
    """Words that come back in other forms, and now and then a few characters of any script."""
    words = [
        chance.choice(SPOKEN) if chance.random() < 0.9 else some_letters(chance) for _ in range(chance.randint(0, most))
    ]
    return "".join(word + chance.choice(BETWEEN) for word in words).strip()


def some_letters(chance: random.Random) -> str:
    """Characters that this Python knows, and that no query takes for a sign of its own."""
    found = (chr(chance.randrange(32, sys.maxunicode)) for _ in range(400))
    known = [one for one in found if unicodedata.category(one)[0] != "C" and one not in QUOTES + ":"]
    return "".join(known[: chance.randint(1, 4)]) or "a"


class Corpus:
    """Posts of two people to three audiences, some edited or taken back since."""

    def __init__(self, village, chance: random.Random) -> None:
        self.chance = chance
        ida, bram = village.person("ida"), village.person("bram")
        self.people = {"ida": ida, "bram": bram, None: None}
        self.board = village.circle("board", keeper=bram).audience
        self.places = {"public": Audience.PUBLIC, "network": Audience.NETWORK, "board": self.board.pk}
        for number in range(POSTS):
            self.say(number)
        self.posts = list(Post.objects.living().select_related("author", "audience"))
        self.parts = {post.pk: parts_of(post) for post in self.posts}

    def say(self, number: int) -> None:
        """One more post, with pictures, and with what became of it."""
        chance = self.chance
        moment = datetime.combine(FIRST_DAY, datetime.min.time(), tzinfo=UTC) + timedelta(hours=6 * number)
        place = chance.choice(list(self.places))
        author = self.people["bram" if place == "board" else chance.choice(["ida", "bram"])]
        language, now = chance.choice(LANGUAGES), moment + timedelta(days=400)
        post = actions.import_post(
            author=author.identity, audience=Audience.objects.get(pk=self.places[place]), language=language, by=None,
            headline=f"Said {some_text(chance, 5)}"[:130], note=some_text(chance, 12), published_at=moment, now=now,
            source_key=f"{number}",
        )  # fmt: skip
        for position in range(chance.choice([0, 0, 1, 2])):
            Media.objects.create(
                person=author, post=post, file_key=f"{number}-{position}", state=Media.State.READY, created_at=moment,
                description=text.clean(some_text(chance, 4)), position=position,
            )  # fmt: skip
        indexing.put_in([post])
        if chance.random() < 0.2:
            headline = f"Anew {some_text(chance, 5)}"[:130]
            actions.edit_post(post=post, headline=headline, language=language, by=author, now=now)
        elif chance.random() < 0.1:
            actions.delete_post(post=post, by=author, now=now)

    def ask(self) -> Asked:
        """Words and phrases that are said somewhere or are not; now and then an operator."""
        chance = self.chance
        asked = Asked()
        asked.words = [chance.choice(self.phrase(1)) for _ in range(chance.choice([0, 1, 1, 1, 2]))]
        asked.phrases = [self.phrase(chance.randint(1, 3)) for _ in range(chance.choice([0, 0, 1]))]
        operators = {
            "author": ["ida", "bram"], "language": ["de", "de-at", "fr", "pl"], "place": list(self.places),
            "after": [FIRST_DAY + timedelta(days=day) for day in range(9)],
            "before": [FIRST_DAY + timedelta(days=day) for day in range(2, 11)],
        }  # fmt: skip
        for name in chance.sample(sorted(operators), chance.choice([0, 0, 0, 1, 1, 2])):
            setattr(asked, name, chance.choice(operators[name]))
        return asked

    def phrase(self, length: int) -> list[str]:
        """A few words side by side in something that was said, or any words."""
        post = self.chance.choice(self.posts)
        said = self.chance.choice([post.headline, post.note, *(one.description for one in post.media.all())]).split()
        said = [word for word in said if not set(word) & set(QUOTES + ":")]
        if not said or self.chance.random() < 0.3:
            return [self.chance.choice(SPOKEN) for _ in range(length)]
        at = self.chance.randrange(len(said))
        return said[at : at + length]

    def expected(self, asked: Asked, viewer: str | None) -> list[int]:
        """What plain reading finds among the posts that the viewer may read, newest first."""
        sees = SEES[viewer]
        if asked.asks_nothing or (asked.place and asked.place not in sees):
            return []
        places = {self.places[name] for name in ([asked.place] if asked.place else sees)}
        fits = [
            post.pk for post in self.posts if post.audience_id in places and holds(post, self.parts[post.pk], asked)
        ]
        return sorted(fits, reverse=True)


@pytest.mark.parametrize("seed", SEEDS)
def test_a7_found_is_what_plain_reading_finds_for_each_reader(village, seed):
    corpus = Corpus(village, random.Random(seed))
    viewers = {name: eyes(who) for name, who in corpus.people.items()}
    hits = 0
    for _query in range(QUERIES):
        asked = corpus.ask()
        for name, viewer in viewers.items():
            expected = corpus.expected(asked, name)
            total, ids, _troubles = search.find_ids(viewer, search.parse(asked.typed), limit=POSTS)
            assert (total, ids) == (len(expected), expected), (asked.typed, name)
            hits += bool(expected)

    assert hits > QUERIES  # of three times as many: the queries are about something


OPERATORS = ["from:", "in:", "lang:", "before:", "after:"]
VALUES = ["2026-03-31", "2026-13-99", "0000-01-01", "9999-12-31", "0001-01-01", "@ida", "ida", "board", "public", "de"]
SIGNS = ["*", "^", "(", ")", "NEAR(", "-", "\0", "\ud800", ":", " ", "'", "\\", "%", "{", "--", *QUOTES]
ANYTHING = st.lists(
    st.text(max_size=30) | st.sampled_from(SPOKEN) | st.sampled_from([*OPERATORS, *VALUES, *SIGNS]), max_size=12
).map("".join)


def test_d2_whatever_is_typed_is_answered_and_never_an_error(village):
    viewers = [eyes(village.person("ida")), eyes(None)]
    village.post(village.people["ida"], "Closing a site #site", to=Audience.PUBLIC)

    @unhurried
    @given(typed=ANYTHING)
    def check(typed):
        query = search.parse(typed)
        for viewer in viewers:
            total, ids, troubles = search.find_ids(viewer, query)
            assert not (troubles and (total or ids))
            search.find_people(viewer, query)
            search.find_tags(viewer, query)

    check()


@pytest.mark.fast
@unhurried
@given(typed=ANYTHING)
def test_d2_every_string_is_a_query(typed):
    query = search.parse(typed)

    assert all(sentence for sentence in query.troubles)
    assert query.troubles or not query.is_empty or not typed.strip()
    assert len(query.words) + sum(map(len, query.phrases)) <= MOST_WORDS
    assert query.troubles if len(typed) > LONGEST else True
    assert all(words_of(word) == [word] for word in query.words if "_" not in word)


@pytest.mark.fast
@unhurried
@given(written=st.text(st.characters(exclude_categories=("Cs", "Cn")), max_size=80) | JOINED)
def test_a_word_is_a_maximal_run_of_letters_and_digits(written):
    assert text.words(written) == words_in(written)


@pytest.mark.fast
@unhurried
@given(written=st.text(max_size=80) | JOINED)
def test_words_are_the_same_in_any_case_with_or_without_accents(written):
    found = words_of(written)

    assert words_of(text.fold(written)) == found
    assert all(" " not in word and '"' not in word and "'" not in word for word in found)
