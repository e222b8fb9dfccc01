"""The index on PostgreSQL: a GIN index over the tokens of the entries, without any dictionary of its own."""

from collections.abc import Sequence

from django.db import connection

from greenroom.social.search.terms import Entry, Source, Terms
from greenroom.social.visibility import listed

STORE = """
INSERT INTO social_searchentry (post_id, words, stream) VALUES (%s, %s, %s)
ON CONFLICT (post_id) DO UPDATE SET words = excluded.words, stream = excluded.stream
"""
TOKENS = "array_to_tsvector(string_to_array(btrim(s.words || ' ' || s.stream), ' '))"  # as in the index
# Found first and judged afterwards, its time included: otherwise the planner may walk down the posts, or down a year
# of the entries, and take each one's words apart.
FOUND = "WITH found AS MATERIALIZED (SELECT s.post_id FROM social_searchentry s WHERE {conditions})"
ROWS = "found f JOIN social_post p ON p.id = f.post_id"


def put_in(entries: Sequence[Entry]) -> None:
    """Store these entries in the place of what stood there for their posts."""
    with connection.cursor() as cursor:
        cursor.executemany(STORE, entries)


def take_out(post_ids: Sequence[int]) -> None:
    """Forget every word of these posts."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM social_searchentry WHERE post_id IN ({listed(post_ids)})")  # noqa: S608 - keys alone


def empty() -> None:
    """Forget everything."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM social_searchentry")


def source(terms: Terms) -> Source:
    """The posts that hold the terms.

    A vector counts no more than 16,383 places of words, fewer than a long note has, so a phrase is looked for in
    the words in order, of those posts that hold all of its words.
    """
    conditions = [f"{TOKENS} @@ %s::tsquery"]
    parameters = [expression(terms)]
    for phrase in terms.phrases:
        conditions.append("strpos(' ' || s.stream || ' ', %s) > 0")
        parameters.append(f" {' '.join(phrase)} ")
    found = FOUND.format(conditions=" AND ".join(conditions))
    return Source(found, ROWS, tuple(terms.bounds("p.id")), "p.id", tuple(parameters))


def expression(terms: Terms) -> str:
    """The terms as a query; a token is letters, digits and "_", and stands in quotes all the same."""
    parts = [f"({' | '.join(map(_quoted, tokens))})" for tokens in terms.any_of]
    parts += map(_quoted, dict.fromkeys([*terms.all_of, *(word for phrase in terms.phrases for word in phrase)]))
    return " & ".join(parts)


def _quoted(token: str) -> str:
    return f"'{token}'"
