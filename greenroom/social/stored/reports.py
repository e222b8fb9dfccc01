"""What somebody reported, and what was reported about them."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from greenroom.people.belongings import Belonging, Row, removed
from greenroom.people.models import Person
from greenroom.people.stored.naming import who
from greenroom.social.models import ClosedLook, Report
from greenroom.social.queries.reports import reports_of


def reports(person: Person) -> Iterator[Row]:
    """Those that they made, with what came of it and without the host (catalogue A16).

    Those about them, and looks of hosts at what they said, are not shown: they would tell who may have reported.
    """
    for row in reports_of(person.identity):
        yield {
            "about_whom": who(row.about),
            "category": row.category,
            "comment": row.comment,
            "state": row.state,
            "outcome": row.outcome,
            "created_at": row.created_at,
        }


def erase_reports(person: Person, now: datetime) -> int:  # noqa: ARG001 - all shredders alike
    """Those about them go, with looks at their posts; those that they made lose their words, not the decision."""
    if gone := removed(Report.objects.filter(about=person.pk), ClosedLook.objects.filter(post__author=person.pk)):
        return gone
    return Report.objects.filter(reporter=person.pk).exclude(comment="").update(comment="")


KINDS = [
    Belonging(
        key="reports",
        label=_("Reports that you made"),
        why=_("So that hosts can deal with them. They alone learn that it was you."),
        kept=_("As long as your account."),
        models=("social.Report", "social.ClosedLook"),
        rows=reports,
        erase=erase_reports,
        place="reports",
        order=70,
    ),
]
