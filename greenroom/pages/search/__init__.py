"""The search page: posts, people, organisations and tags."""
