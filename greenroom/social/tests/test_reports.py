"""Reports, looks at closed posts, and posts taken down."""

from datetime import timedelta

import pytest

from greenroom.kit import worker
from greenroom.kit.models import AuditEntry
from greenroom.people.models import NetworkMembership
from greenroom.social import actions, queries
from greenroom.social.models import Audience, ClosedLook, Notice, Post, PostVersion, Report, Takedown
from greenroom.social.tests.village import eyes, reads


@pytest.fixture
def scene(village):
    """A host, two members, and a circle of the members alone."""
    ida, bram, hester = (village.person(handle) for handle in ("ida", "bram", "hester"))
    NetworkMembership.objects.filter(person=hester).update(role="owner")
    village.board = village.circle("board", keeper=ida, members=(bram,))
    village.ida, village.bram, village.hester = ida, bram, hester
    return village


def tell(scene, *posts, reporter=None, about=None, **said):
    """Ida reports Bram, unless told otherwise."""
    reporter, about = reporter or scene.ida, about or scene.bram
    said = {"category": "harassment", "comment": "See for yourself.", **said}
    return scene.act(actions.report, reporter=reporter.identity, about=about.identity, posts=posts, by=reporter, **said)


def told(person, kind):
    return Notice.objects.filter(recipient=person.pk, kind=kind).count()


def work(scene):
    worker.work_off(scene.now + timedelta(seconds=1))


def test_hosts_hear_of_a_report_and_nobody_else(scene):
    post = scene.post(scene.bram, to=Audience.NETWORK)

    report = tell(scene, post)
    work(scene)

    assert list(report.posts.all()) == [post]
    assert [told(one, "report_made") for one in (scene.hester, scene.ida, scene.bram)] == [1, 0, 0]
    assert list(queries.reports_for(scene.hester, is_open=True)) == [report]


def test_the_same_report_is_made_once(scene):
    post = scene.post(scene.bram, to=Audience.NETWORK)

    assert tell(scene, post).pk == tell(scene, post).pk
    assert tell(scene).pk != tell(scene, post).pk
    assert Report.objects.count() == 2


def test_what_the_reporter_cannot_read_is_not_there(scene, refused):
    direct = scene.post(scene.bram, "To @hester alone", to=Audience.DIRECT)
    by_somebody_else = scene.post(scene.hester, to=Audience.NETWORK)

    with refused("gone"):
        tell(scene, direct)
    with refused("gone"):
        tell(scene, by_somebody_else)
    assert Report.objects.count() == 0


def test_a_circle_is_reported_from_inside_alone(scene, refused):
    outsider = scene.person("vera")
    report = tell(scene, about=scene.board)

    assert report.about_id == scene.board.pk
    with refused("gone"):
        tell(scene, reporter=outsider, about=scene.board)


@pytest.mark.parametrize(
    ("said", "code"),
    [({"category": "boredom"}, "category"), ({"comment": "x" * 2_001}, "comment_too_long")],
)
def test_a_report_that_says_too_much_or_nothing_known_is_refused(scene, refused, said, code):
    with refused(code):
        tell(scene, **said)
    assert Report.objects.count() == 0


def test_nobody_reports_themselves(scene, refused):
    with refused("self"):
        tell(scene, about=scene.ida)


def test_a_report_about_the_host_goes_to_the_others_or_is_refused(scene, refused):
    with refused("no_host"):
        tell(scene, about=scene.hester)
    magnus = scene.person("magnus")
    NetworkMembership.objects.filter(person=magnus).update(role="administrator")

    report = tell(scene, about=scene.hester)
    work(scene)

    assert [told(one, "report_made") for one in (scene.hester, magnus)] == [0, 1]
    assert list(queries.reports_for(scene.hester, is_open=True)) == []
    with pytest.raises(Report.DoesNotExist):
        queries.report_for(scene.hester, report.pk)
    with refused("gone"):
        scene.act(actions.close_report, report=report, acted=False, outcome="No.", by=scene.hester)


def test_a_closed_post_is_read_by_a_recorded_look_alone(scene):
    post = scene.post(scene.bram, "Words of the board", to=scene.board)
    report = tell(scene, post)
    assert [one.post for one in queries.reported_posts(report, scene.hester)] == [None]

    scene.act(actions.look_at_post, report=report, post=post, by=scene.hester)

    assert [one.post for one in queries.reported_posts(report, scene.hester)] == [post]
    assert not reads(scene.hester, post)
    looks = queries.looks_into(scene.board.identity, eyes(scene.ida))
    assert [(look.by_id, look.post_id) for look in looks] == [(scene.hester.pk, post.pk)]
    assert not queries.looks_into(scene.board.identity, eyes(scene.bram)).exists()  # no keeper
    assert AuditEntry.objects.filter(action="post.looked_at").count() == 1


def test_a_post_that_the_host_reads_anyway_needs_no_record(scene):
    post = scene.post(scene.bram, to=Audience.NETWORK)
    report = tell(scene, post)

    scene.act(actions.look_at_post, report=report, post=post, by=scene.hester)

    assert ClosedLook.objects.count() == 0
    assert [one.is_open for one in queries.reported_posts(report, scene.hester)] == [True]


def test_a_report_opens_its_own_posts_alone(scene, refused):
    report = tell(scene, scene.post(scene.bram, to=scene.board))
    other = scene.post(scene.bram, to=scene.board)

    with refused("gone"):
        scene.act(actions.look_at_post, report=report, post=other, by=scene.hester)
    with refused("no_clearance"):
        scene.act(actions.look_at_post, report=report, post=report.posts.get(), by=scene.ida)
    assert ClosedLook.objects.count() == 0


def test_a_post_taken_down_is_gone_and_its_author_knows_why(scene):
    post = scene.post(scene.bram, "Harsh words", to=Audience.NETWORK)
    scene.act(actions.edit_post, post=post, headline="Harsher words", by=scene.bram)

    scene.act(actions.take_down_post, post=post, reason="Names a client.", by=scene.hester)
    work(scene)

    gone = Post.objects.get(pk=post.pk)
    assert (gone.headline, PostVersion.objects.count()) == ("", 0)
    assert not any(reads(one, post) for one in (scene.ida, scene.bram, scene.hester))
    assert [told(one, "taken_down") for one in (scene.bram, scene.ida)] == [1, 0]
    row = queries.takedowns_of(scene.bram.identity).get()
    assert (row.headline, row.reason) == ("Harsher words", "Names a client.")


def test_a16_the_author_learns_no_host(scene):
    post = scene.post(scene.bram, to=Audience.NETWORK)
    scene.act(actions.take_down_post, post=post, reason="Names a client.", by=scene.hester)
    work(scene)

    notice = Notice.objects.get(kind="taken_down")

    assert notice.actor_id == scene.bram.pk


def test_nobody_takes_down_unseen_or_without_a_reason_or_without_being_host(scene, refused):
    closed = scene.post(scene.bram, to=scene.board)
    open_one = scene.post(scene.bram, to=Audience.NETWORK)
    own = scene.post(scene.hester, to=Audience.NETWORK)
    report = tell(scene, closed)

    with refused("gone"):
        scene.act(actions.take_down_post, post=closed, reason="Because.", by=scene.hester)
    with refused("gone"):
        scene.act(actions.take_down_post, post=closed, reason="Because.", report=report, by=scene.hester)
    with refused("reason_missing"):
        scene.act(actions.take_down_post, post=open_one, reason="  ", by=scene.hester)
    with refused("no_clearance"):
        scene.act(actions.take_down_post, post=open_one, reason="Because.", by=scene.ida)
    with refused("self"):
        scene.act(actions.take_down_post, post=own, reason="Because.", by=scene.hester)
    scene.act(actions.look_at_post, report=report, post=closed, by=scene.hester)
    scene.act(actions.take_down_post, post=closed, reason="Because.", report=report, by=scene.hester)
    with refused("gone"):
        scene.act(actions.take_down_post, post=closed, reason="Again.", report=report, by=scene.hester)
    assert Takedown.objects.count() == 1


def test_a_report_is_closed_once_and_its_maker_reads_the_outcome(scene, refused):
    report = tell(scene)

    scene.act(actions.close_report, report=report, acted=True, outcome="We spoke with Bram.", by=scene.hester)
    work(scene)

    assert told(scene.ida, "report_closed") == 1
    assert told(scene.bram, "report_closed") == 0
    assert [row.outcome for row in queries.reports_of(scene.ida.identity)] == ["We spoke with Bram."]
    with refused("closed"):
        scene.act(actions.close_report, report=report, acted=False, outcome="Nothing.", by=scene.hester)
    assert Report.objects.get().state == "acted"
