"""The key pair by which push services know this installation (RFC 8292), and the keys of browsers."""

import base64
import binascii
from datetime import datetime, timedelta
from email.utils import parseaddr
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from py_vapid import Vapid02

from greenroom.kit import sealing
from greenroom.social.models import PushKey

PURPOSE = "push key"
CURVE = ec.SECP256R1()
SIZE = 32  # bytes of a private key
POINT, SECRET = 65, 16  # bytes of p256dh and auth, as browsers give them
GOOD_FOR = timedelta(hours=12)  # of at most 24 that push services accept


def public_key(now: datetime) -> str:
    """The public half, as browsers want it to subscribe."""
    return _row(now).public


def signed_for(origin: str, *, now: datetime) -> str:
    """The Authorization header for a push service: who sends, to whom, until when."""
    sealed = bytes(_row(now).sealed)
    number = sealing.decrypt(sealing.keys_for(PURPOSE), sealed, bound_to=PURPOSE)
    key = ec.derive_private_key(int.from_bytes(number), CURVE)
    claims = {"aud": origin, "exp": int((now + GOOD_FOR).timestamp()), "sub": _contact()}
    signer = Vapid02(key, {"no-strict": True})  # type: ignore[no-untyped-call]
    return str(signer.sign(claims)["Authorization"])  # type: ignore[no-untyped-call]


def point_of(p256dh: str) -> bytes | None:
    """The public key of a browser; None for what is none on the curve."""
    point = decoded(p256dh, POINT)
    if point is None:
        return None
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(CURVE, point)
    except ValueError:
        return None
    return point


def decoded(words: str, size: int) -> bytes | None:
    """Bytes of this size out of base64, plain or for addresses, with or without padding; None for all else."""
    plain = words.rstrip("=").replace("+", "-").replace("/", "_")
    try:
        found = base64.b64decode(plain + "=" * (-len(plain) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    return found if len(found) == size else None


def _row(now: datetime) -> PushKey:
    """The one row; of two who make it at once, the first one's stays."""
    row = PushKey.objects.first()
    if row is None:
        PushKey.objects.bulk_create([_made(now)], ignore_conflicts=True)
        row = PushKey.objects.get()
    return row


def _made(now: datetime) -> PushKey:
    key = ec.generate_private_key(CURVE)
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    number = key.private_numbers().private_value.to_bytes(SIZE)
    sealed = sealing.encrypt(sealing.keys_for(PURPOSE)[0], number, bound_to=PURPOSE)
    return PushKey(id=1, public=base64.urlsafe_b64encode(point).rstrip(b"=").decode(), sealed=sealed, created_at=now)


def _contact() -> str:
    """Where the keepers of a push service reach the hosts."""
    if urlsplit(settings.PUBLIC_URL).scheme == "https":
        return settings.PUBLIC_URL
    _name, address = parseaddr(settings.MAIL_FROM)
    return f"mailto:{address}"
