"""What a feed carries, read through the rule of visibility at the moment of delivery."""

from django.db.models import F, Q

from greenroom.fediverse.models import PrivateFeed, digest_of
from greenroom.people import queries as people
from greenroom.people.models import Identity, Person
from greenroom.social import queries, timelines
from greenroom.social.models import Audience, Post
from greenroom.social.queries import PostView
from greenroom.social.visibility import GUEST, Viewer, viewer_of, visible

ENTRIES = 40  # posts of a feed
LONGEST_SECRET = 100


def place_of(handle: str) -> Identity | None:
    """The person or organisation with a public feed; circles, the suspended and the closed have none."""
    identity = people.identity_by_handle(handle)
    if identity is None or identity.kind == Identity.Kind.CIRCLE:
        return None
    if identity.kind == Identity.Kind.ORGANISATION and identity.organisation.closed_at is not None:
        return None
    return identity


def said_by(identity: Identity, *, to: Viewer = GUEST) -> list[PostView]:
    """What somebody says to everybody, newest first: no answers to others, nothing quiet, nothing passed on.

    `to` is who asks: a reader who is signed in finds nothing across a block.
    """
    rows = Post.objects.visible_to(GUEST).visible_to(to).filter(author=identity, audience=Audience.PUBLIC)
    rows = rows.filter(Q(reply_to=None) | Q(reply_to__author=F("author")))
    return queries.views_of(GUEST, list(rows.order_by("-pk")[:ENTRIES]))


def tagged(name: str, *, to: Viewer = GUEST) -> list[PostView]:
    """What anybody says to everybody under a tag, newest first; across a block nothing."""
    views = [entry.post for entry in timelines.tag(GUEST, name, limit=ENTRIES).entries]
    return [view for view in views if view.audience.pk == Audience.PUBLIC and visible(to, view.post)]


def home_of(person: Person) -> list[PostView]:
    """What stands on somebody's home at this moment."""
    return [entry.post for entry in timelines.home(viewer_of(person.identity), limit=ENTRIES).entries]


def feed_behind(secret: str) -> PrivateFeed | None:
    """The running feed of this secret, unless its person is suspended."""
    if len(secret) > LONGEST_SECRET:
        return None
    rows = PrivateFeed.objects.filter(ended_at=None, person__identity__suspended_at=None)
    return rows.filter(secret_digest=digest_of(secret)).select_related("person__identity").first()


def feed_of(person: Person) -> PrivateFeed | None:
    """The person's running feed."""
    return PrivateFeed.objects.filter(person=person, ended_at=None).first()
