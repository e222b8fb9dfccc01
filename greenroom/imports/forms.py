"""The form with which somebody brings an archive."""

from django import forms
from django.utils.translation import gettext_lazy as _

from greenroom.imports.models import ImportRun


class BringForm(forms.Form):
    """An archive, whose it is, and who may read what it says no readers for."""

    archive = forms.FileField(
        label=_("The archive"), error_messages={"required": _("Choose the file of your archive.")}
    )
    kind = forms.ChoiceField(
        label=_("It comes from"), choices=ImportRun.Kind.choices, initial=ImportRun.Kind.MASTODON,
        error_messages={"required": _("Choose where your archive comes from.")},
    )  # fmt: skip
    audience = forms.ChoiceField(
        label=_("Who may read posts from X"),
        choices=[("network", _("The network")), ("followers", _("Followers")), ("public", _("Public"))],
        initial="network",
        help_text=_("X does not say who could read a post. Mastodon does, and it stays so."),
    )
