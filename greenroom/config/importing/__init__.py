"""Bringing in people, follows and posts from files of others, one kind a module."""
