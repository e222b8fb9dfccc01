"""Posts that come out later: kept as drafts with a moment, checked again when it has come (stream, section 3.4)."""

from datetime import datetime, timedelta
from typing import Any, Unpack

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from greenroom.kit.deadlines import falls_due, lift, set_deadline
from greenroom.kit.facts import publish
from greenroom.kit.refusals import Refusal
from greenroom.people.actions.authority import require_awake
from greenroom.people.models import Person
from greenroom.social.actions.attaching import Attachment
from greenroom.social.actions.authority import require_acts_as
from greenroom.social.actions.drafts import drop_posted, save_draft, take_waiting
from greenroom.social.actions.publishing import bring_out
from greenroom.social.actions.saying import Held, Said, key_of, made_ready
from greenroom.social.events import PostNotPublished
from greenroom.social.models import Draft, Post
from greenroom.social.polls import PollSpec
from greenroom.social.visibility import viewer_of

State = Draft.State
FARTHEST = timedelta(days=5 * 366)  # beyond, a date means "some day": programs write 9999 for a draft
LATEST = timedelta(hours=24)  # what is later than this does not come out any more


@transaction.atomic
def schedule_post(
    *,
    due_at: datetime,
    draft: Draft | None = None,
    waiting: int | None = None,
    once: str = "",
    by: Person,
    now: datetime,
    **said: Unpack[Said],
) -> Draft:
    """Keep what is said until `due_at`; then it is checked again and comes out by itself, as a post of that moment.

    Refuses a moment that is past and all that `publish_post` would refuse now. More than five years ahead it is
    kept as an ordinary draft: look at the state of what is returned. `draft`, `waiting` and `once` as there.
    """
    key = key_of(once, said, by=by, due_at=due_at)
    if key and (twin := _made_before(key, by)):
        return twin
    require_future(due_at, now)
    require_belonging(by)
    said["audience"] = made_ready(said, by=by, now=now, is_released=True).post.audience  # refused now, not only then
    is_some_day = due_at - now > FARTHEST
    becoming = {} if is_some_day else {"state": State.SCHEDULED, "due_at": due_at, "once": key}
    row = kept_as(becoming, said, draft=draft, waiting=waiting, by=by, now=now)
    drop_posted(None, once, by=by, now=now)
    if not is_some_day:
        set_deadline(release_scheduled, key=deadline_of(row), due_at=due_at, payload={"draft_id": row.pk})
    return row


@transaction.atomic
def reschedule(*, draft: Draft, due_at: datetime, by: Person, now: datetime) -> Draft:
    """Give a scheduled item another moment. Refuses one that is past or over five years ahead, and other items."""
    require_future(due_at, now)
    if due_at - now > FARTHEST:
        raise Refusal(_("Choose a moment within the next five years."), code="too_far")
    row = _in_hand(draft, by=by, states=(State.SCHEDULED,))
    row.due_at, row.updated_at = due_at, now
    row.save(update_fields=["due_at", "updated_at"])
    set_deadline(release_scheduled, key=deadline_of(row), due_at=due_at, payload={"draft_id": row.pk})
    return row


@transaction.atomic
def take_back(*, draft: Draft, by: Person, now: datetime) -> Draft:
    """Make a scheduled, held or refused item an ordinary draft again. Refuses what has come out meanwhile."""
    row = _in_hand(draft, by=by, states=(State.SCHEDULED, State.HELD, State.FAILED))
    row.state, row.due_at, row.held_by, row.trouble, row.once = State.DRAFT, None, "", "", None
    row.updated_at = now
    row.save(update_fields=["state", "due_at", "held_by", "trouble", "once", "updated_at"])
    lift(release_scheduled, key=deadline_of(row), now=now)
    return row


@transaction.atomic
def publish_scheduled(*, draft: Draft, by: Person, now: datetime) -> Post | Draft:
    """Let a scheduled or refused item come out now; held by a desk, it waits there instead.

    Refuses all that `publish_post` refuses; the item stays as it is then.
    """
    row = _in_hand(draft, by=by, states=(State.SCHEDULED, State.FAILED))
    lift(release_scheduled, key=deadline_of(row), now=now)
    return come_out(row, now=now)


@falls_due
def release_scheduled(payload: dict[str, Any], *, now: datetime) -> None:
    """The moment has come: a post, or a sentence to its writer that says why not."""
    row = _rows().filter(pk=payload["draft_id"], state=State.SCHEDULED, due_at__lte=now).first()
    if row is not None:
        release(row, now=now)


def set_the_late_aside(now: datetime) -> None:
    """Give up every scheduled item that is over a day late."""
    for row in _rows().filter(state=State.SCHEDULED, due_at__lt=now - LATEST):
        release(row, now=now)


def release(row: Draft, *, now: datetime) -> None:
    """Let a scheduled item come out whose moment has come, in its writer's language; `row` is locked."""
    with translation.override(row.person.language):
        try:
            if row.due_at is not None and now - row.due_at > LATEST:
                raise Refusal(_("More than 24 hours had passed when Greenroom could have published it."), code="late")
            require_acts_as(row.speaks_as, row.person)
            require_belonging(row.person)
            with transaction.atomic():
                come_out(row, now=now)
        except ValidationError as refusal:
            set_aside(row, " ".join(refusal.messages), now=now)


def come_out(row: Draft, *, now: datetime) -> Post | Draft:
    """The post that the item becomes, with a new id and this moment as its date; the item is gone with it.

    Where a desk holds it, the item in its new state.
    """
    try:
        ready = made_ready(said_in(row), by=row.person, now=now)
    except Held as held:
        return hold(row, held.desk)
    post = bring_out(ready, key=row.once or f"draft:{row.pk}", by=row.person, now=now)
    row.delete()
    return post


def hold(row: Draft, desk: str) -> Draft:
    """Leave the item with the desk."""
    row.state, row.held_by, row.due_at, row.trouble = State.HELD, desk, None, ""
    row.save(update_fields=["state", "held_by", "due_at", "trouble"])
    return row


def set_aside(row: Draft, sentence: str, *, now: datetime) -> Draft:
    """The item does not come out; its writer reads why, and is told."""
    row.state, row.trouble, row.held_by, row.updated_at = State.FAILED, sentence, "", now
    row.save(update_fields=["state", "trouble", "held_by", "updated_at"])
    publish(PostNotPublished(at=now, draft_id=row.pk, person_id=row.person_id))
    return row


def kept_as(
    becoming: dict[str, Any], said: Said, *, draft: Draft | None, waiting: int | None, by: Person, now: datetime
) -> Draft:
    """What is said as a draft with these values; of one form sent twice in one moment, the one that was faster."""
    words: dict[str, Any] = dict(said)
    try:
        with transaction.atomic():
            take_waiting(waiting, by=by)  # first, so that its pictures are free
            row = save_draft(speaks_as=words.pop("author"), draft=draft, by=by, now=now, **words)
            Draft.objects.filter(pk=row.pk).update(**becoming)
    except IntegrityError:
        if twin := Draft.objects.filter(once=becoming["once"], person=by).first():
            return twin
        raise
    row.refresh_from_db(fields=list(becoming) or None)
    return row


def said_in(row: Draft) -> Said:
    """What a draft says, as a form would send it. Refuses when its audience is not there any more."""
    if row.audience is None:
        raise Refusal(_("The audience of this post is not there any more."), code="unknown_audience")
    pictures = row.media.order_by("position", "pk").values_list("pk", flat=True)
    return Said(
        author=row.speaks_as,
        audience=row.audience,
        headline=row.headline,
        note=row.note,
        language=row.language,
        spoiler_text=row.spoiler_text,
        sensitive=row.sensitive,
        reply_to=row.reply_to,
        media=[Attachment(id=key) for key in pictures],
        poll=PollSpec.of_json(row.poll),
    )


def require_future(due_at: datetime, now: datetime) -> None:
    """Refuse a moment that is past."""
    if due_at <= now:
        raise Refusal(_("This moment is past. Choose one that is still to come."), code="past")


def require_belonging(by: Person) -> None:
    """Refuse whoever belongs neither to the network nor to an organisation: nothing comes out by itself for them."""
    viewer = viewer_of(by.identity)
    if not viewer.is_member and not viewer.organisation_ids:
        raise Refusal(_("Only members of the network or of an organisation post later."), code="not_a_member")


def deadline_of(row: Draft) -> str:
    """The key of the item's deadline."""
    return f"draft:{row.pk}"


def _rows() -> Any:
    rows = Draft.objects.select_related("person", "speaks_as", "audience", "reply_to")
    return rows.select_for_update(of=("self",), no_key=True)


def _in_hand(draft: Draft, *, by: Person, states: tuple[Draft.State, ...]) -> Draft:
    """The person's item as it is now, held until the deed is done; refuses what is in no such state any more."""
    require_awake(by)
    row: Draft | None = _rows().filter(pk=draft.pk, person=by, state__in=states).first()
    if row is None:
        raise Refusal(_("This is not waiting any more: it came out meanwhile, or was taken back."), code="gone_out")
    return row


def _made_before(key: str, by: Person) -> Draft | None:
    """What the same form made a moment ago; refuses when that has come out already."""
    if twin := Draft.objects.filter(once=key, person=by).first():
        return twin
    if Post.objects.filter(source_key=key).exists():
        raise Refusal(_("This has come out already."), code="gone_out")
    return None
