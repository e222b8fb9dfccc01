"""The style sheet that the server writes: three numbers per organisation, everything else is derived from them."""

import hashlib
import threading

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from greenroom.people.models import Organisation

YEAR = 31_536_000


class _Known:
    """The version that pages name; changes with the content, in this process at once, in others within seconds."""

    def __init__(self) -> None:
        self.version = "0"
        self.lock = threading.Lock()


_known = _Known()


def sheet() -> str:
    """One rule per organisation: hue, chroma, lightness. People and circles never appear here."""
    rows = Organisation.objects.order_by("identity__handle").values_list(
        "identity__handle", "hue", "chroma", "lightness"
    )
    rules = (
        f'  [data-identity="{handle}"] {{ --id-h: {hue}; --id-c: {chroma:.3f}; --id-l: {lightness:.2f}; }}\n'
        for handle, hue, chroma, lightness in rows
    )
    return "@layer tokens {\n" + "".join(rules) + "}\n"


def refresh() -> str:
    """Read the colours again; the new version is in the address from the next page on."""
    text = sheet()
    with _known.lock:
        _known.version = hashlib.sha256(text.encode()).hexdigest()[:12]
    return text


def address() -> str:
    """Where pages find the sheet; no query, so that no page pays for it."""
    return f"/identities.css?v={_known.version}"


@require_safe
def identities_css(request: HttpRequest) -> HttpResponse:
    """The sheet; kept for a year under the version that it has, and not at all under any other."""
    text = refresh()
    is_current = request.GET.get("v") == _known.version
    caching = f"public, max-age={YEAR}, immutable" if is_current else "no-cache"
    return HttpResponse(text, content_type="text/css; charset=utf-8", headers={"Cache-Control": caching})
