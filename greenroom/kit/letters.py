"""Letters: what a mail looks like on the wire, whatever was put into its fields."""

import os
import re
import unicodedata
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from pathlib import Path

from django.conf import settings

from greenroom.kit.models import Mail

# Control characters, line and paragraph separators, and marks that turn the direction of reading.
NOT_IN_A_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
NOT_IN_A_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]+")


def one_line(words: str) -> str:
    """The words as a header may carry them: no line break, no control character."""
    return " ".join(NOT_IN_A_LINE.sub(" ", unicodedata.normalize("NFC", words)).split())


def plain(text: str) -> str:
    """The text as a body may carry it: unified line ends, no control characters."""
    return NOT_IN_A_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def letter(mail: Mail) -> EmailMessage:
    """One text part and a fixed set of headers, however its fields were filled."""
    name, sender = parseaddr(settings.MAIL_FROM)
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(display_name=one_line(name), addr_spec=ascii_address(sender))
    message["To"] = Address(addr_spec=ascii_address(mail.to))
    message["Subject"] = one_line(mail.subject)
    message["Date"] = format_datetime(mail.queued_at)
    message["Message-ID"] = f"<{mail.pk}.{int(mail.queued_at.timestamp())}@{ascii_address(sender).rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"  # no holiday replies
    message.set_content(plain(mail.text), charset="utf-8", cte="quoted-printable")
    return message


def ascii_address(address: str) -> str:
    """The address with its host as the wire wants it: `ida@müller.example` is `ida@xn--mller-kva.example`."""
    local, _at, host = one_line(address).rpartition("@")
    return f"{local}@{host.encode('idna').decode('ascii')}" if not host.isascii() else f"{local}@{host}"


def write_file(mail: Mail, message: EmailMessage) -> Path:
    """Put the letter into the mail folder; whole or not at all, and under the same name each time."""
    folder = Path(settings.MAIL_FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    final = folder / f"{mail.queued_at:%Y%m%d-%H%M%S}-{mail.pk}.eml"
    part = final.with_suffix(".part")
    with part.open("wb") as file:
        part.chmod(0o600)
        file.write(message.as_bytes())
        file.flush()
        os.fsync(file.fileno())
    return part.replace(final)
