"""Shapes of input on the host's pages."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from greenroom.pages import fields
from greenroom.pages.host.deeds import DEEDS
from greenroom.people.actions.network import MOST_PAST_YEARS
from greenroom.people.models import Organisation, Role

NO_ROLE = ("", _("None"))


class InvitationForm(forms.Form):
    """An invitation into the network, into an organisation, or into both."""

    email = fields.invited_address_field()
    network_role = forms.ChoiceField(label=_("In the network"), required=False, widget=forms.RadioSelect)
    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none(), required=False, empty_label=_("None")
    )
    organisation_role = forms.ChoiceField(label=_("Role there"), required=False, choices=[NO_ROLE, *Role.choices])

    def __init__(self, *arguments: Any, roles: list[Role], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["network_role"].choices = [NO_ROLE, *((role.value, role.label) for role in roles)]  # type: ignore[attr-defined]
        chooser = cast("forms.ModelChoiceField[Organisation]", self.fields["organisation"])
        open_ones = Organisation.objects.filter(closed_at=None).select_related("identity")
        chooser.queryset = open_ones.order_by("identity__folded")
        chooser.label_from_instance = lambda obj: obj.identity.display_name  # type: ignore[method-assign]

    def clean(self) -> dict[str, Any]:
        """An organisation needs a role and a role an organisation: each missing half is named at its field."""
        given = super().clean() or {}
        if given.get("organisation") and not given.get("organisation_role"):
            self.add_error("organisation_role", _("Choose a role in the organisation."))
        if given.get("organisation_role") and not given.get("organisation") and "organisation" not in self.errors:
            self.add_error("organisation", _("Choose the organisation for this role."))
        return given


class OrganisationAddForm(forms.Form):
    """A new organisation and, if known, the person who owns it."""

    display_name = fields.organisation_name_field()
    handle = forms.CharField(
        label=_("Handle"),
        max_length=30,
        help_text=_("Small letters, digits and underscores. It stays as it is."),
        error_messages={"required": _("The organisation needs a handle.")},
    )
    sector = forms.CharField(label=_("Sector"), max_length=60, required=False)
    owner = forms.CharField(
        label=_("Owner"),
        max_length=40,
        required=False,
        help_text=_("The handle of a person, for example @ida. Empty: you invite the owner afterwards."),
    )


class OwnerForm(forms.Form):
    """Who becomes an owner of an organisation."""

    owner = forms.CharField(
        label=_("Handle of the new owner"),
        max_length=40,
        error_messages={"required": _("Write the handle of a person, for example @ida.")},
    )


class SuspendForm(forms.Form):
    """Why somebody is suspended; kept in the record of what hosts did."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Which rule, in one or two sentences. The person reads it in a mail, without your name."),
        error_messages={"required": _("Give the reason. It stays in the record.")},
    )


class RecordForm(forms.Form):
    """What of the record is shown."""

    kind = forms.ChoiceField(label=_("What was done"), required=False, choices=[("", _("Everything")), *DEEDS.items()])
    who = forms.CharField(label=_("By or about whom"), max_length=40, required=False)
    since = forms.DateField(label=_("From this day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("Up to this day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))


class ChoicesForm(forms.Form):
    """What holds for the whole network; a name that is left out stays as it is."""

    name = forms.CharField(
        label=_("Name of the network"),
        required=False,
        help_text=_("It stands on the pages, in mail and on devices that installed it."),
    )
    required = forms.BooleanField(
        label=_("Every picture needs a description"),
        required=False,
        help_text=_("A post whose pictures are not described comes back to its writer with everything in it."),
    )
    years = forms.IntegerField(
        label=_("Years for which a former employer counts"),
        required=False,
        help_text=_("Between former colleagues and employers there may be a conflict of interest. 0: it never counts."),
        min_value=0,
        max_value=MOST_PAST_YEARS,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("Write a whole number of years, at most 50.")
        ),
    )
