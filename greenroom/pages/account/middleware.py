"""An empty network has one page: the one that opens it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import is_valid_path

from greenroom.people import queries

type Handler = Callable[[HttpRequest], HttpResponse]
ALWAYS_OPEN = ("/first-run/", "/language/", "/identities.css", "/healthz", "/readyz", "/metrics", "/personas/")


class EmptyNetworkMiddleware:
    """Lead every visitor of an empty network to the first run; once there is an owner, cost nothing."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self.is_open = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Ask until the answer is yes; an owner never goes without another."""
        if self._may_be_empty(request):
            self.is_open = queries.has_owner()
            if not self.is_open:
                return redirect("/first-run/")
        return self.get_response(request)

    def _may_be_empty(self, request: HttpRequest) -> bool:
        """Not where somebody is signed in, nor once an owner has been seen."""
        if self.is_open or getattr(request, "person", None) is not None:
            return False
        if not is_valid_path("/first-run/", getattr(request, "urlconf", None)):  # these pages are not served here
            return False
        return not request.path.startswith((*ALWAYS_OPEN, settings.STATIC_URL))
