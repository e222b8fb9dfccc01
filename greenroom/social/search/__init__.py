"""Search: posts by their words, people, organisations and tags by the beginning of theirs."""

from greenroom.social.search.finding import PostsFound, find_ids, find_posts
from greenroom.social.search.naming import NamesFound, TagFound, find_organisations, find_people, find_tags
from greenroom.social.search.query import Query, parse, with_operators

__all__ = [
    "NamesFound",
    "PostsFound",
    "Query",
    "TagFound",
    "find_ids",
    "find_organisations",
    "find_people",
    "find_posts",
    "find_tags",
    "parse",
    "with_operators",
]
