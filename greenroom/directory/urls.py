"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from greenroom.directory.api import about, groups, users

urlpatterns: list[URLPattern | URLResolver] = [
    path("scim/v2/Users", users.users, name="scim-users"),
    path("scim/v2/Users/<str:entry_id>", users.user, name="scim-user"),
    path("scim/v2/Groups", groups.groups, name="scim-groups"),
    path("scim/v2/Groups/<str:unit_id>", groups.group, name="scim-group"),
    path("scim/v2/ServiceProviderConfig", about.provider, name="scim-provider"),
    path("scim/v2/Schemas", about.schemas, name="scim-schemas"),
    path("scim/v2/Schemas/<str:name>", about.schemas, name="scim-schema"),
    path("scim/v2/ResourceTypes", about.types, name="scim-types"),
    path("scim/v2/ResourceTypes/<str:name>", about.types, name="scim-type"),
    path("scim/v2/<path:rest>", about.nothing, name="scim-nothing"),
]
