"""Greenroom: a self-hosted network for those who speak for organisations."""
