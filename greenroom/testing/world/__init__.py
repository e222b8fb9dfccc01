"""The demo world: its people and what they say, and how both come into the database."""
