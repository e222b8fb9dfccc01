"""What stands in an address comes back as words, never as markup [X5]."""

import re
from pathlib import Path

import pytest

import greenroom
from greenroom.pages.tests.stream_world import StreamWorld, address, words_of
from greenroom.pages.tests.test_caches import plain_addresses

READ = re.compile(r"""GET(?:\.get(?:list)?\(|\[)["']([\w-]+)|asked\.get\(["']([\w-]+)""")
MARKER = "zzyx"
TYPED = [
    f"\"'><b id={MARKER}>x</b>",
    f"</textarea></title></script><b id={MARKER}>x",
    f"{{{{ 7|add:7 }}}}<b id={MARKER}>",
    f"javascript:alert('{MARKER}')",
    f"//{MARKER}.example/\r\nX-{MARKER}: 1",
    f"\x00<b id={MARKER}>\ud83d",
]
TARGET = re.compile(rf"""(?:href|action|src)=["']?\s*(?:javascript:|//)[^"'>]*{MARKER}""")


def names() -> list[str]:
    """Every parameter that the program reads from an address, and those that forms of it carry."""
    files = Path(greenroom.__path__[0]).rglob("*.py")
    found = {a or b for file in files if "tests" not in file.parts for a, b in READ.findall(file.read_text("utf-8"))}
    assert len(found) > 8, "the walk found too few parameters to mean anything"
    return sorted(found | {"error", "message", "reason", "code", "state", "redirect_uri"})


@pytest.mark.parametrize("typed", TYPED, ids=range(len(TYPED)))
def test_x5_no_parameter_comes_back_as_markup(stream: StreamWorld, typed: str) -> None:
    post = stream.says(stream.ida, "public", "A crane")
    paths = [*plain_addresses(), "/@ida/", "/@skerrow/", "/@board/", "/tags/crane/", address(post), "/nothing/"]
    asked = {name: typed.encode("utf-8", "replace").decode() for name in names()}
    wrong = []

    for browser in (stream.browser(), stream.browser(stream.ida)):
        for path in paths:
            reply = browser.get(path, asked)
            page = words_of(reply) if not reply.streaming else ""
            heads = [f"{name}: {value}" for name, value in reply.items() if name.lower() != "location"]
            if f"<b id={MARKER}" in page or TARGET.search(page) or any(MARKER in line.split(":")[0] for line in heads):
                wrong.append(path)
            if reply.status_code >= 500 or MARKER in reply.headers.get("Location", "").partition("?")[0]:
                wrong.append(f"{path} {reply.status_code} {reply.headers.get('Location', '')}")

    assert wrong == []
