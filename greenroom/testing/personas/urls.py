"""The address of the personas; included by `config.urls` in a demo world alone."""

from django.urls import URLPattern, URLResolver, path

from greenroom.testing.personas import views

urlpatterns: list[URLPattern | URLResolver] = [path("personas/", views.personas, name="personas")]
