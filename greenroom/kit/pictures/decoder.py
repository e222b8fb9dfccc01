"""Reads what somebody sent and writes plain pixels: the only process that sees such bytes, and it can do nothing else.

`python -I -m greenroom.kit.pictures.decoder SHAPE SECONDS < file > pixels`. The reply is one line of JSON, either
{"refused": code} or {"kind", "width", "height", "channels", "durations", "closed"}, and then the frames, row by row.
"""

import io
import json
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

from PIL import (  # the unused ones are loaded late by the others, when no file can be opened any more
    GifImagePlugin,
    Image,
    ImageCms,
    ImageColor,  # noqa: F401
    ImageFilter,  # noqa: F401
    ImageOps,
    ImagePalette,  # noqa: F401
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,  # noqa: F401 - reads EXIF
    WebPImagePlugin,
)

from greenroom.kit.pictures import limits
from greenroom.kit.pictures.confinement import confine
from greenroom.kit.pictures.formats import HEAD, kind_of
from greenroom.kit.pictures.shapes import SHAPES, Shape

# The readers by name: whatever a file claims inside, no other reader gets to see it.
READERS: dict[str, Any] = {
    "jpeg": JpegImagePlugin.JpegImageFile,
    "png": PngImagePlugin.PngImageFile,
    "webp": WebPImagePlugin.WebPImageFile,
    "gif": GifImagePlugin.GifImageFile,
}
SHORTEST, LONGEST = 20, 60_000  # milliseconds of a frame
USUAL = 100


class NotTakenError(Exception):
    """The picture is refused; the message is the code that `making` puts into words."""


def main(shape: Shape, seconds: int, source: BinaryIO, target: BinaryIO) -> int:
    """Read, say what it is, write the frames; 1 when it was refused or broke."""
    srgb = ImageCms.createProfile("sRGB")
    closed = confine(seconds)
    try:
        head, frames = opened(source.read(limits.UPLOAD_BYTES + 1), shape, srgb)
        target.write(json.dumps({**head, "closed": closed}).encode() + b"\n")
        target.writelines(frame.tobytes() for frame in frames)
    except NotTakenError as error:
        target.write(json.dumps({"refused": str(error)}).encode() + b"\n")
    except MemoryError:
        target.write(b'{"refused": "too_heavy"}\n')
    except Exception:  # noqa: BLE001 - readers of files raise whatever comes to their minds
        target.write(b'{"refused": "damaged"}\n')
    else:
        target.flush()
        return 0
    target.flush()
    return 1


def opened(content: bytes, shape: Shape, srgb: Any) -> tuple[dict[str, Any], Iterator[Image.Image]]:
    """What the picture is, and its frames in the shape that is wanted; the first one is read already."""
    if len(content) > limits.UPLOAD_BYTES:
        raise NotTakenError("too_large")
    kind = kind_of(content[:HEAD])
    if kind not in READERS:
        raise NotTakenError(kind)
    picture: Any = READERS[kind](io.BytesIO(content))
    require_bearable(picture, kind)
    frames = getattr(picture, "n_frames", 1) if kind in {"gif", "webp"} and shape.may_move else 1
    if frames > 1:
        return moving(picture, kind, frames, shape)
    still = upright(picture, kind, shape, srgb)
    return said_of(kind, still, []), iter([still])


def require_bearable(picture: Any, kind: str) -> None:
    """Refuse by the size that the file claims, before a pixel is made."""
    width, height = picture.size
    most = limits.JPEG_PIXELS if kind == "jpeg" else limits.OTHER_PIXELS
    if not (0 < width <= limits.EDGE and 0 < height <= limits.EDGE) or width * height > most:
        raise NotTakenError("too_many_pixels")


def upright(picture: Any, kind: str, shape: Shape, srgb: Any) -> Image.Image:
    """A still picture: turned as the camera was held, in sRGB, as large as it is kept."""
    if kind == "jpeg":
        picture.draft("RGB", needed(picture.size, shape))  # reads at a half, a quarter or an eighth: what is enough
        if picture.size[0] * picture.size[1] > limits.OTHER_PIXELS:
            raise NotTakenError("too_many_pixels")
    profile = picture.info.get("icc_profile")
    turned = picture.getexif().get(0x0112, 1)
    picture.load()
    small = fitted(plain(picture), shape, turned=turned in {5, 6, 7, 8})
    return turn(matched(small, profile, srgb), turned)


def needed(size: tuple[int, int], shape: Shape) -> tuple[int, int]:
    """The least that has to be read of a picture of this size."""
    across, down = (box / side for box, side in zip(shape.box, size, strict=True))
    scale = max(across, down, shape.box[1] / size[0]) if shape.is_cut else min(across, down)
    return max(1, int(size[0] * scale)), max(1, int(size[1] * scale))


def plain(picture: Image.Image) -> Image.Image:
    """In one of the modes that can be made smaller and whose colours can be matched."""
    if picture.mode.startswith("I") or picture.mode == "F":
        return picture.point(lambda value: value * (1 / 256)).convert("L")  # 16 bits of grey
    if picture.mode in {"RGB", "L", "CMYK", "RGBA"}:
        return picture if picture.mode == "RGBA" or "transparency" not in picture.info else picture.convert("RGBA")
    if "A" in picture.getbands() or "a" in picture.getbands() or "transparency" in picture.info:
        return picture.convert("RGBA")
    return picture.convert("RGB")


def fitted(picture: Image.Image, shape: Shape, *, turned: bool) -> Image.Image:
    """Within the box; cut to it from the middle where the shape says so."""
    box = (shape.box[1], shape.box[0]) if turned else shape.box
    if shape.is_cut:
        return ImageOps.fit(picture, box, Image.Resampling.LANCZOS)
    if picture.size[0] > box[0] or picture.size[1] > box[1]:
        return ImageOps.contain(picture, box, Image.Resampling.LANCZOS)
    return picture


def matched(picture: Image.Image, profile: bytes | None, srgb: Any) -> Image.Image:
    """The colours in sRGB; a profile that cannot be read is left aside."""
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    if profile:
        try:
            found = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            made = ImageCms.profileToProfile(picture, found, srgb, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            made = None
        if made is not None:
            if picture.mode == "RGBA":
                made.putalpha(picture.getchannel("A"))
            return made
    return picture.convert(mode)


def turn(picture: Image.Image, orientation: int) -> Image.Image:
    """As the camera was held (EXIF, tag 274)."""
    way = Image.Transpose
    ways = {
        2: way.FLIP_LEFT_RIGHT, 3: way.ROTATE_180, 4: way.FLIP_TOP_BOTTOM, 5: way.TRANSPOSE,
        6: way.ROTATE_270, 7: way.TRANSVERSE, 8: way.ROTATE_90,
    }  # fmt: skip
    return picture.transpose(ways[orientation]) if orientation in ways else picture


def moving(picture: Any, kind: str, frames: int, shape: Shape) -> tuple[dict[str, Any], Iterator[Image.Image]]:
    """An animation, made smaller until all its frames together are bearable."""
    width, height = picture.size
    if frames > limits.FRAMES or frames * width * height > limits.READ_PIXELS:
        raise NotTakenError("too_long")
    bearable = (limits.KEPT_PIXELS / (frames * width * height)) ** 0.5
    scale = min(1.0, shape.box[0] / width, shape.box[1] / height, bearable)
    size = (max(1, int(width * scale)), max(1, int(height * scale)))
    durations, kept = [], []
    for number in range(frames):
        picture.seek(number)
        frame = picture.convert("RGBA")
        kept.append(frame if frame.size == size else frame.resize(size, Image.Resampling.BILINEAR))
        durations.append(lasting(picture.info.get("duration")))
    return said_of(kind, kept[0], durations), iter(kept)


def lasting(given: Any) -> int:
    """Milliseconds; what is too short or absurd is played as browsers play it."""
    milliseconds = int(given or 0)
    return min(milliseconds, LONGEST) if milliseconds >= SHORTEST else USUAL


def said_of(kind: str, frame: Image.Image, durations: list[int]) -> dict[str, Any]:
    """The line before the frames."""
    return {
        "kind": kind,
        "width": frame.width,
        "height": frame.height,
        "channels": len(frame.getbands()),
        "durations": durations,
    }


if __name__ == "__main__":
    Image.MAX_IMAGE_PIXELS = None  # our own limits are asked first
    sys.exit(main(SHAPES[sys.argv[1]], int(sys.argv[2]), sys.stdin.buffer, sys.stdout.buffer))
