"""Addresses for the tests of the shared front: pages that do next to nothing."""

import sqlite3

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.utils import timezone
from django.views.decorators.http import require_POST

from greenroom.kit.refusals import Refusal
from greenroom.web.page import member_page, page, public_page


@public_page
def open_to_all(request: HttpRequest) -> HttpResponse:
    who = request.person.handle if request.person else "guest"
    return HttpResponse(f"{who} {request.LANGUAGE_CODE} {timezone.get_current_timezone_name()}")


@member_page
def members_only(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{request.person.handle} {request.viewer.identity_id == request.person.pk}")


@public_page
def in_parts(request: HttpRequest) -> HttpResponse:
    return page(request, "web/tests/parts.html", {"who": "Ida"}, part="middle")


def on_a_full_disk(request: HttpRequest) -> HttpResponse:
    raise OperationalError("database or disk is full") from sqlite3.OperationalError("database or disk is full")


def on_a_busy_database(request: HttpRequest) -> HttpResponse:
    raise OperationalError("database is locked")


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a secret that must not be shown")


def refused(request: HttpRequest) -> HttpResponse:
    raise Refusal("The keepers alone may add people.")


def denied(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


@require_POST
def reader_of_a_form(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{len(request.POST.get('note', ''))}")


urlpatterns = [
    path("", include("greenroom.web.urls")),
    path("open/", open_to_all),
    path("members/", members_only),
    path("parts/", in_parts),
    path("full/", on_a_full_disk),
    path("busy/", on_a_busy_database),
    path("broken/", broken),
    path("refused/", refused),
    path("denied/", denied),
    path("form/", reader_of_a_form),
    path("account/login/", open_to_all, name="account_login"),
]

handler400 = "greenroom.web.errors.bad_request"
handler403 = "greenroom.web.errors.refused"
handler404 = "greenroom.web.errors.absent"
handler500 = "greenroom.web.errors.broken"
