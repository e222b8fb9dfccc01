"""Addresses of the area `account`; the names that begin with account_ and mfa_ are the sign-in library's."""

from django.urls import URLPattern, URLResolver, path

from greenroom.pages.account import views_arrive, views_enrol, views_password, views_security, views_sign_in

urlpatterns: list[URLPattern | URLResolver] = [
    path("first-run/", views_arrive.first_run, name="first-run"),
    path("invitation/<str:token>/", views_arrive.invitation, name="invitation"),
    path("account/login/", views_sign_in.sign_in, name="account_login"),
    path("account/login/passkey/", views_sign_in.sign_in_by_passkey, name="mfa_login_webauthn"),
    path("account/login/passkey/begin/", views_sign_in.begin_passkey, name="account_begin_passkey"),
    path("account/login/code/", views_sign_in.code, name="mfa_authenticate"),
    path("account/login/code/begin/", views_sign_in.begin_code_by_passkey, name="account_begin_code"),
    path("account/login/again/", views_sign_in.start_again, name="account_start_again"),
    path("account/login/enrol/", views_enrol.enrol, name="account_enrol"),
    path("account/login/enrol/begin/", views_enrol.begin_enrol_by_passkey, name="account_begin_enrol"),
    path("account/logout/", views_sign_in.sign_out, name="account_logout"),
    path("account/inactive/", views_sign_in.inactive, name="account_inactive"),
    path("account/security/", views_security.security, name="account_security"),
    path("account/again/", views_security.show_again, name="account_reauthenticate"),
    path("account/again/begin/", views_security.begin_show_again, name="account_begin_again"),
    path("account/passkeys/add/", views_security.add_passkey, name="mfa_add_webauthn"),
    path("account/passkeys/add/begin/", views_security.begin_add_passkey, name="account_begin_add"),
    path("account/app/add/", views_security.add_app, name="mfa_activate_totp"),
    path("account/factors/<int:factor_id>/remove/", views_security.remove_factor, name="account_remove_factor"),
    path("account/codes/", views_security.recovery_codes, name="mfa_view_recovery_codes"),
    path("account/devices/<int:device_id>/end/", views_security.end_device, name="account_end_device"),
    path("account/devices/end-others/", views_security.end_other_devices, name="account_end_others"),
    path("account/password/", views_password.change, name="account_change_password"),
    path("account/password/lost/", views_password.lost, name="account_reset_password"),
    path("account/password/new/<int:person_id>/<str:token>/", views_password.new, name="account_new_password"),
]
