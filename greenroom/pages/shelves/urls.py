"""Addresses of the area `shelves`."""

from django.urls import URLPattern, URLResolver, path

from greenroom.pages.shelves import (
    views_direct,
    views_filters,
    views_lists,
    views_on_lists,
    views_suggested,
    views_tags,
)
from greenroom.pages.stream import converters  # noqa: F401 - registers `post_id`

LIST = "lists/<post_id:list_id>/"
FILTER = "settings/filters/<post_id:filter_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("direct/", views_direct.direct, name="direct"),
    path("direct/put-away/", views_direct.put_away, name="direct-put-away"),
    path("lists/", views_lists.lists, name="lists"),
    path("lists/new/", views_lists.new, name="list-new"),
    path(LIST, views_lists.timeline, name="list"),
    path(LIST + "edit/", views_lists.edit, name="list-edit"),
    path(LIST + "delete/", views_lists.delete, name="list-delete"),
    path(LIST + "people/", views_on_lists.people, name="list-people"),
    path("@<slug:handle>/lists/", views_on_lists.chosen, name="on-lists"),
    path("people/suggested/", views_suggested.suggested, name="suggested"),
    path("people/suggested/<slug:handle>/refuse/", views_suggested.refuse, name="suggestion-refuse"),
    path("settings/filters/", views_filters.filters, name="filters"),
    path("settings/filters/new/", views_filters.new, name="filter-new"),
    path(FILTER, views_filters.edit, name="filter"),
    path(FILTER + "end/", views_filters.end, name="filter-end"),
    path("tags/<str:name>/follow/", views_tags.follow, name="tag-follow"),
]
