"""People files as they come: encodings, separators, columns, cells that are formulas, and files that are none."""

import pytest

from greenroom.directory.said import checked, harmless
from greenroom.directory.table import MOST_BYTES, lines_of
from greenroom.kit.refusals import Refusal

pytestmark = pytest.mark.fast
WORDS = "Name,Mail\nJörg Müller,joerg@skerrow.example\n"


def only(content, **columns):
    [line] = list(lines_of(content, columns=columns))
    return line


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_any_usual_encoding_is_read(encoding):
    line = only(WORDS.encode(encoding))

    assert (line.said.name, line.said.email, line.key) == ("Jörg Müller", "joerg@skerrow.example", line.said.email)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_any_usual_separator_is_read(separator):
    assert only(WORDS.replace(",", separator).encode()).said.name == "Jörg Müller"


def test_lines_are_counted_as_an_editor_counts_them():
    content = b"\n\nname,email\n\nA,a@x.example\n\nB,b@x.example\n"

    assert [line.number for line in lines_of(content, columns={})] == [5, 7]


def test_a_cell_over_two_lines_is_one_cell():
    assert checked(only(b'name,email\n"Tove\nArnold",t@x.example').said).name == "Tove Arnold"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"name,phone\nA,1", "no_column"),
        (b"email,phone\na@x.example,1", "no_column"),
        (b"PK\x03\x04\x00\x00\x00", "no_text"),
        (b"x" * (MOST_BYTES + 1), "too_large"),
    ],
)
def test_a_file_that_is_none_is_refused_whole(content, code):
    with pytest.raises(Refusal) as refusal:
        list(lines_of(content, columns={}))

    assert refusal.value.code == code


def test_a_mapped_column_that_is_not_there_is_named():
    with pytest.raises(Refusal) as refusal:
        list(lines_of(WORDS.encode(), columns={"key": "Personalnr"}))

    assert refusal.value.messages == ["The file has no column “Personalnr”. Its columns are: name, mail."]


def test_a_line_that_cannot_be_read_has_a_number_and_no_key():
    lines = list(lines_of(b"name,email\n" + b"x" * 20_000 + b"\nB,b@x.example", columns={}))

    assert [(line.number, line.key, line.refusal and line.refusal.code) for line in lines] == [
        (2, "", "unreadable"),
        (3, "b@x.example", None),
    ]


def test_a_line_with_too_many_cells_still_says_whose_it_is():
    [line] = lines_of(b"id,name,email\n7,A,a@x.example,more,still more", columns={})

    assert (line.key, line.refusal.code) == ("7", "too_many_cells")


@pytest.mark.parametrize("cell", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)"])
def test_what_a_spreadsheet_would_calculate_is_shown_as_words(cell):
    assert harmless(cell) == f"'{cell}"
    assert harmless("Tove") == "Tove"
