"""Telling the hosts that something is wrong, and what hosts do about it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.kit import audit, text
from greenroom.kit.facts import publish
from greenroom.kit.refusals import Refusal
from greenroom.people import clearance
from greenroom.people.models import Identity, Person
from greenroom.social.actions.authority import require_acts_as
from greenroom.social.actions.deleting import take_words
from greenroom.social.events import PostTakenDown, ReportClosed, ReportMade
from greenroom.social.models import ClosedLook, Post, Report, Takedown
from greenroom.social.queries.reports import hosts_for, may_be_reported, may_handle, reads_anyway

LONGEST_COMMENT = 2_000  # characters
LONGEST_REASON = 500
MOST_POSTS = 20  # posts in one report
State = Report.State


@transaction.atomic
def report(
    *,
    reporter: Identity,
    about: Identity,
    posts: Sequence[Post] = (),
    category: str,
    comment: str = "",
    by: Person,
    now: datetime,
) -> Report:
    """Tell the hosts about a person, an organisation or a circle, with posts of theirs that the reporter reads.

    Only hosts learn who reported, and never the host whom a report is about. Refuses oneself, whatever the reporter
    cannot see, and a report that no host could read. The same report while the first one is open is that first one.
    """
    require_acts_as(reporter, by)
    if about.pk in {reporter.pk, by.pk}:
        raise Refusal(_("You cannot report yourself."), code="self")
    if not may_be_reported(reporter, about, posts):
        raise Refusal(_("What you want to report is not here any more."), code="gone")
    if category not in Report.Category.values:
        raise Refusal(_("Choose what is wrong."), code="category")
    words = _limited(comment, LONGEST_COMMENT, code="comment_too_long")
    if not hosts_for(about, now=now).exclude(pk=by.pk).exists():
        raise Refusal(_("There is no other host here who could read this report."), code="no_host")
    keys = sorted({post.pk for post in posts})[:MOST_POSTS]
    if first := _same(reporter, about, keys):
        return first
    row = Report(reporter=reporter, about=about, category=category, comment=words, created_at=now)
    row.full_clean(exclude=["reporter", "about"])
    row.save()
    row.posts.set(keys)
    publish(ReportMade(at=now, report_id=row.pk))
    return row


@transaction.atomic
def look_at_post(*, report: Report, post: Post, by: Person, now: datetime) -> Post:
    """Read a reported post as a host. A look at a closed one is recorded, and the audience's owner can see it.

    Refuses posts that the report does not name, and hosts whom it is about.
    """
    _require_may_handle(report, by, now=now)
    found = report.posts.filter(pk=post.pk, deleted_at=None).select_related("audience", "author").first()
    if found is None:
        raise Refusal(_("This post is not here any more."), code="gone")
    if not reads_anyway(by, found):
        ClosedLook.objects.create(report=report, post=found, by=by, looked_at=now)
        audit.record(action="post.looked_at", actor_id=by.pk, object_kind="post", object_id=found.pk, now=now)
    return found


@transaction.atomic
def take_down_post(*, post: Post, reason: str, report: Report | None = None, by: Person, now: datetime) -> None:
    """Take a post away from everybody; its author is told why, and not by whom (catalogue A16).

    A host takes down what they can read, or what a report brought before them. Refuses without a reason, one's own
    post, and everybody but hosts.
    """
    clearance.require(by, "network.host", now=now)
    rows = Post.objects.living().select_related("author", "audience")
    found = rows.select_for_update(no_key=True, of=("self",)).filter(pk=post.pk).first()
    if found is None or not (reads_anyway(by, found) or _was_looked_at(found, report, by)):
        raise Refusal(_("This post is not here any more."), code="gone")
    if found.author_id == by.pk:
        raise Refusal(_("Delete your own post instead."), code="self")
    words = _required(reason)
    row = Takedown(post=found, report=report, headline=found.headline, reason=words, by=by, created_at=now)
    row.full_clean(exclude=["post", "report", "by"])
    row.save()
    take_words(found, now=now)
    publish(PostTakenDown(at=now, post_id=found.pk))
    audit.record(
        action="post.taken_down",
        actor_id=by.pk,
        object_kind="post",
        object_id=found.pk,
        payload={"reason": words},
        now=now,
    )


@transaction.atomic
def close_report(*, report: Report, acted: bool, outcome: str, by: Person, now: datetime) -> None:
    """Be done with a report; whoever made it reads the outcome. Refuses without one, and a report that is closed."""
    _require_may_handle(report, by, now=now)
    words = _required(outcome)
    state = State.ACTED if acted else State.DISMISSED
    closed = Report.objects.filter(pk=report.pk, state=State.OPEN)
    if not closed.update(state=state, outcome=words, closed_by=by, closed_at=now):
        raise Refusal(_("Another host has dealt with this report already."), code="closed")
    publish(ReportClosed(at=now, report_id=report.pk))
    audit.record(
        action="report.closed",
        actor_id=by.pk,
        object_kind="report",
        object_id=report.pk,
        payload={"acted": acted, "outcome": words},
        now=now,
    )


def _require_may_handle(report: Report, by: Person, *, now: datetime) -> None:
    clearance.require(by, "network.host", now=now)
    if not may_handle(report, by):
        raise Refusal(_("This report is not here any more."), code="gone")


def _same(reporter: Identity, about: Identity, keys: list[int]) -> Report | None:
    rows = Report.objects.filter(reporter=reporter, about=about, state=State.OPEN)
    return next((row for row in rows if sorted(row.posts.values_list("pk", flat=True)) == keys), None)


def _was_looked_at(post: Post, report: Report | None, by: Person) -> bool:
    """Whether this host has read the post through this report: nobody takes down what they have not seen."""
    return report is not None and ClosedLook.objects.filter(report=report, post=post, by=by).exists()


def _required(reason: str) -> str:
    words = _limited(reason, LONGEST_REASON, code="reason_too_long")
    if not words:
        raise Refusal(_("A reason is needed."), code="reason_missing")
    return words


def _limited(words: str, most: int, *, code: str) -> str:
    cleaned = text.clean(words[: 100 * most])
    if len(cleaned) > most:
        raise Refusal(
            _("At most %(limit)d characters fit; these are %(count)d."),
            code=code,
            params={"limit": most, "count": len(cleaned)},
        )
    return cleaned
