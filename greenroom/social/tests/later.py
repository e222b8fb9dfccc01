"""Scheduled items in short form, for the tests of what comes out later."""

from datetime import datetime, timedelta

from greenroom.kit import worker
from greenroom.people.models import Identity
from greenroom.social import actions
from greenroom.social.models import Audience, Draft, Notice, Post
from greenroom.social.tests.village import Village, audience

HOUR = timedelta(hours=1)


def plan(village: Village, by, headline: str = "Later", *, to=Audience.PUBLIC, due_at: datetime | None = None, **said):
    """A post of `by` that is to come out, in an hour unless said otherwise."""
    now = village.tick()
    return actions.schedule_post(
        author=said.pop("author", by.identity),
        audience=audience(to),
        headline=headline,
        due_at=due_at or now + HOUR,
        by=by,
        now=now,
        **said,
    )


def wait_until(moment: datetime) -> None:
    """What the worker does at that moment, and once more a minute later."""
    worker.work_off(moment)
    worker.work_off(moment + timedelta(minutes=1))


def out() -> list[str]:
    """The headlines that are out."""
    return list(Post.objects.order_by("pk").values_list("headline", flat=True))


def left() -> list[tuple[str, str]]:
    """State and trouble of what is not out."""
    return list(Draft.objects.order_by("pk").values_list("state", "trouble"))


def told(kind: str = "not_published") -> list[str]:
    """Who has a notice of this kind."""
    rows = Notice.objects.filter(kind=kind).values("recipient")
    return sorted(Identity.objects.filter(pk__in=rows).values_list("handle", flat=True))
