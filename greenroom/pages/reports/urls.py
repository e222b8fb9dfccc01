"""Addresses of reports."""

from django.urls import URLPattern, URLResolver, path

from greenroom.pages.reports import views, views_host
from greenroom.pages.stream import converters as _converters  # noqa: F401 - registered by loading it

urlpatterns: list[URLPattern | URLResolver] = [
    path("@<slug:handle>/report/", views.about, name="report"),
    path("@<slug:handle>/<post_id:post_id>/report/", views.about_post, name="post-report"),
    path("@<slug:handle>/looks/", views.looks, name="looks"),
    path("reports/", views.reports, name="reports"),
    path("@<slug:handle>/<post_id:post_id>/take-down/", views_host.take_down, name="post-take-down"),
    path("host/reports/", views_host.reports, name="host-reports"),
    path("host/reports/<post_id:report_id>/", views_host.report, name="host-report"),
    path("host/reports/<post_id:report_id>/look/<post_id:post_id>/", views_host.look, name="host-look"),
    path(
        "host/reports/<post_id:report_id>/take-down/<post_id:post_id>/",
        views_host.take_down_reported,
        name="host-take-down",
    ),
    path("host/reports/<post_id:report_id>/close/", views_host.close, name="host-report-close"),
]
