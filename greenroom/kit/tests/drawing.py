"""Pictures for tests, drawn anew each time: small ones, large ones, and files that only look like one."""

import io
import struct
import zlib
from unittest.mock import patch

from PIL import Image, ImageDraw, PngImagePlugin

from greenroom.kit.pictures import decoder, encoder, making

CANARY = b"kanarihiddeninfile"
SCRIPT = b"<script>alert('kanarihiddeninfile')</script>"


def drawn(size=(64, 48), mode="RGB", color=(200, 40, 40)):
    """A field with a dark square in its upper left quarter."""
    picture = Image.new("RGB", size, color)
    ImageDraw.Draw(picture).rectangle((0, 0, size[0] // 2, size[1] // 2), fill=(10, 20, 30))
    return picture.convert(mode)


def file_of(picture, form="PNG", **how) -> io.BytesIO:
    target = io.BytesIO()
    picture.save(target, form, **how)
    return io.BytesIO(target.getvalue())


def moving(form="GIF", *, frames=4, size=(40, 30), duration=80) -> io.BytesIO:
    pictures = [drawn(size, color=(40 * number % 256, 90, 120)) for number in range(frames)]
    return file_of(pictures[0], form, save_all=True, append_images=pictures[1:], duration=duration, loop=0)


def with_metadata(form="JPEG") -> io.BytesIO:
    """Words in every place where a camera or a program leaves some."""
    exif = Image.Exif()
    exif[0x010E], exif[0x013B] = CANARY.decode(), CANARY.decode()
    exif.get_ifd(0x8825)[1] = "N"
    how = {"exif": exif, "xmp": b"<x:xmpmeta>" + CANARY + b"</x:xmpmeta>"}
    if form == "JPEG":
        how["comment"] = CANARY
    if form == "PNG":
        how = {"exif": exif, "pnginfo": PngImagePlugin.PngInfo()}
        how["pnginfo"].add_text("Comment", CANARY.decode())
        how["pnginfo"].add_itxt("XML:com.adobe.xmp", CANARY.decode())
    if form == "GIF":
        how = {"comment": CANARY}
    return file_of(drawn(), form, **how)


def polyglots() -> dict[str, io.BytesIO]:
    """Files that are a picture and something else besides."""
    png, jpeg, gif = (file_of(drawn(), form).getvalue() for form in ("PNG", "JPEG", "GIF"))
    webp = file_of(drawn(), "WEBP").getvalue()
    archive = b"PK\x03\x04" + CANARY + b"PK\x05\x06" + bytes(18)
    made = {
        "png with a page behind it": png + b"<html>" + SCRIPT + b"</html>",
        "png with an archive behind it": png + archive,
        "png with a script in a chunk of its own": png[:33] + chunk(b"ruNe", SCRIPT) + png[33:],
        "jpeg with a page in a comment": jpeg[:2]
        + b"\xff\xfe"
        + struct.pack(">H", len(SCRIPT) + 2)
        + SCRIPT
        + jpeg[2:],
        "jpeg with an archive behind it": jpeg + archive,
        "jpeg with a document behind it": jpeg + b"%PDF-1.4 " + CANARY,
        "gif that is a script as well": gif[:6] + gif[6:-1] + b"\x21\xfe" + comment(b"*/=1;" + SCRIPT) + b"\x3b",
        "webp with a part nobody knows": riff(webp, b"JUNK", SCRIPT),
        "webp with a page behind it": webp + SCRIPT,
    }
    return {name: io.BytesIO(content) for name, content in made.items()}


def chunk(name: bytes, content: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def comment(words: bytes) -> bytes:
    """The blocks of a comment in a GIF."""
    return bytes([len(words)]) + words + b"\x00"


def riff(webp: bytes, name: bytes, content: bytes) -> bytes:
    """A WebP with one part more."""
    part = name + struct.pack("<I", len(content)) + content + b"\x00" * (len(content) % 2)
    body = webp[8:] + part
    return b"RIFF" + struct.pack("<I", len(body)) + body


def bomb(width: int, height: int) -> io.BytesIO:
    """A small PNG that says it has this many pixels, and has them: zeros, packed well."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(bytes(width + 1)) for _ in range(height)) + packer.flush()
    signature = b"\x89PNG\r\n\x1a\n"
    return io.BytesIO(signature + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b""))


def here(source, shape):
    """What `making.make` does, in this process: for tests of what is kept rather than of who may read it."""
    with patch.object(decoder, "confine", lambda _seconds: []), patch.object(encoder, "confine", lambda _seconds: []):
        pixels, files = io.BytesIO(), io.BytesIO()
        decoder.main(shape, 10, source, pixels)
        encoder.main(shape, 10, io.BytesIO(pixels.getvalue()), files)
    return making._picture_in(files.getvalue())
