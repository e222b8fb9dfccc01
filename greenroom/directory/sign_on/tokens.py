"""ID tokens: taken apart, their signature checked with a key of the provider, their claims checked one by one."""

import base64
import binascii
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from greenroom.directory.sign_on.troubles import NotProven

LEEWAY = 60  # seconds by which clocks may differ
LONGEST = 20_000  # characters of a token
SMALLEST_KEY = 2_048  # bits of RSA
HALF = 32  # bytes of each number of an ES256 signature

type Claims = dict[str, Any]
type Key = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Expected:
    """What the token must say."""

    issuer: str
    client_id: str
    nonce: str


@dataclass(frozen=True)
class Token:
    """A token taken apart; nothing of it is believed yet."""

    header: Claims
    claims: Claims
    signed: bytes
    signature: bytes


def parsed(raw: str) -> Token:
    """The three parts; refuses whatever has another shape, and algorithms other than RS256 and ES256."""
    parts = raw.split(".")
    if len(raw) > LONGEST or len(parts) != 3:  # noqa: PLR2004 - header, claims, signature
        raise NotProven("no_token")
    try:
        header, claims = (json.loads(decoded(part)) for part in parts[:2])
    except (ValueError, RecursionError):
        raise NotProven("no_token") from None
    if not isinstance(header, dict) or not isinstance(claims, dict):
        raise NotProven("no_token")
    if header.get("alg") not in {"RS256", "ES256"} or "crit" in header:
        raise NotProven("algorithm")
    return Token(header, claims, f"{parts[0]}.{parts[1]}".encode(), decoded(parts[2]))


def decoded(part: str) -> bytes:
    """Base64 as tokens write it."""
    try:
        return base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise NotProven("no_token") from None


def key_for(token: Token, keys: Sequence[Key]) -> Key | None:
    """The provider's key that the token names; without a name the only one of its kind."""
    kind = "RSA" if token.header["alg"] == "RS256" else "EC"
    fitting = [key for key in keys if key.get("kty") == kind and key.get("use", "sig") == "sig"]
    fitting = [key for key in fitting if key.get("alg", token.header["alg"]) == token.header["alg"]]
    name = token.header.get("kid")
    if name is not None:
        fitting = [key for key in fitting if key.get("kid") == name]
    return fitting[0] if len(fitting) == 1 else None


def require_signed(token: Token, key: Key) -> None:
    """Refuse a signature that this key has not made."""
    try:
        if token.header["alg"] == "RS256":
            _rsa(key).verify(token.signature, token.signed, padding.PKCS1v15(), SHA256())
            return
        if len(token.signature) != 2 * HALF:
            raise NotProven("signature")
        numbers = (int.from_bytes(part) for part in (token.signature[:HALF], token.signature[HALF:]))
        _curve(key).verify(encode_dss_signature(*numbers), token.signed, ec.ECDSA(SHA256()))
    except (InvalidSignature, ValueError, KeyError, TypeError):
        raise NotProven("signature") from None


def _rsa(key: Key) -> rsa.RSAPublicKey:
    exponent, modulus = (int.from_bytes(decoded(key[name])) for name in ("e", "n"))
    if modulus.bit_length() < SMALLEST_KEY:
        raise NotProven("signature")
    return rsa.RSAPublicNumbers(exponent, modulus).public_key()


def _curve(key: Key) -> ec.EllipticCurvePublicKey:
    if key.get("crv") != "P-256":
        raise NotProven("signature")
    x, y = (int.from_bytes(decoded(key[name])) for name in ("x", "y"))
    return ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()


def require_claims(claims: Claims, expected: Expected, *, now: datetime) -> str:
    """The subject, when everything the token says is for us, for this sign-in and for now."""
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    if claims.get("iss") != expected.issuer:
        raise NotProven("issuer")
    if expected.client_id not in audiences:
        raise NotProven("audience")
    if (len(audiences) > 1 or "azp" in claims) and claims.get("azp") != expected.client_id:
        raise NotProven("authorised_party")
    if _number(claims, "exp") <= now.timestamp() - LEEWAY:
        raise NotProven("expired")
    if _number(claims, "iat") > now.timestamp() + LEEWAY:
        raise NotProven("too_early")
    if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), expected.nonce.encode()):
        raise NotProven("nonce")
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= 255 or "\0" in subject:  # noqa: PLR2004 - the column
        raise NotProven("subject")
    return subject


def _number(claims: Claims, name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise NotProven(name)
    return value
