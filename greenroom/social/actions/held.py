"""Items that a desk holds: kept instead of a post, released or given back by the desk."""

from datetime import datetime
from typing import Unpack

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from greenroom.kit import audit
from greenroom.kit.refusals import Refusal
from greenroom.people.actions.authority import require_awake
from greenroom.people.models import Person
from greenroom.social.actions.drafts import drop_posted
from greenroom.social.actions.publishing import bring_out, publish_post
from greenroom.social.actions.saying import Held, Said, key_of, made_ready
from greenroom.social.actions.scheduling import kept_as, said_in, set_aside
from greenroom.social.models import Draft, Post

State = Draft.State


@transaction.atomic
def submit_post(
    *,
    draft: Draft | None = None,
    waiting: int | None = None,
    once: str = "",
    by: Person,
    now: datetime,
    **said: Unpack[Said],
) -> Post | Draft:
    """What a way in calls: `publish_post`, or where a desk holds it, a draft in the state "held".

    The same form sent again finds the held item while it is held, and the post once it is released.
    """
    key = key_of(once, said, by=by)
    if key and (twin := Draft.objects.filter(once=key, person=by).first()):
        return twin
    try:
        return publish_post(draft=draft, waiting=waiting, once=once, by=by, now=now, **said)
    except Held as held:
        said["audience"] = made_ready(said, by=by, now=now, is_released=True).post.audience
        becoming = {"state": State.HELD, "held_by": held.desk, "once": key}
        row = kept_as(becoming, said, draft=draft, waiting=waiting, by=by, now=now)
        drop_posted(None, once, by=by, now=now)
        return row


@transaction.atomic
def release_held(*, draft: Draft, by: Person, now: datetime) -> Post:
    """Let a held item come out, checked again as its author's, under a new id and this moment's date.

    The desk has made sure that `by` may release it. Refuses all that `publish_post` refuses, and an item that is
    not held any more; nothing changes then.
    """
    row = _held(draft, by=by)
    ready = made_ready(said_in(row), by=row.person, now=now, is_released=True)
    post = bring_out(ready, key=row.once or f"draft:{row.pk}", by=row.person, now=now)
    desk, number = row.held_by, row.pk
    row.delete()
    audit.record(
        action="held.released",
        actor_id=by.pk,
        on_behalf_of_id=post.author_id,
        object_kind="post",
        object_id=post.pk,
        payload={"desk": desk, "draft_id": number},
        now=now,
    )
    return post


@transaction.atomic
def return_held(*, draft: Draft, reason: str = "", by: Person, now: datetime) -> Draft:
    """Give a held item back to its author, who is told; `reason` is what they read, and may be empty.

    Why it was held is nobody's to say here: the words of the desk, or one sentence that says nothing.
    """
    row = _held(draft, by=by)
    desk = row.held_by
    with translation.override(row.person.language):
        set_aside(row, reason.strip() or _("The desk gave this back; it was not published."), now=now)
    audit.record(
        action="held.returned",
        actor_id=by.pk,
        on_behalf_of_id=row.speaks_as_id,
        object_kind="draft",
        object_id=row.pk,
        payload={"desk": desk, "reason": reason},
        now=now,
    )
    return row


def _held(draft: Draft, *, by: Person) -> Draft:
    require_awake(by)
    rows = Draft.objects.select_related("person", "speaks_as", "audience", "reply_to")
    row = rows.select_for_update(of=("self",), no_key=True).filter(pk=draft.pk, state=State.HELD).first()
    if row is None:
        raise Refusal(_("This is not held any more."), code="gone_out")
    return row
