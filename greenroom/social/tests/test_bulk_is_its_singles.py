"""What is done to many at once, or read in another view, needs what it needs one by one [I5]."""

from itertools import combinations

import pytest
from django.core.exceptions import ValidationError

from greenroom.kit.tests.rows import every_row
from greenroom.social import actions, queries
from greenroom.social.actions.attaching import pictures_for
from greenroom.social.models import Audience, ListMember, Media, Post
from greenroom.social.queries.reports import may_be_reported
from greenroom.social.tests.village import eyes, shown


def some_of(things):
    """Every choice of one or two of them."""
    return [choice for count in (1, 2) for choice in combinations(things, count)]


def goes(call, *verb, **asked) -> bool:
    """Whether it goes through; a refusal leaves every row as it was."""
    before = every_row()
    try:
        call(*verb, **asked)
    except ValidationError:
        assert every_row() == before
        return False
    return True


@pytest.fixture
def pictures(village):
    """Pictures that differ in whose they are and what became of them."""
    ida, bram = village.person("ida"), village.person("bram")
    used = village.picture(ida)
    village.post(ida, "With a picture", to=Audience.PUBLIC, media=shown(used))
    return {
        "own": village.picture(ida),
        "another own": village.picture(ida),
        "another's": village.picture(bram),
        "used": used,
        "not read yet": village.picture(ida, state=Media.State.WAITING),
    }


@pytest.mark.parametrize("names", some_of(["own", "another own", "another's", "used", "not read yet"]), ids=", ".join)
def test_i5_pictures_go_with_a_post_together_where_each_would_alone(village, pictures, names):
    ida = village.people["ida"]
    alone = [queried(ida, pictures[name]) for name in names]
    media = shown(*(pictures[name] for name in names))

    assert goes(village.post, by=ida, headline="Words", to=Audience.PUBLIC, media=media) == all(alone)


def queried(by, picture) -> bool:
    try:
        return bool(pictures_for(shown(picture), by=by))
    except ValidationError:
        return False


@pytest.fixture
def said(village):
    """Posts of Bram's that differ in whether Noor reads them, and one of somebody else."""
    ida, bram, noor = village.person("ida"), village.person("bram"), village.person("noor")
    board = village.circle("board", keeper=bram, members=(ida,))
    gone = village.post(bram, "Gone", to=Audience.PUBLIC)
    village.act(actions.delete_post, post=gone, by=bram)
    return {
        "open": village.post(bram, "Open", to=Audience.PUBLIC),
        "another open": village.post(bram, "Open too", to=Audience.PUBLIC),
        "hidden": village.post(bram, "Hidden", to=board),
        "gone": gone,
        "another's": village.post(ida, "Of Ida", to=Audience.PUBLIC),
        "own": village.post(noor, "Of Noor", to=Audience.PUBLIC),
    }


@pytest.mark.parametrize(
    "names", some_of(["open", "another open", "hidden", "gone", "another's", "own"]), ids=", ".join
)
def test_i5_posts_are_reported_together_where_each_would_be_alone(village, said, names):
    bram, noor = village.people["bram"], village.people["noor"]
    alone = [may_be_reported(noor.identity, bram.identity, [said[name]]) for name in names]

    assert may_be_reported(noor.identity, bram.identity, [said[name] for name in names]) == all(alone)
    assert alone == [name in {"open", "another open"} for name in names]


@pytest.fixture
def shelves(village):
    """A list of Ida's, one of Bram's; Ida follows Bram and not Noor."""
    ida, bram = village.person("ida"), village.person("bram")
    village.person("noor")
    village.follow(ida, bram)
    return {
        "own": village.act(actions.create_list, by=ida, owner=ida.identity, name="Peers"),
        "another own": village.act(actions.create_list, by=ida, owner=ida.identity, name="Quay"),
        "another's": village.act(actions.create_list, by=bram, owner=bram.identity, name="Mine"),
    }


@pytest.mark.parametrize("who", ["bram", "noor"])
@pytest.mark.parametrize("names", some_of(["own", "another own", "another's"]), ids=", ".join)
def test_i5_several_lists_take_whom_each_would_take(village, shelves, who, names):
    ida, member = village.people["ida"], village.people[who].identity
    chosen = [shelves[name] for name in names]
    mine = [one for one in chosen if one.owner_id == ida.pk]

    went = goes(
        village.act, actions.choose_lists, by=ida, owner=ida.identity, member=member, chosen={one.pk for one in chosen}
    )

    assert went == (who == "bram" or not mine)
    on = set(ListMember.objects.filter(identity=member).values_list("people_list", flat=True))
    assert on == ({one.pk for one in mine} if who == "bram" else set())


@pytest.mark.parametrize("names", some_of(["quay", "two words", "9", "crane"]), ids=", ".join)
def test_i5_several_tags_are_shown_where_each_would_be(village, names):
    ida = village.person("ida")

    went = goes(village.act, actions.choose_featured_tags, by=ida, identity=ida.identity, names=names)

    assert went == all(name in {"quay", "crane"} for name in names)


VIEWS = {
    "history": queries.history_of,
    "boosters": queries.boosters_of,
    "helped by": queries.helped_by,
    "picture": lambda viewer, post_id: queries.picture_for(viewer, Media.objects.get(post=post_id).pk),
}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("who", ["ida", "bram", "noor", None])
def test_i5_no_view_of_a_post_shows_it_to_whom_its_page_would_not(village, view, who):
    ida, bram, noor = village.person("ida"), village.person("bram"), village.person("noor")
    village.follow(noor, ida)
    board = village.circle("board", keeper=ida, members=(bram,))
    said = [
        village.post(ida, "Words", to=to, media=shown(village.picture(ida)))
        for to in (Audience.PUBLIC, Audience.FOLLOWERS, Audience.NETWORK, board)
    ]
    village.act(actions.edit_post, post=said[3], headline="Other words", by=ida)
    viewer = eyes(village.people[who] if who else None)

    on_its_page = [reads(queries.post_for, viewer, post) for post in said]
    in_the_view = [reads(VIEWS[view], viewer, post) for post in said]

    assert [one for one, page in zip(in_the_view, on_its_page, strict=True) if one and not page] == []
    assert any(in_the_view) or view == "helped by"


def reads(view, viewer, post) -> bool:
    try:
        view(viewer, post.pk)
    except (Post.DoesNotExist, Media.DoesNotExist):
        return False
    return True
