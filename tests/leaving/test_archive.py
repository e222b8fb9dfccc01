"""What somebody takes along: everything of theirs, nothing that they may not read, no secret."""

import json
from html.parser import HTMLParser
from zipfile import ZipFile

import pytest

from greenroom.exports import archive
from greenroom.exports.archive.words import NAMES
from greenroom.people.belongings import belongings
from greenroom.people.models import Identity
from greenroom.social import actions
from greenroom.social.models import Audience
from greenroom.testing.oracle import run
from greenroom.testing.oracle.run import Enough
from greenroom.testing.surfaces import SURFACES
from tests.leaving.canary import SECRETS

PUBLIC = Audience.PUBLIC


def archive_of(identity, tmp_path, *, now, **more):
    """Every file of the archive by its name."""
    file = tmp_path / "archive.zip"
    archive.write(archive.contents_of(Identity.objects.get(pk=identity.pk), **more), file, now=now)
    with ZipFile(file) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name) for name in opened.namelist()}


@pytest.fixture
def taken(canary, tmp_path):
    return archive_of(canary.kaspian, tmp_path, now=canary.village.tick())


def rows(files, key):
    return json.loads(files[f"json/{key}.json"])


def test_every_kind_is_in_it_with_what_the_canary_has(canary, taken):
    counts = json.loads(taken["archive.json"])["rows"]

    assert list(counts) == [kind.key for kind in belongings()]
    assert counts == {kind.key: kind.number(canary.kaspian) for kind in belongings()}
    assert [key for key, number in counts.items() if number == 0] == []
    assert {key: len(rows(taken, key)) for key in counts} == counts


def test_posts_stand_in_time_order_with_versions_pictures_and_polls(canary, taken):
    posts = {row["headline"]: row for row in rows(taken, "posts")}

    assert list(posts) == ["Kanari flew @bram #kanaritag", "Which kanari?", "Kanari for @noor", "Kanari among us"]
    public = posts["Kanari flew @bram #kanaritag"]
    assert [one["headline"] for one in public["versions"]] == ["Kanari in the mine @bram #kanaritag"]
    (picture,) = public["pictures"]
    assert (picture["description"], taken[picture["file"]]) == ("A kanari in a cage", b"full")
    assert [(one["text"], one["number"]) for one in posts["Which kanari?"]["poll"]["options"]] == [
        ("kanari a", 1), ("kanari b", 0),
    ]  # fmt: skip


def test_i6_no_secret_is_in_an_archive(canary, tmp_path):
    person = canary.kaspian
    kept = [person.password, canary.key, canary.feed_secret, canary.invited, *SECRETS]

    for key in (person.pk, canary.house.pk):
        files = archive_of(Identity(pk=key), tmp_path, now=canary.village.tick())
        everything = b"\n".join(files.values()).decode("utf-8", "replace")
        assert [secret for secret in kept if secret in everything] == []


def test_a8_what_one_kept_and_may_not_read_any_more_is_not_in_it(canary, tmp_path):
    village, ida = canary.village, canary.ida
    kept = village.post(ida, "Xanadu for all", to=PUBLIC)
    answer = village.post(canary.kaspian, "Kanari says yes", reply_to=kept)
    canary.act(actions.keep, post=kept, identity=canary.kaspian.identity)
    assert b"Xanadu" in b"".join(archive_of(canary.kaspian, tmp_path, now=village.tick()).values())

    canary.act(actions.narrow_post, post=kept, audience=Audience.objects.get(pk=Audience.FOLLOWERS), by=ida)
    files = archive_of(canary.kaspian, tmp_path, now=village.tick())

    assert [name for name, content in files.items() if b"Xanadu" in content] == []
    mine = next(row for row in rows(files, "posts") if row["id"] == str(answer.pk))
    assert (mine["headline"], mine["is_answer"], mine["answers"]) == ("Kanari says yes", True, None)
    assert None in [row["post"] for row in rows(files, "kept")]


@pytest.mark.slow
@pytest.mark.django_db
def test_a8_every_archive_of_a_grown_world_holds_what_its_person_may_read():
    surfaces = [surface for surface in SURFACES if surface.name == "archives"]
    verdict = run.run(31, Enough(checks=1_500), surfaces)

    assert verdict.leaks == []
    assert verdict.checks >= 1_500


def test_a16_an_archive_names_no_host_who_moderated(canary, taken):
    for key in ("audit", "taken-down", "reports"):
        assert b"ida" not in taken[f"json/{key}.json"].lower(), key


class Links(HTMLParser):
    """What a page refers to."""

    def __init__(self, page):
        super().__init__()
        self.found, self.tags = [], set()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.found += [value for name, value in attrs if name in {"href", "src"}]


def test_the_pages_need_neither_scripts_nor_a_network(canary, taken, settings):
    pages = {name: Links(content.decode()) for name, content in taken.items() if name.endswith(".html")}
    near = [link for page in pages.values() for link in page.found if not link.startswith("http")]
    far = [link for page in pages.values() for link in page.found if link.startswith("http")]

    assert "script" not in set().union(*(page.tags for page in pages.values()))
    assert [link for link in near if link not in taken] == []
    assert [link for link in far if not link.startswith(f"{settings.PUBLIC_URL}/")] == []
    assert set(pages) - {"index.html"} == {link for link in pages["index.html"].found if link.endswith(".html")}


def test_words_are_shown_and_never_obeyed(canary, tmp_path):
    for number, words in enumerate(["<script>kanari()</script>", "<img src=x onerror=kanari()>"]):
        canary.village.post(canary.kaspian, words, note=words, to=PUBLIC)
        canary.act(actions.note_about, identity=canary.kaspian.identity, about=canary.ida.identity, words=words)
        files = archive_of(canary.kaspian, tmp_path, now=canary.village.tick())
        tags = {tag for name, page in files.items() if name.endswith(".html") for tag in Links(page.decode()).tags}
        sources = [one for one in Links(files["posts.html"].decode()).found if one == "x"]
        assert ("script" in tags, sources, number) == (False, [], number)


def names_in(value):
    """The names in rows, but for those that somebody else chose."""
    if isinstance(value, list):
        return set().union(*map(names_in, value))
    if not isinstance(value, dict):
        return set()
    free = {"attributes", "alerts", "counts", "details", "said"}
    return set(value).union(*(names_in(one) for name, one in value.items() if name not in free))


def test_every_name_in_a_row_has_a_word_for_readers(canary, taken, tmp_path):
    house = archive_of(canary.house, tmp_path, now=canary.village.tick())
    every = [json.loads(files[name]) for files in (taken, house) for name in files if name.startswith("json/")]

    assert set().union(*map(names_in, every)) - set(NAMES) == {"id"}


def test_an_organisation_takes_its_own_along_and_nothing_private(canary, tmp_path):
    canary.village.post(canary.noor, "Noor's own secret", to=Audience.FOLLOWERS)
    files = archive_of(canary.house, tmp_path, now=canary.village.tick())

    assert [row["headline"] for row in rows(files, "posts")] == ["Ferries sail"]
    assert [(row["who"]["handle"], row["role"]) for row in rows(files, "members")] == [
        ("ida", "owner"), ("kaspian", "member"),
    ]  # fmt: skip
    everything = b"".join(files.values())
    assert [words for words in (b"own secret", b"Kanari draft", b"Kanari person") if words in everything] == []
    assert b"kanari.example" not in files["json/members.json"]


def test_whoever_writes_it_again_writes_the_same(canary, tmp_path):
    now = canary.village.tick()
    first, again = (archive_of(canary.kaspian, tmp_path, now=now) for _time in range(2))

    assert first == again
    assert [file.name for file in tmp_path.iterdir()] == ["archive.zip"]
