"""What one arranges about somebody who is not told: mutes for a while, matches refused, private notes."""

from datetime import timedelta

from django.utils import timezone

from greenroom.kit import worker
from greenroom.social import actions, queries, timelines
from greenroom.social.models import AccountNote, Audience, Avoid, Mute, Notice
from greenroom.social.tests.village import eyes, reads

PUBLIC = Audience.PUBLIC
HOUR = timedelta(hours=1)


def mute(by, target, *, ago=timedelta(0), **more):
    now = timezone.now() - ago
    return actions.mute(identity=by.identity, target=target.identity, by=by, now=now, **more)


def hears(viewer) -> int:
    return len(timelines.home(eyes(viewer)).entries)


def test_a_mute_for_an_hour_counts_for_an_hour(village, ida, bram):
    village.follow(bram, ida)
    post = village.post(ida, to=PUBLIC)
    mute(bram, ida, lasts=HOUR)
    assert hears(bram) == 0
    assert reads(bram, post)
    mute(bram, ida, lasts=HOUR, ago=HOUR + timedelta(seconds=1))

    assert hears(bram) == 1
    assert Mute.objects.count() == 1  # not tidied yet, and counts for nothing


def test_an_ended_mute_lets_notices_through_and_is_named_nowhere(village, ida, bram):
    mute(bram, ida, lasts=HOUR, ago=2 * HOUR)
    village.now = timezone.now()
    post = actions.publish_post(
        author=ida.identity, audience=Audience.objects.get(pk=PUBLIC), headline="@bram", by=ida, now=timezone.now()
    )
    worker.work_off(timezone.now())

    assert Notice.objects.filter(recipient=bram.pk, post=post).exists()
    assert queries.unread_notices(bram) == 1
    assert queries.muted_by(eyes(bram)) == []
    assert not queries.tie(eyes(bram), ida.identity).is_muting


def test_a_running_mute_keeps_notices_away_unless_they_are_wanted(village, ida, bram):
    noor = village.person("noor")
    mute(bram, ida, lasts=HOUR)
    mute(noor, ida, lasts=HOUR, mutes_notices=False)
    actions.publish_post(
        author=ida.identity,
        audience=Audience.objects.get(pk=PUBLIC),
        headline="@bram @noor",
        by=ida,
        now=timezone.now(),
    )
    worker.work_off(timezone.now())

    assert set(Notice.objects.values_list("recipient", flat=True)) == {noor.pk}


def test_muting_again_changes_how_long(village, ida, bram):
    mute(bram, ida, lasts=HOUR)
    mute(bram, ida)

    assert [row.ends_at for row in queries.muted_by(eyes(bram))] == [None]


def test_the_clock_tidies_ended_mutes_alone(village, ida, bram):
    noor = village.person("noor")
    now = timezone.now()
    worker.work_off(now)
    mute(ida, bram, lasts=HOUR)
    mute(ida, noor, lasts=3 * HOUR)
    mute(bram, noor)
    worker.work_off(now + HOUR + timedelta(minutes=5))

    assert set(Mute.objects.values_list("muted", flat=True)) == {noor.pk}
    assert Mute.objects.count() == 2


def test_whoever_is_avoided_is_read_as_before_and_apart_in_both_directions(village, ida, bram):
    village.follow(bram, ida)
    village.post(ida, to=PUBLIC)
    village.act(actions.avoid, identity=bram.identity, target=ida.identity, by=bram)
    village.act(actions.avoid, identity=bram.identity, target=ida.identity, by=bram)

    assert (queries.avoids(bram.pk), queries.avoids(ida.pk)) == ({ida.pk}, {bram.pk})
    assert (queries.avoided_by(eyes(bram)), queries.avoided_by(eyes(ida))) == ([ida.identity], [])
    assert hears(bram) == 1
    village.act(actions.unavoid, identity=bram.identity, target=ida.identity, by=bram)
    assert queries.avoids(ida.pk) == set()


def test_nobody_avoids_themselves_a_circle_or_for_somebody_else(village, ida, bram, refused):
    board = village.circle("board", keeper=ida)
    for target in (ida.identity, board.identity):
        with refused("not_possible"):
            village.act(actions.avoid, identity=ida.identity, target=target, by=ida)
    with refused("not_you"):
        village.act(actions.avoid, identity=ida.identity, target=bram.identity, by=bram)

    assert not Avoid.objects.exists()


def note(village, by, about, words):
    return village.act(actions.note_about, identity=by.identity, about=about, words=words, by=by)


def test_a_note_is_kept_changed_and_taken_away(village, ida, bram):
    note(village, ida, bram.identity, "Met in Verrane.\r\nTalks fast.")
    note(village, ida, bram.identity, "Met in Tannried.")
    note(village, bram, ida.identity, "Never late.")
    assert AccountNote.objects.get(owner=ida.pk).text == "Met in Tannried."
    note(village, ida, bram.identity, "  ")

    assert list(AccountNote.objects.values_list("owner", flat=True)) == [bram.pk]


def test_an_overlong_note_is_refused_and_the_old_one_stays(village, ida, bram, refused):
    board = village.circle("board", keeper=ida)
    note(village, ida, bram.identity, "Met in Verrane.")
    with refused("too_long", "2000"):
        note(village, ida, bram.identity, "x" * 2_001)
    with refused("not_you"):
        village.act(actions.note_about, identity=ida.identity, about=bram.identity, words="Mine", by=bram)
    with refused("not_possible"):
        note(village, ida, board.identity, "A circle")

    assert AccountNote.objects.get().text == "Met in Verrane."
