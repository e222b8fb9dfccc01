"""Circles: the list, its keepers, its end."""

from functools import partial

import pytest
from django.core.exceptions import ValidationError

from greenroom.kit.facts import facts_of
from greenroom.kit.tests.racing import ROUNDS, at_once
from greenroom.people.models import Identity
from greenroom.social import actions, queries, timelines
from greenroom.social.events import CircleClosed, CircleCreated, CircleLeft
from greenroom.social.models import Audience, Circle, CircleMember
from greenroom.social.tests.village import eyes, reads


@pytest.fixture
def board(village, ida, bram):
    return village.circle("board", keeper=ida, members=(bram,))


def test_a_circle_has_an_audience_and_its_first_keeper(village, ida, board):
    audience = Audience.objects.get(owner=board.identity)

    assert (audience.kind, audience.starts_at, audience.may_share) == ("circle", "joining", "nobody")
    assert len(facts_of(CircleCreated)) == 1
    (line,) = queries.circles_of(ida)
    assert (line.identity.handle, line.members, line.is_keeper) == ("board", 2, True)


def test_a_new_member_reads_from_joining_on(village, ida, board):
    noor = village.person("noor")
    before = village.post(ida, to=board.audience)
    village.act(actions.list_in_circle, circle=board, person=noor, by=ida)
    after = village.post(ida, to=board.audience)

    assert [reads(noor, post) for post in (before, after)] == [False, True]
    assert [entry.post.id for entry in timelines.circle(eyes(noor), board.identity).entries] == [after.pk]


def test_whoever_leaves_reads_nothing_but_their_own(village, ida, bram, board):
    theirs, own = village.post(ida, to=board.audience), village.post(bram, to=board.audience)
    village.act(actions.leave_circle, circle=board, by=bram)

    assert [reads(bram, post) for post in (theirs, own)] == [False, True]
    assert queries.circles_of(bram) == []
    with pytest.raises(Circle.DoesNotExist):
        queries.circle_for(eyes(bram), "board")
    assert [(fact.person_id, fact.by_id) for fact in facts_of(CircleLeft)] == [(bram.pk, bram.pk)]


def test_own_words_tell_nothing_of_the_circle_to_whoever_has_left_it(village, ida, bram, board):
    post = village.post(bram, to=board.audience)
    village.act(actions.leave_circle, circle=board, by=bram)
    village.act(actions.rename_circle, circle=board, display_name="The merger", by=ida)

    seen, ours = (queries.post_for(eyes(who), post.pk) for who in (bram, ida))

    assert (seen.audience_name, seen.audience_readers, seen.may_reply, seen.may_edit) == ("", None, False, False)
    assert seen.may_delete
    assert (ours.audience_name, ours.audience_readers) == ("The merger", 1)


def test_whoever_returns_reads_from_the_return_on(village, ida, bram, board):
    post = village.post(ida, to=board.audience)
    village.act(actions.remove_from_circle, circle=board, person=bram, by=ida)
    village.act(actions.list_in_circle, circle=board, person=bram, by=ida)

    assert not reads(bram, post)


def test_only_keepers_list_remove_rename_and_close(village, bram, board, refused):
    noor = village.person("noor")
    before = list(CircleMember.objects.values_list())
    for verb, fields in (
        (actions.list_in_circle, {"person": noor}),
        (actions.remove_from_circle, {"person": village.people["ida"]}),
        (actions.make_keeper, {"person": bram}),
        (actions.rename_circle, {"display_name": "Ours"}),
        (actions.close_circle, {}),
    ):
        with refused("keepers_only"):
            village.act(verb, circle=board, by=bram, **fields)
        with refused("gone"):
            village.act(verb, circle=board, by=noor, **fields)
    assert list(CircleMember.objects.values_list()) == before


def test_nobody_is_listed_twice_and_nobody_across_a_block(village, ida, bram, board, refused):
    noor = village.person("noor")
    village.block(noor, ida)

    with pytest.raises(ValidationError, match="already in the circle"):
        village.act(actions.list_in_circle, circle=board, person=bram, by=ida)
    with refused("not_possible"):
        village.act(actions.list_in_circle, circle=board, person=noor, by=ida)


def test_the_last_keeper_names_another_before_leaving(village, ida, bram, board, refused):
    with refused("last_keeper"):
        village.act(actions.leave_circle, circle=board, by=ida)
    with refused("last_keeper"):
        village.act(actions.unmake_keeper, circle=board, person=ida, by=ida)
    village.act(actions.make_keeper, circle=board, person=bram, by=ida)
    village.act(actions.unmake_keeper, circle=board, person=ida, by=bram)
    village.act(actions.leave_circle, circle=board, by=ida)

    assert [row.person for row in CircleMember.objects.filter(left_at=None)] == [bram]


@pytest.mark.parametrize(
    ("verb", "named"), [(actions.leave_circle, False), (actions.remove_from_circle, True)], ids=["leaves", "is removed"]
)
def test_with_its_last_member_the_circle_closes(village, ida, bram, board, verb, named):
    village.act(actions.leave_circle, circle=board, by=bram)
    village.act(verb, circle=board, by=ida, **({"person": ida} if named else {}))

    assert Circle.objects.get().closed_at == village.now
    assert len(facts_of(CircleClosed)) == 1


@pytest.mark.django_db(transaction=True)
def test_two_keepers_who_leave_at_once_do_not_leave_a_circle_without_one(village, ida, bram):
    noor = village.person("noor")
    for number in range(ROUNDS):
        board = village.circle(f"board{number}", keeper=ida, members=(bram, noor))
        village.act(actions.make_keeper, circle=board, person=bram, by=ida)
        now = village.tick()

        leave = [partial(actions.leave_circle, circle=board, by=by, now=now) for by in (ida, bram)]
        assert sorted(map(str, at_once(*leave))) == ["None", "last_keeper"]
        assert CircleMember.objects.filter(circle=board, left_at=None, is_keeper=True).count() == 1


@pytest.mark.django_db(transaction=True)
def test_somebody_listed_twice_at_once_is_listed_once(village, ida):
    noor = village.person("noor")
    for number in range(ROUNDS):
        board = village.circle(f"board{number}", keeper=ida)

        at_once(*[partial(actions.list_in_circle, circle=board, person=noor, by=ida, now=village.tick())] * 2)

        assert CircleMember.objects.filter(circle=board, person=noor, left_at=None).count() == 1


def test_a_closed_circle_falls_back_to_each_author(village, ida, bram, board, refused):
    theirs, own = village.post(ida, to=board.audience), village.post(bram, to=board.audience)
    village.act(actions.close_circle, circle=board, by=ida)

    assert [reads(bram, theirs), reads(bram, own), reads(ida, theirs)] == [False, True, True]
    with refused("unknown_audience"):
        village.post(ida, to=board.audience)
    with pytest.raises(Circle.DoesNotExist):
        queries.circle_for(eyes(ida), "board")


def test_for_outsiders_a_circle_does_not_exist(village, ida, bram, board):
    noor = village.person("noor")
    page = queries.circle_for(eyes(bram), "Board")

    assert [(row.person.handle, row.is_keeper) for row in page.members] == [("ida", True), ("bram", False)]
    assert not page.is_keeper
    for outsider in (noor, None):
        with pytest.raises(Circle.DoesNotExist):
            queries.circle_for(eyes(outsider), "board")


def test_renaming_keeps_the_handle(village, ida, board):
    village.act(actions.rename_circle, circle=board, display_name="The board", summary="Who decides", by=ida)

    page = queries.circle_for(eyes(ida), "board")
    assert (page.identity.display_name, page.identity.summary) == ("The board", "Who decides")


def test_the_rail_shows_the_circles_of_the_reader_as_their_page_does(village, ida, bram, board):
    quiet, closed = village.circle("quiet", keeper=bram), village.circle("closed", keeper=ida, members=(bram,))
    village.circle("other", keeper=ida, members=(village.person("noor"),))
    village.act(actions.list_in_circle, circle=board, person=(sol := village.person("sol")), by=ida)
    Identity.objects.filter(pk=sol.pk).update(suspended_at=village.tick())
    village.act(actions.close_circle, circle=closed, by=ida)
    lines = queries.circles_of(bram)

    assert [line.circle.pk for line in lines] == [board.pk, quiet.pk]
    assert queries.rooms_of(bram) == [(row.identity.display_name, row.identity.handle, row.members) for row in lines]
    assert [size for _name, _handle, size in queries.rooms_of(bram)] == [2, 1]
