"""A file that somebody brought, handed out so that a browser shows it and does nothing else with it."""

from typing import BinaryIO, cast

from django.http import FileResponse, HttpResponse

ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}
AT_ONCE = 65_536  # bytes
NEVER_KEPT = "private, no-store"  # of closed posts: neither by proxies nor on the device
KEPT_A_WHILE = "private, max-age=600"  # of what everybody may see: on the reader's own device alone


def file_reply(file: BinaryIO, *, mime: str, name: str, caching: str, from_elsewhere: bool = False) -> HttpResponse:
    """The file under a type that we know, shut off from everything that a page may do.

    `from_elsewhere` lets pages of other origins show it: for sealed addresses, which apps in a browser are given.
    """
    reply = FileResponse(file, content_type=mime)
    reply.headers["Content-Disposition"] = f'inline; filename="{name}.{ENDINGS[mime]}"'
    reply.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    reply.headers["X-Content-Type-Options"] = "nosniff"
    reply.headers["Cross-Origin-Resource-Policy"] = "cross-origin" if from_elsewhere else "same-origin"
    reply.headers["Cache-Control"] = caching
    reply.block_size = AT_ONCE
    return cast("HttpResponse", reply)  # what all views answer; nobody asks a file for its content
