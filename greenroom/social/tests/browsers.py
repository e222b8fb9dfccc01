"""Invented browsers that get pushes: they subscribe with keys of their own and read what is sealed for them."""

import base64
import json
from typing import Any

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from greenroom.social.actions import Browser


def coded(raw: bytes) -> str:
    """Bytes as browsers write them."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class PushBrowser:
    """A browser with its keys; `endpoint` is where its push service listens."""

    def __init__(
        self, endpoint: str, *, auth: bytes = b"sixteen bytes ok", key: ec.EllipticCurvePrivateKey | None = None
    ) -> None:
        self.endpoint, self.auth = endpoint, auth
        self._key = key or ec.generate_private_key(ec.SECP256R1())

    @property
    def handed_out(self) -> Browser:
        """What the page gets from the browser."""
        point = self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return Browser(endpoint=self.endpoint, p256dh=coded(point), auth=coded(self.auth))

    def opened(self, body: bytes) -> dict[str, Any]:
        """The words of a push that came for this browser."""
        words = http_ece.decrypt(body, private_key=self._key, auth_secret=self.auth)  # type: ignore[no-untyped-call]
        found: dict[str, Any] = json.loads(words)
        return found
