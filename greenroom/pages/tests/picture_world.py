"""Pictures in the hands of Ida and the others: what a browser sends, and what stands in the database."""

from django.core.files.uploadedfile import SimpleUploadedFile

from greenroom.kit.pictures import storing
from greenroom.kit.pictures.making import Picture
from greenroom.kit.tests.drawing import drawn, file_of
from greenroom.pages.tests.stream_world import StreamWorld
from greenroom.people.models import Person
from greenroom.social import actions
from greenroom.social.models import Media, Post

FULL, PREVIEW = b"the whole picture", b"its preview"


def file(name: str = "quay.png", content: bytes | None = None) -> SimpleUploadedFile:
    """A file as a form brings it."""
    return SimpleUploadedFile(name, file_of(drawn()).getvalue() if content is None else content)


def kept(stream: StreamWorld, person: Person, description: str = "", **fields: object) -> Media:
    """A picture as if it had been read; what reading does is tested in the kit."""
    made = Picture(
        full=FULL,
        preview=PREVIEW,
        mime="image/jpeg",
        width=800,
        height=600,
        is_animated=False,
        blurhash="L0",
        closed=(),
    )
    fields = {"state": "ready", "mime": "image/jpeg", "width": 800, "height": 600, "bytes": len(FULL), **fields}
    return Media.objects.create(
        person=person, file_key=storing.put(made), description=description, created_at=stream.later(), **fields
    )


def posted(stream: StreamWorld, person: Person, key: str, *pictures: Media, **more: object) -> Post:
    """A post with these pictures."""
    media = [actions.Attachment(id=picture.pk) for picture in pictures]
    return stream.says(person, key, "The crane is late", media=media, **more)


def body_of(response: object) -> bytes:
    """Every byte of a file that was handed out."""
    return b"".join(response.streaming_content) if response.streaming else response.content
