"""Rows of what an organisation's directory says, one noun a file."""

from greenroom.directory.models.arrangement import Arrangement
from greenroom.directory.models.entry import Entry
from greenroom.directory.models.reading import Reading
from greenroom.directory.models.sign_on import ExternalIdentity, SignOn
from greenroom.directory.models.token import Token

__all__ = ["Arrangement", "Entry", "ExternalIdentity", "Reading", "SignOn", "Token"]
