"""The doctor: looks for what commonly goes wrong on a host's machine, and names the mend of each."""

from greenroom.kit.doctor.registry import CHECKS, Finding, check, examine

__all__ = ["CHECKS", "Finding", "check", "examine"]
