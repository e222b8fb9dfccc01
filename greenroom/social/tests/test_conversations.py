"""Conversations in direct posts: who stands in them, their order, what is unread, what is put away."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from greenroom.people.models import Identity
from greenroom.social import actions, queries
from greenroom.social.models import Audience, Conversation
from greenroom.social.tests.village import eyes

DIRECT, PUBLIC = Audience.DIRECT, Audience.PUBLIC


@pytest.fixture
def noor(village):
    return village.person("noor")


def write(village, by, words, **more):
    return village.post(by, words, to=DIRECT, **more)


def listed(person, **more):
    page = queries.conversations_of(eyes(person), **more)
    return [(line.newest.post.headline, [other.handle for other in line.others], line.is_unread) for line in page.lines]


def unread(person):
    return queries.glance_of(person, eyes(person)).conversations


def read(village, person, post):
    village.act(actions.read_conversation, identity=person.identity, post=post, by=person)


def away(village, person, post):
    village.act(actions.put_away, identity=person.identity, post=post, by=person)


def test_the_newest_letter_decides_the_order_and_names_stand_with_it(village, ida, bram, noor):
    first = write(village, bram, "@ida one")
    write(village, noor, "@ida @bram two")
    write(village, bram, "@ida three", reply_to=first)

    assert listed(ida) == [("@ida three", ["bram"], True), ("@ida @bram two", ["noor", "bram"], True)]
    assert unread(ida) == 2
    assert listed(bram) == [("@ida three", ["ida"], False), ("@ida @bram two", ["noor", "ida"], True)]
    line = queries.conversations_of(eyes(ida)).lines[0]
    assert (line.opens_at, line.opens_by, line.count) == (first.pk, bram.identity, 2)


def test_letters_to_others_are_nowhere(village, ida, bram, noor):
    """A thread may hold letters to different people: each reads their own part of it."""
    post = village.post(ida, "A question to all", to=PUBLIC)
    write(village, bram, "@ida in confidence", reply_to=post)
    write(village, noor, "@ida something else", reply_to=post)

    assert listed(ida) == [("@ida something else", ["noor", "bram"], True)]
    assert listed(bram) == [("@ida in confidence", ["ida"], False)]
    assert listed(noor) == [("@ida something else", ["ida"], False)]
    assert queries.conversations_of(eyes(None)).lines == []


def test_open_posts_that_mention_somebody_are_no_letters(village, ida, bram):
    village.post(bram, "@ida in public", to=PUBLIC)

    assert (listed(ida), unread(ida)) == ([], 0)


def test_what_was_read_or_answered_is_not_new_until_more_is_said(village, ida, bram):
    first = write(village, bram, "@ida one")
    read(village, ida, first)
    assert (listed(ida)[0][2], unread(ida)) == (False, 0)
    second = write(village, bram, "@ida two", reply_to=first)
    assert (listed(ida)[0][2], unread(ida)) == (True, 1)
    write(village, ida, "@bram an answer", reply_to=second)

    assert (listed(ida)[0][2], unread(ida)) == (False, 0)
    assert (listed(bram)[0][2], unread(bram)) == (True, 1)
    read(village, ida, first)  # a page that was opened earlier moves nothing back
    assert queries.is_read(eyes(ida), first)
    assert not queries.is_read(eyes(ida), second)


def test_put_away_until_something_newer_is_said(village, ida, bram):
    first = write(village, bram, "@ida one")
    away(village, ida, first)
    assert (listed(ida), unread(ida)) == ([], 0)
    assert len(listed(bram)) == 1
    write(village, bram, "@ida two", reply_to=first)

    assert listed(ida) == [("@ida two", ["bram"], True)]


@pytest.mark.parametrize("verb", [actions.read_conversation, actions.put_away])
def test_i1_marks_are_set_on_letters_to_oneself_alone(village, ida, bram, noor, refused, verb):
    letter = write(village, bram, "@ida one")
    loud = village.post(bram, "@noor", to=PUBLIC)
    for post in (letter, loud):
        with refused("gone"):
            village.act(verb, identity=noor.identity, post=post, by=noor)
    with refused("not_you"):
        village.act(verb, identity=ida.identity, post=letter, by=noor)

    assert not Conversation.objects.exists()


def test_blocked_suspended_and_muted_people_write_to_nobody(village, ida, bram, noor):
    write(village, bram, "@ida one")
    write(village, noor, "@ida two")
    village.act(actions.mute, identity=ida.identity, target=noor.identity, by=ida)
    assert listed(ida) == [("@ida one", ["bram"], True)]
    village.block(ida, bram)

    assert (listed(ida), unread(ida)) == ([], 0)
    village.act(actions.unmute, identity=ida.identity, target=noor.identity, by=ida)
    Identity.objects.filter(pk=noor.pk).update(suspended_at=village.tick())
    assert (listed(ida), unread(ida)) == ([], 0)


def test_a_deleted_letter_gives_way_to_the_one_before(village, ida, bram):
    first = write(village, bram, "@ida one")
    second = write(village, bram, "@ida two", reply_to=first)
    village.act(actions.delete_post, post=second, by=bram)

    assert listed(ida) == [("@ida one", ["bram"], True)]


def test_pages_go_on_below_the_last_one(village, ida, bram):
    for number in range(5):
        write(village, bram, f"@ida {number}")
    first = queries.conversations_of(eyes(ida), limit=2)
    second = queries.conversations_of(eyes(ida), limit=2, before=first.oldest)
    third = queries.conversations_of(eyes(ida), limit=2, before=second.oldest)

    words = [line.newest.post.headline for page in (first, second, third) for line in page.lines]
    assert words == [f"@ida {number}" for number in (4, 3, 2, 1, 0)]
    assert [page.has_more for page in (first, second, third)] == [True, True, False]


def test_a_filter_folds_a_letter_and_never_hides_it(village, ida, bram):
    write(village, bram, "@ida layoffs")
    spec = actions.FilterSpec(
        title="Cuts", words=[actions.Looked(text="layoffs")], contexts=["thread", "home"], action="hide"
    )
    village.act(actions.make_filter, owner=ida.identity, spec=spec, by=ida)

    line = queries.conversations_of(eyes(ida)).lines[0]
    assert (line.newest.filtered.title, line.newest.filtered.hides) == ("Cuts", False)


def test_a_long_conversation_opens_at_its_newest_letter(village, ida, bram, monkeypatch):
    monkeypatch.setattr("greenroom.social.queries.conversations.LONGEST_WHOLE", 1)
    first = write(village, bram, "@ida one")
    second = write(village, ida, "@bram two", reply_to=first)

    line = queries.conversations_of(eyes(bram)).lines[0]
    assert (line.opens_at, line.opens_by) == (second.pk, ida.identity)


def test_questions_do_not_grow_with_letters(village, ida, bram):
    def asked(deed) -> int:
        with CaptureQueriesContext(connection) as captured:
            deed()
        return len(captured)

    def both():
        return (
            asked(lambda: queries.conversations_of(eyes(ida))),
            asked(lambda: queries.glance_of(ida, eyes(ida))),
        )

    write(village, bram, "@ida hello")
    few = both()
    for number in range(30):
        post = write(village, bram, f"@ida {number}")
        write(village, ida, "@bram yes", reply_to=post)
    assert both() == few
    assert few <= (8, 3)
