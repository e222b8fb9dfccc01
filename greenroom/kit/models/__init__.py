"""Rows of the kit, one noun a file."""
