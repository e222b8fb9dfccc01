"""Shapes of input on the pages of organisations and circles."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from greenroom.pages import fields
from greenroom.people.models import Membership, Organisation, Role, Unit

# Twelve hues of oklch, evenly told apart; any other number an organisation already has is offered beside them.
HUES = [
    (27, _("Brick")),
    (42, _("Copper")),
    (70, _("Amber")),
    (105, _("Olive")),
    (140, _("Leaf")),
    (165, _("Pine")),
    (195, _("Lagoon")),
    (225, _("Sky")),
    (250, _("Harbour")),
    (285, _("Iris")),
    (315, _("Plum")),
    (345, _("Berry")),
]
STRENGTHS = [("0.06", _("Quiet")), ("0.1", _("Clear")), ("0.125", _("Strong"))]
DEPTHS = [("0.38", _("Deep")), ("0.45", _("Middle")), ("0.5", _("Light"))]


class OrganisationForm(forms.Form):
    """What an organisation says about itself, and its colour in three numbers."""

    display_name = fields.organisation_name_field()
    byline = forms.CharField(
        label=_("Byline"), max_length=120, required=False, help_text=_("Stands beside the name, in a few words.")
    )
    summary = fields.summary_field(_("About the organisation"))
    sector = forms.CharField(label=_("Sector"), max_length=60, required=False)
    website = forms.URLField(
        label=_("Website"),
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Write a whole address, for example https://example.org.")},
    )
    hue = forms.TypedChoiceField(label=_("Hue"), coerce=int, widget=forms.RadioSelect)
    chroma = forms.TypedChoiceField(label=_("Strength"), coerce=float, widget=forms.RadioSelect)
    lightness = forms.TypedChoiceField(label=_("Depth"), coerce=float, widget=forms.RadioSelect)

    def __init__(self, *arguments: Any, organisation: Organisation, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["hue"].choices = with_present(HUES, organisation.hue)  # type: ignore[attr-defined]
        self.fields["chroma"].choices = with_present(STRENGTHS, f"{organisation.chroma:g}")  # type: ignore[attr-defined]
        self.fields["lightness"].choices = with_present(DEPTHS, f"{organisation.lightness:g}")  # type: ignore[attr-defined]


def with_present(choices: list[tuple[Any, Any]], present: Any) -> list[tuple[Any, Any]]:
    """`choices`, and the value that the row has now when it is none of them: saving must not change it unasked."""
    if any(value == present for value, _name in choices):
        return choices
    return [*choices, (present, _("As it is now"))]


class UnitForm(forms.Form):
    """A department or a site."""

    name = forms.CharField(
        label=_("Name of the unit"), max_length=120, error_messages={"required": _("Name the unit.")}
    )


class MembershipForm(forms.Form):
    """What an organisation says about one of its members."""

    title = forms.CharField(
        label=_("Title"), max_length=120, required=False, help_text=_("For example: Press officer.")
    )
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none(), required=False, empty_label=_("None"))

    def __init__(self, *arguments: Any, organisation: Organisation, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["unit"].queryset = organisation.units.order_by("name")  # type: ignore[attr-defined]


class InviteForm(fields.RoleForm):
    """An invitation into an organisation."""

    email = fields.invited_address_field()


class CircleNameForm(forms.Form):
    """A circle's name, and what it is for."""

    display_name = fields.name_field(_("The circle needs a name."))
    summary = forms.CharField(
        label=_("What it is for"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class CircleForm(CircleNameForm):
    """A new circle; its handle stays."""

    handle = forms.CharField(
        label=_("Handle"),
        max_length=30,
        required=False,
        help_text=_("Small letters, digits and underscores; the address of the circle. Empty: made from the name."),
    )


def roles_below(own: str) -> list[Role]:
    """Roles that somebody of the role `own` may give: an owner all, an administrator those below their own."""
    order = [Role.MEMBER, Role.ADMINISTRATOR, Role.OWNER]
    if own == Role.OWNER:
        return order
    return order[: order.index(Role(own))] if own else []


def initial_of(membership: Membership) -> dict[str, Any]:
    """What the form of a membership shows before anything is typed."""
    return {"title": membership.title, "unit": membership.unit_id}


class HandleForm(forms.Form):
    """Somebody by handle."""

    handle = forms.CharField(
        label=_("Handle"), max_length=40, error_messages={"required": _("Choose a person, or write a handle.")}
    )

    def clean_handle(self) -> str:
        """The handle without its at sign."""
        return str(self.cleaned_data["handle"]).strip().removeprefix("@").lower()
