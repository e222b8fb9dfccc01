"""Reports as hosts see them, and looks at closed posts as owners see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from greenroom.people import clearance
from greenroom.people.models import Identity, Person
from greenroom.social.models import CircleMember, ClosedLook, Media, Poll, PollOption, Post, Report, Takedown
from greenroom.social.visibility import Viewer, viewer_of, visible

Kind = Identity.Kind


def hosts_for(about: Identity, *, now: datetime) -> QuerySet[Person]:
    """The hosts who may deal with a report about this identity: all but the one it is about."""
    return clearance.holders("network.host", now=now).exclude(pk=about.pk)


def may_handle(report: Report, host: Person) -> bool:
    """Whether this host may deal with the report: nobody judges what is said about themselves, or by themselves."""
    return host.pk not in {report.about_id, report.reporter_id}


def may_be_reported(reporter: Identity, about: Identity, posts: Sequence[Post]) -> bool:
    """Whether the reporter sees all of this: a circle only from inside, posts only those of `about` that they read."""
    viewer = viewer_of(reporter)
    if about.suspended_at is not None or (about.kind == Kind.CIRCLE and about.pk not in viewer.circle_ids):
        return False
    keys = {post.pk for post in posts}
    readable = Post.objects.visible_to(viewer).filter(pk__in=keys)
    if about.kind == Kind.CIRCLE:
        return readable.filter(audience__owner=about.pk).count() == len(keys)
    return readable.filter(author=about.pk).count() == len(keys)


def reports_for(host: Person, *, is_open: bool) -> QuerySet[Report]:
    """Reports that this host may deal with, newest first."""
    rows = Report.objects.exclude(about=host.pk).exclude(reporter=host.pk).select_related("about", "reporter")
    rows = rows.filter(state=Report.State.OPEN) if is_open else rows.exclude(state=Report.State.OPEN)
    return rows.order_by("-pk")


def report_for(host: Person, report_id: int) -> Report:
    """One of them; raises Report.DoesNotExist for any other."""
    rows = Report.objects.select_related("about", "reporter", "closed_by__identity")
    return rows.exclude(about=host.pk).exclude(reporter=host.pk).get(pk=report_id)


@dataclass(frozen=True, kw_only=True)
class ReportedPost:
    """A post of a report; `post` holds its words only where the host reads them anyway or has looked."""

    id: int
    is_gone: bool
    is_open: bool  # the host may read the words
    audience: str  # the kind of its audience
    post: Post | None
    pictures: tuple[Media, ...] = ()
    choices: tuple[str, ...] = ()  # of its poll


def reported_posts(report: Report, host: Person) -> list[ReportedPost]:
    """What the report names, in order."""
    looked = set(ClosedLook.objects.filter(report=report, by=host).values_list("post", flat=True))
    ready = Media.objects.filter(state=Media.State.READY).order_by("position", "pk")
    kept = (Prefetch("media", ready), Prefetch("poll__options", PollOption.objects.order_by("position")))
    rows = report.posts.select_related("audience", "author", "poll").prefetch_related(*kept).order_by("pk")
    return [_reported(post, is_open=post.pk in looked or reads_anyway(host, post)) for post in rows]


def _reported(post: Post, *, is_open: bool) -> ReportedPost:
    is_gone, kind = post.deleted_at is not None, post.audience.kind
    if is_gone or not is_open:
        return ReportedPost(id=post.pk, is_gone=is_gone, is_open=False, audience=kind, post=None)
    poll: Poll | None = getattr(post, "poll", None)
    return ReportedPost(
        id=post.pk,
        is_gone=False,
        is_open=True,
        audience=kind,
        post=post,
        pictures=tuple(post.media.all()),
        choices=tuple(option.text for option in poll.options.all()) if poll else (),
    )


def reads_anyway(host: Person, post: Post) -> bool:
    """Whether the host may read the post as the person they are, or only as a host."""
    return visible(viewer_of(host.identity), post)


def reports_of(reporter: Identity) -> QuerySet[Report]:
    """What somebody reported, newest first, with what came of it."""
    return Report.objects.filter(reporter=reporter).select_related("about").order_by("-pk")


def takedowns_of(author: Identity) -> QuerySet[Takedown]:
    """Posts that this identity said or wrote and hosts took down, newest first, with the reason."""
    return Takedown.objects.filter(Q(post__author=author) | Q(post__written_by=author.pk)).order_by("-created_at")


def looks_into(owner: Identity, viewer: Viewer) -> QuerySet[ClosedLook]:
    """Looks of hosts at posts of a closed group, newest first, for those who answer for it.

    For owners of the organisation and keepers of the circle; nobody else learns of them.
    """
    if viewer.identity is None or not answers_for(owner, viewer.identity.pk):
        return ClosedLook.objects.none()
    rows = ClosedLook.objects.filter(post__audience__owner=owner.pk)
    return rows.select_related("by__identity", "post__author", "report").order_by("-looked_at")


def answers_for(owner: Identity, person_id: int) -> bool:
    """Whether somebody answers for this circle or organisation: its keepers, its owners."""
    if owner.kind == Kind.CIRCLE:
        keeper = CircleMember.objects.filter(circle=owner.pk, person=person_id, left_at=None, is_keeper=True)
        return keeper.exists()
    return clearance.holders("organisation.clear", owner.pk).filter(pk=person_id).exists()
