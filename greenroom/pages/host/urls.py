"""Addresses of the host's pages."""

from django.urls import URLPattern, URLResolver, path

from greenroom.pages.host import (
    views_choices,
    views_health,
    views_invitations,
    views_organisations,
    views_people,
    views_record,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("host/people/", views_people.people, name="host-people"),
    path("host/people/<slug:handle>/", views_people.person, name="host-person"),
    path("host/people/<slug:handle>/role/", views_people.role, name="host-role"),
    path("host/people/<slug:handle>/suspend/", views_people.suspend, name="host-suspend"),
    path("host/people/<slug:handle>/reinstate/", views_people.reinstate, name="host-reinstate"),
    path("host/record/", views_record.record, name="host-record"),
    path("host/record/verify/", views_record.verify, name="host-record-verify"),
    path("host/health/", views_health.health, name="host-health"),
    path("host/health/hold/", views_health.hold, name="host-hold"),
    path("host/health/mail/<int:mail_id>/", views_health.settle_mail, name="host-mail"),
    path("host/choices/", views_choices.choices, name="host-choices"),
    path("host/invitations/", views_invitations.invitations, name="host-invitations"),
    path("host/invitations/new/", views_invitations.new, name="host-invitation-new"),
    path("host/invitations/<int:invitation_id>/withdraw/", views_invitations.withdraw, name="host-withdraw"),
    path("host/organisations/", views_organisations.organisations, name="host-organisations"),
    path("host/organisations/new/", views_organisations.new, name="host-organisation-new"),
    path("host/organisations/<slug:handle>/", views_organisations.organisation, name="host-organisation"),
]
