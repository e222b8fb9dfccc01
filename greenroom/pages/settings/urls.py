"""Addresses of the area `settings`."""

from django.urls import URLPattern, URLResolver, path

from greenroom.pages.settings import views, views_people

urlpatterns: list[URLPattern | URLResolver] = [
    path("settings/", views.profile, name="settings"),
    path("settings/career/", views.career, name="settings-career"),
    path("settings/career/<int:entry_id>/remove/", views.career_remove, name="settings-career-remove"),
    path("settings/language/", views.language, name="settings-language"),
    path("settings/appearance/", views.appearance, name="settings-appearance"),
    path("settings/people/", views_people.people, name="settings-people"),
    path("settings/followers/", views_people.requests, name="settings-followers"),
    path("settings/followers/<str:handle>/remove/", views_people.remove, name="follower-remove"),
    path("settings/followers/<str:handle>/", views_people.answer, name="settings-followers-answer"),
]
