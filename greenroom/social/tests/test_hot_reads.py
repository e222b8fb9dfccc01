"""Reads ask a constant number of questions, and never one by accident."""

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from greenroom.people.models import Identity
from greenroom.social import actions, queries, timelines
from greenroom.social.models import Audience, Post
from greenroom.social.postviews import views_of
from greenroom.social.tests.village import Village
from greenroom.social.visibility import viewer_of

PUBLIC, NETWORK = Audience.PUBLIC, Audience.NETWORK


def populate(village: Village, posts: int) -> None:
    """Posts of every kind with answers, boosts and follows."""
    ida = village.people.get("ida") or village.person("ida")
    friends = [village.people.get(name) or village.person(name) for name in ("bram", "noor", "piet")]
    if not village.circles:
        village.organisation("skerrow", owner=ida, members=tuple(friends))
        village.circle("board", keeper=ida, members=tuple(friends))
        for friend in friends:
            village.follow(ida, friend)
    for number in range(posts):
        friend = friends[number % 3]
        audience = [PUBLIC, NETWORK, village.circles["board"].audience][number % 3]
        post = village.post(friend, f"Number {number} @ida #tide", to=audience)
        village.post(ida, reply_to=post)
        if audience != village.circles["board"].audience:
            village.act(actions.boost, post=post, identity=friends[number % 2].identity, by=friends[number % 2])


def questions(deed) -> int:
    with CaptureQueriesContext(connection) as captured:
        deed()
    return len(captured)


def reads_of(ida, tag: str = "tide"):
    me = Identity.objects.get(pk=ida.pk)
    anchor = Post.objects.order_by("pk").first().pk
    return {
        "home": (5, lambda: timelines.home(viewer_of(me))),
        "local": (5, lambda: timelines.local(viewer_of(me))),
        "network": (5, lambda: timelines.network(viewer_of(me))),
        "tag": (6, lambda: timelines.tag(viewer_of(me), tag)),
        "profile": (5, lambda: timelines.profile(viewer_of(me), me)),
        "thread": (7, lambda: timelines.thread(viewer_of(me), anchor)),
        "post": (4, lambda: queries.post_for(viewer_of(me), anchor)),
        "choices": (2, lambda: queries.audience_choices(ida, speaks_as=ida.identity)),
        "glance": (2, lambda: queries.glance_of(ida, viewer_of(me))),
        "notices": (6, lambda: queries.notices_for(viewer_of(me))),
        "circles": (1, lambda: queries.circles_of(ida)),
    }


def test_questions_do_not_grow_with_posts(village):
    populate(village, 24)
    few = {name: questions(deed) for name, (_most, deed) in reads_of(village.people["ida"]).items()}
    populate(village, 24)
    many = {name: questions(deed) for name, (_most, deed) in reads_of(village.people["ida"]).items()}

    assert few == many
    assert {name: most for name, (most, _deed) in reads_of(village.people["ida"]).items() if many[name] > most} == {}


def test_views_touch_nothing_that_was_not_read(village):
    """Whatever a page shows of a post is there: a look beyond it raises."""
    populate(village, 6)
    viewer = viewer_of(village.people["ida"].identity)
    posts = list(Post.objects.visible_to(viewer).select_related("audience").fetch_mode(models.FETCH_RAISE))
    seen = 0
    for view in views_of(viewer, posts):
        assert view.author.display_name
        assert view.audience_name
        assert view.post.author is view.author
        seen += view.audience.owner is None or bool(view.audience.owner.handle)
    assert seen == len(posts)


@pytest.mark.parametrize("limit", [1, 20])
def test_a_page_of_notices_asks_as_much_as_one(village, limit):
    from greenroom.kit import worker

    populate(village, 6)
    worker.work_off(village.tick())
    viewer = viewer_of(village.people["ida"].identity)

    assert questions(lambda: queries.notices_for(viewer, limit=limit)) == 6


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's own words about its plan")
def test_no_timeline_walks_through_all_posts(village):
    """A condition that SQLite compares with 1 would hide every index behind it."""
    populate(village, 3)
    ida = village.people["ida"].identity
    viewer = viewer_of(ida)
    house, circle = village.organisations["skerrow"].identity, village.circles["board"].identity
    with CaptureQueriesContext(connection) as captured:
        timelines.local(viewer)
        timelines.organisation(viewer, house)
        timelines.circle(viewer, circle)
        timelines.profile(viewer, ida)
        timelines.tag(viewer, "tide")
        timelines.kept(viewer)
    asked = [query["sql"] for query in captured if "LIMIT 21" in query["sql"]]
    with connection.cursor() as cursor:
        for sql in asked:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            assert [row[3] for row in cursor.fetchall() if row[3].startswith("SCAN social_post")] == []
    assert len(asked) == 6
