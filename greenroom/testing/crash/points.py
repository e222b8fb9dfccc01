"""Named points: places in the program at which a process of the crash test is killed from within."""

import importlib
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Point:
    """A function, by the module in which it is looked up; death comes before it, or after it did something."""

    path: str
    before: bool = False
    what: str = ""  # where that is, for people


def named(*points: Point) -> dict[str, Point]:
    """The points by what people call them."""
    return {point.what: point for point in points}


SERVE = named(
    Point("greenroom.social.actions.publishing.bring_out", before=True, what="before a post is written"),
    Point("greenroom.social.actions.publishing.put_out", what="a post is written, its fact is not"),
    Point("greenroom.social.actions.publishing.publish", what="fact and errands are written, not committed"),
    Point("greenroom.social.actions.publishing.bring_out", what="all of a post is written, not committed"),
    Point("greenroom.pages.stream.views_compose._gone_out", before=True, what="a post is committed, no reply"),
    Point("greenroom.pages.stream.views_compose._gone_out", what="the reply to a post is made, not sent"),
    Point("greenroom.people.actions.invitations._queue", what="a mail is queued, not committed"),
    Point("greenroom.pages.host.views_invitations.shown_once", before=True, what="a mail is committed, no reply"),
)
WORK = named(
    Point("greenroom.kit.worker.claim", before=True, what="before a claim"),
    Point("greenroom.kit.worker.claim", what="after the lease of an errand"),
    Point("greenroom.social.handlers._tell", what="notices are written, not committed"),
    Point("greenroom.kit.worker._finish", before=True, what="an errand is done, not noted"),
    Point("greenroom.kit.worker._finish", what="an errand is noted as done, not committed"),
    Point("greenroom.kit.worker.do", what="an errand is committed"),
    Point("greenroom.kit.postman.introduce", what="a mail is announced, not begun"),
    Point("greenroom.kit.mail._begin", what="a mail is begun, no word is out"),
    Point("greenroom.kit.postman.deliver", what="a mail is out, not noted"),
    Point("greenroom.kit.mail._settle", what="a mail is noted as sent, its errand is not"),
    Point("greenroom.social.push.plan", what="pushes are planned, not committed"),
    Point("greenroom.social.push.sending._begin", what="a push is begun, no call is made"),
    Point("greenroom.kit.http.fetch", what="a push is out, not noted"),
    Point("greenroom.social.push.sending._end", what="a push is noted as sent, its errand is not"),
)
FOLDER = named(
    Point("greenroom.kit.letters.write_file", before=True, what="before a mail becomes a file"),
    Point("greenroom.kit.letters.write_file", what="a mail is a file, not noted"),
    Point("greenroom.kit.mail._settle", what="a mail is noted as sent, its errand is not"),
)
ONLY_ON_THE_WIRE = frozenset(what for what in WORK if what.startswith("a mail"))
POINTS = {**SERVE, **WORK, **FOLDER}


def of(verb: str, *, on_the_wire: bool) -> list[str]:
    """The points that a process with this verb can reach."""
    if verb == "serve":
        return list(SERVE)
    return list(WORK) if on_the_wire else [*(what for what in WORK if what not in ONLY_ON_THE_WIRE), *FOLDER]


def die_at(what: str, passes: int) -> None:
    """Let this process kill itself when it comes to the point for the `passes`-th time.

    A function that returns False, or None where it could return something, did nothing: that is no pass after it.
    """
    point = POINTS[what]
    module_name, name = point.path.rsplit(".", 1)
    module = importlib.import_module(module_name)
    left = [passes]
    real: Callable[..., Any] = getattr(module, name)

    def passing() -> None:
        left[0] -= 1
        if left[0] <= 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def deadly(*arguments: Any, **named: Any) -> Any:
        if point.before:
            passing()
        result = real(*arguments, **named)
        if not point.before and result is not False and not (name == "claim" and result is None):
            passing()
        return result

    setattr(module, name, deadly)
