"""Filters of SCIM as questions to the database: comparisons joined by and, or, not and brackets."""

import re
from collections.abc import Callable, Mapping

from django.db.models import Q

from greenroom.directory.api.replies import Declined

LONGEST = 2_000  # characters
MOST_TOKENS = 100
TOKEN = re.compile(r'\s*(\(|\)|"(?:[^"\\]|\\.)*"|\[|\]|[^\s()\[\]"]+)')

type Ask = Callable[[str, str], Q]  # operator and value -> question


def question(words: str, attributes: Mapping[str, Ask]) -> Q:
    """The question behind a filter; `attributes` are known by their names in small letters. Declines all else."""
    tokens = _tokens(words)
    asked, rest = _either(tokens, attributes)
    if rest:
        raise _invalid()
    return asked


def text_ask(column: str, *, folds: bool = True) -> Ask:
    """Comparisons with a column of words, whatever case they are written in where it `folds`."""
    fold = "i" if folds else ""

    def ask(operator: str, value: str) -> Q:
        forms = {
            "eq": Q(**{f"{column}__{fold}exact": value}),
            "ne": ~Q(**{f"{column}__{fold}exact": value}),
            "co": Q(**{f"{column}__{fold}contains": value}),
            "sw": Q(**{f"{column}__{fold}startswith": value}),
            "pr": ~Q(**{column: ""}),
        }
        if operator not in forms:
            raise _invalid()
        return forms[operator]

    return ask


def _tokens(words: str) -> list[str]:
    found = TOKEN.findall(words) if len(words) <= LONGEST else []
    if not found or len(found) > MOST_TOKENS or TOKEN.sub("", words).strip():
        raise _invalid()
    return found


def _either(tokens: list[str], attributes: Mapping[str, Ask]) -> tuple[Q, list[str]]:
    asked, rest = _both(tokens, attributes)
    while rest and rest[0].lower() == "or":
        more, rest = _both(rest[1:], attributes)
        asked |= more
    return asked, rest


def _both(tokens: list[str], attributes: Mapping[str, Ask]) -> tuple[Q, list[str]]:
    asked, rest = _one(tokens, attributes)
    while rest and rest[0].lower() == "and":
        more, rest = _one(rest[1:], attributes)
        asked &= more
    return asked, rest


def _one(tokens: list[str], attributes: Mapping[str, Ask]) -> tuple[Q, list[str]]:
    if tokens and tokens[0].lower() == "not":
        asked, rest = _one(tokens[1:], attributes)
        return ~asked, rest
    if tokens and tokens[0] == "(":
        asked, rest = _either(tokens[1:], attributes)
        if not rest or rest[0] != ")":
            raise _invalid()
        return asked, rest[1:]
    return _comparison(tokens, attributes)


def _comparison(tokens: list[str], attributes: Mapping[str, Ask]) -> tuple[Q, list[str]]:
    """`userName eq "ida"`, `externalId pr`, and the form that Entra ID sends: `emails[type eq "work"].value eq "x"`."""
    if "[" in tokens[1:2] and "]" in tokens:
        end = tokens.index("]")
        tail = tokens[end + 1] if len(tokens) > end + 1 else ""
        tokens = [f"{tokens[0]}{tail}", *tokens[end + 2 :]]
    if len(tokens) < 2 or tokens[0].lower() not in attributes:  # noqa: PLR2004 - a name and an operator
        raise _invalid()
    ask, operator = attributes[tokens[0].lower()], tokens[1].lower()
    if operator == "pr":
        return ask("pr", ""), tokens[2:]
    if len(tokens) < 3:  # noqa: PLR2004 - and a value
        raise _invalid()
    return ask(operator, _value(tokens[2])), tokens[3:]


def _value(token: str) -> str:
    if token.startswith('"'):
        return re.sub(r"\\(.)", r"\1", token[1:-1]).replace("\0", "")
    return token


def _invalid() -> Declined:
    return Declined(400, "This filter is not supported.", "invalidFilter")
