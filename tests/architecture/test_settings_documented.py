"""Every variable that the program reads is explained to operators, and every one explained is read."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READ = re.compile(r"""env\.(?:text|flag|numbers?|names)\(\s*["']([A-Z_]+)["']""")


def test_the_page_on_settings_is_complete():
    sources = [file.read_text(encoding="utf-8") for file in (ROOT / "greenroom").rglob("*.py")]
    read = {name for source in sources for name in READ.findall(source)}

    page = (ROOT / "docs" / "hosting" / "settings.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| `([A-Z_]+)`", page, re.MULTILINE))

    assert read == explained
