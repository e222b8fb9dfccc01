"""Pictures of people and organisations: who may change them, and what becomes of the former ones."""

import io
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from greenroom.kit import worker
from greenroom.kit.facts import facts_of
from greenroom.kit.pictures import making, storing
from greenroom.kit.tests.drawing import drawn, file_of, here, moving
from greenroom.people import actions
from greenroom.people.actions import Face
from greenroom.people.events import FaceChanged
from greenroom.people.models import Identity, Person
from greenroom.people.tests.conftest import NOW
from greenroom.people.tests.refused import refused


@pytest.fixture(autouse=True)
def readers_are_here(monkeypatch):
    monkeypatch.setattr(making, "make", here)


def show(identity, by, *, face=Face.AVATAR, source=None, now=NOW):
    return actions.change_face(identity=identity, face=face, upload=source or file_of(drawn()), by=by, now=now)


def key_of(identity, face=Face.AVATAR) -> str:
    return getattr(Identity.objects.get(pk=identity.pk), face)


def test_a_person_shows_a_face_and_a_band(cast):
    identity = cast.noor.identity
    show(identity, cast.noor)
    show(identity, cast.noor, face=Face.HEADER, source=moving())

    for face in Face:
        with storing.opened(key_of(identity, face), "full") as file:
            assert file.read(2) == b"\xff\xd8"  # JPEG, and standing still
    assert [fact.file_keys for fact in facts_of(FaceChanged)] == [[], []]


def test_the_files_of_the_former_picture_go(cast):
    identity = cast.noor.identity
    show(identity, cast.noor)
    former = key_of(identity)
    show(identity, cast.noor)
    latter = key_of(identity)
    worker.work_off(NOW)
    assert not storing.folder_of(former).exists()
    assert storing.folder_of(latter).exists()

    actions.remove_face(identity=identity, face=Face.AVATAR, by=cast.noor, now=NOW)
    worker.work_off(NOW)
    assert key_of(identity) == ""
    assert not storing.folder_of(latter).exists()


def test_nobody_changes_the_face_of_another(cast):
    show(cast.noor.identity, cast.noor)
    kept = key_of(cast.noor.identity)
    for somebody in (cast.ida, cast.marit):
        with refused("not_self"):
            show(cast.noor.identity, somebody)
        with refused("not_self"):
            actions.remove_face(identity=cast.noor.identity, face=Face.AVATAR, by=somebody, now=NOW)
    assert key_of(cast.noor.identity) == kept


def test_managers_alone_change_the_face_of_an_organisation(cast):
    house = cast.skerrow.identity
    for manager in (cast.ida, cast.bram):
        show(house, manager)
    kept = key_of(house)

    with refused("no_clearance"):
        show(house, cast.noor)
    assert key_of(house) == kept != ""


def test_a_circle_has_no_face(cast):
    circle = actions.add_identity(kind=Identity.Kind.CIRCLE, handle="board", display_name="Board", now=NOW)

    with refused("not_self"):
        show(circle, cast.ida)


def test_what_is_no_picture_changes_nothing_and_counts(cast):
    identity = cast.noor.identity
    show(identity, cast.noor)
    kept = key_of(identity)
    for _ in range(29):
        with refused("unknown"):
            show(identity, cast.noor, source=io.BytesIO(b"no picture"))
    with refused("too_many_uploads"):
        show(identity, cast.noor)
    assert key_of(identity) == kept
    show(identity, cast.noor, now=NOW + timedelta(minutes=30))
    assert key_of(identity) != kept


def test_words_saved_from_an_older_page_leave_picture_and_suspension_alone(cast):
    """What a request read before something else happened must not bring it back."""
    stale = cast.noor
    assert stale.identity.avatar_key == ""
    Identity.objects.filter(pk=stale.pk).update(avatar_key="0" * 32, suspended_at=NOW)
    actions.update_profile(person=stale, summary="Words", by=None, now=NOW)

    identity = Identity.objects.get(pk=stale.pk)
    assert (identity.summary, identity.avatar_key, identity.suspended_at) == ("Words", "0" * 32, NOW)


@pytest.mark.parametrize("face", Face)
def test_o2_whoever_is_suspended_while_their_picture_is_read_shows_nothing_new(cast, monkeypatch, face):
    identity = cast.noor.identity

    def read(upload, shape):
        person = Person.objects.get(pk=identity.pk)
        actions.suspend_person(person=person, reason="A test.", by=None, now=NOW)
        return here(upload, shape)

    monkeypatch.setattr(making, "make", read)
    with pytest.raises(ValidationError) as refusal:
        show(identity, cast.noor, face=face)

    assert refusal.value.code == "suspended"
    assert key_of(identity, face) == ""
    assert not facts_of(FaceChanged)
