"""Shapes of input in the settings: what was typed, before any rule of an action."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from greenroom.pages import fields
from greenroom.pages.settings.zones import ZoneField
from greenroom.people.models import Person

# A year alone, or a year and a month in either order, as people write it.
YEAR = re.compile(r"\A(?P<year>\d{4})\Z")
YEAR_FIRST = re.compile(r"\A(?P<year>\d{4})[-/. ](?P<month>\d{1,2})\Z")
MONTH_FIRST = re.compile(r"\A(?P<month>\d{1,2})[-/. ](?P<year>\d{4})\Z")

BETWEEN_TAGS = re.compile(r"[\s,;]+")


class MonthField(forms.Field):
    """A month as its first day; `type=month` sends 2021-03, and a person may type 2021, 3/2021 or 03.2021."""

    widget = forms.TextInput(attrs={"type": "month", "placeholder": "2021-03"})
    default_error_messages = {
        "invalid": _("Write a year and a month, for example 2021-03."),
        "required": _("Say when it began, for example 2021-03."),
    }

    def to_python(self, value: Any) -> date | None:
        """The first day of the month, or None when nothing was typed."""
        typed = str(value or "").strip()
        if not typed:
            return None
        found = YEAR.match(typed) or YEAR_FIRST.match(typed) or MONTH_FIRST.match(typed)
        if found is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        parts = found.groupdict()
        try:
            return date(int(parts["year"]), int(parts.get("month") or 1), 1)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


class ProfileForm(forms.Form):
    """What others read about a person; the handle is not here because posts live under it."""

    display_name = fields.name_field(_("Your name must not be empty."))
    byline = forms.CharField(
        label=_("Byline"),
        max_length=120,
        required=False,
        help_text=_("Stands beside your name. Empty: title and organisation of your first membership."),
    )
    summary = fields.summary_field(_("About you"))
    tags = forms.CharField(
        label=_("Tags on your page"),
        max_length=2000,
        required=False,
        help_text=_("Up to ten, with spaces between: what people can ask you about. Everybody sees them."),
    )
    approves_followers = forms.BooleanField(
        label=_("I approve followers one by one"),
        required=False,
        help_text=_("Somebody who wants to follow you waits until you say yes. Who follows you now stays."),
    )

    def clean_tags(self) -> list[str]:
        """Each tag by itself, however they are set apart."""
        return BETWEEN_TAGS.sub(" ", self.cleaned_data["tags"]).split()


class CareerForm(forms.Form):
    """One post held. An empty end means that it lasts."""

    employer = forms.CharField(
        label=_("Where"), max_length=120, error_messages={"required": _("Name the organisation, as you would say it.")}
    )
    title = forms.CharField(
        label=_("As what"), max_length=120, error_messages={"required": _("Say what you did there.")}
    )
    started_date = MonthField(label=pgettext_lazy("start of a time", "From"))
    ended_date = MonthField(label=_("Until"), required=False)


class LookForm(forms.Form):
    """Language, time zone, light or dark, and whether single letters are keys."""

    language = fields.language_field()
    time_zone = ZoneField(label=_("Time zone"))
    theme = forms.ChoiceField(label=_("Light or dark"), choices=Person.Theme, widget=forms.RadioSelect)
    letter_keys = forms.BooleanField(
        label=_("Letter keys as shortcuts"),
        required=False,
        help_text=_("j and k move through a timeline, r replies, ? shows them all."),
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        zone = self.fields["time_zone"]
        assert isinstance(zone, ZoneField)  # noqa: S101 - declared above
        zone.also([self.initial.get("time_zone", "")])
