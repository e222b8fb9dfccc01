"""The audit chain: who did what to what, each entry bound to the one before it."""

from greenroom.kit.audit.chain import Fault, Verdict, verify
from greenroom.kit.audit.entries import erase, payload_of, record

__all__ = ["Fault", "Verdict", "erase", "payload_of", "record", "verify"]
