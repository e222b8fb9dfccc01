"""Hidden, gone and never there are one answer at every address: the same bytes, and as quickly [A3]."""

import random
import re
import statistics
import time
from datetime import date

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from greenroom.pages.tests.picture_world import kept
from greenroom.pages.tests.stream_world import StreamWorld
from greenroom.people import actions as people
from greenroom.social import actions

NEVER = 77_777_777
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|\b[0-9a-f]{24}\b')  # drawn anew for each page
OF_THE_REQUEST = {"X-Request-Id", "Set-Cookie", "Content-Security-Policy", "Content-Length"}
NOT_ABOUT_SOMETHING_HIDDEN = {
    "tag": "a tag that nobody used is a page like any other",
    "tag-feed": "as the page of the tag",
    "tag-follow": "a tag may be followed before anybody uses it",
    "invitation": "a link that is secret itself",
    "account_new_password": "a link that is secret itself",
    "language": "the reader's own choice",
    "scim-user": "answers to the key of an organisation alone; the swap of two organisations is tried there (I1)",
    "scim-group": "as the people of the same key",
    "scim-schema": "a form that is the same for everybody",
    "scim-type": "a form that is the same for everybody",
    "scim-nothing": "nothing is there",
    "settings-interests-withdraw": "one's own list, which nobody else reads",
    "directory": "those of an organisation; the swap of two organisations is tried in its own room (I1)",
    "directory-arrange": "as the page of the directory",
    "directory-bring": "as the page of the directory",
    "directory-reading": "as the page of the directory",
    "directory-token": "as the page of the directory",
    "directory-token-end": "as the page of the directory",
    "directory-sign-on": "as the page of the directory",
    "sign-in-begin": "an organisation's public way in; without one it is not there",
    "sign-in-go": "as the page that leads there",
    "sign-in-connect": "one's own sign-in",
    "sign-in-again": "one's own sign-in",
    "sign-in-disconnect": "one's own sign-in",
    "certificate": "a number that is secret itself",
    "account_remove_factor": "one's own sign-in",
    "account_end_device": "one's own sign-in",
}
HARD = [  # where something is looked up before the answer: these are timed
    ("post", "GET"), ("post-history", "GET"), ("post-picture", "GET"), ("post-boost", "POST"), ("post-report", "GET"),
    ("post-reply", "GET"), ("media", "GET"), ("place", "GET"), ("place-people", "GET"), ("followers", "GET"),
    ("profile-feed", "GET"), ("home-feed", "GET"), ("draft", "GET"), ("draft-publish", "POST"), ("list", "GET"),
    ("filter", "GET"),
]  # fmt: skip
AT_MOST = 0.005  # seconds between the answers (trust, section 3)
ROUNDS = (7, 21, 45)  # a machine that is busy gets more rounds, not more time


def routes(patterns=None, before=""):
    """Name and pattern of every address with a part to fill in."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        here = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, here)
        elif isinstance(one, URLPattern) and "<" in here:
            yield one.name, here


@pytest.fixture
def parts(stream: StreamWorld):
    """For each part of an address: what Noor may not know of, what is gone, and what never was."""
    ida, otto = stream.ida, stream.otto
    pictures = [kept(stream, ida, "A quay") for _ in range(3)]
    shown = [actions.Attachment(id=pictures[0].pk)], [actions.Attachment(id=pictures[1].pk)]
    hidden = stream.says(ida, "circle:board", "Hidden", media=shown[0])
    gone = stream.says(ida, "public", "Gone soon", media=shown[1])
    actions.delete_post(post=gone, by=ida, now=stream.later())
    drafts = [actions.save_draft(speaks_as=ida.identity, headline="Mine", by=ida, now=stream.later()) for _ in "ab"]
    lists = [actions.create_list(owner=ida.identity, name=name, by=ida, now=stream.later()) for name in "ab"]
    spec = actions.FilterSpec(title="Cuts", words=[actions.Looked(text="cuts", is_whole=True)], contexts=["home"])
    filters = [actions.make_filter(owner=ida.identity, spec=spec, by=ida, now=stream.later()) for _ in "ab"]
    held = {"employer": "Quillan", "title": "Press", "started_date": date(2020, 1, 1)}
    entries = [people.add_career_entry(person=ida, **held, by=ida, now=stream.later()) for _ in "ab"]
    links = [link_of(stream, ida, f"https://elsewhere.example/{number}") for number in "12"]
    run = apps.get_model("imports", "ImportRun").objects.create(
        owner=ida, kind="x", audience_id=1, name="mine.zip", folder="f" * 32, created_at=stream.later(), state="stopped"
    )
    export = apps.get_model("exports", "Export").objects.create(
        owner=ida.identity, asked_by=ida, asked_at=stream.later(), file_key="e" * 32, state="gone"
    )
    keys = {
        "run_id": [run.pk],
        "export_id": [export.pk],
        "link_id": [one.pk for one in links],
        "post_id": [hidden.pk, gone.pk],
        "media_id": [pictures[0].pk, pictures[1].pk, pictures[2].pk],
        "draft_id": [one.pk for one in drafts],
        "list_id": [one.pk for one in lists],
        "filter_id": [one.pk for one in filters],
        "entry_id": [one.pk for one in entries],
    }
    actions.discard_draft(draft=drafts[1], by=ida, now=stream.later())
    actions.delete_list(people_list=lists[1], by=ida, now=stream.later())
    actions.end_filter(row=filters[1], by=ida, now=stream.later())
    actions.take_link_away(link=links[1], by=ida, now=stream.later())
    people.remove_career_entry(entry=entries[1], by=ida, now=stream.later())
    closed = actions.create_circle(handle="closed_too", display_name="Closed", by=ida, now=stream.later())
    actions.close_circle(circle=closed, by=ida, now=stream.later())
    secrets = [secret_of(stream.browser(who)) for who in (ida, otto)]
    stream.browser(ida).post("/settings/elsewhere/", {"section": "private-feed", "deed": "end"})
    people.suspend_person(person=otto, reason="A test.", by=None, now=stream.later())
    return {
        **{name: [*found, NEVER] for name, found in keys.items()},
        "handle": ["board", "closed_too", "otto", "nobody_at_all"],
        "secret": [*secrets, "a" * 43],
        "identity_id": [otto.pk, stream.board.pk, NEVER],
        "invitation_id": [NEVER, NEVER],
        "report_id": [NEVER, NEVER],
        "mail_id": [NEVER, NEVER],
    }


def link_of(stream: StreamWorld, person, address: str):
    """What somebody passed on elsewhere, for the readers of a closed circle."""
    return actions.import_outside_boost(
        author=person.identity, audience=stream.board.audience, address=address, whose="@mia@elsewhere.example",
        passed_on_at=stream.later(), source_key=address, by=person, now=stream.later(),
    )  # fmt: skip


def secret_of(browser) -> str:
    """What stands in the address of a private feed of theirs, opened on their page."""
    reply = browser.post("/settings/elsewhere/", {"section": "private-feed", "deed": "open"})
    return re.search(r"/feeds/([\w-]+)/home", reply.content.decode())[1]


FIXED = {"kind": "avatar", "member": "bram", "variant": "full", "number": 1, "form": "atom", "name": "crane"}


def addresses(name: str, pattern: str, parts) -> list[str]:
    """The address of one route for each of the hidden, gone and absent."""
    names = re.findall(r"<(?:\w+:)?(\w+)>", pattern)
    kind = next((one for one in names if one != "handle" and one in parts), "handle")
    given = {one: FIXED[one] for one in names if one in FIXED}
    if kind == "handle":
        return [reverse(name, kwargs={**given, "handle": value}) for value in parts["handle"]]
    if "handle" in names:
        given["handle"] = "ida"
    others = {one: NEVER for one in names if one in parts and one not in {kind, *given}}
    return [reverse(name, kwargs={**given, **others, kind: value}) for value in parts[kind]]


def said(browser, method: str, path: str, parts) -> tuple:
    """All that a reply tells, without what the address itself says."""
    reply = browser.generic(method, path)
    words = TOKEN.sub("", reply.content.decode())
    heads = "\n".join(sorted(f"{key}: {value}" for key, value in reply.items() if key not in OF_THE_REQUEST))
    for value in sorted({str(one) for found in parts.values() for one in found}, key=len, reverse=True):
        words, heads = words.replace(value, "…"), heads.replace(value, "…")
    return reply.status_code, heads, words


def asked_about(parts) -> dict[str, list[str]]:
    return {
        name: addresses(name, pattern, parts) for name, pattern in routes() if name not in NOT_ABOUT_SOMETHING_HIDDEN
    }


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("who", ["noor", ""])
def test_a3_hidden_gone_and_never_there_are_one_answer_at_every_address(
    stream: StreamWorld, parts, who, method
) -> None:
    browser = stream.browser(getattr(stream, who, None))
    known = asked_about(parts)
    assert len(known) > 60, "the walk found too few addresses to mean anything"

    answers = {name: [said(browser, method, path, parts) for path in paths] for name, paths in known.items()}

    told = {
        name: [status for status, _heads, _words in found] for name, found in answers.items() if len(set(found)) > 1
    }
    assert told == {}
    assert {status for found in answers.values() for status, _heads, _words in found} <= {302, 404, 405, 422}


def lasting(browser, method: str, paths: list[str], rounds: int) -> list[float]:
    """How long each address takes to answer: asked in turns, in another order each time.

    A fifth is quicker than this. What a machine does beside makes the slower ones slower still; what a view does for
    something that is there makes all of them slow.
    """
    taken: dict[str, list[float]] = {path: [] for path in paths}
    rng = random.Random(3)
    for _ in range(rounds):
        for path in rng.sample(paths, len(paths)):
            began = time.perf_counter()
            browser.generic(method, path)
            taken[path].append(time.perf_counter() - began)
    return [statistics.quantiles(taken[path], n=5)[0] for path in paths]


def test_a3_the_answer_takes_as_long_whether_something_is_there_or_not(stream: StreamWorld, parts) -> None:
    noor, known = stream.browser(stream.noor), asked_about(parts)
    slower = {}

    for name, method in HARD:
        for rounds in ROUNDS:
            found = lasting(noor, method, known[name], rounds)
            slower[name] = max(found) - min(found)
            if slower[name] < AT_MOST:
                break

    assert {name: seconds for name, seconds in slower.items() if seconds >= AT_MOST} == {}


def test_a3_the_table_of_addresses_says_why_some_are_left_out() -> None:
    names = {name for name, _pattern in routes()}

    assert set(NOT_ABOUT_SOMETHING_HIDDEN) <= names
    assert {name for name, _method in HARD} <= names
