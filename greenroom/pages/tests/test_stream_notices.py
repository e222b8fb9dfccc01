"""Notices: grouped, marked as new until looked at, dismissed one by one or all at once."""

from greenroom.kit import worker
from greenroom.pages.tests.stream_world import StreamWorld, words_of
from greenroom.people import actions as people
from greenroom.social import actions
from greenroom.social.models import Follow, FollowRequest, Notice


def _helped_twice(stream: StreamWorld) -> None:
    post = stream.says(stream.ida, "public", "Third paragraph first")
    for person in (stream.noor, stream.bram):
        actions.favourite(post=post, identity=person.identity, by=person, now=stream.later())
    worker.work_off(now=stream.later())


def test_two_people_are_one_sentence(stream: StreamWorld) -> None:
    _helped_twice(stream)

    page = words_of(stream.browser(stream.ida).get("/notices/"))

    assert "<b>Bram Holtervik and Noor Jansma</b> marked your post with “this helped”:" in page
    assert "Third paragraph first" in page
    assert '<li class="notice new">' in page


def test_seen_notices_are_no_longer_new(stream: StreamWorld) -> None:
    _helped_twice(stream)
    ida = stream.browser(stream.ida)

    ida.post("/notices/seen/", {"up_to": str(Notice.objects.latest("id").id)})

    page = words_of(ida.get("/notices/"))
    assert '<li class="notice">' in page
    assert "Mark all as seen" not in page


def test_a_dismissed_group_is_gone_and_others_stay(stream: StreamWorld) -> None:
    _helped_twice(stream)
    other = stream.says(stream.ida, "public", "Another post")
    actions.boost(post=other, identity=stream.noor.identity, by=stream.noor, now=stream.later())
    worker.work_off(now=stream.later())
    ida = stream.browser(stream.ida)
    newest = Notice.objects.filter(kind="favourite").latest("id")

    ida.post("/notices/dismiss/", {"kind": "favourite", "post": str(newest.post_id), "up_to": str(newest.id)})

    page = words_of(ida.get("/notices/"))
    assert "this helped" not in page.split("<main")[1]
    assert "Another post" in page

    ida.post("/notices/dismiss/", {"up_to": str(Notice.objects.latest("id").id)})

    assert "Nothing needs you." in words_of(ida.get("/notices/"))


def test_what_cannot_be_a_notice_is_no_page(stream: StreamWorld) -> None:
    assert stream.browser(stream.ida).post("/notices/dismiss/", {"kind": "gossip"}).status_code == 404


def test_a_follow_request_is_answered_in_place(stream: StreamWorld) -> None:
    people.update_profile(person=stream.ida, approves_followers=True, by=stream.ida, now=stream.later())
    stream.ida.identity.refresh_from_db()
    for person in (stream.noor, stream.bram):
        actions.follow(identity=person.identity, target=stream.ida.identity, by=person, now=stream.later())
    ida = stream.browser(stream.ida)

    asked = words_of(ida.get("/notices/"))
    ida.post("/notices/answer/", {"handle": "noor", "do": "accept"})
    ida.post("/notices/answer/", {"handle": "bram", "do": "refuse"})

    assert "Needs you" in asked
    assert [follow.follower_id for follow in Follow.objects.filter(followed=stream.ida.pk)] == [stream.noor.pk]
    assert not FollowRequest.objects.exists()


def test_answering_somebody_who_did_not_ask_changes_nothing(stream: StreamWorld) -> None:
    answer = stream.browser(stream.ida).post("/notices/answer/", {"handle": "noor", "do": "accept"})

    assert answer.status_code == 404
    assert not Follow.objects.exists()


def test_answering_a_circle_does_not_tell_that_it_exists(stream: StreamWorld) -> None:
    actions.create_circle(handle="secret", display_name="Merger", by=stream.ida, now=stream.later())
    piet = stream.browser(stream.noor)

    answers = [piet.post("/notices/answer/", {"handle": name, "do": "refuse"}) for name in ("secret", "nobody_here")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert "Merger" not in piet.get("/notices/").content.decode()
