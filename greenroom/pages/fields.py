"""Fields that forms of several pages share."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from greenroom.people.models import Role


def name_field(missing: Any) -> forms.CharField:
    """What a person, an organisation or a circle is called; `missing` is said when it is empty."""
    return forms.CharField(label=_("Name"), max_length=120, error_messages={"required": missing})


def organisation_name_field() -> forms.CharField:
    """What an organisation is called."""
    return name_field(_("The organisation needs a name."))


def summary_field(label: Any) -> forms.CharField:
    """What somebody says about themselves, in as many words as they like."""
    return forms.CharField(
        label=label,
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Markdown: **bold**, *italic*, [words](https://example.org), a dash at the start of a line for a list."
        ),
    )


def invited_address_field() -> forms.EmailField:
    """The mail address of somebody who is invited."""
    return forms.EmailField(
        label=_("Mail address"),
        max_length=254,
        error_messages={
            "required": _("Write the mail address of the person."),
            "invalid": _("This is not a mail address."),
        },
    )


def language_field() -> forms.ChoiceField:
    """A language of the pages, each in its own words: who looks for it may not read the page's language."""
    names = {"en": "English", "de": "Deutsch", "fr": "Français"}
    return forms.ChoiceField(
        label=_("Language of pages and mail"), choices=[(code, names[code]) for code, _name in settings.LANGUAGES]
    )


class RoleForm(forms.Form):
    """Owner, administrator or member: as far as whoever asks may give it."""

    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)

    def __init__(self, *arguments: Any, roles: list[Role], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["role"].choices = [(role.value, role.label) for role in roles]  # type: ignore[attr-defined]
