"""Small things: no file over 300 lines, no test or template either."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 300


def files():
    """Every file that a person writes and reads."""
    for folder in ("greenroom", "tests", "bench", "bin"):
        for file in sorted((ROOT / folder).rglob("*")):
            written = file.suffix in {".py", ".html", ".js", ".css"} or folder == "bin"
            made = {"migrations", "vendor", "__pycache__", "fonts"} & set(file.parts)
            if file.is_file() and written and not made:
                yield file


def test_no_file_is_longer_than_300_lines():
    lines = {str(file.relative_to(ROOT)): len(file.read_text(encoding="utf-8").splitlines()) for file in files()}

    assert len(lines) > 100, "the walk found too few files to mean anything"
    assert {name: count for name, count in lines.items() if count > LIMIT} == {}
