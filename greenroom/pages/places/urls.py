"""Addresses of people, organisations and circles: one namespace of handles."""

from django.urls import URLPattern, URLResolver, path

from greenroom.pages.places import (
    views,
    views_circles,
    views_elsewhere,
    views_listings,
    views_members,
    views_organisations,
    views_people,
    views_quiet,
    views_rivals,
    views_ties,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("circles/", views_circles.circles, name="circles"),
    path("circles/new/", views_circles.new, name="circle-new"),
    # What stands behind the handle decides which page it is.
    path("@<slug:handle>/", views.place, name="place"),
    path("@<slug:handle>/people/", views.people, name="place-people"),
    path("@<slug:handle>/edit/", views.edit, name="place-edit"),
    path("@<slug:handle>/leave/", views.leave, name="place-leave"),
    # People
    path("@<slug:handle>/followers/", views_people.followers, name="followers"),
    path("@<slug:handle>/following/", views_people.following, name="following"),
    path("@<slug:handle>/tagged/<str:name>/", views_people.tagged, name="place-tag"),
    path("@<slug:handle>/elsewhere/", views_elsewhere.elsewhere, name="place-elsewhere"),
    path("@<slug:handle>/elsewhere/<int:link_id>/remove/", views_elsewhere.remove, name="place-elsewhere-remove"),
    path("@<slug:handle>/follow/", views_ties.follow, name="follow"),
    path("@<slug:handle>/mute/", views_quiet.mute, name="mute"),
    path("@<slug:handle>/avoid/", views_quiet.avoid, name="avoid"),
    path("@<slug:handle>/note/", views_quiet.note, name="account-note"),
    path("@<slug:handle>/bell/", views_ties.bell, name="bell"),
    path("@<slug:handle>/block/", views_ties.block, name="block"),
    # Organisations
    path("@<slug:handle>/inside/", views_organisations.inside, name="organisation-inside"),
    path("@<slug:handle>/units/", views_organisations.units, name="organisation-units"),
    path("@<slug:handle>/voices/", views_members.voices, name="organisation-voices"),
    path("@<slug:handle>/rivals/", views_rivals.rivals, name="organisation-rivals"),
    path("@<slug:handle>/invite/", views_members.invite, name="organisation-invite"),
    path("@<slug:handle>/invite/<int:invitation_id>/withdraw/", views_members.withdraw, name="organisation-withdraw"),
    path("@<slug:handle>/people/<slug:member>/", views_members.member, name="organisation-member"),
    path("@<slug:handle>/people/<slug:member>/role/", views_members.role, name="organisation-role"),
    path("@<slug:handle>/people/<slug:member>/end/", views_members.end, name="organisation-end"),
    # Circles
    path("@<slug:handle>/add/", views_listings.add, name="circle-add"),
    path("@<slug:handle>/people/<slug:member>/keeper/", views_listings.keeper, name="circle-keeper"),
    path("@<slug:handle>/people/<slug:member>/remove/", views_listings.remove, name="circle-remove"),
    path("@<slug:handle>/close/", views_circles.close, name="circle-close"),
]
