"""Writes the files that are kept from plain pixels: whatever a file hid between its pixels does not come this far.

`python -I -m greenroom.kit.pictures.encoder SHAPE SECONDS < pixels > files`. The reply is one line of JSON, the refusal
as it came or {"mime", "width", "height", "is_animated", "blurhash", "full", "preview", "closed"}, and then both files.
"""

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO

import blurhash
from PIL import Image, ImageColor, ImagePalette, WebPImagePlugin  # noqa: F401 - loaded before no file can be opened

from greenroom.kit.pictures import limits
from greenroom.kit.pictures.confinement import confine
from greenroom.kit.pictures.formats import MIME, TAKEN
from greenroom.kit.pictures.shapes import SHAPES, Shape

LONGEST_LINE = 65_536
MODES = {3: "RGB", 4: "RGBA"}
TINY = 32  # pixels from which the blur is made
PAPER = (255, 255, 255)


@dataclass(frozen=True)
class Head:
    """What the decoder said of the pixels that follow."""

    kind: str
    size: tuple[int, int]
    channels: int
    durations: list[int]

    @property
    def mode(self) -> str:
        """As Pillow calls it."""
        return MODES[self.channels]

    @property
    def weight(self) -> int:
        """Bytes of one frame."""
        return self.size[0] * self.size[1] * self.channels


def main(shape: Shape, seconds: int, source: BinaryIO, target: BinaryIO) -> int:
    """Read pixels, write both files; 1 when there is nothing to write."""
    Image.preinit()
    closed = confine(seconds)
    reply: dict[str, Any] = {"refused": "damaged"}
    files: list[bytes] = []
    try:
        said = json.loads(source.readline(LONGEST_LINE))
        if "refused" in said:
            reply = {"refused": said["refused"]}
        else:
            reply, files = written(head_of(said, shape), shape, source)
            reply["closed"] = sorted(set(closed) & set(said["closed"]))
    except MemoryError:
        reply = {"refused": "too_heavy"}
    except (ValueError, KeyError, TypeError, AttributeError):
        files = []
    target.writelines([json.dumps(reply).encode(), b"\n", *files])
    target.flush()
    return int("refused" in reply)


def head_of(said: dict[str, Any], shape: Shape) -> Head:
    """The line of the decoder, believed no further than the shape allows."""
    head = Head(said["kind"], (int(said["width"]), int(said["height"])), int(said["channels"]), list(said["durations"]))
    within = 0 < head.size[0] <= shape.box[0] and 0 < head.size[1] <= shape.box[1]
    frames = len(head.durations)
    whole = head.size[0] * head.size[1] * max(frames, 1)
    bearable = frames <= limits.FRAMES and (not frames or whole <= limits.KEPT_PIXELS)
    if not (within and bearable and head.kind in TAKEN and head.channels in MODES):
        raise ValueError(said)
    return head


def frame_of(head: Head, source: BinaryIO) -> Image.Image:
    """The next frame."""
    content = source.read(head.weight)
    if len(content) != head.weight:
        raise ValueError("fewer pixels came than were promised")
    return Image.frombytes(head.mode, head.size, content)


def written(head: Head, shape: Shape, source: BinaryIO) -> tuple[dict[str, Any], list[bytes]]:
    """The reply and both files."""
    frames = [frame_of(head, source) for _ in range(max(len(head.durations), 1))]
    still = frames[0]
    if len(frames) > 1:
        kind, full = "webp", animated(frames, head.durations)
    else:
        still = opaque(still) if shape.is_cut or not seen_through(still) else still
        kind, full = kept(still, "jpeg" if shape.is_cut else head.kind)
    preview = still.copy()
    preview.thumbnail(shape.preview, Image.Resampling.LANCZOS)
    small = saved(preview, "WEBP", quality=82, method=5)
    reply: dict[str, Any] = {
        "mime": MIME[kind],
        "width": head.size[0],
        "height": head.size[1],
        "is_animated": len(frames) > 1,
        "blurhash": blur(preview),
        "full": len(full),
        "preview": len(small),
    }
    return reply, [full, small]


def kept(still: Image.Image, kind: str) -> tuple[str, bytes]:
    """A still picture in the format in which it came, unless another serves it better."""
    if kind in {"png", "gif"}:
        content = saved(few_colours(still), "PNG")
        if len(content) <= limits.LARGEST_PNG:
            return "png", content
    if still.mode == "RGBA" or kind == "webp":
        return "webp", saved(still, "WEBP", quality=86, method=3)
    return "jpeg", saved(still, "JPEG", quality=86, optimize=True, progressive=True)


def animated(frames: list[Image.Image], durations: list[int]) -> bytes:
    """One moving WebP, played again and again; how it begins to move, the page decides."""
    first, *rest = frames
    return saved(first, "WEBP", save_all=True, append_images=rest, duration=durations, loop=0, quality=72, method=1)


def saved(picture: Image.Image, form: str, **how: Any) -> bytes:
    """The bytes of a file, without any words in it."""
    target = io.BytesIO()
    picture.info = {}
    picture.save(target, form, **how)
    return target.getvalue()


def seen_through(picture: Image.Image) -> bool:
    """Whether anything lies behind."""
    return picture.mode == "RGBA" and picture.getchannel("A").getextrema() != (255, 255)


def opaque(picture: Image.Image) -> Image.Image:
    """On white paper."""
    if picture.mode != "RGBA":
        return picture
    paper = Image.new("RGB", picture.size, PAPER)
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper


def few_colours(picture: Image.Image) -> Image.Image:
    """A chart or a drawing as a picture of at most 256 colours, without loss; anything else as it is."""
    if picture.mode != "RGB" or picture.getcolors(256) is None:
        return picture
    small = picture.quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    return small if small.convert("RGB").tobytes() == picture.tobytes() else picture


def blur(picture: Image.Image) -> str:
    """A few characters from which a device paints colours while it waits (blurhash)."""
    tiny = opaque(picture)
    tiny.thumbnail((TINY, TINY))
    across, down = (4, 3) if tiny.width >= tiny.height else (3, 4)
    rows = [[tiny.getpixel((x, y)) for x in range(tiny.width)] for y in range(tiny.height)]
    encode: Callable[..., str] = blurhash.encode
    return encode(rows, components_x=across, components_y=down)


if __name__ == "__main__":
    sys.exit(main(SHAPES[sys.argv[1]], int(sys.argv[2]), sys.stdin.buffer, sys.stdout.buffer))
