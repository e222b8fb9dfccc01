"""Addresses of the room `imports`."""

from django.urls import URLPattern, URLResolver, path

from greenroom.imports import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("settings/bring/", views.bring, name="bring"),
    path("settings/bring/<int:run_id>/", views.run, name="bring-run"),
    path("settings/bring/<int:run_id>/stop/", views.stop, name="bring-stop"),
    path("settings/bring/<int:run_id>/resume/", views.resume, name="bring-resume"),
    path("settings/bring/<int:run_id>/report/", views.report, name="bring-report"),
]
