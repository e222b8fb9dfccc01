"""The demo world, the oracle and the cast of the tests."""
