"""Random worlds: the rule as query, as predicate and from the audience's side; timelines against plain counting."""

import contextlib
import os

import pytest
from django.core.exceptions import ValidationError

from greenroom.people.models import Identity
from greenroom.social import timelines
from greenroom.social.models import Block, Boost, Follow, ListMember, Mute, Post, PostTag, TagFollow
from greenroom.social.reach import readers_among
from greenroom.social.tests.wandering import Wandering
from greenroom.social.visibility import viewer_of, visible

SEEDS = range(int(os.environ.get("GREENROOM_WORLDS", "3")))
STEPS = 90

pytestmark = pytest.mark.django_db


def readable(identity: Identity | None) -> set[int]:
    return set(Post.objects.visible_to(viewer_of(identity)).values_list("pk", flat=True))


def matrix(world: Wandering) -> dict[int | None, set[int]]:
    return {identity and identity.pk: readable(identity) for identity in world.viewers()}


@pytest.mark.parametrize("seed", SEEDS)
def test_query_predicate_and_audience_agree(seed):
    world = Wandering(seed)
    for step in range(STEPS):
        world.step()
        if step % 15 == 14:
            check_agreement(world)


def check_agreement(world: Wandering) -> None:
    posts = list(Post.objects.select_related("author", "audience"))
    viewers = world.viewers()
    keys = [identity.pk for identity in viewers if identity]
    inside = {post.pk: readers_among(post.audience, author_id=post.author_id, keys=keys, post=post) for post in posts}
    blocks = set(Block.objects.values_list("blocker", "blocked"))
    for identity in viewers:
        viewer = viewer_of(identity)
        listed = readable(identity)
        assert {post.pk for post in posts if visible(viewer, post)} == listed
        if identity is None or identity.suspended_at is not None:
            continue
        for post in posts:
            pair = (identity.pk, post.author_id)
            expected = (
                post.deleted_at is None
                and post.author.suspended_at is None
                and not {pair, pair[::-1]} & blocks
                and identity.pk in inside[post.pk]
            )
            assert (post.pk in listed) == expected, (identity, post, post.audience)


@pytest.mark.parametrize("seed", SEEDS)
def test_narrowing_and_editing_never_add_a_reader(seed):
    world = Wandering(1_000 + seed)
    for _ in range(40):
        world.step()
    for _ in range(25):
        before = matrix(world)
        quietly(world.random.choice([world.do_narrow, world.do_narrow, world.do_edit, world.do_delete]))
        after = matrix(world)
        for viewer, posts in after.items():
            assert posts <= before[viewer]


def quietly(verb) -> None:
    with contextlib.suppress(ValidationError):
        verb()


@pytest.mark.parametrize("seed", SEEDS)
def test_answers_stay_within_what_they_answer(seed):
    """Blocks aside, and joining aside: whoever reads an answer belongs to the audience of its parent."""
    world = Wandering(2_000 + seed)
    for _ in range(STEPS):
        world.step()
    keys = list(Identity.objects.exclude(kind="circle").values_list("pk", flat=True))
    for answer in Post.objects.living().filter(reply_to__isnull=False).select_related("audience", "reply_to__audience"):
        parent = answer.reply_to
        if parent.deleted_at is not None or parent.audience_id == answer.audience_id:
            continue
        readers = readers_among(answer.audience, author_id=answer.author_id, keys=keys, post=answer)
        around = readers_among(parent.audience, author_id=parent.author_id, keys=keys)
        around |= readers_among(parent.audience, author_id=parent.author_id, keys=keys, post=parent)
        if parent.audience.kind == answer.audience.kind == "direct" or answer.audience.kind != "direct":
            assert readers - {answer.author_id} <= around


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    ("window", "longest_list", "reaches"), [(3, 500, (2, 32)), (1_000, 500, (2,)), (3, 0, (2,)), (2, 500, ())]
)
def test_home_is_complete_in_order_and_without_doubles(seed, window, longest_list, reaches, monkeypatch):
    monkeypatch.setattr("greenroom.social.visibility.LONGEST_LIST", longest_list)
    monkeypatch.setattr("greenroom.social.timelines.sources.REACHES", reaches)
    monkeypatch.setattr("greenroom.social.timelines.sources.WINDOW", window)
    world = Wandering(3_000 + seed)
    for _ in range(STEPS):
        world.step()
    for identity in world.viewers():
        if identity is None or identity.suspended_at is not None:
            assert timelines.home(viewer_of(identity)).entries == []
            continue
        expected = home_by_counting(identity)
        assert pages(identity, "before") == expected
        assert pages(identity, "after") == expected


def pages(identity: Identity, direction: str, timeline=timelines.home, **more) -> list[tuple[int, int]]:
    """The whole timeline in pages of three, read from either end."""
    found: list[tuple[int, int]] = []
    cursor = None if direction == "before" else 0
    while True:
        page = timeline(viewer_of(identity), limit=3, **more, **{direction: cursor})
        lines = [(entry.id, entry.post.id) for entry in page.entries]
        found = found + lines if direction == "before" else lines + found
        if not page.has_more:
            return found
        assert len(lines) == 3  # a page is short only at the end
        cursor = page.oldest if direction == "before" else page.newest


def home_by_counting(identity: Identity) -> list[tuple[int, int]]:
    viewer = viewer_of(identity)
    muted = set(Mute.objects.filter(muter=identity).values_list("muted", flat=True))
    listed = ListMember.objects.filter(people_list__owner=identity, people_list__is_exclusive=True)
    absent = muted | viewer.hidden_ids | set(listed.values_list("identity", flat=True))
    follows = dict(Follow.objects.filter(follower=identity).values_list("followed", "shows_boosts"))
    own = {identity.pk} | viewer.organisation_ids
    authors = (own | set(follows)) - absent
    boosters = (own | {key for key, shows in follows.items() if shows}) - absent
    circles = set(viewer.standing.circles.values())
    tagged = set(
        PostTag.objects.filter(tag__in=TagFollow.objects.filter(identity=identity).values("tag")).values_list(
            "post", flat=True
        )
    )
    posts = [
        post
        for post in Post.objects.select_related("author", "audience")
        if visible(viewer, post) and post.author_id not in muted
    ]
    lines = {
        post.pk: post.pk
        for post in posts
        if post.author_id in authors
        or (post.author_id not in absent and post.audience_id in circles)
        or (post.author_id not in absent and post.pk in tagged and post.audience.kind != "quiet_public")
    }
    shown = set(lines)
    others = {post.pk for post in posts if post.author_id not in authors}
    for boost in Boost.objects.filter(author__in=boosters, post__in=others).order_by("pk"):
        if boost.post_id not in shown:
            shown.add(boost.post_id)
            lines[boost.pk] = boost.post_id
    return sorted(lines.items(), reverse=True)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_timeline_shows_only_what_may_be_read(seed):
    world = Wandering(4_000 + seed)
    for _ in range(STEPS):
        world.step()
    places = Identity.objects.all()
    for identity in world.viewers():
        viewer, allowed = viewer_of(identity), readable(identity)
        found = [timelines.local(viewer), timelines.network(viewer), timelines.tag(viewer, "TIDE")]
        found += [timelines.kept(viewer), timelines.helped(viewer)]
        for place in places:
            found += [timelines.organisation(viewer, place), timelines.circle(viewer, place)]
            found += [timelines.profile(viewer, place), timelines.profile(viewer, place, with_replies=True)]
        shown = {entry.post.id for page in found for entry in page.entries}
        assert shown <= allowed
        for post_id in sorted(allowed)[:8]:
            thread = timelines.thread(viewer, post_id)
            around = {view.id for view in thread.ancestors} | {reply.view.id for reply in thread.replies}
            assert around <= allowed
            assert thread.post.reply_count == Post.objects.filter(reply_to=post_id, pk__in=allowed).count()
