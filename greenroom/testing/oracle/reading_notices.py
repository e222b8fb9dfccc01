"""Reading what notices send out: the daily mail and pushes, with the posts that they lead to."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from allauth.usersessions.models import UserSession
from django.db import transaction

from greenroom.people import sessions
from greenroom.people.models import Identity, Person
from greenroom.social import actions, mailing, push
from greenroom.social.models import DailyMail, Notice, Post
from greenroom.social.telling import TELLINGS
from greenroom.social.tests.browsers import PushBrowser
from greenroom.testing.oracle.reading import Eyes, Reading, all_posts
from greenroom.testing.oracle.world import World

LINK = re.compile(r"/@[a-z0-9_.-]+/(\d+)/")


def led_to(words: str) -> str:
    """The words, with those of the posts that their links name: who is led to a post is told that it is there."""
    posts = Post.objects.filter(pk__in=[int(key) for key in LINK.findall(words)])
    return "\n".join([words, *posts.values_list("headline", flat=True)])


@contextmanager
def as_they_chose(viewer: int) -> Iterator[Person]:
    """The viewer as of before a suspension, while they choose: who is suspended now has chosen then."""
    identity = Identity.objects.filter(pk=viewer)
    since = identity.values_list("suspended_at", flat=True).get()
    identity.update(suspended_at=None)
    yield Person.objects.select_related("identity").get(pk=viewer)
    identity.update(suspended_at=since)


def daily_mail(world: World, eyes: Eyes) -> Iterator[Reading]:
    """The viewer's mail as it would be written at this moment about everything so far; taken back after reading."""
    if eyes.viewer is None:
        return
    with transaction.atomic():
        with as_they_chose(eyes.viewer) as person:
            actions.choose_notices(person=person, wanted={}, mail_hour=8, by=person, now=world.now)
        DailyMail.objects.filter(person=person).update(told_up_to=0)
        letter = mailing.write_one(person.pk, now=DailyMail.objects.get(person=person).next_at)
        words = f"{letter.subject}\n{letter.text}" if letter else ""
        transaction.set_rollback(True)
    yield Reading("daily mail", all_posts(world), led_to(words))


def pushes(world: World, eyes: Eyes) -> Iterator[Reading]:
    """What the viewer's browser could read if all their notices went to it at this moment; taken back after reading."""
    if eyes.viewer is None or not eyes.browser.session.session_key:
        return
    key, device = eyes.browser.session.session_key, PushBrowser(f"https://push.example/{eyes.viewer}")
    with transaction.atomic():
        with as_they_chose(eyes.viewer) as person:
            UserSession.objects.get_or_create(session_key=key, defaults={"user": person, "ip": "192.0.2.1"})
            actions.subscribe_to_push(
                person=person,
                bound_to=f"session:{sessions.mark_of(key)}",
                browser=device.handed_out,
                alerts=dict.fromkeys(TELLINGS, True),
                by=person,
                now=world.now,
            )
        for fact_id, kind in Notice.objects.filter(recipient=person.pk).values_list("fact_id", "kind"):
            push.plan(fact_id=fact_id, kind=kind, recipients={person.pk}, at=world.now)
        push.send_some(world.now)
        transaction.set_rollback(True)
    said = [str(device.opened(asked.body)) for asked in world.outside.asked if asked.url == device.endpoint]
    world.outside.asked[:] = [asked for asked in world.outside.asked if asked.url != device.endpoint]
    yield Reading("pushes", all_posts(world), led_to("\n".join(said)))
