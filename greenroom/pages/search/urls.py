"""Addresses of the area `search`."""

from django.urls import URLPattern, URLResolver, path

from greenroom.pages.search import views

urlpatterns: list[URLPattern | URLResolver] = [path("search/", views.search, name="search")]
