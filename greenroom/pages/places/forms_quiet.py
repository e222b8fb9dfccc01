"""Shapes of input about somebody who is not told: for how long, and what one keeps in mind."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

HOURS = [("1", _("For an hour")), ("24", _("For a day")), ("168", _("For seven days")), ("", _("Until I take it back"))]


def whole_or_none(value: Any) -> int | None:
    """A number of hours, or None for good."""
    return int(value) if value else None


class MuteForm(forms.Form):
    """For how long, and whether their answers and mentions still make notices."""

    hours = forms.TypedChoiceField(
        label=_("How long"),
        choices=HOURS,
        coerce=whole_or_none,
        empty_value=None,
        required=False,
        initial="24",
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose how long.")},
    )
    keeps_notices = forms.BooleanField(
        label=_("Still tell me when they mention or answer me"),
        required=False,
    )


class NoteForm(forms.Form):
    """Words for oneself; how long they may be, the action says."""

    words = forms.CharField(
        label=_("Your note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Only you can read it. Empty it to take it away."),
    )
