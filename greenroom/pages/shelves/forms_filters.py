"""The shape of a filter as it is typed."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from greenroom.social.models import Filter

FOR_GOOD, AS_IT_IS = "", "kept"
HOURS = [
    (FOR_GOOD, _("Until I end it")),
    ("1", _("For an hour")),
    ("24", _("For a day")),
    ("168", _("For seven days")),
    ("720", _("For thirty days")),
]


class FilterForm(forms.Form):
    """What is looked for, where, and what becomes of it."""

    title = forms.CharField(
        label=_("Name"),
        max_length=100,
        help_text=_("Stands on the line behind which a post is folded away."),
        error_messages={"required": _("The filter needs a name.")},
    )
    whole = forms.CharField(
        label=_("Whole words and phrases"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One on each line. Capitals and accents do not matter."),
    )
    parts = forms.CharField(
        label=_("Parts of words"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One on each line; “ferr” finds “ferry” and “ferries”."),
    )
    contexts = forms.MultipleChoiceField(
        label=_("Where it holds"),
        choices=Filter.Context,
        widget=forms.CheckboxSelectMultiple,
        initial=[Filter.Context.HOME, Filter.Context.PUBLIC],
        error_messages={
            "required": _("Choose where the filter holds."),
            "invalid_choice": _("Choose where the filter holds."),
        },
    )
    action = forms.ChoiceField(
        label=_("What becomes of a post with these words"),
        choices=[
            (Filter.Action.WARN, _("It is folded away behind a line that can be opened")),
            (Filter.Action.HIDE, _("It is not shown")),
        ],
        widget=forms.RadioSelect,
        initial=Filter.Action.WARN,
        error_messages={"required": _("Choose what becomes of it.")},
    )
    hours = forms.ChoiceField(label=_("How long"), choices=HOURS, required=False)

    def __init__(self, *arguments: Any, ends_at: datetime | None = None, **named: Any) -> None:
        super().__init__(*arguments, **named)
        if ends_at is not None:
            self.fields["hours"].choices = [(AS_IT_IS, _("As it is now")), *HOURS]  # type: ignore[attr-defined]
