"""Posts from a table or from JSON lines."""

import json
from datetime import UTC, datetime

import pytest

from greenroom.imports.tests.conftest import whys
from greenroom.kit.ids import moment_of
from greenroom.people import actions as people
from greenroom.people.models import Identity
from greenroom.social.models import Audience, Notice, Post

ONE = "author,date,text\nida,2024-05-01T08:30:00Z,The 06:40 was late again.\n"


def only_post() -> Post:
    return Post.objects.select_related("author", "audience").get()


def test_a_post_keeps_its_time_in_date_and_id(bring):
    result = bring("posts", ONE)

    post = only_post()
    assert (result["posts"], result["replies"], result["refused"]) == (1, 0, [])
    assert (post.author.handle, post.headline, post.audience_id) == (
        "ida",
        "The 06:40 was late again.",
        Audience.NETWORK,
    )
    assert post.published_at == datetime(2024, 5, 1, 8, 30, tzinfo=UTC)
    assert moment_of(post.id).date() == post.published_at.date()


def test_a_second_run_adds_nothing(bring):
    bring("posts", ONE)

    result = bring("posts", ONE + "ida,2024-05-02T08:30:00Z,And on time today.\n")

    assert (result["posts"], Post.objects.count()) == (1, 2)


def test_nobody_is_told(bring):
    bring("posts", "author,date,text\nida,2024-05-01,Hello @marit\n")

    assert not Notice.objects.exists()


def test_long_words_are_split_into_headline_and_note(bring):
    bring(
        "posts", json.dumps({"author": "ida", "date": "2024-05-01", "text": "Short.\n\nThe **rest**."}), name="x.jsonl"
    )

    assert (only_post().headline, only_post().note) == ("Short.", "The **rest**.")


def test_what_exports_escape_is_read_as_what_it_stands_for(bring):
    bring("posts", "author,date,text\nida,2024-05-01,Health &amp; safety &lt;3 &copy;\n")

    assert only_post().headline == "Health & safety <3 &copy;"


def test_unknown_authors_become_unclaimed_people_when_a_host_imports(bring):
    assert bring("posts", ONE.replace("ida", "BarackO"), "--as", "marit")["people"] == 1
    assert Identity.objects.get(handle="baracko").person.claimed_at is None


def test_somebody_elses_posts_are_for_hosts(bring):
    result = bring("posts", ONE + "marit,2024-05-01,Mine\nstranger,2024-05-01,Who\n", "--as", "ida")

    assert (result["posts"], result["people"]) == (1, 0)
    assert len(result["refused"]) == 2
    assert not Identity.objects.filter(handle="stranger").exists()


def test_ones_own_posts_need_no_author(bring):
    bring("posts", "date,text\n2024-05-01,Mine\n", "--as", "ida")

    assert only_post().author.handle == "ida"
    assert whys(bring("posts", "date,text\n2024-05-01,Mine\n"))[0].startswith(
        "file.csv: The file has no column 'author'."
    )


def test_audiences(bring, here):
    people.join_organisation(person=here.ida, organisation=here.skerrow, by=None, now=here.ida.identity.created_at)
    bring("posts", ONE, "--audience", "org:skerrow")

    assert only_post().audience.owner_id == here.skerrow.pk
    for key in ("direct", "org:absent", "org:ida", "everybody", "circle:"):
        result = bring("posts", ONE, "--audience", key)
        assert (result["code"], Post.objects.count()) == (2, 1)
        assert "There is no audience" in whys(result)[0]


def test_an_answer_finds_its_parent_even_when_that_comes_later(bring):
    rows = [
        {"id": "2", "author": "marit", "date": "2024-05-01T09:00:00Z", "text": "Why?", "reply_to": "1"},
        {"id": "1", "author": "ida", "date": "2024-05-01T08:00:00Z", "text": "Late."},
        {"id": "3", "author": "ida", "date": "2024-05-01T10:00:00Z", "text": "A crane.", "in_reply_to": "2"},
    ]
    content = "\n".join(json.dumps(row) for row in rows)

    result = bring("posts", content, name="x.jsonl")

    assert (result["posts"], result["replies"]) == (3, 2)
    first = Post.objects.get(headline="Late.")
    assert Post.objects.get(headline="A crane.").thread_id == first.id
    assert bring("posts", content, name="x.jsonl")["posts"] == 0


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2017-10-16T22:59:00+02:00", datetime(2017, 10, 16, 20, 59, tzinfo=UTC)),
        ("2017-10-16 17:59:00 -0500", datetime(2017, 10, 16, 22, 59, tzinfo=UTC)),
        ("2017-10-16 9:00:06 -0400", datetime(2017, 10, 16, 13, 0, 6, tzinfo=UTC)),
        ("2017-10-16 22:59", datetime(2017, 10, 16, 22, 59, tzinfo=UTC)),
        ("2017-10-16 9:59:06 -0400", datetime(2017, 10, 16, 13, 59, 6, tzinfo=UTC)),
        ("10/16/17 22:59", datetime(2017, 10, 16, 22, 59, tzinfo=UTC)),
        ("16/10/2017 22:59", datetime(2017, 10, 16, 22, 59, tzinfo=UTC)),
        ("16.10.2017 22:59", datetime(2017, 10, 16, 22, 59, tzinfo=UTC)),
        ("1508194740", datetime(2017, 10, 16, 22, 59, tzinfo=UTC)),
        ("1508194740000", datetime(2017, 10, 16, 22, 59, tzinfo=UTC)),
        ("Mon Oct 16 22:59:00 +0000 2017", datetime(2017, 10, 16, 22, 59, tzinfo=UTC)),
        ("Mon, 16 Oct 2017 22:59:00 +0000", datetime(2017, 10, 16, 22, 59, tzinfo=UTC)),
    ],
)
def test_dates_as_others_write_them(bring, written, meant):
    bring("posts", f'author,date,text\nida,"{written}",Words\n')

    assert only_post().published_at == meant


def test_refused_lines_name_place_and_reason(bring):
    words = "x " * 30_000
    result = bring(
        "posts",
        "author,date,text\n"
        "ida,yesterday,One\n"
        "ida,,Two\n"
        "ida,1066-10-14,Three\n"
        "ida,2999-01-01,Four\n"
        "ida,2024-05-01,\n"
        ",2024-05-01,Six\n"
        f"ida,2024-05-01,{words}\n"
        "ida,2024-05-01,Kept\n",
    )

    assert (result["code"], result["posts"], only_post().headline) == (0, 1, "Kept")
    assert [line["where"] for line in result["refused"]] == [f"file.csv, line {number}" for number in range(2, 9)]
    assert whys(result)[:4] == [
        "file.csv, line 2: “yesterday” is not a date that can be read.",
        "file.csv, line 3: There is no date.",
        "file.csv, line 4: The date lies before 1970.",
        "file.csv, line 5: The date lies in the future.",
    ]


def test_lines_that_are_no_json_are_refused_alone(bring):
    good = json.dumps({"author": "ida", "date": "2024-05-01", "text": "Kept"})
    deep = "[" * 200_000
    result = bring(
        "posts", f'{good}\nnot json\n[1]\n{deep}\n{{"author": {{}}, "date": 5, "text": []}}\n', name="x.jsonl"
    )

    assert (result["posts"], len(result["refused"])) == (1, 4)


def test_nul_and_direction_marks_are_cleaned(bring):
    bring("posts", "author,date,text\nida,2024-05-01,A\0b\u202ec\n")

    assert only_post().headline == "Abc"


def test_posts_of_a_public_figure(bring, shared):
    expected = json.loads(shared("posts-public-figure/expected.json").read_text())

    result = bring.on("posts", shared("posts-public-figure/BarackObama.csv"))

    assert (result["posts"], result["people"], result["refused"]) == (expected["rows"], 1, [])
    first = Post.objects.order_by("id").first()
    assert first.published_at.replace(tzinfo=None).isoformat() == expected["first"]
    assert not Post.objects.filter(headline__contains="&amp;").exists()
