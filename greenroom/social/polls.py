"""A question with choices as it was typed, and as one viewer sees it with what was answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from greenroom.people.models import Identity
from greenroom.social.figures import Figures
from greenroom.social.models import Post
from greenroom.social.visibility import Viewer

DAY = 86_400  # seconds: how long a poll runs when nobody says otherwise


@dataclass(frozen=True, kw_only=True)
class PollSpec:
    """A poll before it is out. Nothing is checked yet, so that a draft can hold whatever was typed."""

    options: tuple[str, ...]
    is_multiple: bool = False
    seconds: int = DAY  # from the moment in which the post comes out

    def as_json(self) -> dict[str, Any]:
        """What a draft keeps."""
        return {"options": list(self.options), "is_multiple": self.is_multiple, "seconds": self.seconds}

    @classmethod
    def of_json(cls, kept: Mapping[str, Any] | None) -> Self | None:
        """What a draft kept; None where there is no poll."""
        if not kept:
            return None
        return cls(
            options=tuple(map(str, kept.get("options", ()))),
            is_multiple=bool(kept.get("is_multiple")),
            seconds=int(kept.get("seconds", DAY)),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """One choice; `votes` is None while the viewer may not know."""

    position: int
    text: str
    votes: int | None
    is_mine: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class PollView:
    """A poll as one viewer sees it at one moment; who chose what stands nowhere in it."""

    choices: list[Choice]
    is_multiple: bool
    ends_at: datetime
    is_over: bool
    has_voted: bool
    may_vote: bool
    voters: int

    @property
    def shows_results(self) -> bool:
        """Whether the figures of the choices are told."""
        return all(choice.votes is not None for choice in self.choices)


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """What was answered so far. Read it through `at`: before somebody has voted, the figures are not for them.

    Votes of people who are blocked or suspended count on: a figure that fell when somebody disappears would
    tell what they chose.
    """

    texts: list[str]
    is_multiple: bool
    ends_at: datetime
    votes: list[int]
    mine: list[bool]
    voters: int
    has_voted: bool
    is_author: bool
    is_person: bool

    def at(self, now: datetime) -> PollView:
        """The poll at this moment: figures for those who have voted, for the author, and for all after the end."""
        is_over = now >= self.ends_at
        is_open = is_over or self.has_voted or self.is_author
        return PollView(
            choices=[
                Choice(position=position, text=text, votes=number if is_open else None, is_mine=mine)
                for position, (text, number, mine) in enumerate(zip(self.texts, self.votes, self.mine, strict=True))
            ],
            is_multiple=self.is_multiple,
            ends_at=self.ends_at,
            is_over=is_over,
            has_voted=self.has_voted,
            may_vote=self.is_person and not (is_over or self.has_voted or self.is_author),
            voters=self.voters,
        )


def tally_of(viewer: Viewer, post: Post, figures: Figures) -> Tally | None:
    """What was answered to the poll of a post that the viewer may read; None where it asks nothing."""
    shown = post.extras.get("poll")
    if not shown:
        return None
    options: Sequence[tuple[int, str]] = shown["options"]
    return Tally(
        texts=[text for _key, text in options],
        is_multiple=shown["is_multiple"],
        ends_at=datetime.fromisoformat(shown["ends_at"]),
        votes=[figures.count("choice", key) for key, _text in options],
        mine=[figures.is_mine("choice", key) for key, _text in options],
        voters=figures.count("voters", post.pk),
        has_voted=figures.is_mine("voters", post.pk),
        is_author=post.author_id == viewer.identity_id,
        is_person=viewer.identity is not None and viewer.identity.kind == Identity.Kind.PERSON,
    )
