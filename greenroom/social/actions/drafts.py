"""Words that are not out yet: kept on the server, for their writer alone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from greenroom.kit.ids import first_id_at
from greenroom.kit.refusals import Refusal
from greenroom.people.actions.authority import require_awake
from greenroom.people.models import Identity, Person
from greenroom.social.actions.attaching import Attachment, drop, keep_with
from greenroom.social.actions.authority import require_acts_as
from greenroom.social.models import Audience, Draft, Media, Post
from greenroom.social.polls import PollSpec
from greenroom.social.visibility import viewer_of

LONGEST = 1_000_000  # what a form takes
MOST = 200  # drafts of one person
KEY = 40  # characters of a form's key
LATE = timedelta(hours=1)  # how long after its post a save that was under way may still arrive
OPEN = (Draft.State.DRAFT, Draft.State.FAILED)  # may be written over while somebody types


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
    due_at: datetime | None = None,
    draft: Draft | None = None,
    key: str = "",
    by: Person,
    now: datetime,
) -> Draft:
    """Keep what was typed, over-long headlines and all; `draft` is written over when it is still there.

    `due_at` is the moment that its writer has in mind; nothing happens then. A scheduled or held item is never
    written over: half a sentence must not come out, what is typed about one is a draft of its own. With `media`,
    the draft holds exactly these pictures. With `key`, the one-time key of a form, every save of that form is one
    draft, whether or not the form has heard its id. Refuses more than a million characters, more than 200 drafts,
    and a save that arrives after its form has been posted or scheduled: those words wait no more.
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
    one_form_at_a_time(by)
    key = _storable(key)[:KEY]
    if key and _is_posted(key, by=by, now=now):
        raise Refusal(_("These words are posted already."), code="posted")
    row = _written_over(draft, key, by=by)
    if row is None:
        _require_room(by)
        row = Draft(person=by, created_at=now, key=key)
    row.speaks_as, row.audience, row.reply_to = speaks_as, audience, reply_to
    row.headline, row.note, row.spoiler_text = (_storable(words) for words in (headline, note, spoiler_text))
    row.poll = None if poll is None else _kept(poll)
    row.language, row.sensitive, row.updated_at = _storable(language)[:8], sensitive, now
    row.state, row.due_at, row.trouble, row.once = Draft.State.DRAFT, due_at, "", None
    row.full_clean(exclude=["id", "person", "speaks_as", "audience", "reply_to"])
    row.save()
    if media is not None:
        keep_with(row, described)
    return row


def one_form_at_a_time(by: Person) -> None:
    """Let saves and posts of one person follow each other (on PostgreSQL; SQLite lets one writer in at a time)."""
    list(Person.objects.select_for_update(no_key=True).filter(pk=by.pk).values_list("pk"))


def drop_posted(draft: Draft | None, key: str, *, by: Person, now: datetime) -> None:
    """The words are a post now: the draft that they came from is gone, and what the same form saved unheard."""
    if draft is None and not key:
        return
    one_form_at_a_time(by)
    named = Q(pk=draft.pk) if draft else Q(pk=None)
    same_form = Q(key=key[:KEY]) & ~Q(key="")
    gone = Draft.objects.filter(named | same_form, person=by, state__in=OPEN)
    drop(Media.objects.filter(draft__in=gone, person=by), now=now)
    gone.delete()


@transaction.atomic
def discard_draft(*, draft: Draft, by: Person, now: datetime) -> None:
    """Throw a draft away with its pictures, scheduled and held ones too; somebody else's stays untouched.

    The deadline of a scheduled one finds nothing any more.
    """
    require_awake(by)
    drop(Media.objects.filter(draft=draft.pk, person=by), now=now)
    Draft.objects.filter(pk=draft.pk, person=by).delete()


def _written_over(draft: Draft | None, key: str, *, by: Person) -> Draft | None:
    """The draft that this save writes over: the one named, else the one of the same form."""
    rows = Draft.objects.filter(person=by, state__in=OPEN)
    named = rows.filter(pk=draft.pk).first() if draft else None
    return named or (rows.filter(key=key).first() if key else None)


def _is_posted(key: str, *, by: Person, now: datetime) -> bool:
    """Whether the form of this key became a post a short while ago, or waits to become one."""
    begins = form_key(key, by=by)
    posts = Post.objects.filter(written_by=by, pk__gte=first_id_at(now - LATE), source_key__startswith=begins)
    return posts.exists() or Draft.objects.filter(person=by, once__startswith=begins).exists()


def take_waiting(draft_id: int | None, *, by: Person) -> None:
    """Take a scheduled item out of the queue, since something else comes in its place.

    One statement finds and removes it: whoever comes second, this or the clock, finds nothing. Refuses then.
    """
    if draft_id is None:
        return
    gone, _kinds = Draft.objects.filter(pk=draft_id, person=by, state=Draft.State.SCHEDULED).delete()
    if not gone:
        raise Refusal(
            _("This is not scheduled any more: it came out meanwhile, or was taken back. Look before you send it."),
            code="gone_out",
        )


def _require_room(by: Person) -> None:
    if Draft.objects.filter(person=by).count() >= MOST:
        raise Refusal(_("You keep %(limit)d drafts. Discard one first."), code="too_many", params={"limit": MOST})


def form_key(once: str, *, by: Person) -> str:
    """How the posts of one form begin their keys."""
    return f"form:{by.pk}:{once[:KEY]}:"


def _said(one: Attachment) -> str | None:
    return None if one.description is None else _storable(one.description)


def _kept(poll: PollSpec) -> dict[str, Any]:
    return replace(poll, options=tuple(map(_storable, poll.options))).as_json()


def _storable(words: str) -> str:
    """The words without what a database refuses: NUL and lone surrogates."""
    return words.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")
