"""Follows from a file of two columns."""

import json

import pytest

from greenroom.imports.tests.conftest import whys
from greenroom.people.models import Identity, Person
from greenroom.social.models import Follow, Notice


def pairs() -> set[tuple[str, str]]:
    return set(Follow.objects.values_list("follower__handle", "followed__handle"))


def test_unknown_ids_become_unclaimed_people_who_follow(bring):
    result = bring("follows", "ida Rafe.Okonta\nRafe.Okonta marit\n")

    assert (result["people"], result["follows"], result["refused"]) == (1, 2, [])
    assert pairs() == {("ida", "rafe_okonta"), ("rafe_okonta", "marit")}
    rafe = Person.objects.get(identity__handle="rafe_okonta")
    assert (rafe.claimed_at, rafe.identity.display_name) == (None, "Rafe.Okonta")


def test_nobody_is_told(bring):
    bring("follows", "marit,ida\n")

    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    "content",
    [
        "source,target\nida,marit\n",
        "follower;followed\nida;marit\n",
        "Followed\tFollower\nmarit\tida\n",
        "# a comment\n\nida   marit\n",
        "\ufeff@ida,@marit\n",
        '"ida","marit"\n',
        "ida marit 17\n",
        "ida marit",
    ],
)
def test_separators_headings_and_comments(bring, content):
    bring("follows", content)

    assert pairs() == {("ida", "marit")}


def test_mutual_reads_each_line_both_ways(bring):
    assert bring("follows", "a1,b1\nb1,a1\n", "--mutual")["follows"] == 2
    assert pairs() == {("a1", "b1"), ("b1", "a1")}


def test_a_second_run_adds_nothing(bring):
    bring("follows", "1 2\n2 3\n1 2\n")

    result = bring("follows", "1 2\n2 3\n1 2\n")

    assert (result["people"], result["follows"], Follow.objects.count()) == (0, 0, 2)


def test_refused_lines_name_place_and_reason_and_the_people_in_them_are_real(bring):
    result = bring("follows", "1 2\n3 3\nlonely\n!!! 2\nadmin 2\na.b 2\na-b 2\n", name="edges.txt")

    assert (result["code"], result["follows"]) == (0, 2)
    assert Identity.objects.filter(handle="3").exists()
    assert whys(result) == [
        "edges.txt, line 3: The line does not name two people.",
        "edges.txt, line 4: “!!!” cannot be a handle.",
        "edges.txt, line 5: The handle “admin” is kept for Greenroom itself.",
        "edges.txt, line 7: “a-b” would get the handle of “a.b”.",
        "edges.txt, line 2: Nobody follows themselves.",
    ]


def test_an_organisation_may_be_followed(bring):
    assert bring("follows", "ida skerrow\n")["follows"] == 1


def test_only_hosts_import_follows(bring):
    assert whys(bring("follows", "ida marit\n", "--as", "ida")) == [
        "file.csv: Only the hosts of the network can import people, follows and communities."
    ]
    assert pairs() == set()


def test_an_empty_file_is_refused(bring):
    assert whys(bring("follows", "# nothing\n")) == ["file.csv: The file has no follows in it."]


def test_the_people_table_names_those_whom_a_follow_brought(bring):
    bring("follows", "17 ida\n")

    assert bring("people", "id,page_name\n17,Orlan Glas museum\n")["people"] == 0
    assert Identity.objects.get(handle="17").display_name == "Orlan Glas museum"


def test_who_writes_to_whom_inside_an_institution(bring, shared):
    expected = json.loads(shared("graph-email-eu/expected.json").read_text())

    result = bring.on("follows", shared("graph-email-eu/email-Eu-core.txt"))

    assert (result["people"], result["follows"]) == (expected["nodes"], expected["follow_edges_without_self_loops"])
    assert (result["people"], result["follows"], len(result["refused"])) == (1005, 24929, 642)
    most, number = expected["top10_followed"][0]
    assert Follow.objects.filter(followed__handle=str(most)).count() == number


@pytest.mark.slow
def test_pages_that_like_each_other(bring, shared):
    result = bring.on("follows", shared("graph-pages-22k/edges.csv"), "--mutual")

    assert (result["people"], result["follows"], len(result["refused"])) == (22470, 341646, 179)
