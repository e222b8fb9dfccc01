"""The addresses of a demo world."""

from django.urls import include, path

from greenroom.config import urls

urlpatterns = [*urls.urlpatterns, path("", include("greenroom.testing.personas.urls"))]
handler404 = urls.handler404
