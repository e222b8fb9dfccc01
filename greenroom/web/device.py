"""What a device keeps of Greenroom: its name and icon, the script for pushes, and a page for when there is no line."""

from functools import lru_cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.templatetags.static import static
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from greenroom.people.network import NETWORK_NAME
from greenroom.web.page import GuestRequest, page, public_page

SCRIPT = Path(__file__).parent / "static" / "web" / "js" / "service-worker.js"
PAPER = "#fafcfb"
DAY = 86_400


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - a view
    """How the installed app is called and looks; says nothing of anybody."""
    icons = [
        {"src": static(f"web/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for size in (192, 512)
        for purpose in ("any", "maskable")
    ]
    told = {
        "id": "/",
        "name": NETWORK_NAME.get() or "Greenroom",
        "short_name": "Greenroom",
        "lang": get_language(),
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": icons,
    }
    return JsonResponse(told, content_type="application/manifest+json")


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view
    """The script at the root, where it may serve every page; browsers ask each time whether it has changed."""
    return HttpResponse(_script(), content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view
    """The icon where browsers look for it by themselves: beside pages that name none, such as the one for no line."""
    return HttpResponseRedirect(static("web/icon-192.png"), headers={"Cache-Control": f"public, max-age={DAY}"})


@public_page
@require_safe
def offline(request: GuestRequest) -> HttpResponse:
    """The one page that a device keeps: nobody's, without pictures and styles, which it would have to keep too."""
    return page(request, "web/offline.html")


@lru_cache(maxsize=1)
def _script() -> bytes:
    return SCRIPT.read_bytes()
