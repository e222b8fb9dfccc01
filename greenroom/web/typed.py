"""What somebody typed into a form that could not be served: given back, secrets excepted."""

from dataclasses import dataclass

from django.http import HttpRequest

SECRET = ("password", "token", "code", "secret", "credential", "csrf")
SHORT = 40  # characters up to which a value is taken for a choice rather than words


@dataclass(frozen=True)
class Typed:
    """One value; `is_long` ones are shown, short ones travel along unseen."""

    name: str
    value: str
    is_long: bool


def typed_words(request: HttpRequest) -> list[Typed]:
    """Every value of the form; nothing when the form itself cannot be read."""
    if request.method != "POST":
        return []
    try:
        lists = request.POST.lists()
    except Exception:  # noqa: BLE001 - an error page must not fail over the cause of the error
        return []
    return [
        Typed(name, value, len(value) > SHORT or "\n" in value)
        for name, values in lists
        if not any(secret in name.lower() for secret in SECRET)
        for value in values
        if isinstance(value, str)
    ]
