"""Taking a post back."""

from datetime import timedelta

import pytest

from greenroom.kit import worker
from greenroom.kit.facts import facts_of
from greenroom.social import actions, queries, timelines
from greenroom.social.events import PostDeleted
from greenroom.social.models import (
    Audience,
    Bookmark,
    Boost,
    Favourite,
    Mention,
    Notice,
    Post,
    PostTag,
    PostVersion,
)
from greenroom.social.tests.village import eyes, reads

PUBLIC = Audience.PUBLIC


def test_a_row_without_words_remains(village):
    ida, bram = village.person("ida"), village.person("bram")
    post = village.post(ida, "Canary @bram #canary", note="Canary", spoiler_text="Canary", to=PUBLIC)
    village.act(actions.edit_post, post=post, headline="Canary again @bram #canary", by=ida)
    for verb in (actions.boost, actions.favourite, actions.keep):
        village.act(verb, post=post, identity=bram.identity, by=bram)
    worker.work_off(village.tick())
    village.act(actions.delete_post, post=post, by=ida)

    row = Post.objects.get(pk=post.pk)
    assert not any("anary" in str(value) for value in vars(row).values())
    for kind in (PostVersion, Mention, PostTag, Notice, Boost, Favourite, Bookmark):
        assert not kind.objects.exists()
    assert facts_of(PostDeleted) == [PostDeleted(at=village.now, post_id=post.pk)]
    assert not any(reads(who, post) for who in (ida, bram, None))


def test_hidden_deleted_and_absent_raise_alike(village):
    ida, bram = village.person("ida"), village.person("bram")
    hidden = village.post(ida, to=village.circle("board", keeper=ida).audience)
    deleted = village.post(ida, to=PUBLIC)
    village.act(actions.delete_post, post=deleted, by=ida)

    for read in (queries.post_for, queries.history_of, queries.boosters_of, queries.helped_by, timelines.thread):
        for post_id in (hidden.pk, deleted.pk, 4):
            with pytest.raises(Post.DoesNotExist):
                read(eyes(bram), post_id)


def test_only_the_author_deletes(village, refused):
    ida, bram = village.person("ida"), village.person("bram")
    post = village.post(ida, to=PUBLIC)

    with refused("not_you"):
        village.act(actions.delete_post, post=post, by=bram)


def test_an_answer_to_a_deleted_post_keeps_its_place_in_the_thread(village):
    ida, bram = village.person("ida"), village.person("bram")
    first = village.post(ida, "First", to=PUBLIC)
    middle = village.post(bram, "Middle", reply_to=first)
    last = village.post(ida, "Last", reply_to=middle)
    village.act(actions.delete_post, post=middle, by=bram)
    thread = timelines.thread(eyes(None), first.pk)

    assert [(reply.depth, reply.view.id) for reply in thread.replies] == [(0, last.pk)]
    assert [view.id for view in timelines.thread(eyes(None), last.pk).ancestors] == [first.pk]


def test_d1_thirty_posts_may_go_in_half_an_hour(village, refused):
    ida, bram = village.person("ida"), village.person("bram")
    posts = [village.post(ida, f"Number {number}", to=PUBLIC) for number in range(32)]
    moment = village.tick()
    for post in posts[:30]:
        actions.delete_post(post=post, by=ida, now=moment)
    with refused("too_many_deletes"):
        actions.delete_post(post=posts[30], by=ida, now=moment + timedelta(minutes=29))
    actions.delete_post(post=village.post(bram, to=PUBLIC), by=bram, now=moment)

    assert Post.objects.get(pk=posts[30].pk).deleted_at is None
    actions.delete_post(post=posts[30], by=ida, now=moment + timedelta(minutes=30))
    assert Post.objects.filter(deleted_at=None).get() == posts[31]
