"""The audience oracle: random worlds, every surface read as every viewer, canary words decide."""
