"""Search: posts by their words, people, organisations and tags by the beginning of theirs."""
