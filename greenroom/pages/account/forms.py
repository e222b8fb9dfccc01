"""The shapes of what is typed to sign in, to enrol, to accept and to open."""

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _

from greenroom.pages.fields import language_field

CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "in"}


def address_field() -> forms.EmailField:
    """A mail address that signs somebody in."""
    return forms.EmailField(
        label=_("Mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username webauthn"}),
        error_messages={
            "required": _("Your mail address is missing."),
            "invalid": _("This is not a mail address."),
        },
    )


def password_field(label: Any, *, autocomplete: str, help_text: Any = "", required: bool = True) -> forms.CharField:
    """A password: never stripped, never sent back, at most as long as a page of a book."""
    return forms.CharField(
        label=label,
        strip=False,
        max_length=1_000,
        required=required,
        help_text=help_text,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
        error_messages={"required": _("The password is missing.")},
    )


def new_password_field(*, required: bool = True) -> forms.CharField:
    """A password that somebody chooses."""
    return password_field(
        _("New password"),
        autocomplete="new-password",
        help_text=_("At least 10 letters, digits or signs. A few words that belong together only for you are good."),
        required=required,
    )


def handle_field() -> forms.CharField:
    """A handle that somebody chooses."""
    return forms.CharField(
        label=_("Handle"),
        max_length=31,
        help_text=_("Up to 30 small letters, digits or underscores. Your posts live under it; it stays as it is."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
        error_messages={"required": _("A handle is missing.")},
    )


def name_field() -> forms.CharField:
    """A person's own name."""
    return forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Your name is missing.")},
    )


class SignInForm(forms.Form):
    """Address and password."""

    email = address_field()
    password = password_field(_("Password"), autocomplete="current-password")


class CodeForm(AuthenticateForm):
    """A code of the app, or a recovery code."""

    code = forms.CharField(
        label=_("Code from your authenticator app"),
        max_length=20,
        help_text=_("Or one of your recovery codes."),
        widget=forms.TextInput(attrs=CODE),
        error_messages={"required": _("The code is missing.")},
    )


class CodeAgainForm(ReauthenticateForm):
    """Password and code once more; the password only where there is one."""

    password = password_field(_("Password"), autocomplete="current-password")
    code = forms.CharField(
        label=_("Code from your authenticator app"),
        max_length=20,
        widget=forms.TextInput(attrs=CODE),
        error_messages={"required": _("The code is missing.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.user.has_usable_password():
            del self.fields["password"]


class EnrolAppForm(ActivateTOTPForm):
    """The first code of a new app, which shows that it holds the secret."""

    code = forms.CharField(
        label=_("Code that the app shows now"),
        max_length=20,
        widget=forms.TextInput(attrs=CODE),
        error_messages={"required": _("The code is missing.")},
    )


class PasskeyForm(forms.Form):
    """What a device answered, and what the passkey is called."""

    credential = forms.JSONField(widget=forms.HiddenInput, max_length=20_000)
    name = forms.CharField(
        label=_("Name of the device"),
        max_length=60,
        required=False,
        help_text=_("So that you know later which one it is."),
    )


class LostPasswordForm(forms.Form):
    """Whose password is lost."""

    email = address_field()


class NewPasswordForm(forms.Form):
    """Another password."""

    password = new_password_field()


class AcceptForm(forms.Form):
    """A newcomer; address and roles come from the invitation alone."""

    display_name = name_field()
    handle = handle_field()
    language = language_field()
    password = new_password_field(required=False)


class ClaimForm(forms.Form):
    """Somebody who takes over a row that waits for them; its handle stays."""

    display_name = name_field()
    language = language_field()
    password = new_password_field(required=False)


class FirstRunForm(forms.Form):
    """The first person of a network, and its name."""

    code = forms.CharField(
        label=_("Code from the terminal"),
        max_length=100,
        help_text=_("It stands where Greenroom was started."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("The code is missing.")},
    )
    network_name = forms.CharField(
        label=_("Name of the network"),
        max_length=80,
        error_messages={"required": _("The network needs a name.")},
    )
    display_name = name_field()
    handle = handle_field()
    email = address_field()
    password = new_password_field()
    language = language_field()
