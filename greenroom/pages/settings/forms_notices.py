"""The table of notices: a box for each kind and channel, and the hour of the daily mail."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from greenroom.social.telling import TELLINGS, Channel

CHANNELS = {Channel.MAIL: _("Mail"), Channel.PUSH: _("Push")}  # the columns, in this order
HOURS = [(str(hour), f"{hour}:00") for hour in range(24)]


class DeviceForm(forms.Form):
    """What a browser hands out when somebody allows pushes; the script fills it in."""

    endpoint = forms.CharField(max_length=4_000, widget=forms.HiddenInput)
    p256dh = forms.CharField(max_length=200, widget=forms.HiddenInput)
    auth = forms.CharField(max_length=100, widget=forms.HiddenInput)


class NoticesForm(forms.Form):
    """Which kinds go out by which channel; what only hosts are told stands there for hosts alone."""

    mail_hour = forms.ChoiceField(
        label=_("One mail a day"),
        choices=[("", _("No mail")), *HOURS],
        required=False,
        help_text=_("At this hour of your time zone, and only when something is new."),
        error_messages={"invalid_choice": _("Choose a full hour between 0 and 23.")},
    )

    def __init__(self, *arguments: Any, is_host: bool, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.kinds = [kind for kind, telling in TELLINGS.items() if is_host or not telling.is_for_hosts]
        for kind in self.kinds:
            for channel, column in CHANNELS.items():
                label = f"{TELLINGS[kind].label}: {column}"
                box = forms.CheckboxInput(attrs={"class": "box", "aria-label": label})
                self.fields[f"{channel}-{kind}"] = forms.BooleanField(required=False, widget=box)

    def clean(self) -> dict[str, Any]:
        """What the action takes: an hour or none, and a yes or no for each box."""
        given = super().clean() or {}
        hour = given.get("mail_hour")
        return {
            "mail_hour": int(hour) if hour else None,
            "wanted": {(kind, channel): given[f"{channel}-{kind}"] for kind in self.kinds for channel in CHANNELS},
        }

    def columns(self) -> list[Any]:
        """The heads of the table."""
        return list(CHANNELS.values())

    def rows(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """Each kind with its boxes."""
        return [(TELLINGS[kind].label, [self[f"{channel}-{kind}"] for channel in CHANNELS]) for kind in self.kinds]
