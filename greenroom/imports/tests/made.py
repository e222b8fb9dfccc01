"""Archives made for a test, in the forms in which networks hand them out."""

import io
import json
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
ME = "https://elsewhere.example/users/ida"


def create(number: int, content: str, *, to=(PUBLIC,), cc=(), at="", kind="Note", by=ME, **more) -> dict:
    """An activity of Mastodon that says something; `more` are members of the note."""
    day = at or f"2023-05-{number % 28 + 1:02}T08:00:00Z"
    note = {"id": f"{ME}/statuses/{number}", "type": kind, "published": day, "attributedTo": by, "content": content}
    note |= {"to": list(to), "cc": list(cc), "url": f"https://elsewhere.example/@ida/{number}", **more}
    return {"id": f"{note['id']}/activity", "type": "Create", "actor": by, "published": day, "object": note}


def announce(number: int, target: str, *, to=(PUBLIC,), at="2023-06-01T08:00:00Z") -> dict:
    """An activity of Mastodon that passes something on."""
    names = {"id": f"{ME}/statuses/{number}/activity", "type": "Announce", "actor": ME, "published": at}
    return {**names, "to": list(to), "cc": [f"{ME}/followers"], "object": target}


def outbox(*activities: dict) -> bytes:
    """The file `outbox.json`."""
    return json.dumps({"type": "OrderedCollection", "orderedItems": activities}).encode()


def actor(address: str = ME) -> bytes:
    """The file `actor.json`."""
    return json.dumps({"id": address, "type": "Person", "followers": f"{address}/followers"}).encode()


def tweet(number: int, text: str, **more) -> dict:
    """A tweet as the archive of X has it."""
    said = {"id_str": str(number), "full_text": text, "created_at": "Wed Oct 19 20:07:25 +0000 2022", "lang": "en"}
    return {"tweet": said | more}


def tweets(*found: dict) -> bytes:
    """The file `tweets.js`."""
    return b"window.YTD.tweets.part0 = " + json.dumps(found).encode()


def zipped(path: Path, files: Mapping[str, bytes], *, links: Mapping[str, str] | None = None) -> Path:
    """A zip with these files, whatever their names; links are marked as Unix marks them."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
        for name, target in (links or {}).items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = 0o120777 << 16
            archive.writestr(entry, target)
    return path


def tarred(path: Path, files: Mapping[str, bytes], *, links: Mapping[str, str] | None = None, kind=tarfile.SYMTYPE):
    """A tar.gz with these files and links."""
    with tarfile.open(path, "w:gz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
        for name, target in (links or {}).items():
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, target
            archive.addfile(member)
    return path


def picture() -> bytes:
    """A small PNG."""
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (40, 30), (120, 30, 60)).save(out, "PNG")
    return out.getvalue()
