"""Mistakes that need a few lines to plant: what a hurried change might really do."""

import contextlib
import logging
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

from greenroom.kit.mail import queue_mail
from greenroom.people.models import Identity, Membership, NetworkMembership, Person
from greenroom.social import handlers
from greenroom.social.models import Block, CircleMember, Post
from greenroom.web.middleware import ReaderMiddleware


def closed_headlines() -> str:
    """Words of the newest closed posts."""
    closed = Post.objects.filter(deleted_at=None, audience__kind__in=["circle", "direct", "organisation", "network"])
    return " ".join(closed.order_by("-id").values_list("headline", flat=True)[:8])


@contextlib.contextmanager
def careless_header() -> Iterator[None]:
    """A header that helps developers, left in: it quotes what was written last."""
    real = ReaderMiddleware.__call__

    def answer(self: ReaderMiddleware, request: Any) -> Any:
        response = real(self, request)
        response.headers["X-Last-Written"] = " ".join(closed_headlines().split())[:900]
        return response

    with patch.object(ReaderMiddleware, "__call__", answer):
        yield


@contextlib.contextmanager
def talkative_log() -> Iterator[None]:
    """A log line with the words of a post in it."""
    real = ReaderMiddleware.__call__

    def answer(self: ReaderMiddleware, request: Any) -> Any:
        logging.getLogger("greenroom.requests").warning("last written: %s", closed_headlines())
        return real(self, request)

    with patch.object(ReaderMiddleware, "__call__", answer):
        yield


@contextlib.contextmanager
def mail_to_all() -> Iterator[None]:
    """Whoever has an address hears of every post by mail."""
    real = handlers.tell_the_mentioned
    from greenroom.kit import errands

    def tell(event: Any, *, fact_id: int) -> None:
        real(event, fact_id=fact_id)
        post = Post.objects.get(pk=event.post_id)
        for person in Person.objects.exclude(email=None):
            key = f"slip:{fact_id}:{person.pk}"
            queue_mail(to=person.email or "", subject="New", text=post.headline, key=key, now=event.at)

    with _duty(errands, "social.handlers.tell_the_mentioned", tell):
        yield


@contextlib.contextmanager
def _duty(errands: Any, name: str, listener: Any) -> Iterator[None]:
    """Put another function behind a duty's name for a while."""
    import dataclasses

    import msgspec

    from greenroom.social.events import PostPublished

    duty = errands.DUTIES[name]

    def perform(errand: Any, now: Any) -> None:  # noqa: ARG001 - the shape of a duty
        listener(msgspec.json.decode(errand.fact.body, type=PostPublished), fact_id=errand.fact.pk)

    with patch.dict(errands.DUTIES, {name: dataclasses.replace(duty, perform=perform)}):
        yield


@contextlib.contextmanager
def notices_unasked() -> Iterator[None]:
    """Everybody is told of everything, whoever may read it."""
    everybody = patch.object(handlers, "_reachable", lambda *_a, **_k: set(Person.objects.values_list("pk", flat=True)))
    with everybody, patch.object(handlers, "readers_among", lambda *_a, keys, **_k: set(keys)):
        yield


@contextlib.contextmanager
def narrowing_lets_the_named_in() -> Iterator[None]:
    """Whoever is merely named becomes a reader of the direct post."""
    from greenroom.social.actions import narrowing

    def everybody(_thread: object, _post: Post, _keys: set[int]) -> set[int]:
        return set(Identity.objects.filter(kind="person").values_list("pk", flat=True))

    with patch.object(narrowing.Narrowing, "readers", everybody):
        yield


@contextlib.contextmanager
def deleting_leaves_words() -> Iterator[None]:
    """The verb says that it is done and does nothing."""
    from greenroom.social import actions

    with patch.object(actions, "delete_post", lambda **_kwargs: None):
        yield


@contextlib.contextmanager
def membership_does_not_end() -> Iterator[None]:
    """The rows of ended memberships run on."""
    from greenroom.people import actions

    real_end, real_leave = actions.end_membership, actions.leave_network

    def end(*, membership: Membership, **kwargs: Any) -> None:
        real_end(membership=membership, **kwargs)
        Membership.objects.filter(pk=membership.pk).update(ended_at=None)

    def leave(*, person: Person, **kwargs: Any) -> None:
        real_leave(person=person, **kwargs)
        last = NetworkMembership.objects.filter(person=person).order_by("-joined_at").first()
        NetworkMembership.objects.filter(pk=last.pk if last else 0).update(ended_at=None)

    with patch.object(actions, "end_membership", end), patch.object(actions, "leave_network", leave):
        yield


@contextlib.contextmanager
def leaving_is_not_stored() -> Iterator[None]:
    """Who is removed from a circle stays listed."""
    from greenroom.social import actions

    real = actions.remove_from_circle

    def remove(*, circle: Any, person: Person, **kwargs: Any) -> None:
        real(circle=circle, person=person, **kwargs)
        last = CircleMember.objects.filter(circle=circle, person=person).order_by("-joined_at").first()
        CircleMember.objects.filter(pk=last.pk if last else 0).update(left_at=None)

    with patch.object(actions, "remove_from_circle", remove):
        yield


@contextlib.contextmanager
def block_is_not_stored() -> Iterator[None]:
    """The verb ends the follows and forgets the row."""
    from greenroom.social import actions

    real = actions.block

    def block(*, identity: Identity, target: Identity, **kwargs: Any) -> None:
        real(identity=identity, target=target, **kwargs)
        Block.objects.filter(blocker=identity, blocked=target).delete()

    with patch.object(actions, "block", block):
        yield


@contextlib.contextmanager
def suspension_is_not_stored() -> Iterator[None]:
    """The verb ends the sessions and leaves the posts where they are."""
    from greenroom.people import actions

    real = actions.suspend_person

    def suspend(*, person: Person, **kwargs: Any) -> None:
        real(person=person, **kwargs)
        Identity.objects.filter(pk=person.pk).update(suspended_at=None)

    with patch.object(actions, "suspend_person", suspend):
        yield
