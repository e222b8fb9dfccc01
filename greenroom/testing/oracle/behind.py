"""Surfaces without a page: mail, new notices, the event stream's figures, logs."""

from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Literal

from django.conf import settings

from greenroom.kit.models import Mail
from greenroom.people.models import Person
from greenroom.social import timelines
from greenroom.social.models import Boost, Notice, Post
from greenroom.social.visibility import viewer_of
from greenroom.testing.oracle.policy import may_see
from greenroom.testing.oracle.reading import NOTHING, Eyes, Reading, all_posts
from greenroom.testing.oracle.world import World


def mail(world: World, eyes: Eyes) -> Iterator[Reading]:
    """Every mail to the viewer: those that wait, and those that were sent, as they left."""
    if eyes.viewer is None:
        return
    address = Person.objects.get(pk=eyes.viewer).email or ""
    waiting = [f"{letter.subject}\n{letter.text}" for letter in Mail.objects.filter(to=address)]
    sent = [body for body in map(_letter, settings.MAIL_FOLDER.glob("*.eml")) if address in body]
    yield Reading("mail", all_posts(world), "\n".join([*waiting, *sent]))


def _letter(file: Path) -> str:
    """Head and words of a mail that was written into the folder."""
    letter = message_from_bytes(file.read_bytes(), policy=default)
    body = letter.get_body()
    return f"{letter['To']}\n{letter['Subject']}\n{body.get_content() if body else ''}"


def new_notices(world: World, eyes: Eyes) -> Iterator[Reading]:
    """Rows that the last work wrote for the viewer: each names a post that they may read at this moment."""
    if eyes.viewer is not None:
        fresh = Notice.objects.filter(recipient=eyes.viewer, id__gt=world.settled_notice).exclude(post=None)
        words = Post.objects.filter(pk__in=fresh.values("post")).values_list("headline", flat=True)
        yield Reading("notices written", all_posts(world), "\n".join(words))


def stream_figures(world: World, eyes: Eyes) -> Iterator[Reading]:
    """The figure beside "new posts": more than the viewer may read would betray what they may not."""
    if eyes.viewer is None or world.facts.beings[eyes.viewer].suspended:
        return
    viewer = viewer_of(Person.objects.select_related("identity").get(pk=eyes.viewer).identity)
    readable = [item for item in world.facts.items.values() if may_see(eyes.viewer, item, world.facts)]
    passed_on = Boost.objects.filter(post__in=[item.id for item in readable]).count()
    bounds: dict[Literal["home", "local", "network"], int] = {
        "home": len(readable) + passed_on,
        "local": sum(item.kind in {"public", "network"} for item in readable),
        "network": sum(item.kind == "network" for item in readable),
    }
    for name, most in bounds.items():
        figure = timelines.waiting(viewer, name, after=0, cap=10_000)
        words = "" if figure <= most else f"{name} counts {figure} of {most} {world.a_hidden_word(eyes.viewer)}"
        yield Reading(f"stream {name}", all_posts(world), words)


def logs(world: World, eyes: Eyes) -> Iterator[Reading]:
    """No word of any post belongs into a log: it is read as a guest would read it."""
    if eyes.viewer is None:
        yield Reading("logs", NOTHING, "\n".join(world.overheard.lines))
        world.overheard.lines.clear()
