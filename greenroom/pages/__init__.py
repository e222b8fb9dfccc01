"""The HTML of the core."""
