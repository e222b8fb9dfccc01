"""Correcting words that are out."""

import pytest

from greenroom.kit.facts import facts_of
from greenroom.people.models import Identity
from greenroom.social import actions, queries
from greenroom.social.events import PostEdited
from greenroom.social.models import Audience, Mention, Post, PostTag, PostVersion
from greenroom.social.tests.village import eyes, reads

PUBLIC, NETWORK, DIRECT = Audience.PUBLIC, Audience.NETWORK, Audience.DIRECT


def edit(village, post, by, headline, **fields):
    return village.act(actions.edit_post, post=post, headline=headline, by=by, **fields)


def test_the_earlier_words_stay_in_the_history(village, ida, bram):
    post = village.post(ida, "One #old", note="First", to=PUBLIC)
    first_at = village.now
    edit(village, post, ida, "Two #new", note="Second")

    history = queries.history_of(eyes(bram), post.pk)
    assert [(version.headline, version.note, version.is_current) for version in history] == [
        ("Two #new", "Second", True),
        ("One #old", "First", False),
    ]
    assert [version.made_at for version in history] == [village.now, first_at]
    assert list(PostTag.objects.values_list("tag__folded", flat=True)) == ["new"]
    assert facts_of(PostEdited) == [PostEdited(at=village.now, post_id=post.pk, newly_mentioned=[])]
    assert queries.post_for(eyes(bram), post.pk).has_history


def test_the_same_words_change_nothing(village, ida):
    post = village.post(ida, "One", note="First", to=PUBLIC)
    edit(village, post, ida, "One", note="First", language=post.language)

    assert not PostVersion.objects.exists()
    assert facts_of(PostEdited) == []


def test_only_the_author_edits(village, ida, bram, refused):
    post = village.post(ida, to=PUBLIC)

    with refused("not_you"):
        edit(village, post, bram, "Mine now")


def test_whoever_speaks_for_the_organisation_edits_its_posts(village, ida, bram):
    skerrow = village.organisation("skerrow", owner=ida)
    post = village.post(ida, author=skerrow.identity, to=PUBLIC)
    from greenroom.people.models import Membership

    Membership.objects.create(person=bram, organisation=skerrow, role="owner", joined_at=village.tick())
    edit(village, post, bram, "Better")

    assert Post.objects.get().written_by == bram


def test_a_deleted_post_cannot_be_edited(village, ida, refused):
    post = village.post(ida, to=PUBLIC)
    village.act(actions.delete_post, post=post, by=ida)

    with refused("gone"):
        edit(village, post, ida, "Again")


@pytest.mark.parametrize(
    ("headline", "note", "code"),
    [
        ("", "", "empty"),
        ("a" * 141, "", "too_long"),
        ("x", "b" * 50_000, "too_long"),
        ("x", "@otto", "outside_audience"),
    ],
)
def test_every_rule_of_publishing_holds_again(village, ida, refused, headline, note, code):
    village.person("otto", member=False)
    post = village.post(ida, to=NETWORK)

    with refused(code):
        edit(village, post, ida, headline, note=note)


def test_somebody_named_who_has_left_since_may_stay_named(village, ida, bram):
    from greenroom.people.models import NetworkMembership

    post = village.post(ida, "With @bram", to=NETWORK)
    NetworkMembership.objects.filter(person=bram).update(ended_at=village.tick())
    edit(village, post, ida, "With @bram indeed")

    assert Mention.objects.get().identity_id == bram.pk


def test_who_has_left_corrects_and_answers_nothing_there_and_so_learns_nothing_of_who_belongs(
    village, ida, bram, refused
):
    noor = village.person("noor")
    board = village.circle("board", keeper=ida, members=(bram,))
    post = village.post(bram, to=board)
    village.act(actions.leave_circle, circle=board, by=bram)
    village.act(actions.list_in_circle, circle=board, person=noor, by=ida)

    for headline in ("Other words", "With @ida", "With @noor"):
        with refused("unknown_audience"):
            edit(village, post, bram, headline)
        with refused("unknown_audience"):
            village.post(bram, headline, to=DIRECT, reply_to=post)
    village.act(actions.delete_post, post=post, by=bram)


def test_a3_a_new_name_in_a_direct_post_is_refused_alike_whether_somebody_has_it(village, ida, bram, refused):
    village.person("noor")
    gone = village.person("gone")
    post = village.post(ida, "Only @bram and @gone", to=DIRECT)
    Identity.objects.filter(pk=gone.pk).update(suspended_at=village.tick())

    for handle in ("noor", "nobody"):
        with refused("outside_audience", f"This post cannot reach more people later: @{handle}. Write a new one."):
            edit(village, post, ida, f"Only @bram and @{handle}")
    edit(village, post, ida, "Only @bram and @gone, once more")
    assert reads(bram, post)
    assert not reads(gone, post)


def test_a_direct_post_reaches_nobody_new_by_an_edit(village, ida, bram, refused):
    noor = village.person("noor")
    post = village.post(ida, "Only @bram", to=DIRECT)

    with refused("outside_audience", "@noor"):
        edit(village, post, ida, "Only @bram and @noor")
    edit(village, post, ida, "Without a name")
    assert [reads(bram, post), reads(noor, post)] == [True, False]
