"""Whom somebody followed elsewhere, as far as they are here."""

import pytest

from greenroom.imports.models import RefusedItem
from greenroom.imports.tests.test_bring_along import SOON, begun, folder, fresh
from greenroom.kit import worker
from greenroom.people import actions as people
from greenroom.social import actions as social
from greenroom.social.models import Follow

__all__ = ["folder"]  # a fixture that every test here has too
FOUND = "“%s” is not here, or cannot be followed."


@pytest.fixture
def bring(here, settings):
    settings.PUBLIC_URL = "https://talk.example"

    def run(content: bytes):
        made = begun(here, content, kind="follows")
        worker.work_off(SOON)
        return fresh(made), [row.why for row in RefusedItem.objects.filter(run=made).order_by("number")]

    return run


def test_who_is_here_is_followed_and_the_others_are_named(bring, here):
    lines = "Account address,Show boosts,Notify on new posts,Languages\n\nmarit@talk.example,false,false,\n"
    lines += 'eve@elsewhere.example,true,true,"en,fr"\n@skerrow,true\nmarit@elsewhere.example\n'
    run, whys = bring(lines.encode())

    assert (run.state, run.counts, run.refused) == ("done", {"follows": 2}, 2)
    follows = {row.followed.handle: row.shows_boosts for row in Follow.objects.filter(follower=here.ida.pk)}
    assert follows == {"marit": False, "skerrow": True}
    assert whys == [FOUND % "eve@elsewhere.example", FOUND % "marit@elsewhere.example"]
    again, _whys = bring(lines.encode())
    assert (again.counts, again.known) == ({}, 2)


def test_a3_who_hides_from_somebody_is_as_absent_as_nobody(bring, here):
    bram = people.add_person(handle="bram", display_name="Bram", now=SOON, claimed=True)
    noor = people.add_person(handle="noor", display_name="Noor", now=SOON, claimed=True)
    social.block(identity=bram.identity, target=here.ida.identity, by=bram, now=SOON)
    people.suspend_person(person=noor, reason="A test.", by=None, now=SOON)
    social.create_circle(handle="board", display_name="Board", by=bram, now=SOON)
    run, whys = bring(b"bram\nnoor\nboard\nnobody\nida\n")

    assert whys == [FOUND % name for name in ("bram", "noor", "board", "nobody", "ida")]
    assert (run.counts, Follow.objects.count()) == ({}, 0)


@pytest.mark.parametrize("content", ["M\xe4rit\nmarit\n".encode("latin-1"), "\ufeffmarit\n".encode(), b'"mar\nmarit'])
def test_files_as_others_write_them(bring, content):
    run, _whys = bring(content)

    assert run.state == "done"


def test_what_is_no_text_is_refused_whole(bring):
    run, _whys = bring(bytes(1_000))

    assert (run.state, run.why) == ("refused", "The file is not a text file.")
