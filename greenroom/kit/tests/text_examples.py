"""How the properties of texts are tried out: many examples, and no clock, since the machine may be busy."""

from hypothesis import settings

unhurried = settings(deadline=None, max_examples=200)
