"""Photographs every page of a running demo world: three widths, two themes, three languages.

`python -m greenroom.testing.screens --base http://localhost:8000 --out screens [--only home]`
"""

import argparse
import asyncio
import itertools
import re
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, BrowserContext, Error, async_playwright

WIDTHS = {320: 640, 768: 1024, 1280: 800}  # width to height of the window
THEMES = ("light", "dark")
LANGUAGES = ("en", "de", "fr")
AT_ONCE = 4  # pages that load beside one another
PATIENCE = 30_000  # milliseconds for a page
CLOSURE = "We told 2,100 people"  # the thread that has an edit, boosts and a long note
CHROMIUM = next(
    (
        path
        for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
        if Path(path).exists()
    ),
    None,
)


@dataclass(frozen=True)
class Shot:
    """One page: its name, where it is, and with whose eyes (nobody's when empty).

    `{post}` stands for the address of the persona's post of the closure.
    """

    name: str
    address: str
    persona: str = "ida"


SHOTS = [
    Shot("front", "/", ""),
    Shot("sign-in", "/account/login/", ""),
    Shot("lost-password", "/account/password/lost/", ""),
    Shot("personas", "/personas/", ""),
    Shot("error-404", "/nothing-here/", ""),
    Shot("public-profile", "/@skerrow/", ""),
    Shot("home", "/"),
    Shot("home-newcomer", "/", "ruben"),
    Shot("home-outsider", "/", "jannik"),
    Shot("compose", "/compose"),
    Shot("compose-board", "/compose?to=circle:board"),
    Shot("compose-as", "/compose", "bram"),
    Shot("drafts", "/drafts/"),
    Shot("thread", "{post}"),
    Shot("history", "{post}history/"),
    Shot("boosters", "{post}boosters/"),
    Shot("reply", "{post}reply/"),
    Shot("edit", "{post}edit/", "celeste"),
    Shot("narrow", "{post}narrow/", "celeste"),
    Shot("delete", "{post}delete/", "celeste"),
    Shot("helped-by", "{post}helped-by/", "celeste"),
    Shot("local", "/local/"),
    Shot("network", "/network/"),
    Shot("tag", "/tags/recall/"),
    Shot("notices", "/notices/"),
    Shot("notices-requests", "/notices/", "celeste"),
    Shot("kept", "/kept/"),
    Shot("profile", "/@celeste/"),
    Shot("profile-own", "/@ida/"),
    Shot("profile-tag", "/@celeste/tagged/closure/"),
    Shot("followers", "/@celeste/followers/"),
    Shot("following", "/@celeste/following/"),
    Shot("suggested", "/people/suggested/"),
    Shot("suggested-outsider", "/people/suggested/", "jannik"),
    Shot("block", "/@gideon/block/"),
    Shot("organisation", "/@skerrow/"),
    Shot("organisation-inside", "/@skerrow/inside/"),
    Shot("organisation-people", "/@skerrow/people/"),
    Shot("organisation-member", "/@skerrow/people/runa/"),
    Shot("organisation-edit", "/@skerrow/edit/"),
    Shot("organisation-units", "/@skerrow/units/"),
    Shot("organisation-voices", "/@skerrow/voices/"),
    Shot("organisation-invite", "/@skerrow/invite/"),
    Shot("circles", "/circles/"),
    Shot("circle-new", "/circles/new/"),
    Shot("circle", "/@board/"),
    Shot("circle-people", "/@board/people/"),
    Shot("circle-edit", "/@board/edit/"),
    Shot("circle-leave", "/@board/leave/"),
    Shot("circle-close", "/@board/close/"),
    Shot("circle-hidden", "/@board/", "runa"),
    Shot("settings", "/settings/"),
    Shot("settings-career", "/settings/career/"),
    Shot("settings-language", "/settings/language/"),
    Shot("settings-notices", "/settings/notices/"),
    Shot("settings-people", "/settings/people/"),
    Shot("settings-elsewhere", "/settings/elsewhere/"),
    Shot("settings-bring", "/settings/bring/"),
    Shot("settings-pictures", "/settings/pictures/"),
    Shot("your-data", "/settings/data/"),
    Shot("erase", "/settings/data/erase/"),
    Shot("network-leave", "/settings/data/leave/"),
    Shot("filters", "/settings/filters/"),
    Shot("filter-new", "/settings/filters/new/"),
    Shot("direct", "/direct/"),
    Shot("lists", "/lists/"),
    Shot("list-new", "/lists/new/"),
    Shot("mute", "/@celeste/mute/"),
    Shot("note", "/@celeste/note/"),
    Shot("report", "/@celeste/report/"),
    Shot("report-post", "{post}report/"),
    Shot("reports", "/reports/"),
    Shot("looks", "/@skerrow/looks/"),
    Shot("keys", "/keys/"),
    Shot("host-reports", "/host/reports/", "marit"),
    Shot("security", "/account/security/"),
    Shot("sign-out", "/account/logout/"),
    Shot("host-people", "/host/people/", "marit"),
    Shot("host-person", "/host/people/ruben/", "marit"),
    Shot("host-suspend", "/host/people/ruben/suspend/", "marit"),
    Shot("host-invitations", "/host/invitations/", "marit"),
    Shot("host-invitation-new", "/host/invitations/new/", "marit"),
    Shot("host-organisations", "/host/organisations/", "marit"),
    Shot("host-organisation-new", "/host/organisations/new/", "marit"),
    Shot("host-organisation", "/host/organisations/skerrow/", "marit"),
    Shot("host-choices", "/host/choices/", "marit"),
    Shot("host-record", "/host/record/", "marit"),
    Shot("host-health", "/host/health/", "marit"),
]


class Studio:
    """A browser pointed at one demo world, and where its photographs go."""

    def __init__(self, browser: Browser, base: str, out: Path) -> None:
        self.browser, self.base, self.out = browser, base.rstrip("/"), out
        self.turns = asyncio.Semaphore(AT_ONCE)
        self.failed: list[str] = []
        self.taken = 0

    async def photograph(self, shots: list[Shot]) -> None:
        """Every shot in every language, persona after persona, since a persona has one language at a time."""
        for language in LANGUAGES:
            for persona in dict.fromkeys(shot.persona for shot in shots):
                mine = [shot for shot in shots if shot.persona == persona]
                await self.sitting(persona, language, mine)

    async def sitting(self, persona: str, language: str, shots: list[Shot]) -> None:
        """All photographs with one person's eyes in one language."""
        door = await self.browser.new_context(locale=language)
        post = await self.enter(door, persona, language, needs_post=any("{post}" in shot.address for shot in shots))
        state = await door.storage_state()
        await door.close()
        looks = itertools.product(WIDTHS.items(), THEMES)
        contexts = {
            (width, theme): await self.browser.new_context(
                storage_state=state,
                locale=language,
                color_scheme="dark" if theme == "dark" else "light",
                viewport={"width": width, "height": height},
                reduced_motion="reduce",
            )
            for (width, height), theme in looks
        }
        await asyncio.gather(
            *(
                self.take(context, shot, post, f"{shot.name}-{width}-{theme}-{language}")
                for shot in shots
                for (width, theme), context in contexts.items()
            )
        )
        for context in contexts.values():
            await context.close()

    async def enter(self, door: BrowserContext, persona: str, language: str, *, needs_post: bool) -> str:
        """Sign in by one click and choose the language; gives the address of the post of the closure."""
        page = await door.new_page()
        page.set_default_timeout(PATIENCE)
        if not persona:
            return ""
        await page.goto(f"{self.base}/personas/")
        await page.locator(f"button[name=handle][value={persona}]").click()
        await page.wait_for_url(f"{self.base}/")
        await page.goto(f"{self.base}/settings/language/")
        await page.select_option("select[name=language]", language)
        await page.locator("main form button[type=submit], main form button:not([type])").first.click()
        await page.wait_for_load_state()
        if not needs_post:
            return ""
        await page.goto(f"{self.base}/@celeste/")
        article = page.locator("article", has_text=CLOSURE).first
        found = re.search(r"/@celeste/\d+/", await article.inner_html())
        if found is None:
            raise LookupError("The post of the closure is not on its author's page.")
        return found[0]

    async def take(self, context: BrowserContext, shot: Shot, post: str, name: str) -> None:
        """One photograph of the whole page; a page that does not come is named at the end."""
        async with self.turns:
            page = await context.new_page()
            try:
                await page.goto(self.base + shot.address.replace("{post}", post), timeout=PATIENCE)
                await page.evaluate("document.fonts.ready")
                await page.screenshot(path=self.out / f"{name}.png", full_page=True, timeout=PATIENCE)
                self.taken += 1
            except Error as error:
                self.failed.append(f"{name}: {str(error).splitlines()[0]}")
            finally:
                await page.close()


async def wait_for(base: str) -> None:
    """Until the world answers, at most two minutes."""
    host, _, port = base.rsplit("//", maxsplit=1)[-1].rstrip("/").partition(":")
    until = time.monotonic() + 120
    while True:
        try:
            _reader, writer = await asyncio.open_connection(host, int(port or 80))  # noqa: TID251 - the own browser
        except OSError:
            if time.monotonic() > until:
                raise
            await asyncio.sleep(0.2)
        else:
            writer.close()
            return


async def run(base: str, out: Path, only: str) -> int:
    """Take the photographs; 1 when a page did not come."""
    shots = [shot for shot in SHOTS if only in ("", shot.name)]
    if not shots:
        print(f"There is no page '{only}'. Pages: {', '.join(shot.name for shot in SHOTS)}.", file=sys.stderr)
        return 2
    began = time.monotonic()
    await wait_for(base)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        studio = Studio(browser, base, out)
        await studio.photograph(shots)
        await browser.close()
    print(f"{studio.taken} photographs in {out}, {time.monotonic() - began:.0f} s")
    for line in studio.failed:
        print(f"not taken: {line}", file=sys.stderr)
    return 1 if studio.failed else 0


def main() -> int:
    """Read the arguments and take the photographs."""
    parser = argparse.ArgumentParser(description="Photograph every page of a running demo world.")
    parser.add_argument("--base", default="http://localhost:8000", help="where the demo world is served")
    parser.add_argument("--out", type=Path, default=Path("screens"), help="folder of the photographs")
    parser.add_argument("--only", default="", help="one page by its name")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    return asyncio.run(run(arguments.base, arguments.out, arguments.only))


if __name__ == "__main__":
    sys.exit(main())
