"""The index on SQLite: an FTS5 table over the entries, whose rows have the ids of the posts."""

from collections.abc import Sequence

from django.db import connection

from greenroom.social.search.terms import Entry, Source, Terms, keys_of
from greenroom.social.visibility import listed

STORE = """
INSERT INTO social_searchentry (post_id, words, stream) VALUES (%s, %s, %s)
ON CONFLICT (post_id) DO UPDATE SET words = excluded.words, stream = excluded.stream
"""
# To forget a row, FTS5 must be told the words that it was given; they stand in the entry until then.
FORGET = """
INSERT INTO social_searchindex (social_searchindex, rowid, words, stream)
SELECT 'delete', post_id, words, stream FROM social_searchentry WHERE post_id IN ({keys})
"""
LEARN = """
INSERT INTO social_searchindex (rowid, words, stream)
SELECT post_id, words, stream FROM social_searchentry WHERE post_id IN ({keys})
"""
# The planner would look each post up by its key and read the row; the index alone answers four times as fast.
ROWS = "social_searchindex f CROSS JOIN social_post p INDEXED BY post_facts ON p.id = f.rowid"


def put_in(entries: Sequence[Entry]) -> None:
    """Store these entries in the place of what stood there for their posts."""
    keys = listed(keys_of(entries))
    with connection.cursor() as cursor:
        cursor.execute(FORGET.format(keys=keys))
        cursor.executemany(STORE, entries)
        cursor.execute(LEARN.format(keys=keys))


def take_out(post_ids: Sequence[int]) -> None:
    """Forget every word of these posts."""
    keys = listed(post_ids)
    with connection.cursor() as cursor:
        cursor.execute(FORGET.format(keys=keys))
        cursor.execute(f"DELETE FROM social_searchentry WHERE post_id IN ({keys})")  # noqa: S608 - keys alone


def empty() -> None:
    """Forget everything."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO social_searchindex (social_searchindex) VALUES ('delete-all')")
        cursor.execute("DELETE FROM social_searchentry")


def source(terms: Terms) -> Source:
    """The posts that hold the terms, in order of their id whichever way that is read."""
    conditions = ("social_searchindex MATCH %s", *terms.bounds("f.rowid"))
    return Source("", ROWS, conditions, "f.rowid", (expression(terms),))


def expression(terms: Terms) -> str:
    """The terms in the language of FTS5; a token is letters, digits and "_", and stands in quotes all the same."""
    parts = [f"({' OR '.join(map(_quoted, tokens))})" for tokens in terms.any_of]
    parts += map(_quoted, terms.all_of)
    parts += (_quoted(" ".join(phrase)) for phrase in terms.phrases)
    return " AND ".join(parts)


def _quoted(token: str) -> str:
    return f'"{token}"'
