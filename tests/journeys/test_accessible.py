"""Every page: axe finds nothing, nothing is wider than the window, the browser has nothing to complain about."""

import itertools
import os

import pytest

LOOKS = [(320, "light", "de"), (768, "light", "fr"), (1280, "dark", "en")]
if os.environ.get("EVERY_LOOK"):
    LOOKS = list(itertools.product((320, 768, 1280), ("light", "dark"), ("en", "de", "fr")))

PAGES = {
    "ida": [
        "/direct/", "/people/suggested/", "/lists/", "/lists/new/", "/settings/filters/", "/settings/filters/new/",
        "/@celeste/tagged/closure/", "/@celeste/lists/", "/@celeste/mute/", "/@celeste/note/",
        "/", "/compose", "/drafts/", "/local/", "/network/", "/notices/", "/kept/", "/tags/layoffs/", "/circles/",
        "/circles/new/", "/@board/", "/@board/people/", "/@board/edit/", "/@celeste/", "/@celeste/followers/",
        "/@celeste/block/", "/@skerrow/", "/@skerrow/inside/", "/@skerrow/people/", "/@skerrow/units/",
        "/@skerrow/voices/", "/@skerrow/edit/", "/@skerrow/invite/", "/settings/", "/settings/career/",
        "/settings/language/", "/settings/people/",
        "/account/security/", "/nothing-is-here/",
        "/keys/", "/settings/elsewhere/", "/settings/notices/", "/settings/bring/",
        "/search/", "/search/?q=council", "/search/?q=zwiebelkuchen", "/search/?q=ida&kind=people",
        "/reports/", "/@celeste/report/", "/settings/pictures/", "/@skerrow/pictures/", "/@skerrow/looks/",
        "/settings/data/", "/settings/data/erase/", "/settings/data/leave/", "/settings/interests/",
        "/@skerrow/rivals/", "/@skerrow/directory/", "/@celeste/elsewhere/",
    ],
    "marit": ["/host/people/", "/host/people/ida/", "/host/people/runa/suspend/", "/host/invitations/",
              "/host/invitations/new/", "/host/organisations/", "/host/organisations/new/", "/host/choices/",
              "/host/reports/", "/host/record/", "/host/health/"],
    None: ["/sign-in/with/",
           "/", "/keys/", "/offline/", "/personas/", "/account/login/", "/account/password/lost/", "/@ida/", "/local/",
           "/search/?q=council"],
}  # fmt: skip


def first_post(page):
    """Addresses of a post of one's own and what hangs on it."""
    page.goto("/@ida/")
    address = page.locator("article h2 a").first.get_attribute("href")
    return [address, *(f"{address}{part}/" for part in ("history", "edit", "narrow", "delete", "boosters"))]


def a_picture(page):
    """The page of a picture."""
    page.goto("/local/")
    return [page.locator("article a[href*='/pictures/']").first.get_attribute("href")]


def speak(page, language):
    """Turn the pages of whoever is signed in to a language."""
    page.goto("/settings/language/")
    page.locator('select[name="language"]').select_option(language)
    page.locator("main form").last.locator("button").last.click()


@pytest.mark.parametrize(("width", "theme", "language"), LOOKS)
@pytest.mark.parametrize("who", PAGES)
def test_y1_a_page_is_for_everybody(visit, axe, who, width, theme, language):
    page = visit(who, width=width, theme=theme, language=language)
    if who:
        speak(page, language)
    faults = []
    for address in PAGES[who] + (first_post(page) + a_picture(page) if who == "ida" else []):
        reply = page.goto(address)
        expected = 404 if "nothing" in address else 200
        if reply.status != expected:
            faults.append(f"{address}: status {reply.status}")
        if page.locator("html").get_attribute("lang") != language:
            faults.append(f"{address}: not in {language}")
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            faults.append(f"{address}: {wide} px wide")
        faults += [f"{address}: {line}" for line in axe(page)]
    faults += [fault for fault in page.faults if "404" not in fault]
    if who:
        speak(page, "en")

    assert faults == []
