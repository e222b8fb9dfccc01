"""Cards: what rooms may add beside the words of a post or into the right column of Home."""

from collections.abc import Callable
from dataclasses import dataclass

from greenroom.web.requests import GuestRequest


@dataclass(frozen=True, kw_only=True)
class Card:
    """One card. `context` loads what the template needs, through the viewer; None means: nothing to show."""

    key: str
    template: str
    order: int
    context: Callable[[GuestRequest], dict[str, object] | None]


_cards: dict[str, Card] = {}


def register(card: Card) -> None:
    """Add a card; refuses a second one of the same key and a template that is not a room's own HTML file."""
    if card.key in _cards:
        raise ValueError(f"There already is a card '{card.key}'.")
    if "/" not in card.template or not card.template.endswith(".html"):
        raise ValueError(f"The card '{card.key}' must name its template as 'room/card.html'.")
    _cards[card.key] = card


def cards(request: GuestRequest) -> list[tuple[str, dict[str, object]]]:
    """Template and context of each card that has something to show to this reader, in order."""
    ordered = sorted(_cards.values(), key=lambda card: (card.order, card.key))
    found = ((card.template, card.context(request)) for card in ordered)
    return [(template, context) for template, context in found if context is not None]
