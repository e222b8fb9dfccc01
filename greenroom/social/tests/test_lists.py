"""Lists: who stands on them, what they show, and that nobody else knows of them."""

from functools import partial

import pytest

from greenroom.kit.tests.racing import ROUNDS, at_once
from greenroom.social import actions, queries, timelines
from greenroom.social.models import Audience, Follow, ListMember, PeopleList
from greenroom.social.tests.test_generated import pages
from greenroom.social.tests.village import eyes
from greenroom.social.tests.wandering import Wandering
from greenroom.social.visibility import viewer_of, visible

PUBLIC, FOLLOWERS = Audience.PUBLIC, Audience.FOLLOWERS


@pytest.fixture
def noor(village):
    return village.person("noor")


@pytest.fixture
def harbour(village, ida, bram):
    village.follow(ida, bram)
    row = make(village, ida, "  Harbour \n people ")
    put(village, row, bram)
    return row


def make(village, owner, name="Some", **more):
    return village.act(actions.create_list, owner=owner.identity, name=name, by=owner, **more)


def put(village, row, member):
    return village.act(actions.add_to_list, people_list=row, member=member.identity, by=row.owner.person)


def change(village, row, **more):
    given = {"name": row.name, "replies": row.replies, "is_exclusive": row.is_exclusive, **more}
    village.act(actions.change_list, people_list=row, by=row.owner.person, **given)


def says(owner, row):
    page = timelines.people_list(eyes(owner), PeopleList.objects.get(pk=row.pk))
    return [entry.post.post.headline for entry in page.entries]


def home(owner):
    return [entry.post.post.headline for entry in timelines.home(eyes(owner)).entries]


def test_a_list_shows_its_people_alone(village, ida, bram, noor, harbour):
    village.follow(ida, noor)
    village.post(bram, "By Bram", to=FOLLOWERS)
    village.post(noor, "By Noor", to=PUBLIC)

    assert harbour.name == "Harbour people"
    assert says(ida, harbour) == ["By Bram"]
    assert home(ida) == ["By Noor", "By Bram"]
    assert [(line.people_list, line.members) for line in queries.lists_of(eyes(ida))] == [(harbour, 1)]
    assert queries.members_of_list(eyes(ida), harbour) == [bram.identity]


def test_boosts_by_those_listed_stand_there_too(village, ida, bram, noor, harbour):
    post = village.post(noor, "By Noor", to=PUBLIC)
    village.act(actions.boost, post=post, identity=bram.identity, by=bram)

    assert says(ida, harbour) == ["By Noor"]


def test_i1_a_list_is_there_for_its_owner_alone(village, ida, bram, harbour, refused):
    village.post(bram, "By Bram", to=PUBLIC)

    assert queries.lists_of(eyes(bram)) == []
    for other in (bram, None):
        with pytest.raises(PeopleList.DoesNotExist):
            queries.list_for(eyes(other), harbour.pk)
        assert says(other, harbour) == []
        assert queries.members_of_list(eyes(other), harbour) == []
    with refused("not_you"):
        village.act(actions.add_to_list, people_list=harbour, member=ida.identity, by=bram)
    with refused("not_you"):
        village.act(actions.delete_list, people_list=harbour, by=bram)
    with refused("not_you"):
        village.act(actions.change_list, people_list=harbour, name="Mine", replies="none", is_exclusive=False, by=bram)
    assert PeopleList.objects.get().name == "Harbour people"


def test_only_those_whom_one_follows_stand_on_a_list(village, ida, noor, harbour, refused):
    with refused("not_followed"):
        put(village, harbour, noor)

    assert ListMember.objects.count() == 1


@pytest.mark.parametrize("how", ["unfollow", "remove", "block"])
def test_a_place_on_a_list_ends_with_the_follow(village, ida, bram, harbour, how):
    if how == "unfollow":
        village.act(actions.unfollow, identity=ida.identity, target=bram.identity, by=ida)
    elif how == "remove":
        village.act(actions.remove_follower, identity=bram.identity, follower=ida.identity, by=bram)
    else:
        village.block(bram, ida)

    assert not ListMember.objects.exists()


def test_a_place_without_a_follow_counts_for_nothing(village, ida, bram, harbour):
    change(village, harbour, is_exclusive=True)
    village.post(bram, "By Bram", to=PUBLIC)
    Follow.objects.all().delete()

    assert says(ida, harbour) == []
    assert queries.members_of_list(eyes(ida), harbour) == []
    assert eyes(ida).standing.elsewhere == set()


def test_which_answers_a_list_shows(village, ida, bram, noor, harbour):
    piet = village.person("piet")
    village.follow(ida, noor)
    posts = {person: village.post(person, "First", to=PUBLIC) for person in (ida, bram, noor, piet)}
    for person, post in posts.items():
        village.post(bram, f"To {person.handle}", reply_to=post)

    seen = {}
    for replies in PeopleList.Replies.values:
        change(village, harbour, replies=replies)
        seen[replies] = {words for words in says(ida, harbour) if words != "First"}

    assert seen["none"] == {"To bram", "To ida"}  # going on with one's own thought, and answers to the reader
    assert seen["list"] == seen["none"]
    assert seen["followed"] == {"To bram", "To ida", "To noor"}
    put(village, harbour, noor)
    change(village, harbour, replies="list")
    assert "To noor" in says(ida, harbour)


def test_an_exclusive_list_keeps_its_people_out_of_home(village, ida, bram, noor, harbour):
    board = village.circle("board", keeper=ida, members=(bram,))
    village.follow(ida, noor)
    village.post(bram, "By Bram", to=PUBLIC)
    village.post(bram, "In the circle", to=board)
    passed_on = village.post(bram, "Passed on by Noor", to=PUBLIC)
    village.act(actions.boost, post=passed_on, identity=noor.identity, by=noor)
    change(village, harbour, is_exclusive=True)

    assert home(ida) == ["Passed on by Noor"]
    assert says(ida, harbour) == ["Passed on by Noor", "In the circle", "By Bram"]


def test_muted_people_are_out_of_lists(village, ida, bram, harbour):
    village.post(bram, "By Bram", to=PUBLIC)
    village.act(actions.mute, identity=ida.identity, target=bram.identity, by=ida)

    assert says(ida, harbour) == []


def test_lists_are_chosen_from_a_persons_side(village, ida, bram, noor, harbour):
    other, foreign = make(village, ida, "Other"), make(village, bram, "Foreign")
    chosen = {other.pk, foreign.pk}
    village.act(actions.choose_lists, owner=ida.identity, member=bram.identity, chosen=chosen, by=ida)

    assert set(ListMember.objects.values_list("people_list", "identity")) == {(other.pk, bram.pk)}
    assert [line.holds for line in queries.lists_of(eyes(ida), holding=bram.identity)] == [False, True]


def test_names_and_numbers_have_limits(village, ida, harbour, refused, monkeypatch):
    with pytest.raises(Exception, match="blank"):
        make(village, ida, " \n ")
    with pytest.raises(Exception, match="100"):
        make(village, ida, "x" * 101)
    monkeypatch.setattr("greenroom.social.actions.lists.MOST_LISTS", 1)
    with refused("too_many", "1"):
        make(village, ida)
    noor = village.person("noor")
    village.follow(ida, noor)
    monkeypatch.setattr("greenroom.social.actions.lists.MOST_MEMBERS", 1)
    with refused("too_many", "1"):
        put(village, harbour, noor)
    assert PeopleList.objects.count() == ListMember.objects.count() == 1


def test_deleting_a_list_keeps_the_follows(village, ida, bram, harbour):
    village.act(actions.delete_list, people_list=harbour, by=ida)

    assert not PeopleList.objects.exists()
    assert eyes(ida).followed_ids == {bram.pk}


@pytest.mark.django_db(transaction=True)
def test_an_entry_made_in_the_same_moment_as_the_follows_end_does_not_outlive_it():
    from greenroom.social.tests.village import Village

    village = Village()
    ida, bram = village.person("ida"), village.person("bram")
    row = make(village, ida)
    for _ in range(ROUNDS):
        village.follow(ida, bram)
        now = village.tick()
        at_once(
            partial(actions.add_to_list, people_list=row, member=bram.identity, by=ida, now=now),
            partial(actions.unfollow, identity=ida.identity, target=bram.identity, by=ida, now=now),
        )
        assert not ListMember.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(("window", "reaches"), [(3, (2, 32)), (1_000, (2,)), (2, ())])
def test_a_list_is_complete_in_order_and_without_doubles(seed, window, reaches, monkeypatch):
    monkeypatch.setattr("greenroom.social.timelines.sources.REACHES", reaches)
    monkeypatch.setattr("greenroom.social.timelines.sources.WINDOW", window)
    world = Wandering(7_000 + seed)
    for _ in range(120):
        world.step()
    for row in PeopleList.objects.select_related("owner"):
        if row.owner.suspended_at is None:
            expected = by_counting(row)
            assert pages(row.owner, "before", timelines.people_list, people_list=row) == expected
            assert pages(row.owner, "after", timelines.people_list, people_list=row) == expected


def by_counting(row: PeopleList) -> list[tuple[int, int]]:
    from greenroom.social.models import Boost, Post

    viewer = viewer_of(row.owner)
    members = set(ListMember.objects.filter(people_list=row).values_list("identity", flat=True))
    heard = (members & viewer.followed_ids) - viewer.muted_ids
    answered = {"followed": viewer.followed_ids, "list": members, "none": set()}[row.replies] | {row.owner_id}
    posts = {
        post.pk: post
        for post in Post.objects.select_related("author", "audience", "reply_to")
        if visible(viewer, post) and post.author_id not in viewer.muted_ids
    }
    lines = {
        key: key
        for key, post in posts.items()
        if post.author_id in heard and (post.reply_to is None or post.reply_to.author_id in answered | {post.author_id})
    }
    boosters = heard & viewer.boost_followed_ids
    seen = set()
    for boost in Boost.objects.filter(author__in=boosters, post__in=posts).order_by("pk"):
        if boost.post_id not in seen and posts[boost.post_id].author_id not in heard:
            seen.add(boost.post_id)
            lines[boost.pk] = boost.post_id
    return sorted(lines.items(), reverse=True)
