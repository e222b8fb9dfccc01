"""Logs tell what failed and where, and nothing that somebody wrote."""

import json
import logging
import sys

import pytest

from greenroom.config.logs import JsonLine

pytestmark = pytest.mark.fast


def line_of(record):
    return json.loads(JsonLine().format(record))


def test_a_failure_is_named_by_kind_and_place_but_not_by_its_words():
    try:
        raise RuntimeError("Key (email)=(ida@example.org) exists")
    except RuntimeError:
        record = logging.LogRecord("greenroom", logging.ERROR, __file__, 1, "failure", (), sys.exc_info())

    line = line_of(record)

    assert line["failure"] == "builtins.RuntimeError"
    assert line["places"][-1].startswith("greenroom/config/tests/test_logs.py:")
    assert "ida@example.org" not in json.dumps(line)


def test_a_request_is_one_line_of_five_values():
    record = logging.makeLogRecord(
        {"name": "x", "levelname": "INFO", "levelno": 20, "msg": "request", "route": "/@<handle>/", "status": 200}
        | {"ms": 1.5, "method": "GET", "request_id": "ab", "cookie": "secret"}
    )

    line = line_of(record)

    assert {key: line[key] for key in ("event", "route", "status", "ms", "method", "request_id")} == {
        "event": "request",
        "route": "/@<handle>/",
        "status": 200,
        "ms": 1.5,
        "method": "GET",
        "request_id": "ab",
    }
    assert "cookie" not in line
