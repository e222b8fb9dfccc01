"""Moves on what somebody arranges for themselves: notes, matches refused, lists, followed tags, filters."""

from greenroom.people.models import Person
from greenroom.social import actions
from greenroom.social.models import Audience, Filter, ListMember, PeopleList, Post
from greenroom.testing.oracle.posting import TAGS
from greenroom.testing.oracle.world import World, identity


def draft(world: World) -> None:
    """Somebody writes something down."""
    write_down(world, world.somebody())


def write_down(world: World, person: Person) -> None:
    """Words that are no post yet."""
    word = world.canaries.fresh()
    saved = actions.save_draft(
        speaks_as=person.identity,
        audience=Audience.objects.get(pk=Audience.NETWORK),
        headline=f"Not yet {word}",
        by=person,
        now=world.tick(),
    )
    world.canaries.bind(word, "draft", saved.pk)
    world.draft_owner[saved.pk] = person.pk


def take_a_note(world: World) -> None:
    """Somebody notes something."""
    note_down(world, world.somebody(), world.rng.choice(sorted(world.facts.beings)))


def note_down(world: World, writer: Person, other: int) -> None:
    """A note about somebody, for the writer's eyes alone."""
    word = world.canaries.fresh()
    row = actions.note_about(
        identity=writer.identity, about=identity(other), words=f"Remember {word}", by=writer, now=world.tick()
    )
    if row is not None:
        world.canaries.bind(word, "note", row.pk)
        world.owned["note", row.pk] = writer.pk


def avoid(world: World) -> None:
    """Never to be matched with somebody; hides nothing."""
    person, other = world.somebody(), world.rng.choice(sorted(world.people))
    if other != person.pk:
        keep_apart(world, person, other)


def keep_apart(world: World, person: Person, other: int) -> None:
    """Let somebody avoid somebody."""
    actions.avoid(identity=person.identity, target=identity(other), by=person, now=world.tick())
    world.apart.add((person.pk, other))


def make_list(world: World) -> None:
    """Somebody makes a list."""
    list_of(world, world.somebody())


def list_of(world: World, owner: Person) -> PeopleList:
    """A list whose name is a canary: nobody but its owner knows of it."""
    word = world.canaries.fresh()
    row = actions.create_list(
        owner=owner.identity,
        name=f"List {word}",
        replies=world.rng.choice(PeopleList.Replies.values),
        is_exclusive=world.rng.random() < 0.3,
        by=owner,
        now=world.tick(),
    )
    world.canaries.bind(word, "list", row.pk)
    world.owned["list", row.pk] = owner.pk
    return row


def put_on_list(world: World) -> None:
    """Somebody whom the owner follows stands on the list, and is not told."""
    rows = [row for row in PeopleList.objects.order_by("pk") if _may_act(world, row.owner_id)]
    if not rows:
        return
    row = world.rng.choice(rows)
    followed = sorted(world.facts.beings[row.owner_id].follows)
    if followed:
        put_on(world, row, world.rng.choice(followed))


def put_on(world: World, row: PeopleList, member: int) -> None:
    """Put somebody on the list."""
    owner = world.people[row.owner_id]
    actions.add_to_list(people_list=row, member=identity(member), by=owner, now=world.tick())


def take_off_list(world: World) -> None:
    """The place on the list ends, the follow stays."""
    places = ListMember.objects.select_related("people_list", "identity").order_by("pk")
    rows = [row for row in places if _may_act(world, row.people_list.owner_id)]
    if rows:
        row = world.rng.choice(rows)
        owner = world.people[row.people_list.owner_id]
        actions.remove_from_list(people_list=row.people_list, member=row.identity, by=owner, now=world.tick())


def follow_tag(world: World) -> None:
    """A followed tag grants nothing: the policy does not know of it."""
    hear_of_tag(world, world.somebody(), world.rng.choice(TAGS))


def hear_of_tag(world: World, person: Person, name: str) -> None:
    """Let somebody follow the tag."""
    actions.follow_tag(identity=person.identity, name=name, by=person, now=world.tick())


def unfollow_tag(world: World) -> None:
    """Posts with the tag come home no longer."""
    person, name = world.somebody(), world.rng.choice(TAGS)
    actions.unfollow_tag(identity=person.identity, name=name, by=person, now=world.tick())


def feature_tag(world: World) -> None:
    """Somebody shows a tag."""
    show_tag(world, world.somebody(), world.rng.choice(TAGS))


def show_tag(world: World, person: Person, name: str) -> None:
    """A tag on a profile shows no post to anybody: the policy does not know of it."""
    actions.feature_tag(identity=person.identity, name=name, by=person, now=world.tick())


def make_filter(world: World) -> None:
    """Somebody makes a filter."""
    fold_away(world, world.somebody(), world.rng.choice([*TAGS, "more"]), hides=world.rng.random() < 0.2)


def fold_away(world: World, owner: Person, text: str, *, hides: bool) -> None:
    """Filters fold away and hide, they never show; their names are for their owner alone."""
    word = world.canaries.fresh()
    spec = actions.FilterSpec(
        title=f"Filter {word}",
        words=[actions.Looked(text=text, is_whole=world.rng.random() < 0.7)],
        contexts=world.rng.sample(Filter.Context.values, 3),
        action="hide" if hides else "warn",
    )
    row = actions.make_filter(owner=owner.identity, spec=spec, by=owner, now=world.tick())
    world.canaries.bind(word, "filter", row.pk)
    world.owned["filter", row.pk] = owner.pk


def put_away(world: World) -> None:
    """Somebody puts a conversation away, or one that is none of theirs: the program has to refuse that."""
    letters = [item for item in world.facts.items.values() if item.kind == "direct" and not item.deleted]
    if letters:
        item = world.rng.choice(letters)
        person = world.a_reader_of(item)
        actions.put_away(identity=person.identity, post=Post.objects.get(pk=item.id), by=person, now=world.tick())


def _may_act(world: World, key: int) -> bool:
    return key in world.people and not world.facts.beings[key].suspended
