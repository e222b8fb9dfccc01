"""Where the pictures of the demo world are made: drawn, kept by the verbs that everybody uses, hung up."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import BinaryIO
from unittest.mock import patch

from PIL import Image

from greenroom.kit.pictures import encoder, making
from greenroom.kit.pictures.shapes import Shape
from greenroom.people import actions as people
from greenroom.people import uploads
from greenroom.people.actions import Face
from greenroom.people.models import Identity, Person
from greenroom.social import actions
from greenroom.social.actions import Attachment
from greenroom.testing.world.drawings import DRAWINGS, faces, scenes
from greenroom.testing.world.houses import HOUSES
from greenroom.testing.world.stage import Stage

FACELESS = {"ruben", "jannik", "freja", "birk", "theo", "ciaran", "padma", "ilse", "farah", "marek"}  # initials stay
BANDS = ("skerrow", "halden", "morvane", "verrane")
FRAME = 210  # milliseconds of the light that blinks


@contextmanager
def open_studio() -> Iterator[None]:
    """Pictures that we drew ourselves need no reader in a process of its own, and come many at once."""
    with patch.object(making, "make", _made_here), patch.object(uploads, "MOST", 10_000):
        yield


def hang_faces(stage: Stage) -> None:
    """Most people and every house have a picture; the others are known by their initials."""
    for handle, person in stage.people.items():
        if handle not in FACELESS:
            hang(person.identity, faces.portrait(handle), by=person, now=stage.anchor)
    for house in HOUSES:
        owner, identity = stage.people[house.owner], stage.houses[house.handle].identity
        hang(identity, faces.mark(house.handle, house.hue), by=owner, now=stage.anchor)
        if house.handle in BANDS:
            hang(identity, faces.band(house.handle, house.hue), face=Face.HEADER, by=owner, now=stage.anchor)


def hang(identity: Identity, picture: Image.Image, *, face: Face = Face.AVATAR, by: Person, now: datetime) -> None:
    """One picture for one place."""
    people.change_face(identity=identity, face=face, upload=_file(picture), by=by, now=now)


def shown(lines: list[str], *, by: Person, now: datetime) -> list[Attachment]:
    """The pictures that a line of a script names: `NAME | description`."""
    found = []
    for line in lines:
        name, _bar, description = (part.strip() for part in line.partition("|"))
        upload = _animation(scenes.signal()) if name == "signal" else _file(DRAWINGS[name]())
        found.append(Attachment(id=actions.add_picture(upload=upload, description=description, by=by, now=now).pk))
    return found


def _file(picture: Image.Image) -> BinaryIO:
    target = io.BytesIO()
    picture.save(target, "PNG", compress_level=1)
    return target


def _animation(frames: list[Image.Image]) -> BinaryIO:
    target = io.BytesIO()
    frames[0].save(target, "GIF", save_all=True, append_images=frames[1:], duration=FRAME, loop=0)
    return target


def _made_here(source: BinaryIO, shape: Shape) -> making.Picture:
    """What `making.make` answers, by the same writer of files; the reader has nothing to find in our own."""
    source.seek(0)
    with Image.open(source) as opened:
        count = getattr(opened, "n_frames", 1)
        if count > 1:
            frames = []
            for number in range(count):
                opened.seek(number)
                frames.append(opened.convert("RGBA"))
        else:
            still = opened.convert("RGB")
            frames = [_fitted(still, shape)]
    head = encoder.Head(
        "gif" if count > 1 else "png", frames[0].size, len(frames[0].getbands()), [FRAME] * count if count > 1 else []
    )
    reply, files = encoder.written(head, shape, io.BytesIO(b"".join(frame.tobytes() for frame in frames)))
    return making.picture_of({**reply, "closed": []}, files)


def _fitted(picture: Image.Image, shape: Shape) -> Image.Image:
    from PIL import ImageOps

    return ImageOps.fit(picture, shape.box) if shape.is_cut else picture
