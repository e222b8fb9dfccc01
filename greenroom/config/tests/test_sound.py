"""What must hold of every restored site: each promise is seen to be broken, and named."""

import pytest
from django.db import connection, transaction
from django.utils import timezone

from greenroom.kit import audit, outside, worker
from greenroom.kit.keeping import registry, soundness
from greenroom.kit.models import AuditEntry, Errand, Fact, Mail
from greenroom.people.models import NetworkMembership, Organisation, Role
from greenroom.social import actions
from greenroom.social.models import Audience, DailyMail, Media, Post, PostVersion, SearchEntry

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def posted(cast, settings, tmp_path):
    settings.PICTURES_FOLDER = tmp_path
    public = Audience.objects.get(pk=1)
    first = actions.publish_post(author=cast.ida.identity, audience=public, by=cast.ida, headline="First", now=NOW)
    actions.publish_post(
        author=cast.ida.identity, audience=public, by=cast.ida, headline="Second", reply_to=first, now=NOW
    )
    with transaction.atomic():
        audit.record(action="test.happened", actor_id=None, now=NOW)
    return first


def sentences():
    return [fault.split(" Not so")[0] for fault in soundness.faults()]


BROKEN = {
    "The audit chain holds from its first entry to its head.": lambda cast, post: AuditEntry.objects.update(action="x"),
    "What is finished has an end, and what is open has none.": lambda cast, post: Errand.objects.create(
        duty="x", due_at=NOW, state="done"
    ),
    "Every fact has a name and a body.": lambda cast, post: Fact.objects.create(name="x", at=NOW, body=""),
    "Every picture that a row names has both of its files.": lambda cast, post: Media.objects.create(
        person=cast.ida, file_key="ab" * 16, created_at=NOW
    ),
    "Every identity is the person or the organisation that its kind says.": lambda cast, post: (
        Organisation.objects.create(identity=cast.board.identity)
    ),
    "A membership ends after it began.": lambda cast, post: NetworkMembership.objects.filter(role=Role.MEMBER).update(
        ended_at=NOW - timezone.timedelta(days=9_000)
    ),
    "A reply stands in the thread of the post that it answers.": lambda cast, post: Post.objects.exclude(
        reply_to=None
    ).update(thread_id=0),
    "A deleted post keeps no word: neither its own, nor an earlier one, nor in the index.": lambda cast, post: (
        PostVersion.objects.create(post=post, headline="kept", made_at=NOW),
        actions.delete_post(post=post, by=cast.ida, now=NOW),
        PostVersion.objects.create(post=post, headline="kept", made_at=NOW),
    ),
    "Every living post is in the index of words, or the index is being made.": lambda cast, post: (
        SearchEntry.objects.filter(pk=post.pk).delete()
    ),
}


@pytest.mark.parametrize("sentence", BROKEN)
def test_r3_a_broken_promise_is_named(cast, posted, sentence):
    assert soundness.faults() == []

    BROKEN[sentence](cast, posted)

    assert set(sentences()) == {sentence}


def test_every_promise_is_seen_broken():
    assert set(BROKEN) == set(registry.INVARIANTS)


def test_r3_a_key_to_nowhere_and_the_database_itself_are_looked_at(posted):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL refuses such a row")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA defer_foreign_keys = 1")
        cursor.execute("UPDATE social_post SET written_by_id = 7 WHERE id = %s", [posted.pk])
    try:
        assert any("names a row of people_person" in fault for fault in soundness.faults())
    finally:
        Post.objects.filter(pk=posted.pk).update(written_by=None)


def test_what_waited_is_unknown_in_a_copy_and_the_daily_mail_begins_anew(cast):
    Mail.objects.create(key="a", to="a@example.org", queued_at=NOW)
    Mail.objects.create(key="b", to="b@example.org", queued_at=NOW, state="sent", settled_at=NOW)
    DailyMail.objects.create(person=cast.ida, next_at=NOW)

    for settle in registry.SETTLING:
        settle(NOW)

    assert list(Mail.objects.order_by("key").values_list("state", flat=True)) == ["unknown", "sent"]
    assert DailyMail.objects.get().told_up_to > 0


def test_a_house_that_is_held_does_its_work_inside_and_nothing_outside():
    def errand(*, outside):
        return Errand.objects.create(duty="kit.housekeeping.clear_away", due_at=NOW, outside=outside)

    inside, beyond = errand(outside=False), errand(outside=True)
    outside.hold(by=None, now=NOW)

    assert worker.claim(NOW, outside=True) is None
    assert worker.claim(NOW).pk == inside.pk
    assert worker.claim(NOW) is None
    outside.release(by=None, now=NOW)
    assert worker.claim(NOW, outside=True).pk == beyond.pk


def test_the_switch_is_on_the_console_and_in_the_record(capsys):
    from greenroom.config import cli

    assert cli.main(["outside", "--hold"]) == 0
    assert capsys.readouterr().out == "Nothing leaves the house.\n"
    assert outside.is_held() is True
    assert cli.main(["outside", "--release"]) == 0
    assert outside.is_held() is False
    assert [audit.payload_of(entry) for entry in AuditEntry.objects.all()] == [{"name": "outside.held"}] * 2
