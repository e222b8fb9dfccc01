"""A file that somebody brought, handed out so that a browser shows it and does nothing else with it."""

from typing import BinaryIO, cast

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseNotModified

ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}
AT_ONCE = 65_536  # bytes
NEVER_KEPT = "private, no-store"  # of closed posts: neither by proxies nor on the device
KEPT_A_WHILE = "private, max-age=600"  # faces, which pages show by the dozen: on the reader's own device alone
# Pictures of open posts: on the reader's own device alone, which asks each time whether it still may be shown.
# A suspension or a deletion so reaches what is kept there with the next look at it.
KEPT_AND_ASKED = "private, no-cache"


def unchanged(request: HttpRequest, version: str) -> HttpResponse | None:
    """304 where the device holds this `version` already; to be asked once it is clear that the reader may see it."""
    if f'"{version}"' not in request.headers.get("If-None-Match", ""):
        return None
    reply = HttpResponseNotModified()
    reply.headers["ETag"], reply.headers["Cache-Control"] = f'"{version}"', KEPT_AND_ASKED
    return reply


def file_reply(
    file: BinaryIO, *, mime: str, name: str, caching: str, version: str = "", from_elsewhere: bool = False
) -> HttpResponse:
    """The file under a type that we know, shut off from everything that a page may do.

    `version` names this content for devices that keep it. `from_elsewhere` lets pages of other origins show it: for
    sealed addresses, which apps in a browser are given.
    """
    reply = FileResponse(file, content_type=mime)
    reply.headers["Content-Disposition"] = f'inline; filename="{name}.{ENDINGS[mime]}"'
    reply.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    reply.headers["X-Content-Type-Options"] = "nosniff"
    reply.headers["Cross-Origin-Resource-Policy"] = "cross-origin" if from_elsewhere else "same-origin"
    reply.headers["Cache-Control"] = caching
    if version and caching == KEPT_AND_ASKED:
        reply.headers["ETag"] = f'"{version}"'
    reply.block_size = AT_ONCE
    return cast("HttpResponse", reply)  # what all views answer; nobody asks a file for its content
