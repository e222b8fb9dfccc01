"""Moves on posts: publish, reply, edit, narrow, delete."""

from collections.abc import Sequence

from greenroom.people.models import Person
from greenroom.social import actions, queries
from greenroom.social.models import Audience, Mention, Post
from greenroom.testing.oracle.linking import a_link
from greenroom.testing.oracle.policy import Item, belongs, may_see
from greenroom.testing.oracle.world import World, identity

Aim = tuple[str, int | None]  # the audience of a post: its kind and owner
TAGS = ["layoffs", "launch", "works_council"]


def audience_row(kind: str, owner: int | None) -> Audience:
    """The row that stands for a kind and owner."""
    if owner is not None:
        return queries.audience_of(identity(owner))
    return Audience.objects.get(kind=kind)


def any_audience(world: World, writer: Person) -> Aim:
    """An audience at random, also one that the writer may not use: the program has to refuse it."""
    kinds = ["public", "quiet_public", "followers", "network", "direct", "organisation", "circle", "circle", "circle"]
    kind = world.rng.choice(kinds)
    if kind == "organisation":
        mine = sorted(world.facts.beings[writer.pk].employers) or sorted(world.organisations)
        return kind, world.rng.choice(mine)
    if kind == "circle":
        mine = sorted(world.facts.beings[writer.pk].joined_circles) or sorted(world.circles)
        return (kind, world.rng.choice(mine)) if mine else ("network", None)
    return kind, None


def words_for(
    world: World, named: list[int], *, tag: str | None = None, is_linked: bool | None = None
) -> tuple[str, str, list[str]]:
    """Headline and note with a canary each, mentions of the named, sometimes a tag and a link."""
    head, body = world.canaries.fresh(), world.canaries.fresh()
    tag = world.rng.choice(["", "", *TAGS]) if tag is None else tag
    is_linked = world.rng.random() < 0.4 if is_linked is None else is_linked
    world.tags.update({tag} - {""})
    mentions = " ".join(f"@{world.handles[key]}" for key in named)
    headline = f"On {head} {mentions}".strip()
    note = f"More on {body}." + (f" #{tag}" if tag else "")
    if is_linked:
        link, word = a_link(world.canaries)
        return headline, f"{note} {link}", [head, body, word]
    return headline, note, [head, body]


def record(world: World, post: Post, item: Item, canaries: list[str]) -> None:
    """Take the new post into the oracle's books; whoever is suspended when it comes out is not named by it."""
    item.mentioned -= {key for key, being in world.facts.beings.items() if being.suspended}
    world.facts.items[post.pk] = item
    for word in canaries:
        world.canaries.bind(word, "post", post.pk)


def publish(world: World) -> None:
    """Somebody says something, as themselves or as an organisation that they own."""
    writer = world.somebody()
    kind, owner = any_audience(world, writer)
    named = world.rng.sample(sorted(world.people), world.rng.choice([0, 0, 1, 2])) if kind != "direct" else []
    if kind == "direct":
        named = world.rng.sample(sorted(world.people), 2)
    speaks_as = writer.pk
    owned = [key for key, organisation in world.organisations.items() if owns(writer, organisation.pk)]
    if owned and world.rng.random() < 0.3 and kind in {"public", "followers", "organisation"}:
        speaks_as = owned[0]
    say(world, writer, (kind, owner), named=named, speaks_as=speaks_as)


def say(
    world: World,
    writer: Person,
    aim: Aim,
    *,
    named: Sequence[int] = (),
    speaks_as: int | None = None,
    tag: str | None = None,
    is_linked: bool | None = None,
) -> Item:
    """Say something to this audience."""
    headline, note, canaries = words_for(world, list(named), tag=tag, is_linked=is_linked)
    author, now = speaks_as or writer.pk, world.tick()
    post = actions.publish_post(
        author=identity(author), audience=audience_row(*aim), headline=headline, note=note, by=writer, now=now
    )
    item = Item(post.pk, author, *aim, now, set(named))
    record(world, post, item, canaries)
    return item


def owns(writer: Person, organisation: int) -> bool:
    """Whether the person owns the organisation now."""
    return writer.memberships.filter(organisation_id=organisation, role="owner", ended_at=None).exists()


def reply(world: World) -> None:
    """An answer keeps to the readers of what it answers, whatever was asked for."""
    parent = world.some_item()
    if parent is None:
        return
    writer = world.a_reader_of(parent) if world.rng.random() < 0.8 else world.somebody()
    answer(world, writer, parent, asked=None if world.rng.random() < 0.6 else any_audience(world, writer))


def answer(world: World, writer: Person, parent: Item, *, asked: Aim | None) -> Item:
    """Answer the post, to whom it was said or to an audience that is asked for."""
    named = [parent.author] if parent.author in world.people and parent.author != writer.pk else []
    headline, note, canaries = words_for(world, named)
    now = world.tick()
    post = actions.publish_post(
        author=writer.identity,
        audience=audience_row(*asked) if asked else None,
        headline=headline,
        note=note,
        reply_to=Post.objects.get(pk=parent.id),
        by=writer,
        now=now,
    )
    if not may_see(writer.pk, parent, world.facts):
        world.widened.append(f"{writer} answered {parent.id}, which they cannot read")
    kind, owner = asked or (parent.kind, parent.owner)
    said = Item(post.pk, writer.pk, kind, owner, now, set(named), parent.id)
    if (asked is None and parent.kind in {"direct", "followers"}) or (kind == "direct" and not named):
        adopt_audience(said, post)
    record(world, post, said, canaries)
    must_stay_within(world, said, parent)
    return said


def adopt_audience(item: Item, post: Post) -> None:
    """Take over what the program chose, where the text of the policy leaves it a choice."""
    post = Post.objects.select_related("audience").get(pk=post.pk)
    item.kind, item.owner = post.audience.kind, post.audience.owner_id
    item.mentioned = mentioned_by(post.pk)


def mentioned_by(post_id: int) -> set[int]:
    """Whom the program names as mentioned."""
    return set(Mention.objects.filter(post=post_id).values_list("identity", flat=True))


def must_stay_within(world: World, item: Item, parent: Item) -> None:
    """Every reader of an answer, its author apart, reads the post that it answers.

    Somebody listed in a circle between the two reads the answer alone: both have the same audience, and a
    newcomer sees what is said from joining on.
    """
    if item.owner is not None and (item.kind, item.owner) == (parent.kind, parent.owner):
        return
    for reader in [None, *world.people]:
        outside = reader != item.author and may_see(reader, item, world.facts) and not _could_see(world, reader, parent)
        if outside:
            world.widened.append(f"{reader} reads the answer {item.id} but not {parent.id}")


def _could_see(world: World, reader: int | None, parent: Item) -> bool:
    """Readable, or hidden by nothing but a block or suspension, which are no audience."""
    if may_see(reader, parent, world.facts):
        return True
    beings = world.facts.beings
    author = beings[parent.author]
    if author.suspended:
        return True
    return reader is not None and (reader in author.blocks or parent.author in beings[reader].blocks)


def _writer_of(world: World, item: Item) -> Person | None:
    """Who may change the post: its author, or the owner of the organisation that said it."""
    owners = [p for p in world.people.values() if item.author == p.pk or owns(p, item.author)]
    person = owners[0] if owners else None
    return person if person and not world.facts.beings[person.pk].suspended else None


def edit(world: World) -> None:
    """New words; the old ones stay in the history, for the same readers."""
    item = world.some_item()
    writer = _writer_of(world, item) if item else None
    if item is not None and writer is not None:
        change(world, item, writer)


def change(world: World, item: Item, writer: Person) -> None:
    """Let the post say something else."""
    named = sorted(item.mentioned & world.people.keys())  # a spoiled verb may have named people of another world
    headline, note, canaries = words_for(world, named)
    post = Post.objects.get(pk=item.id)
    actions.edit_post(post=post, headline=headline, note=note, by=writer, now=world.tick())
    item.mentioned &= mentioned_by(post.pk)  # the names of those who are suspended now are gone
    for word in canaries:
        world.canaries.bind(word, "post", item.id)


def narrow(world: World) -> None:
    """Fewer readers from now on, and for the answers too: mostly of posts that have some."""
    answered = [item for item in world.facts.items.values() if not item.deleted and answers_of(world, item)]
    item = world.rng.choice(answered) if answered and world.rng.random() < 0.7 else world.some_item()
    writer = _writer_of(world, item) if item else None
    if item is not None and writer is not None:
        aim = ("direct", None) if world.rng.random() < 0.4 else any_audience(world, writer)
        narrow_to(world, item, writer, aim)


def narrow_to(world: World, item: Item, writer: Person, aim: Aim) -> None:
    """Give the post another audience; the program has to refuse one that is not narrower."""
    kind, owner = aim
    before = {reader for reader in [None, *world.people] if may_see(reader, item, world.facts)}
    named = {reader for reader in item.mentioned if belongs(reader, item, world.facts)}
    actions.narrow_post(post=Post.objects.get(pk=item.id), audience=audience_row(*aim), by=writer, now=world.tick())
    item.kind, item.owner = kind, owner
    if kind == "direct":
        # Somebody merely named must not become a reader by narrowing; the suspended are readers of nothing closed.
        item.mentioned = named & mentioned_by(item.id)
    gained = {reader for reader in [None, *world.people] if may_see(reader, item, world.facts)} - before
    if gained:
        world.widened.append(f"narrowing {item.id} to {kind} let {gained} in")
    for answer in answers_of(world, item):
        adopt_audience(answer, Post.objects.get(pk=answer.id))
        must_stay_within(world, answer, world.facts.items[answer.parent or item.id])


def answers_of(world: World, item: Item) -> list[Item]:
    """Answers and answers to answers, nearest first."""
    found, frontier = [], {item.id}
    while frontier:
        layer = [a for a in world.facts.items.values() if a.parent in frontier and not a.deleted]
        found += layer
        frontier = {answer.id for answer in layer}
    return found


def delete(world: World) -> None:
    """Gone for everybody, the author included."""
    item = world.some_item()
    writer = _writer_of(world, item) if item else None
    if item is not None and writer is not None:
        take_back(world, item, writer)


def take_back(world: World, item: Item, writer: Person) -> None:
    """Take the post back."""
    actions.delete_post(post=Post.objects.get(pk=item.id), by=writer, now=world.tick())
    item.deleted = True
