"""Addresses of people, organisations and circles: one namespace of handles."""

from django.urls import URLPattern, URLResolver, path

from greenroom.pages.places import (
    views,
    views_circles,
    views_listings,
    views_members,
    views_organisations,
    views_people,
    views_ties,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("circles/", views_circles.circles, name="circles"),
    path("circles/new/", views_circles.new, name="circle-new"),
    # What stands behind the handle decides which page it is.
    path("@<str:handle>/", views.place, name="place"),
    path("@<str:handle>/people/", views.people, name="place-people"),
    path("@<str:handle>/edit/", views.edit, name="place-edit"),
    path("@<str:handle>/leave/", views.leave, name="place-leave"),
    # People
    path("@<str:handle>/followers/", views_people.followers, name="followers"),
    path("@<str:handle>/following/", views_people.following, name="following"),
    path("@<str:handle>/follow/", views_ties.follow, name="follow"),
    path("@<str:handle>/mute/", views_ties.mute, name="mute"),
    path("@<str:handle>/block/", views_ties.block, name="block"),
    # Organisations
    path("@<str:handle>/inside/", views_organisations.inside, name="organisation-inside"),
    path("@<str:handle>/units/", views_organisations.units, name="organisation-units"),
    path("@<str:handle>/voices/", views_members.voices, name="organisation-voices"),
    path("@<str:handle>/invite/", views_members.invite, name="organisation-invite"),
    path("@<str:handle>/invite/<int:invitation_id>/withdraw/", views_members.withdraw, name="organisation-withdraw"),
    path("@<str:handle>/people/<str:member>/", views_members.member, name="organisation-member"),
    path("@<str:handle>/people/<str:member>/role/", views_members.role, name="organisation-role"),
    path("@<str:handle>/people/<str:member>/end/", views_members.end, name="organisation-end"),
    # Circles
    path("@<str:handle>/add/", views_listings.add, name="circle-add"),
    path("@<str:handle>/people/<str:member>/keeper/", views_listings.keeper, name="circle-keeper"),
    path("@<str:handle>/people/<str:member>/remove/", views_listings.remove, name="circle-remove"),
    path("@<str:handle>/close/", views_circles.close, name="circle-close"),
]
