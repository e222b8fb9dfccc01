"""What people bring along from elsewhere: posts of before, links to what they passed on there, the archive itself."""

import io
import json
from datetime import datetime, timedelta

from greenroom.imports import actions as imports
from greenroom.people.models import Person
from greenroom.social import actions
from greenroom.testing.oracle.policy import Item
from greenroom.testing.oracle.posting import Aim, audience_row, record, words_for
from greenroom.testing.oracle.world import World

BROUGHT: list[Aim] = [("public", None), ("quiet_public", None), ("followers", None), ("network", None)]


def bring_along(world: World, writer: Person) -> None:
    """One post and one link for each audience that an archive may say or its owner choose."""
    for aim in BROUGHT:
        before = world.now - timedelta(days=world.rng.randint(400, 900))
        bring_a_post(world, writer, aim, before)
        bring_a_link(world, writer, aim, before)


def bring_a_post(world: World, writer: Person, aim: Aim, moment: datetime) -> None:
    """A post of the past."""
    headline, note, canaries = words_for(world, [], is_linked=False)
    post = actions.import_post(
        author=writer.identity,
        audience=audience_row(*aim),
        headline=headline,
        note=note,
        names_people=False,
        published_at=moment,
        source_key=f"oracle:{canaries[0]}",
        by=writer,
        now=world.tick(),
    )
    record(world, post, Item(post.pk, writer.pk, *aim, said_at=moment), canaries)


def bring_a_link(world: World, writer: Person, aim: Aim, moment: datetime) -> None:
    """A boost of something elsewhere."""
    word = world.canaries.fresh()
    link = actions.import_outside_boost(
        author=writer.identity,
        audience=audience_row(*aim),
        address=f"https://elsewhere.example/{word}",
        passed_on_at=moment,
        source_key=f"oracle:{word}",
        by=writer,
        now=world.tick(),
    )
    world.links[word] = Item(link.pk, writer.pk, *aim, said_at=moment)


def bring_an_archive(world: World, writer: Person) -> None:
    """An archive whose name and report are for its owner alone; a worker reads it later."""
    called, inside = world.canaries.fresh(), world.canaries.fresh()
    nobody = {"type": "Create", "object": {"type": "Note", "to": "as:Public", "id": inside, "published": inside}}
    upload = io.BytesIO(json.dumps({"orderedItems": [nobody]}).encode())
    run = imports.begin_import(kind="mastodon", upload=upload, name=f"{called}.json", by=writer, now=world.tick())
    world.owned["import", run.pk] = writer.pk
    for word in (called, inside):
        world.canaries.bind(word, "import", run.pk)
