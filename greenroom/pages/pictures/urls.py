"""Addresses of the area `pictures`."""

from django.urls import URLPattern, URLResolver, path

from greenroom.pages.pictures import views, views_faces
from greenroom.pages.stream import converters  # noqa: F401 - registers `post_id`

urlpatterns: list[URLPattern | URLResolver] = [
    path("media/", views.bring, name="media-bring"),
    path("media/<post_id:media_id>/<slug:variant>", views.media, name="media"),
    path("settings/pictures/", views_faces.own, name="settings-pictures"),
    path("@<slug:handle>/pictures/", views_faces.of_organisation, name="organisation-pictures"),
]
