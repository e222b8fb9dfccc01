"""The face and the band of a person or an organisation: one picture each, brought, replaced, taken away."""

from datetime import datetime
from enum import StrEnum
from typing import BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.kit.facts import publish
from greenroom.kit.pictures import making, shapes, storing
from greenroom.kit.refusals import Refusal
from greenroom.people.actions.authority import require_awake, require_manager
from greenroom.people.events import FaceChanged
from greenroom.people.models import Identity, Person
from greenroom.people.uploads import require_upload


class Face(StrEnum):
    """Which of the two; the value is the field that holds its key."""

    AVATAR = "avatar_key"
    HEADER = "header_key"


SHAPES = {Face.AVATAR: shapes.FACE, Face.HEADER: shapes.BAND}


def change_face(*, identity: Identity, face: Face, upload: BinaryIO, by: Person, now: datetime) -> Identity:
    """Show this picture, cut from its middle. Takes a second; call it outside a transaction.

    Refuses all but the person, or those who manage the organisation; what is no picture by its content; and more
    than 30 pictures in 30 minutes.
    """
    _require_own(identity, by, now=now)
    require_upload(by, now=now)
    key = storing.put(making.make(upload, SHAPES[face]))
    try:
        _show(identity, face, key, by=by, now=now)
    except BaseException:
        storing.drop(key)
        raise
    return identity


def remove_face(*, identity: Identity, face: Face, by: Person | None, now: datetime) -> Identity:
    """Show the initials again, or no band. Refuses as `change_face` does; `by` None is the operator."""
    _require_own(identity, by, now=now)
    _show(identity, face, "", by=by, now=now)
    return identity


@transaction.atomic
def _show(identity: Identity, face: Face, key: str, *, by: Person | None, now: datetime) -> None:
    """Put the key in the place of the one that is there now, whose files an errand takes away.

    Refuses whoever was suspended while the picture was read.
    """
    require_awake(by)
    row = Identity.objects.select_for_update(no_key=True).filter(pk=identity.pk)
    former = row.values_list(face.value, flat=True).get()
    row.update(**{face.value: key})
    setattr(identity, face.value, key)
    dropped = [former] if former else []
    publish(FaceChanged(at=now, identity_id=identity.pk, file_keys=dropped, by_id=by.pk if by else None))


def _require_own(identity: Identity, by: Person | None, *, now: datetime) -> None:
    require_awake(by)
    if identity.kind == Identity.Kind.ORGANISATION:
        require_manager(by, identity.organisation, now=now)
    elif identity.kind == Identity.Kind.CIRCLE or (by is not None and by.pk != identity.pk):
        raise Refusal(_("Only the person themselves can change this."), code="not_self")
