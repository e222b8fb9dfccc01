"""What a reader's filters make of posts: folded away, not shown, or nothing at all."""

from collections.abc import Iterator
from dataclasses import dataclass

from greenroom.kit import text
from greenroom.social.models import Audience, Post
from greenroom.social.standing import FilterWord
from greenroom.social.visibility import Viewer


@dataclass(frozen=True, slots=True)
class Filtered:
    """Why a post is folded away or not shown: the reader's own filter."""

    filter_id: int
    title: str
    hides: bool


class Sieve:
    """The running filters of one reader in one context; those that hide are asked before those that warn."""

    def __init__(self, viewer: Viewer, words: list[FilterWord]) -> None:
        self.me = viewer.identity_id
        self.may_hide = any(word.hides for word in words)
        hiding = sorted(word for word in words if word.hides)
        warning = sorted(word for word in words if not word.hides)
        self._asked = [(some, _finder(some)) for some in (hiding, warning) if some]

    def verdict(self, post: Post) -> Filtered | None:
        """What is to happen with a post; None when no filter speaks of it.

        One's own words are never filtered, and a letter is folded away at most, so that none is lost.
        """
        if not self._asked or self.me in {post.author_id, post.written_by_id}:
            return None
        said = [text.comparable(part) for part in words_of(post)]
        for words, finder in self._asked:
            number = finder.first_in(said)
            if number is not None:
                found = words[number]
                return Filtered(found.filter_id, found.title, found.hides and post.audience_id != Audience.DIRECT)
        return None

    def hides(self, post: Post) -> bool:
        """Whether the post is not shown at all."""
        verdict = self.verdict(post) if self.may_hide else None
        return verdict is not None and verdict.hides


def sieve_of(viewer: Viewer, context: str) -> Sieve:
    """The viewer's filters in a context; they come with the standing and are made ready once a request."""
    words = [word for word in viewer.standing.words if context in word.contexts]
    return viewer.once(f"sieve {context}", lambda: Sieve(viewer, words))


def words_of(post: Post) -> Iterator[str]:
    """Everything in which words are looked for; tags stand in the headline and the note."""
    yield from (post.headline, post.note, post.spoiler_text)
    yield from (picture["description"] for picture in post.extras.get("media", ()))
    yield from (choice for _key, choice in post.extras.get("poll", {}).get("options", ()))


def _finder(words: list[FilterWord]) -> text.Finder:
    return text.Finder([text.pattern_of(word.text, is_whole=word.is_whole) for word in words])
