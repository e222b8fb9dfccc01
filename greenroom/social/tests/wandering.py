"""A world that grows by random verbs; refusals are part of life in it."""

import contextlib
import random

from django.core.exceptions import ValidationError

from greenroom.people.models import Identity, Membership, NetworkMembership, Organisation
from greenroom.social import actions
from greenroom.social.models import Audience, Circle, CircleMember, Follow, FollowRequest, ListMember, PeopleList, Post
from greenroom.social.tests.village import Village
from greenroom.social.visibility import viewer_of

NAMES = ["ida", "bram", "noor", "piet", "runa", "otto"]


class Wandering:
    """Knows who is there and does one random thing at a time."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.village = Village()
        village = self.village
        self.people = [village.person(name, member=number < 4) for number, name in enumerate(NAMES)]
        self.houses = [
            village.organisation("skerrow", owner=self.people[0], members=(self.people[1], self.people[4])),
            village.organisation("halden", owner=self.people[2]),
        ]
        self.circles = [
            village.circle("board", keeper=self.people[0], members=(self.people[1],)),
            village.circle("tower", keeper=self.people[3], members=(self.people[4], self.people[5])),
        ]

    def viewers(self) -> list[Identity | None]:
        """Everybody who may look, a guest too."""
        return [*Identity.objects.exclude(kind="circle").order_by("pk"), None]

    def step(self) -> str:
        """Do one thing; a refusal is fine."""
        names = ["post"] * 5 + ["answer"] * 4 + ["narrow", "boost", "boost", "follow", "follow", "unfollow"]
        names += ["block", "unblock", "mute", "delete", "edit", "list", "remove", "leave_network", "join_network"]
        names += ["employ", "dismiss", "suspend", "reinstate", "close_circle", "close_house", "react", "approve"]
        names += ["follow_tag", "unfollow_tag", "make_list", "put_on_list", "put_on_list", "take_off_list"]
        name = self.random.choice(names)
        with contextlib.suppress(ValidationError):
            getattr(self, f"do_{name}")()
        return name

    # who and what
    def one(self):
        return self.random.choice(self.people)

    def speaker(self):
        """Somebody, as themselves or as an organisation that they own."""
        person = self.one()
        owned = Membership.objects.filter(person=person, role="owner", ended_at=None).first()
        if owned and self.random.random() < 0.4:
            return person, Identity.objects.get(pk=owned.organisation_id)
        return person, Identity.objects.get(pk=person.pk)

    def someone(self) -> Identity:
        return Identity.objects.exclude(kind="circle").order_by("?").first()

    def some_audience(self) -> Audience:
        return self.random.choice(list(Audience.objects.select_related("owner").order_by("pk")))

    def some_post(self, author: Identity | None = None) -> Post:
        rows = Post.objects.order_by("pk") if author is None else Post.objects.filter(author=author).order_by("pk")
        posts = list(rows)
        if not posts:
            raise ValidationError("nothing there")
        return self.random.choice(posts[-12:])

    def words(self) -> str:
        named = self.random.sample([*NAMES, "skerrow", "halden"], self.random.choice([0, 0, 0, 1, 2]))
        return " ".join(
            ["Words", *(f"@{name}" for name in named), self.random.choice(["", "#tide", "#ebb", "#tide #ebb"])]
        )

    # verbs
    def do_post(self):
        by, author = self.speaker()
        self.village.post(by, self.words(), author=author, to=self.some_audience())

    def do_answer(self):
        by, author = self.speaker()
        parent = self.random.choice(list(Post.objects.visible_to(viewer_of(author)).order_by("pk"))[-10:] or [None])
        to = self.random.choice([None, None, self.some_audience()])
        self.village.post(by, self.words(), author=author, to=to, reply_to=parent)

    def do_narrow(self):
        by, author = self.speaker()
        self.village.act(actions.narrow_post, post=self.some_post(author), audience=self.some_audience(), by=by)

    def do_edit(self):
        by, author = self.speaker()
        self.village.act(actions.edit_post, post=self.some_post(author), headline=self.words() + "!", by=by)

    def do_delete(self):
        by, author = self.speaker()
        self.village.act(actions.delete_post, post=self.some_post(author), by=by)

    def do_boost(self):
        by, author = self.speaker()
        self.village.act(actions.boost, post=self.some_post(), identity=author, by=by)

    def do_react(self):
        by, author = self.speaker()
        post = self.some_post()
        self.village.act(self.random.choice([actions.keep, actions.favourite]), post=post, identity=author, by=by)

    def do_follow(self):
        by, author = self.speaker()
        boosts = self.random.random() < 0.8
        self.village.act(actions.follow, identity=author, target=self.someone(), shows_boosts=boosts, by=by)

    def do_approve(self):
        person = self.one()
        Identity.objects.filter(pk=person.pk).update(approves_followers=True)
        for request in FollowRequest.objects.filter(followed=person.pk).select_related("follower"):
            self.village.act(actions.accept_follow, identity=person.identity, follower=request.follower, by=person)

    def do_unfollow(self):
        by, author = self.speaker()
        self.village.act(actions.unfollow, identity=author, target=self.someone(), by=by)

    def do_block(self):
        if self.random.random() < 0.5:
            by, author = self.speaker()
            self.village.act(actions.block, identity=author, target=self.someone(), by=by)

    def do_unblock(self):
        by, author = self.speaker()
        self.village.act(actions.unblock, identity=author, target=self.someone(), by=by)

    def do_mute(self):
        by, author = self.speaker()
        self.village.act(actions.mute, identity=author, target=self.someone(), by=by)

    def do_follow_tag(self):
        by, author = self.speaker()
        self.village.act(actions.follow_tag, identity=author, name=self.random.choice(["tide", "Ebb"]), by=by)

    def do_unfollow_tag(self):
        by, author = self.speaker()
        self.village.act(actions.unfollow_tag, identity=author, name=self.random.choice(["tide", "Ebb"]), by=by)

    def do_make_list(self):
        by, author = self.speaker()
        chosen = {"replies": self.random.choice(PeopleList.Replies.values), "is_exclusive": self.random.random() < 0.4}
        self.village.act(actions.create_list, owner=author, name="Some", by=by, **chosen)

    def do_put_on_list(self):
        by, author = self.speaker()
        row = PeopleList.objects.filter(owner=author).order_by("?").first() or self.do_make_list()
        follow = Follow.objects.filter(follower=author).order_by("?").select_related("followed").first()
        if row and follow:
            self.village.act(actions.add_to_list, people_list=row, member=follow.followed, by=by)

    def do_take_off_list(self):
        by, author = self.speaker()
        row = ListMember.objects.filter(people_list__owner=author).order_by("?").first()
        if row:
            self.village.act(actions.remove_from_list, people_list=row.people_list, member=row.identity, by=by)

    def do_list(self):
        circle = self.random.choice(self.circles)
        keeper = CircleMember.objects.filter(circle=circle, left_at=None, is_keeper=True).first()
        if keeper:
            self.village.act(actions.list_in_circle, circle=circle, person=self.one(), by=keeper.person)

    def do_remove(self):
        circle = self.random.choice(self.circles)
        keeper = CircleMember.objects.filter(circle=circle, left_at=None, is_keeper=True).first()
        if keeper:
            self.village.act(actions.remove_from_circle, circle=circle, person=self.one(), by=keeper.person)

    def do_leave_network(self):
        rows = NetworkMembership.objects.filter(person=self.one(), ended_at=None)
        rows.update(ended_at=self.village.tick())

    def do_join_network(self):
        person = self.one()
        if not NetworkMembership.objects.filter(person=person, ended_at=None).exists():
            NetworkMembership.objects.create(person=person, joined_at=self.village.tick())

    def do_employ(self):
        person, house = self.one(), self.random.choice(self.houses)
        if not Membership.objects.filter(person=person, organisation=house, ended_at=None).exists():
            Membership.objects.create(person=person, organisation=house, joined_at=self.village.tick())

    def do_dismiss(self):
        rows = Membership.objects.filter(person=self.one(), ended_at=None, role="member")
        rows.update(ended_at=self.village.tick())

    def do_suspend(self):
        if self.random.random() < 0.3:
            Identity.objects.filter(pk=self.someone().pk).update(suspended_at=self.village.tick())
            self.refresh()

    def do_reinstate(self):
        Identity.objects.filter(suspended_at__isnull=False).update(suspended_at=None)
        self.refresh()

    def refresh(self):
        for person in self.people:
            person.identity.refresh_from_db()

    def do_close_circle(self):
        if self.random.random() < 0.15:
            circle = self.random.choice(self.circles)
            keeper = CircleMember.objects.filter(circle=circle, left_at=None, is_keeper=True).first()
            self.village.act(actions.close_circle, circle=Circle.objects.get(pk=circle.pk), by=keeper.person)

    def do_close_house(self):
        if self.random.random() < 0.15:
            house = self.random.choice(self.houses)
            Organisation.objects.filter(pk=house.pk).update(closed_at=self.village.tick())
