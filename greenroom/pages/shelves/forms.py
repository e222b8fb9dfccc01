"""Shapes of input for what somebody arranges for themselves; the rules live in the actions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from greenroom.social.models import PeopleList


class ListForm(forms.Form):
    """What a list is called and what it shows."""

    name = forms.CharField(
        label=_("Name"),
        max_length=100,
        error_messages={"required": _("The list needs a name."), "max_length": _("A name has at most 100 characters.")},
    )
    replies = forms.ChoiceField(
        label=_("Which answers it shows"),
        choices=PeopleList.Replies,
        widget=forms.RadioSelect,
        initial=PeopleList.Replies.LISTED,
        error_messages={
            "required": _("Choose which answers it shows."),
            "invalid_choice": _("Choose which answers it shows."),
        },
    )
    is_exclusive = forms.BooleanField(
        label=_("Keep its people out of my home timeline"),
        required=False,
        help_text=_("You then read them here alone."),
    )
