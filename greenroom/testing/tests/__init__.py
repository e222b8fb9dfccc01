"""Tests of the oracle, the demo world and the cast."""
