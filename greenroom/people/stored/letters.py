"""Mail to somebody, and what they used of what is limited by time."""

from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenroom.kit.models import Allowance, Mail
from greenroom.people.belongings import Belonging, Row, removed
from greenroom.people.models import Person
from greenroom.people.stored.account import NAMELESS


def mail(person: Person) -> Iterator[Row]:
    """What the system wrote to them; its words are left out, since they may hold a link that works once."""
    for row in Mail.objects.filter(to__iexact=person.email or " ").order_by("queued_at", "pk"):
        yield {"subject": row.subject, "state": row.state, "created_at": row.queued_at, "settled_at": row.settled_at}


def erase_mail(person: Person, now: datetime) -> int:  # noqa: ARG001 - all shredders alike
    """What was written to them, also into the folder of mail; in what waits for others, their name."""
    if not person.email:
        return 0
    _take_files(person)
    name = person.identity.display_name
    if name != NAMELESS:
        for row in Mail.objects.filter(Q(subject__contains=name) | Q(text__contains=name)):
            subject, text = row.subject.replace(name, NAMELESS), row.text.replace(name, NAMELESS)
            Mail.objects.filter(pk=row.pk).update(subject=subject, text=text)
    return removed(Mail.objects.filter(to__iexact=person.email))


def _take_files(person: Person) -> None:
    """Letters that were written into the folder, because no server of mail is set up: to them, or with their name."""
    traces = (person.email or "", person.identity.display_name, f"@{person.handle}")
    for file in Path(settings.MAIL_FOLDER).glob("*.eml"):
        letter = message_from_bytes(file.read_bytes(), policy=default)
        body = letter.get_body()
        words = f"{letter['To']}\n{letter['Subject']}\n{body.get_content() if body else ''}".lower()
        if any(trace.lower() in words for trace in traces if trace not in {"", NAMELESS}):
            file.unlink(missing_ok=True)


def allowances(person: Person) -> Iterator[Row]:
    """Counts since a moment, such as of uploads."""
    for row in _counted(person):
        yield {"kind": row.key.partition(":")[0], "number": row.used, "since": row.began_at}


def _counted(person: Person) -> Iterator[Allowance]:
    yield from Allowance.objects.filter(key__endswith=f":{person.pk}").order_by("key")


def erase_allowances(person: Person, now: datetime) -> int:  # noqa: ARG001 - all shredders alike
    """All of them."""
    return removed(Allowance.objects.filter(key__endswith=f":{person.pk}"))


KINDS = [
    Belonging(
        key="mail",
        label=_("Mail to you"),
        why=_("So that a mail is sent once."),
        kept=_("7 days after it was sent; its words go when it is sent."),
        models=("kit.Mail",),
        rows=mail,
        erase=erase_mail,
        order=84,
    ),
    Belonging(
        key="allowances",
        label=_("Counts of what is limited"),
        why=_("So that nobody fills the disk with uploads."),
        kept=_("A day at most."),
        models=("kit.Allowance",),
        rows=allowances,
        erase=erase_allowances,
        order=88,
    ),
]
