"""Pictures read as files and on pages: by those who may read the post, now; A9."""

from datetime import timedelta

import pytest
from django.utils import timezone

from greenroom.kit.pictures import storing
from greenroom.pages.tests.picture_world import FULL, PREVIEW, body_of, kept, posted
from greenroom.pages.tests.stream_world import StreamWorld, address, words_of
from greenroom.people import actions as people
from greenroom.social import actions, seals
from greenroom.social.models import Audience, Media


def got(stream: StreamWorld, person, picture: Media, variant="full", query=""):
    return stream.browser(person).get(f"/media/{picture.pk}/{variant}{query}", headers={"host": "localhost"})


def test_a9_a_file_is_handed_to_the_readers_of_its_post_alone(stream):
    picture = kept(stream, stream.ida)
    posted(stream, stream.ida, "circle:board", picture)

    assert body_of(got(stream, stream.bram, picture)) == FULL
    assert body_of(got(stream, stream.bram, picture, "preview")) == PREVIEW
    actions.remove_from_circle(circle=stream.board, person=stream.bram, by=stream.ida, now=stream.later())
    nothing = stream.browser(stream.noor).get("/media/4/full", headers={"host": "localhost"})
    for person in (stream.bram, stream.noor, stream.otto, None):
        for variant in ("full", "preview"):
            hidden = got(stream, person, picture, variant)
            assert hidden.status_code == nothing.status_code == 404
            if person == stream.noor:
                assert hidden.content.split(b"csrf")[0] == nothing.content.split(b"csrf")[0]


def test_a9_a_picture_without_a_post_is_for_its_person_alone(stream):
    picture = kept(stream, stream.ida)

    assert got(stream, stream.ida, picture).status_code == 200
    assert [got(stream, person, picture).status_code for person in (stream.bram, None)] == [404, 404]


@pytest.mark.parametrize(
    "path", ["/media/{}/original", "/media/{}/..%2ffull", "/media/{}/", "/media/99999999999999999999/full"]
)
def test_there_are_two_files_and_nothing_else(stream, path):
    picture = kept(stream, stream.ida)

    assert stream.browser(stream.ida).get(path.format(picture.pk)).status_code == 404


def test_a_file_whose_disk_was_lost_is_a_404(stream):
    picture = kept(stream, stream.ida)
    storing.drop(picture.file_key)

    assert got(stream, stream.ida, picture).status_code == 404


def test_what_is_handed_out_can_do_nothing_but_be_looked_at(stream):
    closed, opened = kept(stream, stream.ida), kept(stream, stream.ida, mime="image/png")
    posted(stream, stream.ida, "network", closed)
    posted(stream, stream.ida, "public", opened)

    reply = got(stream, stream.bram, closed)
    assert reply["Content-Type"] == "image/jpeg"
    assert reply["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert reply["X-Content-Type-Options"] == "nosniff"
    assert reply["Content-Disposition"] == f'inline; filename="picture-{closed.pk}.jpg"'
    assert reply["Cross-Origin-Resource-Policy"] == "same-origin"
    assert reply["Cache-Control"] == "private, no-store"
    assert closed.file_key not in str(reply.headers)
    for person in (stream.bram, None):
        assert got(stream, person, opened)["Cache-Control"] == "private, no-cache"
    assert got(stream, None, opened, "preview")["Content-Type"] == "image/webp"


def test_what_a_device_keeps_of_an_open_post_ends_with_a_suspension(stream):
    picture = kept(stream, stream.bram)
    posted(stream, stream.bram, "public", picture)
    version = got(stream, stream.noor, picture)["ETag"]

    def asked_again(person):
        return stream.browser(person).get(f"/media/{picture.pk}/full", headers={"If-None-Match": version})

    assert [asked_again(person).status_code for person in (stream.noor, None)] == [304, 304]
    assert got(stream, None, picture, "preview")["ETag"] != version
    people.suspend_person(person=stream.bram, reason="A test.", by=None, now=stream.later())
    assert [asked_again(person).status_code for person in (stream.noor, None)] == [404, 404]


def sealed(picture: Media, *, now, variant="full") -> str:
    audience = seals.UNUSED if picture.post is None else picture.post.audience_id
    return "?" + seals.sealed(picture.pk, variant, audience_id=audience, now=now)


def test_a9_a_sealed_address_works_without_a_session_and_ends(stream):
    picture = kept(stream, stream.ida)
    post = posted(stream, stream.ida, "network", picture)
    picture, now = Media.objects.get(pk=picture.pk), timezone.now()
    query = sealed(picture, now=now)

    reply = got(stream, None, picture, query=query)
    assert body_of(reply) == FULL
    assert reply["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert reply["Cache-Control"] == "private, no-store"
    assert got(stream, None, picture, "preview", query).status_code == 404
    assert got(stream, None, picture, query=sealed(picture, now=now - timedelta(hours=2))).status_code == 404
    assert got(stream, stream.bram, picture, query="?seal=forged").status_code == 404
    direct = Audience.objects.get(pk=Audience.DIRECT)
    actions.narrow_post(post=post, audience=direct, by=stream.ida, now=stream.later())
    assert got(stream, None, picture, query=query).status_code == 404
    assert got(stream, stream.bram, picture).status_code == 404


def test_a9_suspension_and_deletion_end_every_address(stream):
    first, second = kept(stream, stream.ida), kept(stream, stream.bram)
    post = posted(stream, stream.ida, "public", first)
    posted(stream, stream.bram, "public", second)
    first, second = Media.objects.get(pk=first.pk), Media.objects.get(pk=second.pk)
    queries = {one.pk: sealed(one, now=timezone.now()) for one in (first, second)}
    assert {got(stream, None, one, query=queries[one.pk]).status_code for one in (first, second)} == {200}
    actions.delete_post(post=post, by=stream.ida, now=stream.later())
    people.suspend_person(person=stream.bram, reason="A test.", by=None, now=stream.later())

    for one in (first, second):
        assert {got(stream, stream.noor, one, query=query).status_code for query in ("", queries[one.pk])} == {404}


def test_a_feed_keeps_the_place_of_each_picture_and_says_what_it_shows(stream):
    described = kept(stream, stream.ida, 'A "crane" <b>over</b> the ramp', width=2000, height=1000, focus_x=1)
    bare = kept(stream, stream.ida)
    post = posted(stream, stream.ida, "network", described, bare)
    page = words_of(stream.browser(stream.bram).get("/network/"))

    assert f'src="/media/{described.pk}/preview"' in page
    assert 'width="640" height="320"' in page
    assert 'class="at-right"' in page
    assert "A &quot;crane&quot; &lt;b&gt;over&lt;/b&gt; the ramp" in page
    assert 'aria-label="Picture 2 of 2, not described"' in page
    assert page.count(">ALT</summary>") == 1
    assert f'href="{address(post)}pictures/1/"' in page


def test_a_cover_hides_the_pictures_too(stream):
    posted(stream, stream.ida, "network", kept(stream, stream.ida, "A wound"), spoiler_text="Blood")
    page = words_of(stream.browser(stream.bram).get("/network/"))

    assert (
        page.index('<details class="cover">') < page.index("A wound") < page.index("</details>", page.index("A wound"))
    )
    assert page.index("A wound") < page.index('class="acts"')


def test_what_moves_stands_still_until_somebody_plays_it(stream):
    moving = kept(stream, stream.ida, "Waves", is_animated=True)
    post = posted(stream, stream.ida, "network", moving)
    browser = stream.browser(stream.bram)

    feed, still = words_of(browser.get("/network/")), words_of(browser.get(address(post, "pictures/1/")))
    assert f'src="/media/{moving.pk}/full"' not in feed + still
    assert f'href="{address(post)}pictures/1/?play=1"' in feed
    assert f'src="/media/{moving.pk}/full"' in words_of(browser.get(address(post, "pictures/1/?play=1")))


def test_each_picture_has_a_page_with_its_description_in_words(stream):
    post = posted(stream, stream.ida, "circle:board", kept(stream, stream.ida, "A quay"), kept(stream, stream.ida))
    browser = stream.browser(stream.bram)
    first, second = (words_of(browser.get(address(post, f"pictures/{number}/"))) for number in (1, 2))

    assert "A quay</p>" in first
    assert f'href="{address(post)}pictures/2/"' in first
    assert "Nobody has described this picture." in second
    assert f'href="{address(post)}pictures/1/"' in second
    for number in (0, 3):
        assert browser.get(address(post, f"pictures/{number}/")).status_code == 404
    assert stream.browser(stream.noor).get(address(post, "pictures/1/")).status_code == 404
