"""What a page says of itself is read from hostile pages too, and no host passes for another."""

import random
import time

import pytest

from greenroom.social.cards.hosts import shown_host
from greenroom.social.cards.pages import told_by

pytestmark = pytest.mark.fast

PAGE = """<!doctype html><html lang="de"><head><meta charset="utf-8">
<title>Fahrplan &amp; Preise</title><meta name="description" content="Alle Fähren.">
<meta property="og:site_name" content="Skerrow"><meta name="author" content="Ida Holm"></head><body></body></html>"""


def told(html):
    return told_by(html.encode() if isinstance(html, str) else html)


def test_a_plain_page_tells_title_description_and_names():
    page = told(PAGE)

    assert (page.title, page.description) == ("Fahrplan & Preise", "Alle Fähren.")
    assert (page.provider_name, page.author_name, page.language) == ("Skerrow", "Ida Holm", "de")


def test_open_graph_comes_before_the_title():
    page = told(
        PAGE.replace("</head>", '<meta property="og:title" content="Neu"><meta property="og:title" content="2">')
    )

    assert page.title == "Neu"


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<title>A\n  B\t C</title>", "A B C"),
        ("<TITLE>Loud</TITLE>", "Loud"),
        ("<title></title><meta name=twitter:title content=Bird>", "Bird"),
        ("<!-- <title>Hidden</title> --><title>Shown</title>", "Shown"),
        ("<script>var a = '<title>No</title>'</script><title>Yes</title>", "Yes"),
        ("<title>&lt;script&gt;alert(1)&lt;/script&gt;</title>", "<script>alert(1)</script>"),
        ("<title>&#x202E;gnp.exe</title>", "[U+202E]gnp.exe"),
        ("<title>a&#0;b&#x1b;[31m</title>", "a\ufffdb[31m"),
        ("<title>\u200b\u2800\xad</title>", ""),
        ("<p>Words without a head</p>", ""),
        ("", ""),
    ],
)
def test_titles_are_one_clean_line(html, title):
    assert told(html).title == title


def test_long_words_are_cut_between_letters():
    page = told(f"<title>{'e\u0301' * 400}</title><meta name=description content='{'👩‍👩‍👧‍👦' * 400}'>")

    assert len(page.title) <= 300
    assert len(page.description) <= 500
    assert page.title.endswith("…")
    assert "\u200d…" not in page.description


@pytest.mark.parametrize(
    ("body", "charset", "title"),
    [
        ("<title>Küste</title>".encode("iso-8859-1"), "iso-8859-1", "Küste"),
        ('<meta charset="iso-8859-1"><title>Küste</title>'.encode("iso-8859-1"), "", "Küste"),
        ("<title>Küste</title>".encode(), "no-such-charset", "Küste"),
        ("<title>Küste</title>".encode(), "iso-8859-99", "Küste"),
        (b"<title>a</title>" * 50_000, "punycode", "a"),
        ("<title>Küste</title>".encode("utf-16"), "", "Küste"),
        (b"<title>\xff\xfe\x00</title>", "utf-8", None),
    ],
)
def test_charsets_are_believed_as_far_as_they_hold(body, charset, title):
    page = told_by(body, charset=charset)

    assert title is None or page.title == title


HOSTILE = [
    "<",
    "<!",
    "<a ",
    "&",
    "<!--",
    "<![CDATA[",
    "</",
    "<?",
    "<!DOCTYPE [",
    "<script>",
    "<title>",
    "<meta '",
    "<html ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_d2_a_hostile_page_costs_no_more_than_ten_plain_ones(piece):
    size = 2**20
    plain = "<title>Plain</title>" + "<p>Some words.</p><meta name=a content=b>" * (size // 41)
    begun = time.process_time()
    told(plain)
    between = time.process_time()
    told(piece * (size // len(piece)))

    assert time.process_time() - between <= 10 * (between - begun) + 0.5


def test_x2_any_bytes_are_read_without_an_error():
    rng = random.Random(4)
    pieces = [
        *HOSTILE,
        "content=",
        '"',
        "'",
        ">",
        "/>",
        "og:title",
        "property=",
        "\0",
        "\udcff",
        "🛳",
        "lang=de",
        "&#x41;",
    ]
    for _ in range(1_500):
        html = "".join(rng.choices(pieces, k=rng.randint(0, 60)))
        page = told_by(html.encode("utf-8", "surrogateescape"), charset=rng.choice(["", "utf-8", "ascii", "x"]))
        assert "\n" not in page.title
        assert len(page.title) <= 300


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://News.Example/a", "news.example"),
        ("https://xn--bcher-kva.example/", "bücher.example"),
        ("https://xn--80ak6aa92e.example/", "xn--80ak6aa92e.example"),  # Cyrillic letters that look like "apple"
        ("https://xn--pple-43d.example/", "xn--pple-43d.example"),
        ("https://xn--a-0000.example/", "xn--a-0000.example"),  # no name at all
        ("https://192.0.2.1/", "192.0.2.1"),
    ],
)
def test_x4_a_host_shows_as_it_is_or_spelled_out(url, host):
    assert shown_host(url) == host
