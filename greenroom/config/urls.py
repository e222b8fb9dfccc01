"""Every address of the program."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("greenroom.web.urls")),
    path("", include("greenroom.fediverse.urls")),
    path("", include("greenroom.directory.urls")),
    path("", include("greenroom.imports.urls")),
    path("", include("greenroom.exports.urls")),
    path("", include("greenroom.pages.urls")),
]
if settings.IS_DEMO:
    urlpatterns.append(path("", include("greenroom.testing.personas.urls")))

handler400 = "greenroom.web.errors.bad_request"
handler403 = "greenroom.web.errors.refused"
handler404 = "greenroom.web.errors.absent"
handler500 = "greenroom.web.errors.broken"
