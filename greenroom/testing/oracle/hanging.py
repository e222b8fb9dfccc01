"""Moves on pictures: brought, shown in a post, left out by an edit. Description and file carry one canary each."""

import hashlib
import io
from dataclasses import dataclass, field
from datetime import UTC, datetime

from PIL import Image

from greenroom.kit.pictures import storing
from greenroom.people.models import Person
from greenroom.social import actions, seals
from greenroom.social.actions import Attachment
from greenroom.social.models import Media, Post
from greenroom.testing.oracle import belonging, posting
from greenroom.testing.oracle.policy import Item
from greenroom.testing.oracle.posting import Aim
from greenroom.testing.oracle.world import World

NOBODY = -1  # whose a text is that is gone
MOST_ASLEEP = 3
UNUSED: Aim = ("", None)


@dataclass
class Hung:
    """A picture that the oracle knows by its word, its bytes, and a sealed address that was handed out."""

    id: int
    person: int
    word: str  # stands in the description
    hidden: str  # stands for the bytes of its files
    digests: set[str]
    post: int | None = None
    is_gone: bool = False
    seals: list[tuple[str, Aim]] = field(default_factory=list)  # addresses of the full file, and for whom they were

    @property
    def words(self) -> tuple[str, str]:
        """Both canaries."""
        return self.word, self.hidden


def bring(world: World) -> None:
    """Somebody brings a picture."""
    brought_by(world, world.somebody())


def brought_by(world: World, person: Person) -> Hung:
    """A picture that is in no post yet: nobody else may see it."""
    word, hidden = world.canaries.fresh(), world.canaries.fresh()
    row = actions.add_picture(upload=_painted(world), description=f"Shows {word}", by=person, now=world.tick())
    hung = Hung(row.pk, person.pk, word, hidden, _digests(row))
    world.pictures[row.pk] = hung
    _own(world, hung, person.pk)
    hand_out(hung, seals.UNUSED, UNUSED)
    return hung


def show(world: World) -> None:
    """A post with one of the pictures that its writer has brought, sometimes without any words."""
    free = [hung for hung in world.pictures.values() if hung.post is None and _is_awake(world, hung.person)]
    if not free:
        return
    hung = world.rng.choice(free)
    show_to(world, hung, posting.any_audience(world, world.people[hung.person]))


def show_to(world: World, hung: Hung, aim: Aim) -> Item:
    """Show the picture in a post to this audience."""
    writer, (kind, owner) = world.people[hung.person], aim
    named = world.rng.sample(sorted(world.people), 2) if kind == "direct" else []
    headline, note, canaries = posting.words_for(world, named)
    now = world.tick()
    post = actions.publish_post(
        author=writer.identity,
        audience=posting.audience_row(kind, owner),
        headline=headline,
        note=note,
        media=[Attachment(id=hung.id)],
        by=writer,
        now=now,
    )
    item = Item(post.pk, writer.pk, kind, owner, now, set(named))
    posting.record(world, post, item, [*canaries, *hung.words])
    hung.post = post.pk
    hand_out(hung, post.audience_id, aim)
    return item


def hand_out(hung: Hung, audience_id: int, aim: Aim) -> None:
    """A sealed address, as an app would be given one."""
    hung.seals.append((seals.sealed(hung.id, "full", audience_id=audience_id, now=datetime.now(UTC)), aim))


def suspend_a_painter(world: World) -> None:
    """Somebody whose pictures are known is taken out, and every address with them."""
    painters = sorted({hung.person for hung in world.pictures.values() if _is_awake(world, hung.person)})
    if painters and len(belonging.asleep(world)) < MOST_ASLEEP:
        belonging.suspend(world, world.people[world.rng.choice(painters)])


def leave_out(world: World) -> None:
    """An edit that leaves the picture out: it is gone, for its author too."""
    shown = [hung for hung in world.pictures.values() if hung.post and not world.facts.items[hung.post].deleted]
    hung = world.rng.choice(shown) if shown else None
    if hung is not None and _is_awake(world, hung.person):
        take_off(world, hung)


def take_off(world: World, hung: Hung) -> None:
    """Leave the picture out of its post."""
    writer = world.people[hung.person]
    headline, note, canaries = posting.words_for(world, sorted(world.facts.items[hung.post or 0].mentioned))
    post = Post.objects.get(pk=hung.post or 0)
    actions.edit_post(post=post, headline=headline, note=note, media=[], by=writer, now=world.tick())
    for word in canaries:
        world.canaries.bind(word, "post", post.pk)
    hung.is_gone = True
    _own(world, hung, NOBODY)


def _own(world: World, hung: Hung, owner: int) -> None:
    for word in hung.words:
        world.canaries.bind(word, "picture", hung.id)
    world.owned["picture", hung.id] = owner


def _is_awake(world: World, person: int) -> bool:
    return not world.facts.beings[person].suspended


def _painted(world: World) -> io.BytesIO:
    """A picture that no other equals: nine fields in colours at random, which outlast being written anew."""
    target = io.BytesIO()
    tiny = Image.frombytes("RGB", (3, 3), world.rng.randbytes(27))
    tiny.resize((48, 48), Image.Resampling.NEAREST).save(target, "PNG")
    return target


def _digests(row: Media) -> set[str]:
    found = set()
    for variant in storing.VARIANTS:
        with storing.opened(row.file_key, variant) as file:
            found.add(digest_of(file.read()))
    return found


def digest_of(content: bytes) -> str:
    """By which the bytes of a file are known again."""
    return hashlib.sha256(content).hexdigest()
