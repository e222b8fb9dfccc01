"""Bringing a picture: kept before anybody hears of it, seen by nobody else, and not too often."""

import io
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError

from greenroom.kit.pictures import making, owning, storing
from greenroom.kit.tests.drawing import CANARY, drawn, file_of, here, with_metadata
from greenroom.people import actions as people
from greenroom.people.models import Person
from greenroom.social import actions, queries, seals
from greenroom.social.models import Audience, Media
from greenroom.social.tasks import sweep_files_without_a_row
from greenroom.social.tests.village import eyes, shown

PUBLIC, FOLLOWERS = Audience.PUBLIC, Audience.FOLLOWERS


@pytest.fixture
def readers_are_here():
    """Pictures are made in this process: quicker, and no less true about what becomes of them."""
    with patch.object(making, "make", here):
        yield


def bring(village, by, source=None, **fields):
    return village.act(actions.add_picture, upload=source or file_of(drawn()), by=by, **fields)


def files() -> set[str]:
    return {key for keys in storing.keys_older_than(datetime.max.replace(tzinfo=UTC)) for key in keys}


def test_what_has_an_id_has_its_files(village):
    ida = village.person("ida")
    picture = bring(village, ida, with_metadata(), description=" A quay ")

    row = Media.objects.get(pk=picture.pk)
    assert (row.mime, row.width, row.height, row.description, row.state) == ("image/jpeg", 64, 48, "A quay", "ready")
    with storing.opened(row.file_key, "full") as full, storing.opened(row.file_key, "preview") as preview:
        content = full.read()
        assert len(content) == row.bytes
        assert CANARY not in content + preview.read()


def test_what_is_no_picture_leaves_nothing_behind(village, refused, readers_are_here):
    ida, before = village.person("ida"), files()

    with refused("video", "not videos"):
        bring(village, ida, io.BytesIO(b"\x00\x00\x00\x18ftypmp42" + bytes(100)))
    with refused("description_too_long"):
        bring(village, ida, description="a" * 1501)
    with patch.object(Media, "save", side_effect=DatabaseError), pytest.raises(DatabaseError):
        bring(village, ida)
    assert files() == before


def test_thirty_in_half_an_hour(village, refused, readers_are_here):
    ida, bram = village.person("ida"), village.person("bram")
    for _ in range(30):
        with pytest.raises(making.PictureRefused):
            bring(village, ida, io.BytesIO(b"no picture"))

    with refused("too_many_uploads", "30 pictures"):
        bring(village, ida)
    assert bring(village, bram)
    later = village.now + timedelta(minutes=31)
    assert actions.add_picture(upload=file_of(drawn()), by=ida, now=later)


def test_the_suspended_bring_nothing(village, refused, readers_are_here):
    ida = village.person("ida")
    people.suspend_person(person=ida, reason="A test.", by=None, now=village.tick())
    ida.refresh_from_db()

    with refused("suspended"):
        bring(village, ida)


def test_o2_whoever_is_suspended_while_their_picture_is_read_keeps_none(village):
    ida, before = village.person("ida"), files()

    def read(upload, shape):
        person = Person.objects.get(pk=ida.pk)
        people.suspend_person(person=person, reason="A test.", by=None, now=village.tick())
        return here(upload, shape)

    with patch.object(making, "make", read), pytest.raises(ValidationError) as refusal:
        bring(village, ida)

    assert refusal.value.code == "suspended"
    assert not Media.objects.exists()
    assert files() == before


def test_only_ones_own_picture_without_a_post_is_described_or_discarded(village, refused):
    ida, bram = village.person("ida"), village.person("bram")
    picture = village.picture(ida, "A quay")
    village.act(actions.describe_picture, media=picture, description="A pier", focus=(2, 0.5), by=ida)
    picture.refresh_from_db()
    assert (picture.description, picture.focus_x, picture.focus_y) == ("A pier", 1, 0.5)

    for verb in (actions.describe_picture, actions.discard_picture):
        with refused("picture_gone"):
            village.act(verb, media=picture, by=bram)
    village.post(ida, to=PUBLIC, media=shown(picture))
    for verb in (actions.describe_picture, actions.discard_picture):
        with refused("picture_gone"):
            village.act(verb, media=picture, by=ida)
    unused = village.picture(ida)
    village.act(actions.discard_picture, media=unused, by=ida)
    assert list(Media.objects.all()) == [picture]


def sees(who, picture, **fields) -> bool:
    try:
        return queries.picture_for(eyes(who), picture.pk, **fields) == picture
    except Media.DoesNotExist:
        return False


def test_a9_a_picture_without_a_post_is_seen_by_whoever_brought_it(village):
    ida, bram = village.person("ida"), village.person("bram")
    house = village.organisation("skerrow", owner=ida)
    picture = village.picture(ida)

    assert [sees(who, picture) for who in (ida, bram, house, None)] == [True, False, False, False]
    assert sees(house, picture, person=ida)
    assert not sees(house, picture, person=bram)


def test_a9_a_picture_in_a_post_follows_the_rule_of_the_post(village):
    ida, bram, noor = (village.person(name) for name in ("ida", "bram", "noor"))
    board = village.circle("board", keeper=ida, members=(bram,))
    picture = village.picture(ida)
    post = village.post(bram, to=board, media=shown(village.picture(bram)))
    inside = post.media.get()

    assert [sees(who, inside) for who in (ida, bram, noor, None)] == [True, True, False, False]
    village.act(actions.remove_from_circle, circle=board, person=bram, by=ida)
    assert [sees(who, inside) for who in (ida, bram)] == [True, True]  # own words outlast one's place
    opened = village.post(ida, to=PUBLIC, media=shown(picture))
    assert [sees(who, picture) for who in (ida, noor, None)] == [True, True, True]
    village.block(ida, noor)
    assert [sees(who, picture) for who in (noor, None)] == [False, True]
    village.act(actions.narrow_post, post=opened, audience=Audience.objects.get(pk=FOLLOWERS), by=ida)
    assert [sees(who, picture) for who in (ida, noor, bram, None)] == [True, False, False, False]


def opens(picture, *, at, seal=None, variant="full") -> bool:
    """Whether an address that was made for `picture` opens it at a moment."""
    said = dict(part.split("=") for part in seal.split("&"))
    try:
        return queries.picture_by_seal(picture.pk, variant, now=at, **said) == picture
    except Media.DoesNotExist:
        return False


def sealed(picture, now, variant="full"):
    audience = picture.post.audience_id if picture.post else seals.UNUSED
    return seals.sealed(picture.pk, variant, audience_id=audience, now=now)


def test_a9_a_sealed_address_opens_one_file_for_an_hour_at_most(village):
    ida = village.person("ida")
    picture, other = village.picture(ida), village.picture(ida)
    village.post(ida, to=FOLLOWERS, media=shown(picture, other))
    picture, now = Media.objects.get(pk=picture.pk), village.tick()
    seal = sealed(picture, now)

    assert opens(picture, seal=seal, at=now)
    assert opens(picture, seal=seal, at=now + timedelta(minutes=29))
    assert not opens(picture, seal=seal, at=now + timedelta(minutes=61))
    assert not opens(picture, seal=seal, at=now, variant="preview")
    assert not opens(other, seal=seal, at=now)
    for forged in (seal.replace("until=1", "until=2"), seal[:-1] + ("0" if seal[-1] != "0" else "1"), "until=&seal=",
                   "until=99999999999999999999&seal=a", "until=\N{SUPERSCRIPT TWO}&seal=a"):  # fmt: skip
        assert not opens(picture, seal=forged, at=now)
    far = seals.sealed(picture.pk, "full", audience_id=FOLLOWERS, now=now + timedelta(days=300))
    assert not opens(picture, seal=far, at=now)


@pytest.mark.parametrize("end", ["narrowed", "deleted", "suspended", "attached"])
def test_a9_a_sealed_address_ends_with_what_it_was_made_for(village, end):
    ida = village.person("ida")
    picture = village.picture(ida)
    unused = sealed(picture, village.tick())
    post = village.post(ida, to=PUBLIC, media=shown(picture))
    picture = Media.objects.get(pk=picture.pk)
    seal, now = sealed(picture, village.now), village.now
    assert opens(picture, seal=seal, at=now)

    if end == "narrowed":
        village.act(actions.narrow_post, post=post, audience=Audience.objects.get(pk=FOLLOWERS), by=ida)
    if end == "deleted":
        village.act(actions.delete_post, post=post, by=ida)
    if end == "suspended":
        people.suspend_person(person=ida, reason="A test.", by=None, now=village.tick())
    assert not opens(picture, seal=unused if end == "attached" else seal, at=now)


@pytest.fixture
def folder(settings, tmp_path):
    """A folder of pictures that no other test has used."""
    settings.PICTURES_FOLDER = tmp_path
    return tmp_path


def test_files_that_nobody_knows_go_after_a_day(village, folder):
    ida = village.person("ida")
    known = village.picture(ida)
    lost = village.picture(ida)
    Media.objects.filter(pk=lost.pk).delete()  # as if the process had been killed before the row stood
    begun = folder / storing.UNFINISHED / "begun"
    begun.mkdir(parents=True, exist_ok=True)

    sweep_files_without_a_row(now=storing._written(begun) + timedelta(hours=23))
    assert {known.file_key, lost.file_key} <= files()
    assert begun.exists()
    sweep_files_without_a_row(now=storing._written(begun) + timedelta(hours=25))
    assert known.file_key in files()
    assert lost.file_key not in files()
    assert not begun.exists()


def test_a_database_that_the_folder_does_not_belong_to_takes_nothing_away(village, folder, caplog):
    lost = village.picture(village.person("ida"))
    Media.objects.filter(pk=lost.pk).delete()
    (folder / owning.MARK).write_text("another")

    sweep_files_without_a_row(now=datetime.now(UTC) + timedelta(days=3))
    assert lost.file_key in files()
    assert "belongs to another database" in caplog.text
