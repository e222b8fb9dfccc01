"""Web Push: keys, letters, what is planned and what is sent (RFC 8030, 8291, 8292)."""

from greenroom.social.push.keys import public_key
from greenroom.social.push.planning import plan
from greenroom.social.push.sending import forget_old, send_some

__all__ = ["forget_old", "plan", "public_key", "send_some"]
