"""Logs: one JSON object a line on stderr; never a body, a query, a secret, or who read which address."""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from greenroom.kit import causes

PACKAGE = Path(__file__).resolve().parent.parent
FRAMES = 12  # the innermost places of a failure that are named
EXTRAS = ("request_id", "method", "route", "status", "ms")


class JsonLine(logging.Formatter):
    """A record as one line. Not structlog: it would cost each process 7 MB for what stands here."""

    def format(self, record: logging.LogRecord) -> str:
        """What happened, when, how grave; where, if it is a failure."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "event": record.getMessage(),
        }
        if number := causes.present():
            line["request_id"] = number
        line |= {name: vars(record)[name] for name in EXTRAS if name in vars(record)}
        if record.exc_info and record.exc_info[1] is not None:
            line |= failure(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=str)


def failure(error: BaseException) -> dict[str, Any]:
    """Kind and places of a failure: its message may quote what somebody wrote, so it stays out."""
    kind = type(error)
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    return {
        "failure": f"{kind.__module__}.{kind.__qualname__}",
        "places": [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames],
    }


def _short(file: str) -> str:
    path = Path(file)
    return str(path.relative_to(PACKAGE.parent)) if path.is_relative_to(PACKAGE) else "/".join(path.parts[-3:])


def configuration(*, debug: bool) -> dict[str, Any]:
    """What settings.LOGGING holds. Django's own lines on requests name addresses and are off; ours do not."""
    quiet = {"level": "CRITICAL", "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": JsonLine}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        # A person at a terminal wants the address and what goes wrong; a collector of logs wants every line.
        "root": {"handlers": ["stderr"], "level": "WARNING" if sys.stderr.isatty() else "INFO"},
        "loggers": {
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.request": {} if debug else quiet,
            "django.security": {} if debug else quiet,
            "granian": {"level": "WARNING"},
            "_granian": {"level": "WARNING"},
            "markdown_it": {"level": "WARNING"},
        },
    }
