"""Every address of the program."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("greenroom.web.urls")),
    path("", include("greenroom.pages.urls")),
]
