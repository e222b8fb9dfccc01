"""Somebody brings their archive by the pages: read by a worker in steps, theirs alone."""

import io
import itertools
import os
import threading
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from greenroom.imports import actions, keeping, shelf
from greenroom.imports.models import ImportRun, RefusedItem
from greenroom.imports.tests.conftest import NOW
from greenroom.imports.tests.made import ME, actor, create, outbox, picture, tarred, tweet, tweets, zipped
from greenroom.kit import worker
from greenroom.kit.models import Errand
from greenroom.people import actions as people
from greenroom.social.models import Audience, Notice, Post

SOON = NOW + timedelta(seconds=30)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    return settings.DATA_DIR / "imports"


def many(number: int) -> bytes:
    return outbox(
        *(create(one, f"<p>Post {one}</p>", at=f"2023-05-01T08:{one // 60:02}:{one % 60:02}Z") for one in range(number))
    )


def begun(here, content: bytes, *, kind: str = "mastodon", **chosen) -> ImportRun:
    return actions.begin_import(
        kind=kind, upload=io.BytesIO(content), name="outbox.json", by=here.ida, now=NOW, **chosen
    )


def fresh(run: ImportRun) -> ImportRun:
    return ImportRun.objects.get(pk=run.pk)


def headlines() -> list[str]:
    return [post.headline for post in Post.objects.order_by("id")]


def test_an_archive_is_brought_in_and_its_file_is_gone(here, folder, tmp_path):
    attached = [{"type": "Document", "url": "/media_attachments/files/1/a.png", "name": "A"}, {"url": "/b.png"}]
    notes = outbox(
        create(1, "<p>One</p>", attachment=attached), create(2, "<p>Alone</p>", to=[f"{ME}x"]), {"type": "Like"}
    )
    files = {"outbox.json": notes, "actor.json": actor(), "media_attachments/files/1/a.png": picture()}
    for form in (zipped, tarred):
        run = begun(here, form(tmp_path / "archive", files).read_bytes())
        worker.work_off(SOON)
        run = fresh(run)
        assert (run.state, run.done, run.total, run.refused) == ("done", 1, 1, 2 if form is zipped else 1)
        assert list(folder.iterdir()) == []

    post = Post.objects.get()
    assert (post.author_id, post.audience_id, len(post.extras["media"])) == (here.ida.pk, Audience.PUBLIC, 1)
    assert not Notice.objects.exists()
    first, second = ImportRun.objects.order_by("pk")
    assert (first.counts["posts"], second.known) == (1, 1)
    whys = [row.why for row in RefusedItem.objects.filter(run=first).order_by("number")]
    assert whys[0] == "This is neither a post nor a boost."
    assert whys[1].startswith("“b.png” was left out, the post is kept")


def test_posts_from_x_have_the_chosen_readers(here):
    content = tweets(tweet(1582825767519809536, "Hello"))
    run = begun(here, content, kind="x", audience="followers")
    worker.work_off(SOON)

    assert fresh(run).state == "refused"  # a file alone is no archive of X
    assert fresh(run).why == "The archive has no “data/tweets.js” in it."


def dying_at_times(monkeypatch, kills: int) -> list[int]:
    """Let the process die before, inside and behind what is stored, so often; says how often is left."""
    moments, left = itertools.count(), [kills]
    real_keep, real_note = keeping.Keeper.keep, actions._note

    def maybe_die(every: int) -> None:
        if left[0] and next(moments) % every == 0:
            left[0] -= 1
            raise SystemExit

    def keep(self, batch, **kwargs):
        maybe_die(5)
        done = real_keep(self, batch, **kwargs)
        maybe_die(3)
        return done

    def note(*args, **kwargs):
        maybe_die(4)
        real_note(*args, **kwargs)
        maybe_die(7)

    monkeypatch.setattr(keeping.Keeper, "keep", keep)
    monkeypatch.setattr(actions, "_note", note)
    return left


@pytest.mark.parametrize("kills", [int(os.environ.get("GREENROOM_KILLS", "12"))])
def test_r1_killed_anywhere_every_post_stands_once(here, monkeypatch, kills):
    monkeypatch.setattr(keeping, "BATCH", 1)
    monkeypatch.setattr(actions, "STEP", 0.0)
    number = max(40, kills)
    run, now = begun(here, many(number)), SOON
    left = dying_at_times(monkeypatch, kills)
    while fresh(run).is_open:
        now += worker.LEASE * 2
        try:
            worker.work_off(now)
        except SystemExit:  # the test kills one errand more often than twelve times
            Errand.objects.filter(finished_at=None).update(attempts=0)

    run = fresh(run)
    assert (left, run.state, run.done, run.counts["posts"], run.refused) == (
        [0], "done", number, number, 0
    )  # fmt: skip
    assert headlines() == [f"Post {one}" for one in range(number)]


def test_stopped_it_rests_and_goes_on_where_it_was(here, monkeypatch, folder):
    monkeypatch.setattr(keeping, "BATCH", 2)
    run = begun(here, many(9))
    real = keeping.Keeper.keep

    def keep(self, batch, **kwargs):
        done = real(self, batch, **kwargs)
        if Post.objects.count() == 4:
            actions.stop_import(run=run, by=here.ida, now=SOON)
        return done

    monkeypatch.setattr(keeping.Keeper, "keep", keep)
    worker.work_off(SOON)
    assert (fresh(run).state, fresh(run).done, Post.objects.count()) == ("stopped", 4, 4)
    worker.work_off(SOON + timedelta(days=1))
    assert Post.objects.count() == 4
    monkeypatch.setattr(keeping.Keeper, "keep", real)
    actions.resume_import(run=fresh(run), by=here.ida, now=SOON)
    worker.work_off(SOON)

    assert (fresh(run).state, fresh(run).counts["posts"], Post.objects.count()) == ("done", 9, 9)
    assert list(folder.iterdir()) == []


def test_b2_one_archive_at_a_time(here):
    run = begun(here, many(1))
    with pytest.raises(ValidationError, match="being read already"):
        begun(here, many(2))
    actions.stop_import(run=run, by=here.ida, now=NOW)
    second = begun(here, many(2))
    with pytest.raises(ValidationError, match="being read already"):
        actions.resume_import(run=fresh(run), by=here.ida, now=NOW)

    assert (fresh(run).state, fresh(second).state) == ("stopped", "waiting")


def test_m2_an_archive_that_means_ill_is_refused_whole(here, tmp_path, folder):
    path = zipped(tmp_path / "archive", {"outbox.json": many(1), "../x": b""})
    run = begun(here, path.read_bytes())
    worker.work_off(SOON)

    run = fresh(run)
    assert (run.state, run.why) == ("refused", "The archive holds a name that leads out of it: “../x”.")
    assert (Post.objects.count(), list(folder.iterdir())) == (0, [])


def test_r2_a_full_disk_stops_it_and_it_goes_on_later(here, monkeypatch):
    import errno

    run, real = begun(here, many(3)), keeping.Keeper.keep

    def full(self, batch, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(keeping.Keeper, "keep", full)
    worker.work_off(SOON)
    assert (fresh(run).state, Post.objects.count()) == ("stopped", 0)
    assert fresh(run).why == "The disk of this network is full. Tell your host, then go on."
    monkeypatch.setattr(keeping.Keeper, "keep", real)
    actions.resume_import(run=fresh(run), by=here.ida, now=SOON)
    worker.work_off(SOON)

    assert (fresh(run).state, Post.objects.count()) == ("done", 3)


def test_a3_who_is_suspended_brings_nothing(here):
    run = begun(here, many(3))
    people.suspend_person(person=here.ida, reason="A test.", by=None, now=NOW)
    worker.work_off(SOON)

    assert (fresh(run).state, fresh(run).why, Post.objects.count()) == ("stopped", "This account is suspended.", 0)
    for verb in (actions.stop_import, actions.resume_import):
        with pytest.raises(ValidationError, match="suspended"):
            verb(run=fresh(run), by=here.ida, now=SOON)
    with pytest.raises(ValidationError, match="suspended"):
        begun(here, many(1))


def test_what_is_too_large_or_empty_is_refused_and_leaves_nothing(here, monkeypatch, folder):
    monkeypatch.setattr(shelf, "LARGEST", 1_000)
    for content, why in ((bytes(1_001), "The archive has more than 0 MB"), (b"", "This file is empty.")):
        with pytest.raises(ValidationError, match=why):
            begun(here, content)

    assert (ImportRun.objects.count(), list(folder.iterdir())) == (0, [])


def test_what_is_long_over_is_swept_with_its_files(here, folder):
    from greenroom.imports.tasks import tidy_imports

    stopped = begun(here, many(1))
    actions.stop_import(run=stopped, by=here.ida, now=NOW)
    orphan = shelf.put(io.BytesIO(b"x"))
    old = (NOW - timedelta(days=2)).timestamp()
    for key in (orphan, stopped.folder):
        os.utime(shelf.folder_of(key), (old, old))
    tidy_imports(NOW)
    assert [one.name for one in folder.iterdir()] == [stopped.folder]
    tidy_imports(NOW + timedelta(days=15))
    assert list(folder.iterdir()) == []
    with pytest.raises(ValidationError, match="not here any more"):
        actions.resume_import(run=fresh(stopped), by=here.ida, now=NOW)
    tidy_imports(NOW + timedelta(days=91))
    assert not ImportRun.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_t2_two_workers_never_store_the_same_stretch(here, monkeypatch):
    from django.db import connection

    monkeypatch.setattr(keeping, "BATCH", 1)
    run = begun(here, many(12))
    worker.work_off(NOW - timedelta(days=1))
    actions.go_on_importing({"run": run.pk}, now=SOON)

    def work():
        actions.go_on_importing({"run": run.pk}, now=SOON)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (fresh(run).state, fresh(run).counts["posts"], Post.objects.count()) == ("done", 12, 12)
