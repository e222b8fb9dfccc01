"""Addresses of the area `settings`."""

from django.urls import URLPattern, URLResolver, path
from django.views.generic import RedirectView

from greenroom.pages.settings import views, views_elsewhere, views_interests, views_notices, views_people

urlpatterns: list[URLPattern | URLResolver] = [
    path("settings/", views.profile, name="settings"),
    path("settings/interests/", views_interests.interests, name="settings-interests"),
    path(
        "settings/interests/<int:interest_id>/withdraw/", views_interests.withdraw, name="settings-interests-withdraw"
    ),
    path("settings/career/", views.career, name="settings-career"),
    path("settings/career/<int:entry_id>/remove/", views.career_remove, name="settings-career-remove"),
    path("settings/language/", views.language, name="settings-language"),
    path("settings/appearance/", RedirectView.as_view(pattern_name="settings-language"), name="settings-appearance"),
    path("settings/security/", RedirectView.as_view(pattern_name="account_security"), name="settings-security"),
    path("settings/elsewhere/", views_elsewhere.elsewhere, name="settings-elsewhere"),
    path("settings/notices/", views_notices.notices, name="settings-notices"),
    path("settings/notices/device/", views_notices.device, name="settings-notices-device"),
    path("settings/notices/device/end/", views_notices.end_device, name="settings-notices-device-end"),
    path("settings/people/", views_people.people, name="settings-people"),
    path("settings/followers/", RedirectView.as_view(pattern_name="settings-people"), name="settings-followers"),
    path("settings/followers/<slug:handle>/remove/", views_people.remove, name="follower-remove"),
    path("settings/followers/<slug:handle>/", views_people.answer, name="settings-followers-answer"),
]
