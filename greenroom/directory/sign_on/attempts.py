"""An attempt to sign in through a provider, kept in the session of the browser that began it, used once."""

import hmac
import secrets
import time
from dataclasses import asdict, dataclass

from django.contrib.sessions.backends.base import SessionBase

KEY = "sign_on"
OPEN_FOR = 10 * 60  # seconds


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """Bound to a provider by `sign_on`, and to a person where it links or shows somebody again."""

    sign_on: int
    purpose: str  # sign_in | connect | again
    person: int | None
    next: str
    state: str
    nonce: str
    verifier: str
    began_at: float


def begin(session: SessionBase, *, sign_on: int, purpose: str, person: int | None, next_address: str) -> Attempt:
    """A new attempt; an earlier one of this browser is over."""
    made = Attempt(
        sign_on=sign_on,
        purpose=purpose,
        person=person,
        next=next_address,
        state=secrets.token_urlsafe(32),
        nonce=secrets.token_urlsafe(32),
        verifier=secrets.token_urlsafe(64),
        began_at=time.time(),
    )
    session[KEY] = asdict(made)
    return made


def take(session: SessionBase, state: str) -> Attempt | None:
    """The attempt that this state belongs to, once; None for another's, an old one, and a second time."""
    kept = session.get(KEY)
    if not isinstance(kept, dict) or not hmac.compare_digest(str(kept.get("state", "")).encode(), state.encode()):
        return None
    del session[KEY]
    made = Attempt(**kept)
    return made if 0 <= time.time() - made.began_at < OPEN_FOR else None


def waiting(session: SessionBase) -> Attempt | None:
    """The attempt that has been begun and not finished."""
    kept = session.get(KEY)
    made = Attempt(**kept) if isinstance(kept, dict) else None
    return made if made and 0 <= time.time() - made.began_at < OPEN_FOR else None
