"""A circle in which somebody can act has a keeper who can act."""

import pytest

from greenroom.people.models import Identity
from greenroom.social import actions, queries
from greenroom.social.models import Audience, CircleMember
from greenroom.social.tests.village import eyes


@pytest.fixture
def noor(village):
    return village.person("noor")


@pytest.fixture
def board(village, ida, bram, noor):
    """Kept by ida; una, who has never signed in, was listed before bram and noor."""
    una = village.person("una", claimed=False)
    return village.circle("board", keeper=ida, members=(una, bram, noor), keepers_alone_post=True)


def suspend(village, person):
    Identity.objects.filter(pk=person.pk).update(suspended_at=village.tick())
    person.identity.refresh_from_db()


def reinstate(person):
    Identity.objects.filter(pk=person.pk).update(suspended_at=None)
    person.identity.refresh_from_db()


def keepers(board):
    """Who may change the list, in the eyes of those who can look."""
    rows = CircleMember.objects.filter(circle=board, left_at=None, person__identity__suspended_at=None)
    people = [row.person for row in rows.exclude(person__claimed_at=None).order_by("pk")]
    return [who.handle for who in people if queries.circle_for(eyes(who), "board").is_keeper]


def test_while_the_only_keeper_is_suspended_the_longest_listed_member_keeps(village, ida, bram, noor, board, refused):
    suspend(village, ida)

    assert keepers(board) == ["bram"]
    with refused("keepers_only"):
        village.act(actions.rename_circle, circle=board, display_name="Mine", by=noor)
    village.act(actions.rename_circle, circle=board, display_name="The board", by=bram)


def test_the_stand_in_is_shown_as_keeper(village, ida, bram, board):
    suspend(village, ida)

    page = queries.circle_for(eyes(bram), "board")
    assert {row.person.handle: row.is_keeper for row in page.members} == {
        "ida": True,
        "bram": True,
        "una": False,
        "noor": False,
    }
    assert [line.is_keeper for line in queries.circles_of(bram)] == [True]


def test_the_stand_in_speaks_where_keepers_alone_do(village, ida, bram, noor, board, refused):
    suspend(village, ida)

    assert "circle:board" in {one.key for one in queries.audience_choices(bram, speaks_as=bram.identity)}
    village.post(bram, to=board)
    assert "circle:board" not in {one.key for one in queries.audience_choices(noor, speaks_as=noor.identity)}
    with refused("leaders_only"):
        village.post(noor, to=board)


def test_a_stand_in_who_did_nothing_is_an_ordinary_member_when_the_keeper_is_back(village, ida, board):
    suspend(village, ida)
    reinstate(ida)

    assert keepers(board) == ["ida"]


def test_a_stand_in_who_acted_stays_keeper(village, ida, bram, noor, board):
    suspend(village, ida)
    village.act(actions.make_keeper, circle=board, person=noor, by=bram)
    reinstate(ida)

    assert keepers(board) == ["ida", "bram", "noor"]


def test_while_another_keeper_can_act_nobody_stands_in(village, ida, bram, noor, board):
    village.act(actions.make_keeper, circle=board, person=noor, by=ida)
    suspend(village, ida)

    assert keepers(board) == ["noor"]


def test_a_suspended_keeper_is_no_other_keeper(village, ida, bram, noor, board, refused):
    village.act(actions.make_keeper, circle=board, person=bram, by=ida)
    suspend(village, bram)

    with refused("last_keeper"):
        village.act(actions.leave_circle, circle=board, by=ida)


def test_whoever_leaves_suspended_people_alone_need_not_name_one(village, ida, bram, noor, board):
    for other in (bram, noor):
        suspend(village, other)
    village.act(actions.leave_circle, circle=board, by=ida)
    reinstate(noor)

    assert keepers(board) == ["noor"]


def test_a_suspended_keeper_can_be_removed(village, ida, bram, board):
    suspend(village, ida)
    village.act(actions.remove_from_circle, circle=board, person=ida, by=bram)

    assert keepers(board) == ["bram"]
    assert not CircleMember.objects.filter(person=ida, left_at=None).exists()
    assert Audience.objects.filter(pk=board.audience_id, closed_at=None).exists()
