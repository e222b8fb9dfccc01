"""Keeping: one archive of everything that is stored, and everything stored again from it, on either database."""
