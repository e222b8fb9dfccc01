"""What a person sends about their private feed."""

from django import forms

CLOSED, NONE = "closed", "none"


class PrivateFeedForm(forms.Form):
    """Open a feed with or without closed words, or end it."""

    deed = forms.ChoiceField(choices=[("open", ""), ("end", "")])
    words = forms.ChoiceField(choices=[(NONE, ""), (CLOSED, "")], required=False)

    @property
    def tells_closed_words(self) -> bool:
        """Whether words of closed posts may leave through the feed; not unless asked for."""
        return bool(self.cleaned_data["words"] == CLOSED)
