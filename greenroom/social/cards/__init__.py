"""Link cards: what a page behind the first link of a public post says of itself."""

from greenroom.social.cards.attaching import change_card, drop_cards, forget_old_cards, link_of, show_card, want_card

__all__ = ["change_card", "drop_cards", "forget_old_cards", "link_of", "show_card", "want_card"]
