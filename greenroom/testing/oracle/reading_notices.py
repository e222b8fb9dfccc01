"""Reading what notices send out: the daily mail, with the posts that it leads to."""

import re
from collections.abc import Iterator

from django.db import transaction

from greenroom.social import actions, mailing
from greenroom.social.models import DailyMail, Post
from greenroom.testing.oracle.reading import Eyes, Reading, all_posts
from greenroom.testing.oracle.world import World

LINK = re.compile(r"/@[a-z0-9_.-]+/(\d+)/")


def led_to(words: str) -> str:
    """The words, with those of the posts that their links name: who is led to a post is told that it is there."""
    posts = Post.objects.filter(pk__in=[int(key) for key in LINK.findall(words)])
    return "\n".join([words, *posts.values_list("headline", flat=True)])


def daily_mail(world: World, eyes: Eyes) -> Iterator[Reading]:
    """The viewer's mail as it would be written at this moment about everything so far; taken back after reading."""
    if eyes.viewer is None:
        return
    person = world.people[eyes.viewer]
    with transaction.atomic():
        actions.choose_notices(person=person, wanted={}, mail_hour=8, by=person, now=world.now)
        DailyMail.objects.filter(person=person).update(told_up_to=0)
        letter = mailing.write_one(person.pk, now=DailyMail.objects.get(person=person).next_at)
        words = f"{letter.subject}\n{letter.text}" if letter else ""
        transaction.set_rollback(True)
    yield Reading("daily mail", all_posts(world), led_to(words))
