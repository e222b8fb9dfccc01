"""Rows of the kit; one noun a file."""

from greenroom.kit.models.fact import Clock, Errand, Fact

__all__ = ["Clock", "Errand", "Fact"]
