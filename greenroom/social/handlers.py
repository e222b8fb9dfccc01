"""What follows when something has happened: notices, the audience of a new organisation, files that go."""

from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import batched

from greenroom.kit.facts import listens_to
from greenroom.kit.ids import id_at
from greenroom.kit.pictures import storing
from greenroom.people.events import OrganisationAdded
from greenroom.people.models import Identity
from greenroom.social import cards, events, push
from greenroom.social.models import (
    Block,
    Circle,
    CircleMember,
    Follow,
    Mention,
    Mute,
    Notice,
    PollVote,
    Post,
    Report,
)
from greenroom.social.queries import audience_of, hosts_for
from greenroom.social.queries.reports import may_handle
from greenroom.social.reach import readers_among

Kind = Notice.Kind
BATCH = 500  # recipients that are asked about at once


@listens_to(OrganisationAdded)
def open_its_audience(event: OrganisationAdded, *, fact_id: int) -> None:  # noqa: ARG001 - the row is unique anyway
    """Every organisation has an audience of its own."""
    audience_of(Identity.objects.get(pk=event.organisation_id))


@listens_to(events.PicturesDropped)
def take_their_files(event: events.PicturesDropped, *, fact_id: int) -> None:  # noqa: ARG001 - what is gone stays gone
    """The files of pictures whose rows are gone."""
    for key in event.file_keys:
        storing.drop(key)


@listens_to(events.PostPublished)
def tell_the_mentioned(event: events.PostPublished, *, fact_id: int) -> None:
    """Those named in a new post, and whoever wrote what it answers; each once."""
    post = _post(event.post_id)
    if post is None:
        return
    answered = {post.reply_to.author_id} if post.reply_to else set()
    named = set(Mention.objects.filter(post=post).values_list("identity", flat=True))
    _tell(answered, kind=Kind.REPLY, actor_id=post.author_id, post=post, fact_id=fact_id, at=event.at)
    _tell(named - answered, kind=Kind.MENTION, actor_id=post.author_id, post=post, fact_id=fact_id, at=event.at)


@listens_to(events.PostPublished)
def ring_the_bells(event: events.PostPublished, *, fact_id: int) -> None:
    """Followers who want to hear of each post, unless it is an answer to somebody else or names them anyway."""
    post = _post(event.post_id)
    if post is None or (post.reply_to is not None and post.reply_to.author_id != post.author_id):
        return
    named = Mention.objects.filter(post=post).values("identity")
    ringing = Follow.objects.filter(followed=post.author_id, rings=True).exclude(follower__in=named)
    _tell_many(ringing.values_list("follower", flat=True), kind=Kind.STATUS, post=post, fact_id=fact_id, at=event.at)


@listens_to(events.PollEnded)
def tell_of_a_poll(event: events.PollEnded, *, fact_id: int) -> None:
    """Whoever asked, and those who answered and may read the post still."""
    post = _post(event.post_id)
    if post is not None:
        voters = PollVote.objects.filter(poll=post.pk, is_first=True).values_list("voter", flat=True)
        asker = {post.author_id}
        _tell(asker, kind=Kind.POLL, actor_id=post.author_id, post=post, fact_id=fact_id, at=event.at, themselves=True)
        _tell_many(voters, kind=Kind.POLL, post=post, fact_id=fact_id, at=event.at)


@listens_to(events.LinkShared, outside=True)
def ask_the_page(event: events.LinkShared, *, fact_id: int) -> None:  # noqa: ARG001 - the card says how far it is
    """A public post with a link shows what the page behind it says of itself."""
    cards.show_card(event.post_id, at=event.at)


@listens_to(events.PostNotPublished)
def tell_of_what_was_not_published(event: events.PostNotPublished, *, fact_id: int) -> None:
    """Its writer, also one who is suspended: the notice waits."""
    writer = {event.person_id}
    _tell(writer, kind=Kind.NOT_PUBLISHED, actor_id=event.person_id, fact_id=fact_id, at=event.at, themselves=True)


@listens_to(events.PostEdited)
def tell_the_newly_mentioned(event: events.PostEdited, *, fact_id: int) -> None:
    """Those whom only the new words name, as far as they are named still and know nothing of the post yet."""
    post = _post(event.post_id)
    if post is not None and event.newly_mentioned:
        named = Mention.objects.filter(post=post, identity__in=event.newly_mentioned)
        told = Notice.objects.filter(post=post, kind__in=(Kind.MENTION, Kind.REPLY)).values("recipient")
        keys = set(named.exclude(identity__in=told).values_list("identity", flat=True))
        _tell(keys, kind=Kind.MENTION, actor_id=post.author_id, post=post, fact_id=fact_id, at=event.at)


@listens_to(events.PostBoosted)
def tell_of_a_boost(event: events.PostBoosted, *, fact_id: int) -> None:
    """The author, unless the boost has been taken back meanwhile."""
    post = _post(event.post_id)
    if post is not None and post.boosts.filter(pk=event.boost_id).exists():
        _tell({post.author_id}, kind=Kind.BOOST, actor_id=event.identity_id, post=post, fact_id=fact_id, at=event.at)


@listens_to(events.PostHelped)
def tell_of_help(event: events.PostHelped, *, fact_id: int) -> None:
    """The author, unless it has been taken back meanwhile."""
    post = _post(event.post_id)
    if post is not None and post.favourites.filter(pk=event.favourite_id).exists():
        _tell(
            {post.author_id}, kind=Kind.FAVOURITE, actor_id=event.identity_id, post=post, fact_id=fact_id, at=event.at
        )


@listens_to(events.Followed)
def tell_of_a_follower(event: events.Followed, *, fact_id: int) -> None:
    """Whoever is followed."""
    _tell({event.followed_id}, kind=Kind.FOLLOW, actor_id=event.follower_id, fact_id=fact_id, at=event.at)


@listens_to(events.FollowRequested)
def tell_of_a_request(event: events.FollowRequested, *, fact_id: int) -> None:
    """Whoever is asked."""
    _tell({event.followed_id}, kind=Kind.FOLLOW_REQUEST, actor_id=event.follower_id, fact_id=fact_id, at=event.at)


@listens_to(events.FollowAccepted)
def tell_of_an_acceptance(event: events.FollowAccepted, *, fact_id: int) -> None:
    """Whoever asked."""
    _tell({event.follower_id}, kind=Kind.FOLLOW_ACCEPTED, actor_id=event.followed_id, fact_id=fact_id, at=event.at)


@listens_to(events.CircleListed)
def tell_of_a_circle(event: events.CircleListed, *, fact_id: int) -> None:
    """Whoever was listed, unless removed meanwhile."""
    circle = Circle.objects.filter(pk=event.circle_id, closed_at=None).first()
    still = CircleMember.objects.filter(circle=event.circle_id, person=event.person_id, left_at=None)
    if circle is not None and still.exists():
        _tell(
            {event.person_id}, kind=Kind.CIRCLE_ADDED, actor_id=event.by_id, circle=circle, fact_id=fact_id, at=event.at
        )


@listens_to(events.ReportMade)
def tell_the_hosts(event: events.ReportMade, *, fact_id: int) -> None:
    """The hosts who may deal with the report; the notice names nobody."""
    report = Report.objects.select_related("about").get(pk=event.report_id)
    hosts = [host.pk for host in hosts_for(report.about, now=event.at) if may_handle(report, host)]
    _tell_of_the_house(hosts, kind=Kind.REPORT_MADE, fact_id=fact_id, at=event.at)


@listens_to(events.ReportClosed)
def tell_the_reporter(event: events.ReportClosed, *, fact_id: int) -> None:
    """Whoever made the report: its outcome stands on their page of reports."""
    report = Report.objects.get(pk=event.report_id)
    _tell_of_the_house([report.reporter_id], kind=Kind.REPORT_CLOSED, fact_id=fact_id, at=event.at)


@listens_to(events.PostTakenDown)
def tell_of_a_takedown(event: events.PostTakenDown, *, fact_id: int) -> None:
    """The author and, for an organisation, the person who wrote it; never who took it down (catalogue A16)."""
    post = Post.objects.get(pk=event.post_id)
    keys = [key for key in (post.author_id, post.written_by_id) if key]
    _tell_of_the_house(dict.fromkeys(keys), kind=Kind.TAKEN_DOWN, fact_id=fact_id, at=event.at)


def _post(post_id: int) -> Post | None:
    """The post as it is now, unless it is gone or its author suspended."""
    rows = Post.objects.living().filter(author__suspended_at=None).select_related("author", "audience", "reply_to")
    return rows.filter(pk=post_id).first()


def _tell_many(keys: Iterable[int], *, kind: Notice.Kind, post: Post, fact_id: int, at: datetime) -> None:
    """Of something about a post by its author: any number of people, some hundred at a time, in one errand."""
    for some in batched(sorted(keys), BATCH, strict=False):
        _tell(some, kind=kind, actor_id=post.author_id, post=post, fact_id=fact_id, at=at)


def _tell_of_the_house(keys: Iterable[int], *, kind: Notice.Kind, fact_id: int, at: datetime) -> None:
    """Of something that hosts did or have to do: nobody stands behind it but the house."""
    for key in keys:
        _tell({key}, kind=kind, actor_id=key, fact_id=fact_id, at=at, themselves=True)


def _tell(
    keys: Collection[int],
    *,
    kind: Notice.Kind,
    actor_id: int,
    post: Post | None = None,
    circle: Circle | None = None,
    fact_id: int,
    at: datetime,
    themselves: bool = False,
) -> None:
    """Write one notice each, unless it stands already, for those who may know of it now: all notices are made here.

    With `themselves` the one who did it is told too, of something of their own.
    """
    recipients = set(keys) if themselves else _reachable(keys, actor_id, at)
    if post is not None:
        recipients &= readers_among(post.audience, author_id=post.author_id, keys=recipients, post=post)
    rows = [
        Notice(
            id=id_at(at),
            recipient_id=key,
            kind=kind,
            actor_id=actor_id,
            post=post,
            circle=circle,
            fact_id=fact_id,
            created_at=at,
        )
        for key in sorted(recipients)
    ]
    # A second run of the errand leaves the first one's rows as they are; a conflict of ids is an error and is retried.
    Notice.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["fact_id", "recipient", "kind"], update_fields=["kind"]
    )
    push.plan(fact_id=fact_id, kind=kind, recipients=recipients, at=at)


def _reachable(keys: Collection[int], actor_id: int, at: datetime) -> set[int]:
    """Claimed people and organisations among these: not the actor, not suspended, with no block or mute between.

    Nobody when the actor is suspended.
    """
    if Identity.objects.filter(pk=actor_id, suspended_at__isnull=False).exists():
        return set()
    muting = Mute.objects.running(at).filter(muted=actor_id, mutes_notices=True).values("muter")
    blocking = Block.objects.filter(blocked=actor_id).values("blocker")
    blocked = Block.objects.filter(blocker=actor_id).values("blocked")
    rows = Identity.objects.filter(pk__in=keys, suspended_at=None).exclude(pk=actor_id)
    rows = rows.exclude(kind=Identity.Kind.CIRCLE).exclude(kind=Identity.Kind.PERSON, person__claimed_at=None)
    rows = rows.exclude(pk__in=muting).exclude(pk__in=blocking).exclude(pk__in=blocked)
    return set(rows.values_list("pk", flat=True))
