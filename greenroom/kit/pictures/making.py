"""Makes what is kept of a picture that somebody sent, by two confined processes; a plain sentence when they decline."""

import json
import logging
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.utils.translation import gettext_lazy as _

from greenroom.kit.pictures import limits
from greenroom.kit.pictures.formats import HEAD, TAKEN, kind_of
from greenroom.kit.pictures.shapes import Shape
from greenroom.kit.refusals import Refusal

log = logging.getLogger(__name__)
_turns = threading.BoundedSemaphore(limits.AT_ONCE)
ENDED = {-signal.SIGALRM, -signal.SIGXCPU, -signal.SIGKILL}  # by time

SENTENCES = {
    "empty": _("This file is empty."),
    "unknown": _("Greenroom takes pictures (JPEG, PNG, WebP, GIF). This file is none of them."),
    "video": _(
        "Greenroom takes pictures (JPEG, PNG, WebP, GIF), not videos. Put the video where people can watch it, and post"
        " the link."
    ),
    "sound": _("Greenroom takes pictures (JPEG, PNG, WebP, GIF), not sound. Post a link to it."),
    "document": _("Greenroom takes pictures (JPEG, PNG, WebP, GIF), not documents. Post a link to it."),
    "drawing": _("Greenroom takes pictures (JPEG, PNG, WebP, GIF). Save this drawing as PNG."),
    "heic": _("Greenroom takes pictures (JPEG, PNG, WebP, GIF). Save this HEIC or AVIF picture as JPEG."),
    "too_large": _("This file has more than 16 MB. Save the picture smaller."),
    "too_many_pixels": _("This picture has more pixels than can be read here. Save it smaller."),
    "too_heavy": _("This picture has more pixels than can be read here. Save it smaller."),
    "too_long": _("This animation is too long. At most 500 frames can be kept."),
    "damaged": _("This picture is damaged: it cannot be read to its end."),
    "too_slow": _("This picture took too long to read. Save it smaller, or as JPEG."),
    "busy": _("Many pictures are being read just now. Send this one again in a moment."),
}


class PictureRefused(Refusal):
    """A file is not taken; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(SENTENCES[code], code=code)


@dataclass(frozen=True, kw_only=True)
class Picture:
    """The two files that are kept of a picture; `closed` names what its readers were shut off from."""

    full: bytes
    preview: bytes
    mime: str  # of the full one; previews are WebP
    width: int
    height: int
    is_animated: bool
    blurhash: str
    closed: tuple[str, ...]


def make(source: BinaryIO, shape: Shape) -> Picture:
    """Read the file from its beginning and make it anew in this shape. Takes a second; call it outside a transaction.

    Refuses what is not JPEG, PNG, WebP or GIF by its content, what is over the limits, and what cannot be read.
    """
    with ExitStack() as stack:
        file = stack.enter_context(tempfile.TemporaryFile(buffering=0))  # the other process reads on from its place
        if _copied(source, file) > limits.UPLOAD_BYTES:
            raise PictureRefused("too_large")
        file.seek(0)
        kind = kind_of(file.read(HEAD))
        if kind not in TAKEN:
            raise PictureRefused(kind)
        file.seek(0)
        stack.enter_context(_turn())
        return _picture_in(_piped(file, shape))


def _copied(source: BinaryIO, file: Any) -> int:
    """Copy no more than shows that it is too large; returns the length."""
    source.seek(0)
    left = limits.UPLOAD_BYTES + 1
    while left > 0 and (piece := source.read(min(left, 65_536))):
        file.write(piece)
        left -= len(piece)
    return limits.UPLOAD_BYTES + 1 - left


@contextmanager
def _turn() -> Iterator[None]:
    """So many at once, so that pages are still made meanwhile."""
    if not _turns.acquire(timeout=limits.PATIENCE):
        raise PictureRefused("busy")
    try:
        yield
    finally:
        _turns.release()


def _piped(file: Any, shape: Shape) -> bytes:
    """What the two processes answer; neither outlives this call."""
    with ExitStack() as stack:
        nowhere = stack.enter_context(tempfile.TemporaryDirectory(prefix="greenroom-picture-"))
        decoder = _started("decoder", shape, nowhere, stdin=file, stack=stack)
        encoder = _started("encoder", shape, nowhere, stdin=decoder.stdout, stack=stack)
        decoder.stdout.close()  # the encoder alone holds its end: it sees when the decoder is gone
        try:
            reply, _errors = encoder.communicate(timeout=limits.WALL_SECONDS)
            decoder.wait(timeout=limits.WALL_SECONDS)
        except subprocess.TimeoutExpired:
            raise PictureRefused("too_slow") from None
        if {decoder.returncode, encoder.returncode} & ENDED:
            raise PictureRefused("too_slow")
        if decoder.returncode < 0:
            log.error("a reader of pictures died of signal %s", -decoder.returncode)
        return bytes(reply)


def _started(name: str, shape: Shape, nowhere: str, *, stdin: Any, stack: ExitStack) -> Any:
    """One of the two: without environment, in an empty folder, killed when it is not done."""
    process = subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-I", "-B", "-m", f"greenroom.kit.pictures.{name}", shape.name, str(limits.WALL_SECONDS)],
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=nowhere,
        env={},
        start_new_session=True,
    )
    stack.callback(_ended, process)
    return process


def _ended(process: Any) -> None:
    process.kill()
    process.wait()
    process.stdout.close()


def _picture_in(reply: bytes) -> Picture:
    """The reply of the encoder as a picture, or its refusal."""
    line, _end, files = reply.partition(b"\n")
    said = json.loads(line or b"{}")
    if "full" not in said:
        code = said.get("refused", "damaged")
        raise PictureRefused(code if code in SENTENCES else "damaged")
    return picture_of(said, [files[: said["full"]], files[said["full"] :]])


def picture_of(said: dict[str, Any], files: list[bytes]) -> Picture:
    """A picture from what the encoder says of its two files."""
    full, preview = files
    return Picture(
        full=full,
        preview=preview,
        mime=said["mime"],
        width=said["width"],
        height=said["height"],
        is_animated=said["is_animated"],
        blurhash=said["blurhash"],
        closed=tuple(said["closed"]),
    )
