"""What is said, before it is a post: everything that is checked each time it might come out."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Required, TypedDict

from django.db.models import Model
from django.utils.translation import gettext as _

from greenroom.kit.refusals import Refusal
from greenroom.people.models import Identity, Person
from greenroom.social import holding
from greenroom.social.actions.aiming import aimed, parent_of, reached_by_name
from greenroom.social.actions.attaching import Attachment, pictures_for, spoken_for
from greenroom.social.actions.authority import require_acts_as
from greenroom.social.actions.drafts import form_key
from greenroom.social.actions.polls import checked
from greenroom.social.actions.wording import Wording, worded
from greenroom.social.models import Audience, Draft, Media, Post
from greenroom.social.polls import PollSpec


class Said(TypedDict, total=False):
    """The fields of a form: who speaks, to whom, and what. See `publish_post`."""

    author: Required[Identity]
    audience: Audience | None
    headline: Required[str]
    note: str
    language: str
    spoiler_text: str
    sensitive: bool
    reply_to: Post | None
    media: Sequence[Attachment]
    poll: PollSpec | None


class Form(TypedDict):
    """What comes with each form: the draft that it was, the scheduled item that it replaces, its one-time key."""

    draft: Draft | None
    waiting: int | None
    once: str
    by: Person
    now: datetime


class Held(Refusal):
    """A desk holds what this author says here: nothing came out. `submit_post` keeps it for the desk instead."""

    def __init__(self, desk: str) -> None:
        super().__init__(_("What you say here is held by the desk."), code="held")
        self.desk = desk


@dataclass(frozen=True, kw_only=True)
class Ready:
    """What may come out at this moment."""

    post: Post
    wording: Wording
    reached: set[int]
    pictures: list[Media]
    poll: PollSpec | None
    choices: list[str]


def made_ready(said: Said, *, by: Person, now: datetime, is_released: bool = False) -> Ready:
    """Check all that publishing checks, for `by` at this moment; writes nothing.

    Refuses with `Held` what a desk holds, unless the desk has released it.
    """
    author = said["author"]
    require_acts_as(author, by)
    pictures = pictures_for(said.get("media", ()), by=by)
    headline, note = spoken_for(said["headline"], said.get("note", ""), pictures)
    wording = worded(
        headline=headline,
        note=note,
        language=said.get("language", ""),
        spoiler_text=said.get("spoiler_text", ""),
        sensitive=said.get("sensitive", False),
    )
    parent = parent_of(said.get("reply_to"), author=author, by=by)
    audience = aimed(said.get("audience"), author=author, parent=parent, by=by)
    reached = reached_by_name(audience, author=author, parent=parent, named=wording.named, strange=wording.strange)
    poll = said.get("poll")
    choices = checked(poll)
    if not is_released and (desk := holding.desk_of(author=author, audience=audience, by=by)):
        raise Held(desk)
    post = Post(author=author, written_by=by, audience=audience, reply_to=parent, published_at=now)
    return Ready(post=post, wording=wording, reached=reached, pictures=pictures, poll=poll, choices=choices)


def key_of(once: str, said: Said, *, by: Person, due_at: datetime | None = None) -> str | None:
    """The key under which what a form made is found again: of the form, its sender, and all that it says to whom."""
    if not once:
        return None
    names = ("headline", "note", "spoiler_text", "audience", "reply_to", "poll")
    parts = [*(said.get(name) or "" for name in names), [one.id for one in said.get("media", ())], due_at]
    whole = "\0".join(str(part.pk) if isinstance(part, Model) else str(part) for part in parts)
    digest = hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()[:32]
    return form_key(once, by=by) + digest
