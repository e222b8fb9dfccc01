"""Rows of the kit; one noun a file."""

from greenroom.kit.models.allowance import Allowance
from greenroom.kit.models.audit import AuditEntry, AuditHead, AuditKey
from greenroom.kit.models.fact import Clock, Errand, Fact
from greenroom.kit.models.keeping import Keeping
from greenroom.kit.models.mail import Mail
from greenroom.kit.models.move import Move
from greenroom.kit.models.option import Option

__all__ = [
    "Allowance",
    "AuditEntry",
    "AuditHead",
    "AuditKey",
    "Clock",
    "Errand",
    "Fact",
    "Keeping",
    "Mail",
    "Move",
    "Option",
]
