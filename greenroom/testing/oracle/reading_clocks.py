"""Asking which time it is then for readers: nobody learns of those outside their audience, nor of strange audiences."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from django.db import transaction

from greenroom.people.models import Person
from greenroom.testing.oracle.policy import Item, belongs, may_see
from greenroom.testing.oracle.reading import NOTHING, Eyes, Reading, words_of
from greenroom.testing.oracle.world import World

FAR, CITY = "Pacific/Auckland", "Auckland"
EVERYBODYS = ("network", "followers", "direct")
ANSWERED = {200, 204}


def clocks(world: World, eyes: Eyes) -> Iterator[Reading]:
    """Somebody lives far away while it is asked: only who may speak to them learns of that clock."""
    far = world.rng.choice(sorted(set(world.people) - {eyes.viewer}))
    with transaction.atomic():
        Person.objects.filter(pk=far).update(time_zone=FAR)
        for key, kind, owner in _audiences(world):
            item = Item(0, eyes.viewer or 0, kind, owner, world.now, mentioned={far})
            yield _asked(world, eyes, key, item)
        transaction.set_rollback(True)


def _asked(world: World, eyes: Eyes, key: str, item: Item) -> Reading:
    """What an audience answers; an answer that is too much counts as a word that is not for the viewer."""
    [far] = item.mentioned
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()  # pages know no other time
    asked = {"audience": key, "due_date": tomorrow, "due_time": "12:00", "named": world.handles[far]}
    reply = eyes.browser.get("/compose/clocks/", asked)
    words = words_of(reply)
    tells_of_a_stranger = CITY in words and not may_see(far, item, world.facts)
    if tells_of_a_stranger or (reply.status_code in ANSWERED and not _may_speak(eyes.viewer or 0, item, world)):
        words = f"{words}\n{world.a_hidden_word(eyes.viewer)}"
    return Reading(f"/compose/clocks/?audience={key}", NOTHING, words)


def _may_speak(viewer: int, item: Item, world: World) -> bool:
    """Whether the audience is one of the viewer's own; being its author alone does not make it that."""
    return item.kind in {"followers", "direct"} or belongs(viewer, replace(item, author=0), world.facts)


def _audiences(world: World) -> Iterator[tuple[str, str, int | None]]:
    """Key, kind and owner of those that everybody has, and of some circles and organisations."""
    yield from ((kind, kind, None) for kind in EVERYBODYS)
    for prefix, kind, owners in (("circle", "circle", world.circles), ("org", "organisation", world.organisations)):
        for owner in world.rng.sample(sorted(owners), min(2, len(owners))):
            yield f"{prefix}:{world.handles[owner]}", kind, owner
