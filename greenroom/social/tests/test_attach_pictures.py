"""Pictures in posts: whose they may be, in which order, and what happens to those that are left out."""

from datetime import timedelta

import pytest

from greenroom.kit import worker
from greenroom.kit.facts import facts_of
from greenroom.kit.pictures import storing
from greenroom.social import actions, queries, timelines
from greenroom.social.actions import Attachment
from greenroom.social.events import PicturesDropped, PostEdited
from greenroom.social.models import Audience, Media, Post
from greenroom.social.options import ALT_TEXT_REQUIRED
from greenroom.social.pictures import pictures_in
from greenroom.social.tests.village import eyes, shown

PUBLIC, NETWORK = Audience.PUBLIC, Audience.NETWORK


def said_of(post) -> list[str]:
    return [picture.description for picture in pictures_in(Post.objects.get(pk=post.pk).extras)]


def has_files(picture) -> bool:
    return storing.folder_of(picture.file_key).exists()


def test_a_post_carries_pictures_in_the_order_of_its_writer(village):
    ida = village.person("ida")
    first, second = village.picture(ida, "A quay"), village.picture(ida, "A crane")
    chosen = [*shown(second), Attachment(id=first.pk, description="A quay in the rain", focus=(0.5, -2))]
    post = village.post(ida, to=NETWORK, media=chosen)

    assert said_of(post) == ["A crane", "A quay in the rain"]
    assert list(Media.objects.filter(post=post).order_by("position").values_list("pk", flat=True)) == [
        second.pk,
        first.pk,
    ]
    view = timelines.profile(eyes(ida), ida.identity).entries[0].post
    assert [(one.id, one.width, one.focus_x, one.focus_y) for one in view.pictures] == [
        (second.pk, 800, 0, 0),
        (first.pk, 800, 0.5, -1),
    ]


def test_without_words_the_first_description_is_the_headline(village):
    ida = village.person("ida")
    post = village.post(ida, "", to=NETWORK, media=shown(village.picture(ida), village.picture(ida, "A #quay. " * 30)))

    assert post.headline.startswith("A #quay. A #quay.")
    assert len(post.headline) <= 140
    assert post.note
    assert post.tagged.exists()


def test_pictures_without_any_words_are_no_post(village, refused):
    ida = village.person("ida")
    picture = village.picture(ida)

    with refused("empty", "Write a headline, or describe a picture"):
        village.post(ida, "", to=NETWORK, media=shown(picture))


@pytest.mark.parametrize("where", ["another's", "in another post", "not read yet", "nowhere", "twice"])
def test_only_pictures_of_ones_own_that_are_free(village, refused, where):
    ida, bram = village.person("ida"), village.person("bram")
    own, others = village.picture(ida, "Own"), village.picture(bram, "Another's")
    used = village.picture(ida, "Used")
    village.post(ida, to=PUBLIC, media=shown(used))
    waiting = village.picture(ida, state="waiting")
    taken = {
        "another's": [own, others],
        "in another post": [own, used],
        "not read yet": [waiting],
        "nowhere": [Media(pk=4)],
        "twice": [own, own],
    }[where]

    with refused("picture_gone"):
        village.post(ida, to=NETWORK, media=shown(*taken))


def test_at_most_four_with_bearable_descriptions(village, refused):
    ida = village.person("ida")
    five = [village.picture(ida) for _ in range(5)]

    with refused("too_many_pictures", "5"):
        village.post(ida, to=NETWORK, media=shown(*five))
    with refused("description_too_long", "1501"):
        village.post(ida, to=NETWORK, media=shown(five[0], description="a" * 1501))
    village.post(ida, to=NETWORK, media=shown(*five[:4], description="\N{FAMILY}" * 1500))


def test_where_the_network_asks_for_descriptions_none_may_be_missing(village, refused):
    ida = village.person("ida")
    ALT_TEXT_REQUIRED.set(True, by=None, now=village.tick())
    described, bare = village.picture(ida, "A quay"), village.picture(ida, "")

    with refused("needs_description", "Describe every picture"):
        village.post(ida, to=NETWORK, media=shown(described, bare))
    with refused("needs_description"):
        village.post(ida, to=NETWORK, media=shown(bare, description=" \n"))
    post = village.post(ida, to=NETWORK, media=shown(described))
    with refused("needs_description"):
        village.act(actions.edit_post, post=post, headline="Words", media=shown(described, description=""), by=ida)


def test_an_edit_takes_brings_and_describes_pictures(village):
    ida = village.person("ida")
    kept, left, new = (village.picture(ida, words) for words in ("Kept", "Left", "New"))
    post = village.post(ida, to=NETWORK, media=shown(left, kept))
    media = [*shown(new), Attachment(id=kept.pk, description="Kept, said better")]
    village.act(actions.edit_post, post=post, headline="Words", media=media, by=ida)

    assert said_of(post) == ["New", "Kept, said better"]
    assert not Media.objects.filter(pk=left.pk).exists()
    assert facts_of(PicturesDropped)[0].file_keys == [left.file_key]
    assert facts_of(PostEdited)
    assert not post.versions.exists()  # the words are the same
    worker.work_off(village.tick())
    assert [has_files(one) for one in (kept, left, new)] == [True, False, True]


def test_an_edit_of_the_words_alone_leaves_the_pictures(village):
    ida = village.person("ida")
    post = village.post(ida, to=NETWORK, media=shown(village.picture(ida, "A quay")))
    village.act(actions.edit_post, post=post, headline="Other words", by=ida)
    village.act(actions.edit_post, post=post, headline="Other words", by=ida)

    assert said_of(post) == ["A quay"]
    assert len(facts_of(PostEdited)) == 1


def test_whoever_speaks_for_a_house_edits_the_pictures_that_another_brought(village, refused):
    ida, bram = village.person("ida"), village.person("bram")
    house = village.organisation("skerrow", owner=ida).identity
    village.organisations["skerrow"].memberships.create(person=bram, role="owner", joined_at=village.now)
    picture, unasked = village.picture(ida, "A quay"), village.picture(ida, "Not for this")
    post = village.post(ida, to=PUBLIC, author=house, media=shown(picture))
    village.act(actions.edit_post, post=post, headline="Words", media=shown(picture, description="A pier"), by=bram)

    assert said_of(post) == ["A pier"]
    with refused("picture_gone"):
        village.act(actions.edit_post, post=post, headline="Words", media=shown(picture, unasked), by=bram)


def test_deleting_takes_words_rows_and_files(village):
    ida = village.person("ida")
    picture = village.picture(ida, "Canary")
    post = village.post(ida, to=PUBLIC, media=shown(picture))
    village.act(actions.delete_post, post=post, by=ida)

    assert not Media.objects.exists()
    assert "Canary" not in str(vars(Post.objects.get(pk=post.pk)))
    worker.work_off(village.tick())
    assert not has_files(picture)


def test_a_draft_keeps_its_pictures_and_what_was_typed_of_them(village):
    ida, bram = village.person("ida"), village.person("bram")
    first, second = village.picture(ida), village.picture(ida)
    others = village.picture(bram)
    long = "a" * 2000
    typed = [Attachment(id=second.pk, description=f"{long}\x00"), *shown(first, others), Attachment(id=4)]
    draft = village.act(actions.save_draft, speaks_as=ida.identity, headline="", media=typed, by=ida)

    assert queries.pictures_of_draft(draft) == [second, first]
    assert queries.pictures_of_draft(draft)[0].description == long
    village.act(actions.save_draft, speaks_as=ida.identity, draft=draft, headline="Words", by=ida)
    assert queries.pictures_of_draft(draft) == [second, first]
    village.act(actions.save_draft, speaks_as=ida.identity, draft=draft, media=shown(first), by=ida)
    assert queries.pictures_of_draft(draft) == [first]
    assert queries.pictures_in_hand(ida, [second.pk, first.pk, others.pk]) == [second, first]


def test_publishing_a_draft_moves_its_pictures_and_drops_the_rest(village):
    ida = village.person("ida")
    used, unused = village.picture(ida, "Used"), village.picture(ida, "Unused")
    draft = village.act(actions.save_draft, speaks_as=ida.identity, media=shown(used, unused), by=ida)
    post = village.post(ida, to=NETWORK, media=shown(used), draft=draft)

    assert said_of(post) == ["Used"]
    assert list(Media.objects.values_list("post", "draft")) == [(post.pk, None)]


def test_discarding_a_draft_takes_its_pictures(village):
    ida, bram = village.person("ida"), village.person("bram")
    picture = village.picture(ida)
    draft = village.act(actions.save_draft, speaks_as=ida.identity, media=shown(picture), by=ida)
    village.act(actions.discard_draft, draft=draft, by=bram)
    assert Media.objects.exists()
    village.act(actions.discard_draft, draft=draft, by=ida)

    assert not Media.objects.exists()


def test_the_same_form_twice_is_one_post_with_its_pictures(village):
    ida = village.person("ida")
    picture = village.picture(ida, "A quay")
    posts = {village.post(ida, to=NETWORK, media=shown(picture), once="form").pk for _ in range(2)}

    assert len(posts) == 1
    assert said_of(Post.objects.get()) == ["A quay"]


def test_what_nobody_used_goes_after_a_day(village):
    ida = village.person("ida")
    start = village.tick()
    worker.work_off(start)  # winds the clocks up
    unused, drafted, used = (village.picture(ida, "A quay") for _ in range(3))
    village.act(actions.save_draft, speaks_as=ida.identity, media=shown(drafted), by=ida)
    village.post(ida, to=NETWORK, media=shown(used))
    worker.work_off(start + timedelta(hours=23))
    assert Media.objects.count() == 3
    worker.work_off(start + timedelta(hours=26))

    assert set(Media.objects.all()) == {drafted, used}
    assert [has_files(one) for one in (unused, drafted, used)] == [False, True, True]
