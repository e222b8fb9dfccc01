"""`greenroom picture`: show what Greenroom makes of a file, without a database."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

EXAMPLES = """examples:
  greenroom picture quay.jpg
  greenroom picture --json quay.jpg
  greenroom picture --shape face --into made/ me.png      keep what it makes: made/full.jpg, made/preview.webp

The file is read as an upload would be: by a process of its own, shut off from as much as this machine allows; the
answer names from what (limits, network, files, calls). With --json a picture gives {"kind", "mime", "width", "height",
"bytes", "preview_bytes", "is_animated", "blurhash", "closed"}, anything else {"refused", "why"}.
Exit codes: 0 a picture, 1 refused, 2 the file cannot be opened."""
NEEDS_DJANGO = False
PREVIEW = "preview.webp"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file, its shape, and how to answer."""
    parser.add_argument("file", metavar="FILE", type=Path, help="the file to read")
    parser.add_argument("--shape", choices=["post", "face", "band"], default="post", help="as what it is kept (post)")
    parser.add_argument("--into", metavar="FOLDER", type=Path, help="write what is made into this folder")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Read the file and say what it is."""
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=False)  # refusals are sentences in English here
    from greenroom.kit.pictures import formats, making, shapes

    try:
        with arguments.file.open("rb") as source:
            picture = making.make(source, shapes.SHAPES[arguments.shape])
            source.seek(0)
            kind = formats.kind_of(source.read(formats.HEAD))
    except OSError as error:
        print(f"greenroom: cannot read {arguments.file}: {error.strerror}", file=sys.stderr)
        return 2
    except making.PictureRefused as refusal:
        said = {"refused": refusal.code, "why": refusal.messages[0]}
        print(json.dumps(said) if arguments.json else refusal.messages[0])
        return 1
    if arguments.into:
        write(picture, arguments.into)
    said = described(picture, kind)
    print(json.dumps(said) if arguments.json else sentence(said))
    return 0


def described(picture: Any, kind: str) -> dict[str, Any]:
    """What is known of a picture once it is made."""
    return {
        "kind": kind,
        "mime": picture.mime,
        "width": picture.width,
        "height": picture.height,
        "bytes": len(picture.full),
        "preview_bytes": len(picture.preview),
        "is_animated": picture.is_animated,
        "blurhash": picture.blurhash,
        "closed": list(picture.closed),
    }


def sentence(said: dict[str, Any]) -> str:
    """The same for people."""
    moves = ", moving" if said["is_animated"] else ""
    size = f"{said['width']} by {said['height']} pixels{moves}, {said['bytes']} bytes"
    closed = ", ".join(said["closed"])
    return f"{said['kind']}, kept as {said['mime']}, {size} (preview {said['preview_bytes']}); closed: {closed}"


def write(picture: Any, folder: Path) -> None:
    """Both files, as they would be kept."""
    folder.mkdir(parents=True, exist_ok=True)
    ending = picture.mime.removeprefix("image/").replace("jpeg", "jpg")
    (folder / f"full.{ending}").write_bytes(picture.full)
    (folder / PREVIEW).write_bytes(picture.preview)
