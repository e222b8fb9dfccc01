"""Shapes of input about reports."""

from django import forms
from django.utils.translation import gettext_lazy as _

from greenroom.social.models import Report


class ReportForm(forms.Form):
    """What is wrong, in a choice and in words."""

    category = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=Report.Category.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong.")},
    )
    comment = forms.CharField(
        label=_("What should the hosts know?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("At most 2,000 characters. Only hosts read it."),
    )


class ReasonForm(forms.Form):
    """Why hosts take a post away; its author reads it."""

    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Which rule, in one or two sentences. The author reads it; your name is not told."),
        error_messages={"required": _("A reason is needed.")},
    )


class OutcomeForm(forms.Form):
    """What came of a report; whoever made it reads it."""

    acted = forms.ChoiceField(
        label=_("Was anything done?"),
        choices=[("yes", _("We did something about it")), ("no", _("There is nothing to do"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what came of it.")},
    )
    outcome = forms.CharField(
        label=_("To the person who reported"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One or two sentences. Your name is not told."),
        error_messages={"required": _("Say in a sentence what came of it.")},
    )
