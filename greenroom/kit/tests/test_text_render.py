# ruff: noqa: RUF001 - look-alike letters are what some of these tests are about
"""Words become HTML that is safe to print, and says where it leads."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.kit import text
from greenroom.kit.tests.text_examples import unhurried
from greenroom.kit.text.sanitising import ELEMENTS, REL

pytestmark = pytest.mark.fast
MARKS = st.sampled_from(
    [
        "*",
        "**",
        "_",
        "`",
        "```\n",
        "[",
        "](",
        ")",
        "![",
        "<",
        ">",
        "&",
        "&#x202e;",
        "\n",
        "\n\n",
        "# ",
        "- ",
        "1. ",
        "> ",
        "    ",
        "@ida",
        "#Tag",
        "https://a.bc/d",
        "javascript:alert(1)",
        "<script>",
        "</p>",
        "<a href='",
        "\\",
        "\x00",
        "\u202e",
        '"',
        "'",
        "data:text/html,x",
        "//evil.example",
        "<http://a.bc>",
        "\ud800",
        "http://аррӏе.example",
    ]
)
ANYTHING = st.lists(MARKS | st.text(max_size=8), max_size=40).map("".join)
ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:msgbox(1))",
    "[x](//evil.example/)",
    "[x](/\\evil.example/)",
    "[x](/account/)",
    "[x](https://bank.example@evil.example/)",
    '[x](https://a.bc "onmouseover=alert(1)")',
    '[x](https://a.bc/"onmouseover="alert(1))',
    'https://a.bc/"onmouseover="alert(1)',
    "```html onload=alert(1)\n<script>\n```",
    "<math><mtext></p><style><img src=x onerror=alert(1)>",
    "<a href='https://a.bc' style='position:fixed'>x</a>",
    "[x]: javascript:alert(1)\n\n[x]",
]


class Reader(HTMLParser):
    """What a browser would find: elements, attributes, words."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.elements, self.links, self.words, self.open = [], [], "", []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        assert tag != "a" or "a" not in self.open, "links must not nest"
        self.elements.append(tag)
        if tag not in {"br", "hr"}:
            self.open.append(tag)
        if tag == "a":
            self.links.append(dict(attrs))
        else:
            assert all(tag == "ol" and name == "start" for name, _ in attrs), attrs

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words += data


def rendered(headline="", note=""):
    people = {"ida": "/@ida/"}
    return text.render(headline, note, mention_url=people.get, tag_url="/tags/{}/".format)


def safe(html):
    """The reading of the HTML, after it was found to hold nothing outside the list."""
    reading = Reader(html)
    assert set(reading.elements) <= ELEMENTS
    assert not reading.open
    for link in reading.links:
        assert set(link) <= {"href", "rel", "class"}
        assert link["rel"] == REL
        address = link.get("href", "https://")
        assert address.startswith(("http://", "https://", "mailto:", "HTTP", "Http", "/@ida/", "/tags/")), address
    assert not set(html) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00")
    return reading


@unhurried
@given(ANYTHING, ANYTHING)
def test_x1_x2_rendering_is_total_and_holds_only_what_is_allowed(headline, note):
    post = rendered(headline, note)
    assert set(safe(post.headline_html).elements) <= {"a", "br"}
    safe(post.note_html)


@unhurried
@given(ANYTHING, ANYTHING)
def test_rendered_html_passes_the_sanitiser_unchanged(headline, note):
    html = rendered(headline, note).html
    assert text.sanitise(html) == html


@unhurried
@given(ANYTHING)
def test_whoever_is_linked_was_found_as_a_mention(note):
    asked = set()
    note = text.clean(note)
    text.render(note, note, mention_url=asked.add, tag_url="/tags/{}/".format)
    assert asked <= set(text.mentions(note))


@pytest.mark.parametrize("attack", ATTACKS)
def test_x1_x3_an_attack_stays_words(attack):
    post = rendered(attack, attack)
    for reading in (safe(post.headline_html), safe(post.note_html)):
        for link in reading.links:
            assert "evil" not in link["href"] or "@" not in link["href"]
            assert link["href"].startswith("https://a.bc"), link


@unhurried
@given(st.text(st.characters() | st.sampled_from("<>\"'&/=a p"), max_size=300) | ANYTHING)
def test_x2_sanitising_is_total_and_idempotent(html):
    once = text.sanitise(html)
    assert text.sanitise(once) == once
    assert set(Reader(once).elements) <= ELEMENTS


def test_the_headline_is_text_with_links():
    html = rendered("Hi @Ida & @nobody,\n*see* #Été: https://a.bc/d?e=1&f=2.").headline_html
    assert html == (
        f'Hi <a href="/@ida/" class="mention" rel="{REL}">@Ida</a> &amp; @nobody,<br>*see* '
        f'<a href="/tags/ete/" class="tag" rel="{REL}">#Été</a>: '
        f'<a href="https://a.bc/d?e=1&amp;f=2" rel="{REL}">https://a.bc/d?e=1&amp;f=2</a>.'
    )


NOTES = {
    "a line break is kept": ("one\ntwo", "<p>one<br>\ntwo</p>\n"),
    "emphasis": ("*a* **b**", "<p><em>a</em> <strong>b</strong></p>\n"),
    "the highest heading becomes h2": ("# A\n## B", "<h2>A</h2>\n<h3>B</h3>\n"),
    "so it does when the note starts lower": ("### A\n#### B", "<h2>A</h2>\n<h3>B</h3>\n"),
    "no heading is below h6": ("# A\n###### B", "<h2>A</h2>\n<h6>B</h6>\n"),
    "a numbered list keeps its start": ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>\n'),
    "code links nothing": ("`@ida #Tag`", "<p><code>@ida #Tag</code></p>\n"),
    "HTML is words": ("<b>a</b>", "<p>&lt;b&gt;a&lt;/b&gt;</p>\n"),
    "a picture is a link": (
        "![A map](https://a.bc/m.png)",
        f'<p><a href="https://a.bc/m.png" rel="{REL}">A map</a></p>\n',
    ),
    "a picture in a link is its words": (
        "[![A map](https://a.bc/m.png)](https://a.bc/)",
        f'<p><a href="https://a.bc/" rel="{REL}">A map</a></p>\n',
    ),
    "a bare link in bold": (
        "**https://a.bc/d_e**",
        f'<p><strong><a href="https://a.bc/d_e" rel="{REL}">https://a.bc/d_e</a></strong></p>\n',
    ),
    "a mention in a link is words": ("[@ida](https://a.bc)", f'<p><a href="https://a.bc" rel="{REL}">@ida</a></p>\n'),
    "mail": ("<press@a.bc>", f'<p><a href="mailto:press@a.bc" rel="{REL}">press@a.bc</a></p>\n'),
    "a misleading link says its host": (
        "[bank.example](https://evil.example/x)",
        f'<p><a href="https://evil.example/x" rel="{REL}">bank.example (evil.example)</a></p>\n',
    ),
    "an honest link says nothing more": (
        "[www.a.bc today](https://a.bc/x.html)",
        f'<p><a href="https://a.bc/x.html" rel="{REL}">www.a.bc today</a></p>\n',
    ),
    "look-alike letters show in plain form": (
        "http://аррӏе.example",
        f'<p><a href="http://аррӏе.example" rel="{REL}">http://xn--80ak6aa92e.example</a></p>\n',
    ),
    "umlauts are ordinary": (
        "http://bücher.example",
        f'<p><a href="http://bücher.example" rel="{REL}">http://bücher.example</a></p>\n',
    ),
    "characters that reorder are spelled out": ("a\u202eb &#x2066;", "<p>a[U+202E]b [U+2066]</p>\n"),
}


@pytest.mark.parametrize(("note", "html"), NOTES.values(), ids=NOTES)
def test_a_note_is_markdown(note, html):
    assert rendered(note=note).note_html == html


def test_each_name_is_asked_for_once():
    asked = []
    text.render("@ida @Ida", "@ida @bo", mention_url=asked.append, tag_url=str)
    assert asked == ["ida", "bo"]


def test_a_text_of_marks_is_shown_as_plain_paragraphs():
    html = rendered(note="**a** " * 500 + "\n\n@ida").note_html
    assert html == "<p>" + "**a** " * 500 + "</p><p>@ida</p>"


def test_a_post_opens_with_its_headline():
    assert rendered("Head", "note").html == "<p>Head</p><p>note</p>\n"
