"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from greenroom.exports import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("settings/data/", views.your_data, name="your-data"),
    path("settings/data/archive/", views.ask, name="archive-ask"),
    path("settings/data/archives/<int:export_id>/", views.fetch, name="archive"),
    path("settings/data/erase/", views.erase, name="erase"),
    path("settings/data/leave/", views.leave, name="network-leave"),
    path("settings/data/stay/", views.call_off, name="erase-call-off"),
    path("erased/<slug:mark>/", views.certificate, name="certificate"),
]
