"""A few people, organisations and verbs in short form, for the tests of this room."""

import itertools
from datetime import UTC, datetime, timedelta

from greenroom.kit.pictures import storing
from greenroom.kit.pictures.making import Picture
from greenroom.people.models import Identity, Membership, NetworkMembership, Organisation, Person
from greenroom.social import actions
from greenroom.social.actions import Attachment
from greenroom.social.models import Audience, Circle, Media, Post
from greenroom.social.queries.choices import audience_of
from greenroom.social.visibility import Viewer, viewer_of

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Village:
    """Keeps the clock: every verb happens a second after the one before."""

    def __init__(self) -> None:
        self.seconds = itertools.count()
        self.now = START
        self.people: dict[str, Person] = {}
        self.organisations: dict[str, Organisation] = {}
        self.circles: dict[str, Circle] = {}

    def tick(self) -> datetime:
        self.now = START + timedelta(seconds=next(self.seconds))
        return self.now

    def identity(self, kind: str, handle: str) -> Identity:
        now = self.tick()
        return Identity.objects.create(
            kind=kind, handle=handle, display_name=handle.title(), folded=f"{handle} {handle}", created_at=now
        )

    def person(self, handle: str, *, member: bool = True, claimed: bool = True) -> Person:
        identity = self.identity("person", handle)
        person = Person.objects.create(
            identity=identity, email=f"{handle}@example.org", claimed_at=self.now if claimed else None
        )
        self.people[handle] = person
        if member:
            NetworkMembership.objects.create(person=person, joined_at=self.now)
        return person

    def organisation(self, handle: str, *, owner: Person, members: tuple[Person, ...] = ()) -> Organisation:
        organisation = Organisation.objects.create(identity=self.identity("organisation", handle))
        audience_of(organisation.identity)
        self.organisations[handle] = organisation
        Membership.objects.create(person=owner, organisation=organisation, role="owner", joined_at=self.now)
        for member in members:
            Membership.objects.create(person=member, organisation=organisation, joined_at=self.now)
        return organisation

    def circle(self, handle: str, *, keeper: Person, members: tuple[Person, ...] = (), **options: bool) -> Circle:
        circle = actions.create_circle(
            handle=handle, display_name=handle.title(), by=keeper, now=self.tick(), **options
        )
        self.circles[handle] = circle
        for member in members:
            actions.list_in_circle(circle=circle, person=member, by=keeper, now=self.tick())
        return circle

    def post(self, by: Person, headline: str = "Words", *, to: Audience | int | None = None, **fields) -> Post:
        author = fields.pop("author", by.identity)
        return actions.publish_post(
            author=author, audience=audience(to), headline=headline, by=by, now=self.tick(), **fields
        )

    def picture(self, by: Person, description: str = "", **fields) -> Media:
        """A picture as if it had been read and kept; what reading does is tested in the kit."""
        made = Picture(full=b"full", preview=b"preview", mime="image/jpeg", width=800, height=600, is_animated=False,
                       blurhash="L00000", closed=())  # fmt: skip
        fields = {"state": "ready", "mime": "image/jpeg", "width": 800, "height": 600, "bytes": 4, **fields}
        key = storing.put(made)
        return Media.objects.create(person=by, file_key=key, description=description, created_at=self.tick(), **fields)

    def follow(self, follower: Person, target: Identity | Person) -> None:
        identity = target if isinstance(target, Identity) else target.identity
        actions.follow(identity=follower.identity, target=identity, by=follower, now=self.tick())

    def block(self, blocker: Person, target: Person) -> None:
        actions.block(identity=blocker.identity, target=target.identity, by=blocker, now=self.tick())

    def act(self, verb, *, by: Person, **fields):
        return verb(by=by, now=self.tick(), **fields)


def shown(*pictures: Media, **said) -> list[Attachment]:
    """These pictures in this order, each as it is or with what is said of all."""
    return [Attachment(id=picture.pk, **said) for picture in pictures]


def audience(to: Audience | Circle | Organisation | int | None) -> Audience | None:
    if isinstance(to, int):
        return Audience.objects.get(pk=to)
    if isinstance(to, Circle):
        return to.audience
    if isinstance(to, Organisation):
        return audience_of(to.identity)
    return to


def eyes(who: Person | Organisation | None) -> Viewer:
    """A viewer read afresh."""
    return viewer_of(None if who is None else Identity.objects.get(pk=who.pk))


def reads(who: Person | Organisation | None, post: Post) -> bool:
    """Whether somebody reads the post, by query and predicate alike."""
    from greenroom.social.visibility import visible

    fresh = Post.objects.select_related("author", "audience").get(pk=post.pk)
    listed = Post.objects.visible_to(eyes(who)).filter(pk=post.pk).exists()
    assert visible(eyes(who), fresh) == listed
    return listed
