"""Links, mentions and tags are found in texts of any script."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.kit import text
from greenroom.kit.tests.text_examples import unhurried

pytestmark = pytest.mark.fast
CONFORMANCE = Path(__file__).parents[4] / "shared" / "data" / "short-text" / "twitter-text" / "extract.yml"
# Where we differ on purpose: "RT@name" is no mention here, and no shortener gets rules of its own.
OURS = {
    "Extract mentions after 'RT'",
    "Extract mentions after 'Rt'",
    "Extract mentions after 'rT'",
    "Extract a t.co URL with a trailing apostrophe",
    "Extract a t.co URL with a trailing hyphen",
}


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("@Ida and @ida, (@bo_2).", ["ida", "bo_2"]),
        ("mail ida@example.org or @ida@example.org", []),
        ("@ida.example.org is somebody else", []),
        ("@" + "a" * 31, []),
        ("の@ida に @boさん", ["ida", "bo"]),
        ("https://example.org/@ida", []),
        ("@josé and @jose\u0301", []),
        ("**@ida** \\@bo", ["ida"]),
        (".@ida's plan", ["ida"]),
    ],
)
def test_mentions_are_handles_in_small_letters_each_once(written, found):
    assert text.mentions(written) == found


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("#Tag #tag #TAG", ["Tag"]),
        ("#École and #ecole", ["École"]),
        ("#1 #2031 #1st", ["1st"]),
        ("a#b &#39; #️⃣", []),
        ("#می‌خواهم #日本語 #क्षि", ["می‌خواهم", "日本語", "क्षि"]),
        ("#" + "x" * 101, []),
        ("# heading", []),
    ],
)
def test_tags_are_as_first_written_each_once(written, found):
    assert text.tags(written) == found


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("see https://example.org/a_(b), (http://example.org).", ["https://example.org/a_(b)", "http://example.org"]),
        ("[x](https://example.org/a)**b** <https://example.org/c>", ["https://example.org/a", "https://example.org/c"]),
        ("http://bücher.example/ü", ["http://bücher.example/ü"]),
        ("http://example.orgこれは", ["http://example.org"]),
        ("http://bank.example@evil.example", []),
        ("http://nodot javascript:alert(1) ftp://example.org example.org", []),
        ("HTTPS://EXAMPLE.ORG:8080/x?y#z", ["HTTPS://EXAMPLE.ORG:8080/x?y#z"]),
        ("https://10.0.0.1/", ["https://10.0.0.1/"]),
    ],
)
def test_links_are_web_addresses_as_written(written, found):
    assert text.links(written) == found


def conformance():
    """(finder, text, expected) of the public test file; nothing where the data is not at hand."""
    if not CONFORMANCE.exists():
        reason = f"{CONFORMANCE.name} is not beside this checkout"
        return [pytest.param(text.links, "", [], marks=pytest.mark.skip(reason=reason))]
    yaml = pytest.importorskip("yaml")
    suites = yaml.safe_load(CONFORMANCE.read_text())["tests"]
    finders = {"mentions": text.mentions, "hashtags": text.tags, "hashtags_from_astral": text.tags, "urls": text.links}
    return [
        pytest.param(finder, case["text"], case["expected"], id=f"{suite}: {case['description']}"[:90])
        for suite, finder in finders.items()
        for case in suites[suite]
        if case["description"] not in OURS
    ]


@pytest.mark.parametrize(("finder", "written", "expected"), conformance())
def test_finding_agrees_with_the_public_conformance_suite(finder, written, expected):
    # addresses without a scheme stay text here
    wanted = [found for found in expected if finder is not text.links or found.startswith("http")]
    assert finder(written) == list(dict.fromkeys(wanted))


@unhurried
@given(st.text(st.characters() | st.sampled_from("@#:/.a_()"), max_size=300))
def test_finding_is_total(written):
    for found in (*text.links(written), *text.mentions(written), *text.tags(written)):
        assert found.casefold() in written.casefold()
