"""Logs: one JSON object a line on stderr; never a body, a query, a secret, or who read which address."""

import sys
import traceback
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

type Entry = MutableMapping[str, Any]

PACKAGE = Path(__file__).resolve().parent.parent
FRAMES = 12  # the innermost places of a failure that are named


def formatter() -> Any:
    """For the standard library's records and ours alike."""
    import structlog

    shared = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(allow=("request_id", "method", "route", "status", "ms")),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        name_the_failure,
    ]
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )


def name_the_failure(_logger: object, _method: str, entry: Entry) -> Entry:
    """Replace a traceback by the kind of failure and its places: its message may quote what somebody wrote."""
    info = entry.pop("exc_info", None)
    if info and info[1] is not None:
        kind, error = type(info[1]), info[1]
        entry["failure"] = f"{kind.__module__}.{kind.__qualname__}"
        frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
        entry["at"] = [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    return entry


def _short(file: str) -> str:
    path = Path(file)
    return str(path.relative_to(PACKAGE.parent)) if path.is_relative_to(PACKAGE) else "/".join(path.parts[-3:])


def configuration(*, debug: bool) -> dict[str, Any]:
    """What settings.LOGGING holds. Django's own lines on requests name addresses and are off; ours do not."""
    quiet = {"level": "CRITICAL", "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": formatter}},
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
