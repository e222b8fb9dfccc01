"""Planted defects of the crash test: what it must find, each with the point at which it shows."""

import threading
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any


def facts_kept_in_memory() -> None:
    """A notice's errand is written a moment after the deed, outside its transaction."""
    from django.db import connection, transaction

    from greenroom.kit import facts
    from greenroom.social.actions import publishing

    def later(event: facts.Event) -> None:
        def write() -> None:
            time.sleep(0.3)
            with transaction.atomic():
                facts.publish(event)
            connection.close()

        transaction.on_commit(lambda: threading.Thread(target=write).start())

    vars(publishing)["publish"] = later


def mail_sent_before_the_claim() -> None:
    """The words go out before it is committed that they do."""
    from greenroom.kit import mail

    vars(mail)["_begin"] = lambda *_arguments: True


def push_sent_before_the_claim() -> None:
    """A push goes out before it is committed that it does."""
    from greenroom.social.push import sending

    vars(sending)["_begin"] = lambda *_arguments: True


def acknowledged_before_the_commit() -> None:
    """The reply is made first, the post a moment later."""
    from django.db import connection

    from greenroom.social import actions
    from greenroom.social.models import Post, post_id_at

    real = actions.submit_post

    def soon(*, now: datetime, **said: Any) -> Post:
        def write() -> None:
            time.sleep(0.3)
            real(now=now, **said)
            connection.close()

        threading.Thread(target=write).start()
        return Post(id=post_id_at(now))

    vars(actions)["submit_post"] = soon


def forms_without_a_key() -> None:
    """A form that is sent again makes a second post."""
    from greenroom.social.actions import publishing

    vars(publishing)["key_of"] = lambda *_arguments, **_named: None


def done_before_it_is_done() -> None:
    """An errand is noted as done before its handler has run."""
    from greenroom.kit import worker
    from greenroom.kit.errands import duty_of
    from greenroom.kit.models import Errand

    def do(errand: Errand, clock: worker.Now) -> bool:
        vars(worker)["_finish"](errand, clock())  # as it is by then: it may be deadly
        duty_of(errand).perform(errand, clock())
        return True

    vars(worker)["do"] = do


# The defect, the point at which it shows, and the count that it raises.
SLIPS: dict[str, tuple[Callable[[], None], str, str]] = {
    "facts kept in memory": (facts_kept_in_memory, "a post is committed, no reply", "notices_missing"),
    "mail sent before the claim": (mail_sent_before_the_claim, "a mail is out, not noted", "mails_doubled"),
    "push sent before the claim": (push_sent_before_the_claim, "a push is out, not noted", "pushes_doubled"),
    "acknowledged before the commit": (acknowledged_before_the_commit, "before a post is written", "lost"),
    "forms without a key": (forms_without_a_key, "a post is committed, no reply", "doubled"),
    "done before it is done": (done_before_it_is_done, "an errand is noted as done, not committed", "notices_missing"),
}
