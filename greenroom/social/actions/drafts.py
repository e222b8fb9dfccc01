"""Words that are not out yet: kept on the server, for their writer alone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.kit.refusals import Refusal
from greenroom.people.models import Identity, Person
from greenroom.social.actions.attaching import Attachment, drop, keep_with
from greenroom.social.actions.authority import require_acts_as
from greenroom.social.models import Audience, Draft, Media, Post
from greenroom.social.polls import PollSpec
from greenroom.social.visibility import viewer_of

LONGEST = 1_000_000  # what a form takes
MOST = 200  # drafts of one person


@transaction.atomic
def save_draft(  # noqa: PLR0913 - a form's fields, each by name
    *,
    speaks_as: Identity,
    audience: Audience | None = None,
    headline: str = "",
    note: str = "",
    language: str = "",
    spoiler_text: str = "",
    sensitive: bool = False,
    reply_to: Post | None = None,
    media: Sequence[Attachment] | None = None,
    poll: PollSpec | None = None,
    draft: Draft | None = None,
    by: Person,
    now: datetime,
) -> Draft:
    """Keep what was typed, over-long headlines and all; `draft` is written over when it is still there.

    With `media`, the draft holds exactly these pictures. Refuses more than a million characters, and more than 200
    drafts.
    """
    require_acts_as(speaks_as, by)
    described = [Attachment(id=one.id, description=_said(one), focus=one.focus) for one in media or ()]
    words = [
        headline,
        note,
        spoiler_text,
        *(one.description or "" for one in described),
        *(poll.options if poll else ()),
    ]
    if sum(map(len, words)) > LONGEST:
        raise Refusal(_("A draft holds at most a million characters."), code="too_long")
    if reply_to is not None and not Post.objects.visible_to(viewer_of(speaks_as)).filter(pk=reply_to.pk).exists():
        reply_to = None
    row = None if draft is None else Draft.objects.filter(pk=draft.pk, person=by).first()
    if row is None:
        _require_room(by)
        row = Draft(person=by, created_at=now)
    row.speaks_as, row.audience, row.reply_to = speaks_as, audience, reply_to
    row.headline, row.note, row.spoiler_text = (_storable(words) for words in (headline, note, spoiler_text))
    row.poll = None if poll is None else _kept(poll)
    row.language, row.sensitive, row.updated_at = _storable(language)[:8], sensitive, now
    row.full_clean(exclude=["id", "person", "speaks_as", "audience", "reply_to"])
    row.save()
    if media is not None:
        keep_with(row, described)
    return row


@transaction.atomic
def discard_draft(*, draft: Draft, by: Person, now: datetime) -> None:
    """Throw a draft away with its pictures; somebody else's stays untouched."""
    drop(Media.objects.filter(draft=draft.pk, person=by), now=now)
    Draft.objects.filter(pk=draft.pk, person=by).delete()


def _require_room(by: Person) -> None:
    if Draft.objects.filter(person=by).count() >= MOST:
        raise Refusal(_("You keep %(limit)d drafts. Discard one first."), code="too_many", params={"limit": MOST})


def _said(one: Attachment) -> str | None:
    return None if one.description is None else _storable(one.description)


def _kept(poll: PollSpec) -> dict[str, Any]:
    return replace(poll, options=tuple(map(_storable, poll.options))).as_json()


def _storable(words: str) -> str:
    """The words without what a database refuses: NUL and lone surrogates."""
    return words.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")
