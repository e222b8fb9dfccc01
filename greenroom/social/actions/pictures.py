"""Bringing a picture, before it has a post; describing it; throwing it away."""

from datetime import datetime
from typing import BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.kit.ids import id_at
from greenroom.kit.pictures import making, shapes, storing
from greenroom.kit.refusals import Refusal
from greenroom.people.actions.authority import require_awake, require_host
from greenroom.people.models import Person
from greenroom.people.uploads import require_upload
from greenroom.social.actions.attaching import Attachment, description_of, drop, placed
from greenroom.social.models import Media, save_with_fresh_id


def add_picture(*, upload: BinaryIO, description: str = "", by: Person, now: datetime) -> Media:
    """Keep a picture that nobody else sees until it is part of a post. Takes a second; call it outside a transaction.

    Refuses all that is no picture by its content, what is over the limits of `kit.pictures`, and more than 30 in
    30 minutes, whatever became of them. Files are on the disk before the row is: what has an id is not lost.
    """
    require_awake(by)
    words = description_of(description)
    require_upload(by, now=now)
    return _brought(upload, words, person=by, now=now)


def import_picture(
    *, upload: BinaryIO, description: str = "", person: Person, by: Person | None, now: datetime
) -> Media:
    """Keep a picture of an archive for a post of `person` that is stored next. Takes a second, as above.

    `by` None is the operator at the console; others bring their own, and hosts those of people who are not here
    yet. Refuses what `add_picture` refuses, except that an archive holds as many as it holds.
    """
    words = description_of(description)
    if by is not None and by.pk != person.pk:
        require_host(by, now=now)
    elif by is not None:
        require_awake(by)
    return _brought(upload, words, person=person, now=now)


def _brought(upload: BinaryIO, words: str, *, person: Person, now: datetime) -> Media:
    picture = making.make(upload, shapes.POST)
    key = storing.put(picture)
    row = Media(
        person=person,
        state=Media.State.READY,
        file_key=key,
        mime=picture.mime,
        width=picture.width,
        height=picture.height,
        bytes=len(picture.full),
        is_animated=picture.is_animated,
        blurhash=picture.blurhash,
        description=words,
        created_at=now,
    )
    try:
        _kept(row, now)
    except BaseException:
        storing.drop(key)
        raise
    return row


@transaction.atomic
def describe_picture(
    *,
    media: Media,
    description: str | None = None,
    focus: tuple[float, float] | None = None,
    by: Person,
    now: datetime,  # noqa: ARG001 - all verbs alike
) -> Media:
    """Say what a picture shows, or what stays in sight when it is cut. Refuses one that is in a post: edit the post."""
    row = _own(media, by=by)
    placed(row, Attachment(id=row.pk, description=description, focus=focus), row.position)
    row.full_clean(exclude=["id", "person", "draft"])
    row.save()
    return row


@transaction.atomic
def discard_picture(*, media: Media, by: Person, now: datetime) -> None:
    """Throw a picture away that is in no post. Refuses everybody but whoever brought it."""
    drop(Media.objects.filter(pk=_own(media, by=by).pk), now=now)


@transaction.atomic
def _kept(row: Media, now: datetime) -> None:
    if row.person.is_claimed:
        require_awake(row.person)  # once more: reading a picture takes its time
    row.full_clean(exclude=["id", "person"])
    save_with_fresh_id(row, draw=id_at, moment=now)


def _own(media: Media, *, by: Person) -> Media:
    require_awake(by)
    row = Media.objects.select_for_update(of=("self",)).filter(pk=media.pk, person=by, post=None).first()
    if row is None:
        raise Refusal(_("A picture is not there any more. Add it again."), code="picture_gone")
    return row
