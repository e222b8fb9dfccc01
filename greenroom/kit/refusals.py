"""The expected "no": a sentence in the reader's language, never a stack trace."""

from typing import Any

from django.core.exceptions import ValidationError


class Refusal(ValidationError):  # noqa: N818 - the product's word
    """An action declines: the message says which rule, in plain words; nothing has changed.

    `code` is stable for machines; `params` fill the message, so that it is translated whole.
    """

    def __init__(self, message: Any, code: str = "refused", params: dict[str, Any] | None = None) -> None:
        super().__init__(message, code=code, params=params)
