"""The shared front of every HTML room."""
