"""Signing in as somebody of the demo world with one click; exists in a demo world alone."""
