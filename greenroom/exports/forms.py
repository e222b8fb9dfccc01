"""Shapes of input of this room."""

from django import forms
from django.utils.translation import gettext_lazy as _


class EraseForm(forms.Form):
    """The own handle, typed: nobody does that by accident."""

    typed = forms.CharField(
        label=_("Type your handle to confirm"),
        max_length=60,
        error_messages={"required": _("Type your handle.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
