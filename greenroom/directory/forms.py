"""Shapes of input on the pages of an organisation's directory."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from greenroom.directory.models import Arrangement, SignOn


class SignOnForm(forms.Form):
    """A provider of OpenID Connect. An empty secret leaves the one that is there."""

    issuer = forms.CharField(
        label=_("Issuer"),
        max_length=255,
        help_text=_("The provider's address as it calls itself, beginning with https://."),
    )
    client_id = forms.CharField(label=_("Client id"), max_length=255)
    client_secret = forms.CharField(
        label=_("Client secret"),
        max_length=500,
        required=False,
        strip=True,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("Empty keeps the one that is there. It is sealed and never shown."),
    )
    claim = forms.CharField(
        label=_("Claim"),
        max_length=60,
        initial="sub",
        help_text=_("What it sends that is the key of somebody in your directory: sub, oid, or one of your own."),
    )
    counts_as_both = forms.BooleanField(label=_("The provider asks for a second factor itself"), required=False)
    is_enabled = forms.BooleanField(label=_("Switched on"), required=False, initial=True)

    @classmethod
    def for_(cls, sent: Any, known: SignOn | None) -> "SignOnForm":
        """As it was sent, or as it is set up."""
        names = ("issuer", "client_id", "claim", "counts_as_both", "is_enabled")
        return cls(sent, initial={name: getattr(known, name) for name in names} if known else None)

    def clean_client_secret(self) -> str | None:
        """None keeps what is there."""
        return self.cleaned_data["client_secret"] or None


class FileForm(forms.Form):
    """A people file."""

    file = forms.FileField(label=_("People file"), error_messages={"required": _("Choose a file.")})


class ArrangementForm(forms.Form):
    """Whether newcomers are written to, how many may leave unasked, and which column holds what."""

    invites = forms.BooleanField(label=_("Invite newcomers by mail"), required=False)
    most_leaving = forms.IntegerField(
        label=_("How many percent may leave by one file before it stops and asks"), min_value=0, max_value=100
    )
    columns = forms.CharField(
        label=_("Columns with other names"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text=_("One a line: key=PersNr, email=Mail, site=Location. A further name becomes an attribute."),
    )

    @classmethod
    def for_(cls, sent: Any, settled: Arrangement) -> "ArrangementForm":
        """As it was sent, or as it is settled."""
        columns = "\n".join(f"{ours}={theirs}" for ours, theirs in settled.columns.items())
        shown = {"invites": settled.invites, "most_leaving": settled.most_leaving, "columns": columns}
        return cls(sent, initial=shown)

    def clean_columns(self) -> dict[str, str]:
        """The lines as a mapping."""
        lines = [line.strip() for line in self.cleaned_data["columns"].splitlines() if line.strip()]
        if any("=" not in line for line in lines):
            raise ValidationError(_("Write one a line, with an equals sign: email=Mail."))
        return {ours.strip(): theirs.strip() for ours, _equals, theirs in (line.partition("=") for line in lines)}


class TokenForm(forms.Form):
    """A name by which the token is known later."""

    name = forms.CharField(label=_("Name of the token"), max_length=60, help_text=_("For example: Entra ID."))
