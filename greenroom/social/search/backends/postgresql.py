"""The index on PostgreSQL: a GIN index over the tokens of the entries, without any dictionary of its own."""

from collections.abc import Sequence

from greenroom.social.models import SearchEntry
from greenroom.social.search.terms import Source, Terms

TOKENS = "array_to_tsvector(string_to_array(btrim(s.words || ' ' || s.stream), ' '))"  # as in the index
# Found first and judged afterwards: otherwise the planner may walk down the posts and take each one's words apart.
FOUND = "WITH found AS MATERIALIZED (SELECT s.post_id FROM social_searchentry s WHERE {conditions})"
ROWS = "found f JOIN social_post p ON p.id = f.post_id"


def put_in(entries: Sequence[SearchEntry]) -> None:
    """Store these entries in the place of what stood there for their posts."""
    SearchEntry.objects.bulk_create(
        entries, update_conflicts=True, unique_fields=["post_id"], update_fields=["words", "stream"]
    )


def take_out(post_ids: Sequence[int]) -> None:
    """Forget every word of these posts."""
    SearchEntry.objects.filter(pk__in=post_ids).delete()


def empty() -> None:
    """Forget everything."""
    SearchEntry.objects.all().delete()


def source(terms: Terms) -> Source:
    """The posts that hold the terms.

    A vector counts no more than 16,383 places of words, fewer than a long note has, so a phrase is looked for in
    the words in order, of those posts that hold all of its words.
    """
    conditions = [f"{TOKENS} @@ %s::tsquery", *terms.bounds("s.post_id")]
    parameters = [expression(terms)]
    for phrase in terms.phrases:
        conditions.append("strpos(' ' || s.stream || ' ', %s) > 0")
        parameters.append(f" {' '.join(phrase)} ")
    return Source(FOUND.format(conditions=" AND ".join(conditions)), ROWS, (), tuple(parameters))


def expression(terms: Terms) -> str:
    """The terms as a query; a token is letters, digits and "_", and stands in quotes all the same."""
    parts = [f"({' | '.join(map(_quoted, tokens))})" for tokens in terms.any_of]
    parts += map(_quoted, dict.fromkeys([*terms.all_of, *(word for phrase in terms.phrases for word in phrase)]))
    return " & ".join(parts)


def _quoted(token: str) -> str:
    return f"'{token}'"
