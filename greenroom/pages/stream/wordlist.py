"""The words that stand on every post of a feed, looked up once a page and not once a post."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language, gettext


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """Fixed words of a post, in one language."""

    reply: str
    boost: str
    boosted: str
    helped: str
    keep: str
    kept: str
    more: str
    edit: str
    narrow: str
    delete: str
    history: str
    boosters: str
    helped_by: str
    copy: str
    report: str
    take_down: str
    pin: str
    unpin: str
    vote: str
    choose_one: str
    choose_several: str
    my_choice: str
    sign_in_to_vote: str
    show: str
    edited: str
    sensitive: str
    described: str
    play: str
    stop: str


@lru_cache(maxsize=8)
def _words_in(language: str | None) -> Words:  # noqa: ARG001 - the key of the cache
    return Words(
        reply=gettext("Reply"),
        boost=gettext("Boost"),
        boosted=gettext("Boosted"),
        helped=gettext("This helped"),
        keep=gettext("Keep"),
        kept=gettext("Kept"),
        more=gettext("More about this post"),
        edit=gettext("Edit"),
        narrow=gettext("Narrow the audience"),
        delete=gettext("Delete"),
        history=gettext("Earlier versions"),
        boosters=gettext("Who boosted it"),
        helped_by=gettext("Whom it helped"),
        copy=gettext("Copy the link"),
        report=gettext("Report"),
        take_down=gettext("Take down"),
        pin=gettext("Pin to the profile"),
        unpin=gettext("Unpin from the profile"),
        vote=gettext("Vote"),
        choose_one=gettext("Choose one"),
        choose_several=gettext("Choose one or several"),
        my_choice=gettext("your choice"),
        sign_in_to_vote=gettext("Sign in to vote"),
        edited=gettext("edited"),
        show=gettext("Show the post"),
        sensitive=gettext("Sensitive words"),
        described=gettext("What the picture shows"),
        play=gettext("Play"),
        stop=gettext("Stop"),
    )


def words() -> Words:
    """The words in the language of the reader."""
    return _words_in(get_language())
