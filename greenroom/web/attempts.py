"""One call of an action from a form: it goes through, or its refusal stands at the field it is about."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from greenroom.kit import text

LONGEST_SEARCH = 120


def accepted(form: forms.Form, act: Callable[..., Any], *, at: str | None = None) -> bool:
    """True when the input has its shape and `act(**cleaned_data)` went through.

    Otherwise the form carries one sentence for each fault: a fault of a field at that field, a refusal of
    the action at the field `at` (None: above the form). What was typed stays in the form.
    """
    if not form.is_valid():
        return False
    try:
        act(**form.cleaned_data)
    except ValidationError as refusal:
        place(form, refusal, at=at)
        return False
    return True


def place(form: forms.Form, refusal: ValidationError, *, at: str | None = None) -> None:
    """Put what the action declined where the person sees it; fields that the form lacks count as the whole form."""
    if not hasattr(refusal, "error_dict"):
        form.add_error(at, refusal)
        return
    for name, errors in refusal.error_dict.items():
        field = name if name != NON_FIELD_ERRORS and name in form.fields else at
        form.add_error(field, errors)


def status_of(form: forms.Form) -> int:
    """422 for a form that was sent and declined, 200 for one that is shown for the first time."""
    return 422 if form.is_bound and form.errors else 200


def searched(typed: str) -> str:
    """The words of a search as far as they can find anything: tidy, and no longer than a name."""
    return text.clean(typed[:LONGEST_SEARCH])
