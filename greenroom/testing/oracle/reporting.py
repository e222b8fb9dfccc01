"""Moves on reports: somebody tells the hosts, a host looks, takes down, closes; and how reports are read."""

import contextlib
from collections.abc import Iterator

from greenroom.people import actions as people
from greenroom.people.models import Person
from greenroom.social import actions
from greenroom.social.models import Post, Report
from greenroom.testing.oracle.policy import Item, may_see
from greenroom.testing.oracle.reading import Eyes, Reading, all_posts
from greenroom.testing.oracle.world import World, identity


def report(world: World) -> None:
    """A reader reports a post."""
    item = world.some_item()
    if item is not None:
        tell_the_hosts(world, world.a_reader_of(item), item)


def tell_the_hosts(world: World, reporter: Person, item: Item) -> Report:
    """Report the post; the words of the report are for hosts and for whoever made it."""
    word = world.canaries.fresh()
    with hosting(world, world.somebody(but=[reporter.pk, item.author])):
        row = actions.report(
            reporter=reporter.identity,
            about=identity(item.author),
            posts=[Post.objects.get(pk=item.id)],
            category="other",
            comment=f"See {word}",
            by=reporter,
            now=world.tick(),
        )
    if not may_see(reporter.pk, item, world.facts):
        world.widened.append(f"{reporter} reported {item.id}, which they cannot read")
    world.canaries.bind(word, "report", row.pk)
    world.reported[row.pk] = (reporter.pk, item.author)
    return row


def deal_with_one(world: World) -> None:
    """A host for a moment deals with the oldest report."""
    row = Report.objects.filter(pk__in=world.reported, state="open").order_by("pk").first()
    if row is not None:
        host = world.somebody(but=world.hosts)  # what a host of the network has looked at stays open to them
        deal_with(world, row, host, takes_down=world.rng.random() < 0.5)


def deal_with(world: World, row: Report, host: Person, *, takes_down: bool) -> None:
    """Let the person, a host for as long as it lasts, look at the reported post, and take it down or let it be."""
    with hosting(world, host):
        for post in row.posts.all():
            actions.look_at_post(report=row, post=post, by=host, now=world.tick())
            if takes_down:
                actions.take_down_post(post=post, reason="A rule", report=row, by=host, now=world.tick())
                world.facts.items[post.pk].deleted = True
                world.taken_down[post.pk] = {key for key in (post.author_id, post.written_by_id) if key}
        actions.close_report(report=row, acted=True, outcome="Done.", by=host, now=world.tick())


@contextlib.contextmanager
def hosting(world: World, person: Person) -> Iterator[None]:
    """The person holds the clearance of hosts for as long as this lasts: what they looked at must close again."""
    clearance = people.grant_clearance(person=person, verb="network.host", by=None, now=world.tick())
    try:
        yield
    finally:
        people.revoke_clearance(clearance=clearance, by=None, now=world.tick())


def read_reports(world: World, eyes: Eyes) -> Iterator[Reading]:
    """One's own reports, and the desk by its addresses."""
    yield eyes.get("/reports/", all_posts(world))
    yield eyes.get("/host/reports/", all_posts(world))
    known = sorted(world.reported)
    for key in world.rng.sample(known, min(2, len(known))):
        yield eyes.get(f"/host/reports/{key}/", all_posts(world))


def read_looks(world: World, eyes: Eyes) -> Iterator[Reading]:
    """Looks at posts of some organisations and circles."""
    owners = sorted({*world.organisations, *world.circles})
    for key in world.rng.sample(owners, min(3, len(owners))):
        yield eyes.get(f"/@{world.handles[key]}/looks/", all_posts(world))
