"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from greenroom.directory import views, views_connect, views_sign_in
from greenroom.directory.api import about, groups, users

urlpatterns: list[URLPattern | URLResolver] = [
    path("@<slug:handle>/directory/", views.directory, name="directory"),
    path("@<slug:handle>/directory/arrange/", views.arrange, name="directory-arrange"),
    path("@<slug:handle>/directory/file/", views.bring, name="directory-bring"),
    path("@<slug:handle>/directory/file/<int:reading_id>/", views.reading, name="directory-reading"),
    path("@<slug:handle>/directory/tokens/", views.make_token, name="directory-token"),
    path("@<slug:handle>/directory/tokens/<int:token_id>/end/", views.end_token, name="directory-token-end"),
    path("@<slug:handle>/directory/sign-on/", views.sign_on, name="directory-sign-on"),
    path("host/sign-on/", views.host_sign_on, name="host-sign-on"),
    path("sign-in/with/", views_sign_in.choose, name="sign-in-with"),
    path("sign-in/with/<slug:handle>/", views_sign_in.begin, name="sign-in-begin"),
    path("sign-in/with/<slug:handle>/go/", views_sign_in.go, name="sign-in-go"),
    path("sign-in/back/", views_sign_in.back, name="sign-in-back"),
    path("sign-in/going/", views_connect.going, name="sign-in-going"),
    path("sign-in/connect/<slug:handle>/", views_connect.connect, name="sign-in-connect"),
    path("sign-in/again/<slug:handle>/", views_connect.again, name="sign-in-again"),
    path("sign-in/disconnect/<int:identity_id>/", views_connect.disconnect, name="sign-in-disconnect"),
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
