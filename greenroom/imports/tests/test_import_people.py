"""People from a table."""

import csv

from greenroom.imports.tests.conftest import whys
from greenroom.people.models import Identity, Membership, NetworkMembership, Person

TWO = "handle,name,email\nrafe,Rafe Okonta,rafe@brindlemill.example\n@Noor,Noor Jabbarane,\n"


def test_people_come_in_unclaimed_and_the_at_sign_is_no_part_of_the_handle(bring):
    result = bring("people", TWO)

    assert (result["code"], result["people"], result["refused"]) == (0, 2, [])
    assert Identity.objects.get(handle="noor").display_name == "Noor Jabbarane"
    rafe = Person.objects.get(identity__handle="rafe")
    assert (rafe.email, rafe.claimed_at) == ("rafe@brindlemill.example", None)


def test_a_second_run_adds_nobody(bring):
    bring("people", TWO)
    before = Identity.objects.count()

    result = bring("people", TWO)

    assert (result["people"], result["refused"], Identity.objects.count()) == (0, [], before)


def test_a_spreadsheet_with_a_mark_semicolons_and_other_words_for_the_columns(bring):
    table = (
        "\ufeffUsername;Display Name;E-Mail;Job title;Company;Language\r\n"
        "dario;Dario Pellecchin;dario@quillan.example;Press officer;Skerrow Ferries;DE\r\n"
        "ana;Ana-Sofia Relvedo;;Editor;Elsewhere;pt\r\n"
    )

    assert bring("people", table)["people"] == 2
    dario = Person.objects.get(identity__handle="dario")
    assert (dario.language, Membership.objects.get(person=dario).title) == ("de", "Press officer")
    ana = Person.objects.get(identity__handle="ana")
    assert (ana.language, ana.identity.byline) == ("en", "Editor, Elsewhere")


def test_latin_1_and_utf_16_are_read(bring):
    assert bring("people", "handle,name\nsolenn,Solenn Quéverdou\n".encode("latin-1"))["people"] == 1
    assert bring("people", "handle\tname\nmaelle\tMaëlle Corvaizel\n".encode("utf-16"))["people"] == 1
    names = set(Identity.objects.filter(handle__in=["solenn", "maelle"]).values_list("display_name", flat=True))
    assert names == {"Solenn Quéverdou", "Maëlle Corvaizel"}


def test_a_missing_column_refuses_the_file_in_one_sentence(bring):
    before = Identity.objects.count()

    result = bring("people", "nickname,telephone\nida,12\nbram,13\n")

    assert result["code"] == 2
    assert whys(result) == [
        "file.csv: The file has no column 'handle' and no column 'name'. Its columns are: nickname, telephone."
    ]
    assert Identity.objects.count() == before


def test_each_refused_line_names_its_place_and_reason_and_the_others_come_in(bring):
    result = bring(
        "people",
        "handle,name,email\n"
        "tove,Tove Lysandvik,\n"
        "tove,Tove the Second,\n"
        ",Nobody,\n"
        "oskar,,\n"
        "birk,Birk Havnoe,not-an-address\n"
        "admin,Somebody,\n"
        "skerrow,A house,\n"
        "josefin,Josefin Kallhede,ida@skerrow.example\n"
        "sunniva,Sunniva Aalmoe,\n",
    )

    assert set(Identity.objects.filter(kind="person").values_list("handle", flat=True)) >= {"tove", "sunniva"}
    assert whys(result)[:6] == [
        "file.csv, line 3: @tove stands in line 2 already.",
        "file.csv, line 4: There is no handle.",
        "file.csv, line 5: A name is needed.",
        "file.csv, line 6: This is not a mail address.",
        "file.csv, line 7: The handle “admin” is kept for Greenroom itself.",
        "file.csv, line 8: The handle @skerrow is taken by “Skerrow Ferries”.",
    ]


def test_a_formula_is_text_like_any_other(bring):
    bring("people", 'handle,name\nhalvar,"=HYPERLINK(""http://evil.example"")"\n')

    assert Identity.objects.get(handle="halvar").display_name == '=HYPERLINK("http://evil.example")'


def test_a_column_network_makes_members(bring):
    bring("people", "handle,name,network\nper,Per Osterlunde,yes\nfreja,Freja Holmskraa,\n")

    joined = NetworkMembership.objects.values_list("person__identity__handle", flat=True)
    assert "per" in joined
    assert "freja" not in joined


def test_hostile_tables_are_refused_line_by_line(bring):
    long = "x" * 2_100_000
    result = bring("people", f"handle,name\nvera,Vera\n{long},Somebody\nmarek,Marek\nlong,{'y' * 500}\nnul,A\0b\n")

    assert {"vera", "marek", "nul"} <= set(Identity.objects.values_list("handle", flat=True))
    assert Identity.objects.get(handle="nul").display_name == "Ab"
    assert whys(result) == [
        "file.csv, line 3: The line has more than 2,000,000 characters.",
        "file.csv, line 5: The name has more than 120 letters.",
    ]


def test_an_open_quotation_mark_does_not_swallow_the_memory(bring):
    result = bring("people", 'handle,name\nvera,Vera\nbad,"' + "never closed\n" * 200_000)

    assert result["people"] >= 1
    assert result["refused"]


def test_what_is_no_table_is_refused_as_a_whole(bring, tmp_path):
    assert whys(bring("people", b"\x89PNG\r\n" + b"\0" * 500)) == ["file.csv: The file is not a text file."]
    assert whys(bring("people", "")) == ["file.csv: The file is empty."]
    assert whys(bring("people", "handle,name\n")) == ["file.csv: The file has no people in it, only column names."]
    assert bring.on("people", tmp_path / "absent.csv")["code"] == 2
    assert bring.on("people", tmp_path)["code"] == 2


def test_only_hosts_import_people(bring):
    result = bring("people", TWO, "--as", "ida")

    assert whys(result) == ["file.csv: Only the hosts of the network can import people, follows and communities."]
    assert bring("people", TWO, "--as", "@marit")["people"] == 2
    assert whys(bring("people", TWO, "--as", "nobody_here")) == ["file.csv: There is no person @nobody_here."]


def test_a_directory_of_people_who_speak_in_public(bring, shared):
    file = shared("directory/congress.csv")
    with file.open(encoding="utf-8") as source:
        rows = list(csv.DictReader(source))

    result = bring.on("people", file)

    without = sum(not row["twitter"] for row in rows)
    assert result["people"] + len(result["refused"]) == len(rows)
    assert sum(line["why"] == "There is no handle." for line in result["refused"]) == without
