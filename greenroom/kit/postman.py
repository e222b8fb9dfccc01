"""The postman: the one place that speaks to a mail server, sorting what goes wrong by whether words went out."""

import smtplib  # noqa: TID251 - this is where mail is sent
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.utils import parseaddr

from django.conf import settings

SECONDS = 20  # for each step of the conversation
PERMANENT = 500
IMPLICIT_TLS = 465


class RefusedError(Exception):
    """The other server said no for good."""


class LaterError(Exception):
    """Nothing went out; it may go better later."""


class UnknownError(Exception):
    """The words went out and no answer came: nobody can tell."""


@contextmanager
def connection() -> Iterator[smtplib.SMTP]:
    """A line to the configured server: encrypted where the server can, always where a password is sent."""
    try:
        server = _dial()
    except (OSError, smtplib.SMTPException) as error:
        raise LaterError(type(error).__name__) from error
    try:
        yield server
    finally:
        server.close()


def _dial() -> smtplib.SMTP:
    host, port = settings.MAIL_HOST, settings.MAIL_PORT
    context = ssl.create_default_context()
    if port == IMPLICIT_TLS:
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=context)
    else:
        server = smtplib.SMTP(host, port, timeout=SECONDS)
        server.ehlo()
        if server.has_extn("starttls") or settings.MAIL_USER:
            server.starttls(context=context)
            server.ehlo()
    if settings.MAIL_USER:
        server.login(settings.MAIL_USER, settings.MAIL_PASSWORD)
    return server


def introduce(server: smtplib.SMTP, letter: EmailMessage) -> None:
    """Name sender and recipient; raises `RefusedError` or `LaterError`."""
    sender, recipient = parseaddr(str(letter["From"]))[1], parseaddr(str(letter["To"]))[1]
    try:
        server.ehlo_or_helo_if_needed()
        for code, _answer in (server.mail(sender), server.rcpt(recipient)):
            _judge(code)
    except (OSError, smtplib.SMTPException) as error:
        raise LaterError(type(error).__name__) from error


def deliver(server: smtplib.SMTP, letter: EmailMessage) -> str:
    """Send the words; returns the answer's code. No answer is `UnknownError`."""
    try:
        code, _answer = server.data(letter.as_bytes())
    except smtplib.SMTPDataError as error:  # said no before the words
        _judge(error.smtp_code)
        raise LaterError(str(error.smtp_code)) from error
    except (OSError, smtplib.SMTPException) as error:
        raise UnknownError(type(error).__name__) from error
    _judge(code)
    return str(code)


def _judge(code: int) -> None:
    """2xx is yes, 5xx a no for good, everything else a no for now. The server's words may hold an address."""
    if code >= PERMANENT:
        raise RefusedError(str(code))
    if not 200 <= code < 300:  # noqa: PLR2004 - the classes of the protocol
        raise LaterError(str(code))
