"""Addresses of the core's pages, one file an area."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("greenroom.pages.account.urls")),
    path("", include("greenroom.pages.stream.urls")),
    path("", include("greenroom.pages.pictures.urls")),
    path("", include("greenroom.pages.search.urls")),
    path("", include("greenroom.pages.settings.urls")),
    path("", include("greenroom.pages.shelves.urls")),
    path("", include("greenroom.pages.host.urls")),
    path("", include("greenroom.pages.reports.urls")),
    path("", include("greenroom.pages.places.urls")),
]
