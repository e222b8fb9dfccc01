"""A demo world served for the run, and a browser that visits it."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.request  # noqa: TID251 - loopback, in a test
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol
from playwright.sync_api import Page, expect, sync_playwright

from greenroom.testing.crash.tree import family, free_port

CHROMIUM = next(
    (p for p in ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome") if Path(p).exists()), None
)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
PATIENCE = 180.0  # seconds for one test; the longest, every page of a member, takes about 45
expect.set_options(timeout=10_000)


def pytest_collection_modifyitems(items):
    for item in items:
        if "journeys" in str(item.fspath):
            item.add_marker(pytest.mark.browser)


def wait_until_it_answers(url, process, seconds=300):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if process.poll() is not None:
            raise AssertionError(f"the server ended with {process.returncode}")
        try:
            return urllib.request.urlopen(url, timeout=5).read()  # noqa: TID251 - loopback, in a test
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{url} did not answer within {seconds} s")


class Site:
    """The served demo world."""

    def __init__(self, url, folder):
        self.url, self.folder = url, folder

    def mails(self):
        return sorted((self.folder / "mail").glob("*.eml"))


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """`greenroom demo` in a folder of its own, from building to serving."""
    folder = tmp_path_factory.mktemp("journeys") / "world"
    port = free_port()
    words = [sys.executable, "-m", "greenroom.config.cli", "demo", "--data", str(folder), "--port", str(port)]
    environment = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "GREENROOM_DATA"}}
    process = subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL)
    try:
        wait_until_it_answers(f"http://localhost:{port}/healthz", process)
        yield Site(f"http://localhost:{port}", folder)
    finally:
        process.terminate()
        process.wait(timeout=10)


class Chromium:
    """One browser for the run; another takes its place when it has ended."""

    def __init__(self, playwright):
        self.playwright, self.browser = playwright, None

    def window(self, **options):
        if not (self.browser and self.browser.is_connected()):
            self.browser = self.playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        return self.browser.new_context(**options)


@pytest.fixture(scope="session")
def chromium():
    assert CHROMIUM, "no Chromium on this machine (Debian: apt-get install chromium)"
    with sync_playwright() as playwright:
        yield Chromium(playwright)


HUNG = threading.Event()


def end_browsers():
    """End the browsers of this process: what waits for one then fails with its line."""
    HUNG.set()
    for pid in family(os.getpid()):
        with suppress(OSError):
            if "--remote-debugging-pipe" in Path(f"/proc/{pid}/cmdline").read_text():
                os.kill(pid, signal.SIGKILL)


@pytest.fixture(autouse=True)
def patience():
    """A script in a page may be waited for without end (`page.evaluate` knows no limit); a test is not."""
    HUNG.clear()
    limit = threading.Timer(PATIENCE, end_browsers)
    limit.start()
    yield
    limit.cancel()


def pytest_runtest_protocol(item, nextitem):
    """A browser that hangs says nothing of the page, so the test runs once more; a page that hangs it twice fails."""
    if "journeys" not in str(item.fspath):
        return None
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    reports = runtestprotocol(item, log=False, nextitem=nextitem)
    if HUNG.is_set():
        wrong = "\n".join(report.longreprtext for report in reports if report.failed)
        print(f"\nThe browser hung for {PATIENCE:.0f} s in {item.nodeid}; once more.\n{wrong}", file=sys.__stderr__)
        reports = runtestprotocol(item, log=False, nextitem=nextitem)
    for report in reports:
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


@pytest.fixture
def visit(patience, chromium, site):
    """`visit("ida", width=390)`: a window in which that persona is signed in; no name: a guest."""
    windows = []

    def open_window(handle=None, *, width=1280, height=900, language="en", theme="light", scripts=True) -> Page:
        context = chromium.window(
            base_url=site.url,
            viewport={"width": width, "height": height},
            locale=language,
            color_scheme=theme,
            java_script_enabled=scripts,
            bypass_csp=False,
        )
        windows.append(context)
        page = context.new_page()
        page.faults = []
        page.on("console", lambda message: message.type == "error" and page.faults.append(message.text))
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        if handle:
            page.goto("/personas/")
            page.locator(f'form:has(input[value="{handle}"]) button, button[value="{handle}"]').first.click()
            page.wait_for_url(re.compile(r"^(?!.*personas).*$"))
        return page

    yield open_window
    for context in windows:
        context.close()


AXE = Path(find_spec("axe_playwright_python").origin).parent / "axe.min.js"


def violations(page):
    """What axe finds on the page, one line each; injected by `evaluate`, since the policy forbids script tags."""
    page.evaluate(AXE.read_text(encoding="utf-8") + "; undefined")
    found = page.evaluate(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
    )
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@pytest.fixture
def axe():
    return violations
