"""Telling hosts that something is wrong, and the hosts' desk for it."""
