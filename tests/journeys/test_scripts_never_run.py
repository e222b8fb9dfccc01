"""Hostile words in every field, on every page that shows them: no script runs in a browser, policy or not [X1]."""

import json
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin

import pytest

from greenroom.config.tests.server import ask, environment, free_port, greenroom, until
from tests.journeys.hostile import PAYLOADS

ROOT = Path(__file__).parents[2]
OPEN = ["/", "/local/", "/@x0/", "/@house/"]
WATCH = """
addEventListener("securitypolicyviolation", event => (window.violations ??= []).push(event.violatedDirective))
for (const name of ["alert", "confirm", "prompt"]) window[name] = () => { window.ran = 1 }
"""
# What must not stand in a page, whether it has come to life yet or not.
FOUND = """(ours => {
    const bad = [], leading = ["href", "src", "action", "formaction", "data", "xlink:href"]
    const dangerous = /^\\s*(javascript|data|vbscript):/i
    for (const node of document.querySelectorAll("*")) {
        for (const {name, value} of node.attributes) {
            if (/^on/i.test(name)) bad.push(`${node.localName} ${name}`)
            if (leading.includes(name) && dangerous.test(value)) bad.push(`${name} ${value}`)
            if (name === "srcdoc") bad.push("srcdoc")
        }
        if (["iframe", "object", "embed", "base", "math", "style"].includes(node.localName)) bad.push(node.localName)
        if (node.localName === "script" && !String(node.src ?? "").startsWith(ours)) bad.push(`script ${node.src}`)
        if (node.localName === "meta" && node.httpEquiv === "refresh") bad.push("refresh")
    }
    if (window.ran) bad.push("a script ran")
    return [...bad, ...(window.violations ?? []).map(one => `violates ${one}`)]
})"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """Pages on which somebody was hostile in each field."""
    with served(tmp_path_factory.mktemp("hostile"), "tests.journeys.hostile") as address_and_world:
        yield address_and_world


@pytest.fixture
def flooded(tmp_path):
    """Pages full of thousands of such words."""
    with served(tmp_path, "tests.journeys.hostile_many") as address_and_world:
        yield address_and_world


@contextmanager
def served(folder, builder):
    """A network of its own, served without the work that waits: nothing of it is in anybody else's test."""
    assert greenroom("migrate", "--quiet", folder=folder).wait(120) == 0
    words = [sys.executable, "-m", builder]
    built = subprocess.run(words, cwd=ROOT, env=environment(folder), stdout=subprocess.PIPE, check=True, text=True)
    port = free_port()
    process = greenroom("serve", "--port", str(port), folder=folder)
    try:
        until(lambda: ask(port, "/readyz")[0] == 200)
        yield f"http://localhost:{port}", json.loads(built.stdout)
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()


@pytest.mark.parametrize("is_on", [False, True], ids=["policy off", "policy on"])
def test_x1_no_script_runs_wherever_somebody_wrote_one(chromium, hostile, is_on):
    address, world = hostile
    wrong, cards = {}, 0
    visits = (([{**world["cookie"], "url": address}], world["places"]), ([], OPEN))
    for cookies, places in visits:
        context = chromium.window(base_url=address, bypass_csp=not is_on)
        context.add_init_script(WATCH)
        context.add_cookies(cookies)
        page = context.new_page()
        page.on("dialog", lambda dialog: dialog.dismiss())
        for place in places:
            reply = page.goto(place, wait_until="load")
            page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
            found = page.evaluate(FOUND, f"{address}/static/")
            if reply.status not in ({200, 404, 422} if "%3C" in place else {200}):
                found.append(f"status {reply.status}")
            cards += page.locator(".linkcard").count()
            if found:
                wrong[f"{place} {'signed in' if cookies else 'as a guest'}"] = found
        context.close()

    assert len(world["places"]) > 60, "too few pages to mean anything"
    assert cards > 0, "the words of a page elsewhere were shown nowhere"
    assert wrong == {}


def test_x1_no_script_runs_on_pages_full_of_five_thousand_of_them(chromium, flooded):
    address, world = flooded
    context = chromium.window(base_url=address, bypass_csp=True)
    context.add_init_script(WATCH)
    context.add_cookies([{**world["cookie"], "url": address}])
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.dismiss())
    wrong, notes, named = {}, 0, 0
    wanted = ["/@ida/", "/host/people/", *(f"/@ida/{number}/" for number in world["posts"])]
    while wanted:
        place = wanted.pop()
        page.goto(place, wait_until="load")
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        if found := page.evaluate(FOUND, f"{address}/static/"):
            wrong[place] = found
        notes += page.locator(".prose").count()
        named += page.locator("tbody tr").count()
        onward = page.locator("a[rel=next]")
        if onward.count():
            wanted.append(urljoin(place, onward.first.get_attribute("href")))
    context.close()

    assert world["words"] >= 5_000
    assert notes >= len(world["posts"]) > 100
    assert named > world["named"] > 200
    assert wrong == {}


def test_x1_the_same_words_run_where_nothing_stops_them(chromium):
    context = chromium.window(bypass_csp=True)
    page = context.new_page()
    run = 0
    for words in PAYLOADS:
        page.goto("about:blank")
        page.set_content(f"<title>x</title><p title='{words}'>{words}</p><input value=\"{words}\">", wait_until="load")
        page.wait_for_timeout(20)
        run += bool(page.evaluate("window.ran ?? 0"))
    context.close()

    assert run > 25
