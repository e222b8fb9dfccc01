"""`greenroom suggest` says what the page of people to follow says."""

import json

from greenroom.config import cli
from greenroom.pages.tests.test_shelves_suggested import town  # noqa: F401 - a fixture


def test_the_console_says_the_same(town, capsys):  # noqa: F811 - the fixture
    assert cli.run("suggest", ["--as", "ida", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["as"] == "ida"
    assert [(one["handle"], one["organisations"], one["distance"]) for one in told["suggestions"]] == [("otto", 1, 2)]
    assert cli.run("suggest", ["--as", "@otto"]) == 0
    assert "Nobody to suggest today." in capsys.readouterr().out
    assert cli.run("suggest", ["--as", "skerrow"]) == 1
