"""Posts and follows from files."""

from datetime import UTC, datetime, timedelta

from greenroom.kit import worker
from greenroom.kit.facts import facts_of
from greenroom.kit.ids import moment_of
from greenroom.people.models import NetworkMembership
from greenroom.social import actions, timelines
from greenroom.social.events import PostImported, PostPublished
from greenroom.social.models import Audience, Follow, Notice, Post
from greenroom.social.tests.village import eyes

THEN = datetime(2009, 5, 4, 3, 2, 1, tzinfo=UTC)


def bring(village, author, key, by=None, **fields):
    fields = {"headline": "Old words", "published_at": THEN, **fields}
    audience = Audience.objects.get(pk=fields.pop("to", Audience.NETWORK))
    return actions.import_post(
        author=author.identity, audience=audience, source_key=key, by=by, now=village.tick(), **fields
    )


def test_a_post_comes_with_its_own_date_and_tells_nobody(village, ida):
    bram = village.person("bram")
    post = bring(village, ida, "a:1", headline="Hello @bram #tide")
    worker.work_off(village.tick())

    assert (post.published_at, moment_of(post.pk)) == (THEN, THEN)
    assert not Notice.objects.filter(recipient=bram.pk).exists()
    assert facts_of(PostPublished) == []
    assert [fact.post_id for fact in facts_of(PostImported)] == [post.pk]
    assert [entry.post.id for entry in timelines.tag(eyes(bram), "tide").entries] == [post.pk]


def test_the_same_key_finds_the_same_post_deleted_or_not(village, ida):
    post = bring(village, ida, "a:1", by=ida)
    assert bring(village, ida, "a:1", headline="Other words", by=ida) == post
    village.act(actions.delete_post, post=post, by=ida)

    assert bring(village, ida, "a:1", by=ida).deleted_at is not None
    assert Post.objects.count() == 1


def test_thousands_of_one_second_find_ids(village, ida):
    keys = {bring(village, ida, f"a:{number}").pk for number in range(60)}

    assert len(keys) == 60


def test_only_hosts_bring_other_peoples_posts(village, ida, refused):
    bram, host = village.person("bram"), village.person("host")
    NetworkMembership.objects.filter(person=host).update(role="owner")

    with refused("not_you"):
        bring(village, ida, "a:1", by=bram)
    assert bring(village, ida, "a:1", by=host).author_id == ida.pk


def test_a_date_in_the_future_is_refused(village, ida, refused):
    with refused("future"):
        bring(village, ida, "a:1", published_at=village.now + timedelta(days=1))


def test_an_answer_joins_its_thread_and_does_not_reach_beyond(village, ida, refused):
    first = bring(village, ida, "a:1")
    answer = bring(village, ida, "a:2", published_at=THEN + timedelta(hours=1), reply_to=first)

    assert answer.thread_id == first.pk
    with refused("wider_than_parent"):
        bring(village, ida, "a:3", reply_to=first, to=Audience.PUBLIC)


def test_follows_come_in_bulk_once_and_without_self_loops(village, ida):
    bram, noor = village.person("bram"), village.person("noor")
    pairs = [(ida.pk, bram.pk), (bram.pk, ida.pk), (ida.pk, ida.pk), (noor.pk, ida.pk)]

    assert actions.import_follows(pairs, now=village.tick()) == (3, 0)
    assert actions.import_follows([*pairs, (noor.pk, bram.pk)], now=village.tick()) == (1, 3)
    assert Follow.objects.count() == 4
    assert not Notice.objects.exists()
