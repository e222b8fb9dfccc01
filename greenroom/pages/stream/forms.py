"""The shape of what is typed on the pages of the stream; the rules live in the actions."""

from typing import Any

from django import forms
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

from greenroom.kit import text

# fmt: off
SPOKEN = [
    "ar", "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "eu", "fi", "fr", "ga", "hr", "hu", "is", "it", "ja",
    "ko", "lb", "lt", "lv", "mk", "nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "tr", "uk",
    "zh-hans",
]
# fmt: on
LANGUAGES: list[tuple[str, str]] = sorted(
    ((code, str(LANG_INFO[code]["name_local"])) for code in SPOKEN), key=lambda pair: pair[1].casefold()
)


class WordsField(forms.CharField):
    """Free words, handed on as they were sent; what may be stored of them, the action decides."""

    def __init__(self) -> None:
        super().__init__(required=False, strip=False)
        self.validators.clear()  # NUL is no reason to refuse a letter: it is cleaned away with other controls


class PostForm(forms.Form):
    """Headline, note, and what is folded away under "Language and cover"."""

    headline = WordsField()
    note = WordsField()
    spoiler_text = WordsField()
    sensitive = forms.BooleanField(required=False)
    language = forms.ChoiceField(
        required=False,
        choices=[("", ""), *LANGUAGES],
        error_messages={"invalid_choice": _("Choose a language from the list.")},
    )


class ReplyForm(PostForm):
    """A reply is typed in one field; the headline is cut from it (stream, section 3.2)."""

    text = WordsField()

    def clean(self) -> dict[str, Any]:
        """Headline and note from the one field, when that field was sent."""
        cleaned = super().clean() or {}
        typed = cleaned.pop("text", "")
        if typed.strip():
            words = text.split(text.clean(typed))
            cleaned |= {"headline": words.headline, "note": words.note}
        return cleaned
