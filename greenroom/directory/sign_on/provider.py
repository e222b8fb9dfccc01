"""What is asked of a provider: its document, its keys, and a token for a code; kept for an hour where it may be."""

import base64
import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from django.conf import settings
from django.core.cache import cache

from greenroom.directory.models import SignOn
from greenroom.directory.sign_on import tokens
from greenroom.directory.sign_on.tokens import Claims, Expected
from greenroom.directory.sign_on.troubles import NotProven
from greenroom.kit import http, sealing

SECONDS = 8.0
KEPT = 3600  # seconds
PAUSE = 60  # seconds between two looks for a key that was not there
PURPOSE = "sign-on secrets"
PORTS = {"http": 80, "https": 443}

type Document = dict[str, Any]


def inside() -> frozenset[tuple[str, str, int]]:
    """Origins in the own network that the operator has named."""
    parts = [urlsplit(one) for one in settings.SIGN_ON_INSIDE]
    return frozenset((one.scheme, one.hostname or "", one.port or PORTS.get(one.scheme, 0)) for one in parts)


def may_be_asked(url: str) -> bool:
    """Whether an address is https, or of an origin that the operator has named."""
    try:
        parts = urlsplit(url)
        origin = (parts.scheme, parts.hostname or "", parts.port or PORTS.get(parts.scheme, 0))
    except ValueError:
        return False
    return bool(parts.hostname) and "@" not in parts.netloc and (parts.scheme == "https" or origin in inside())


def document_of(sign_on: SignOn) -> Document:
    """The provider's own description, which must name the issuer as it was set up."""
    found = _kept(f"{sign_on.issuer.removesuffix('/')}/.well-known/openid-configuration")
    if found.get("issuer") != sign_on.issuer:
        raise NotProven("issuer_of_document")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        if not isinstance(found.get(name), str) or not may_be_asked(found[name]):
            raise NotProven(name)
    return found


def way_in(sign_on: SignOn, *, state: str, nonce: str, verifier: str, again: bool = False) -> str:
    """The provider's address to which the browser goes."""
    document = document_of(sign_on)
    asked = {
        "response_type": "code",
        "client_id": sign_on.client_id,
        "redirect_uri": way_back(),
        "scope": "openid profile email",
        "state": state,
        "nonce": nonce,
        "code_challenge": base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    if again:
        asked |= {"prompt": "login", "max_age": "0"}
    address = document["authorization_endpoint"]
    return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"


def way_back() -> str:
    """Where every provider sends people back to."""
    return f"{settings.PUBLIC_URL}/sign-in/back/"


def claims_for(sign_on: SignOn, *, code: str, verifier: str, nonce: str, now: datetime) -> tuple[str, Claims]:
    """Who somebody is by the provider's word, and all that it says of them; refuses whatever is not proven."""
    token = tokens.parsed(_id_token(sign_on, code=code, verifier=verifier))
    document = document_of(sign_on)
    key = tokens.key_for(token, _keys(document["jwks_uri"]))
    if key is None and cache.add(f"sign-on-looked-{sign_on.pk}", 1, PAUSE):  # the provider may have changed its keys
        key = tokens.key_for(token, _keys(document["jwks_uri"], anew=True))
    if key is None:
        raise NotProven("key")
    tokens.require_signed(token, key)
    expected = Expected(issuer=sign_on.issuer, client_id=sign_on.client_id, nonce=nonce)
    return tokens.require_claims(token.claims, expected, now=now), token.claims


def sealed(secret: str, *, issuer: str) -> bytes:
    """The secret as it is stored; readable for this issuer alone."""
    return sealing.encrypt(sealing.keys_for(PURPOSE)[0], secret.encode(), bound_to=issuer) if secret else b""


def _secret_of(sign_on: SignOn) -> str:
    if not sign_on.sealed_secret:
        return ""
    try:
        raw = sealing.decrypt(sealing.keys_for(PURPOSE), bytes(sign_on.sealed_secret), bound_to=sign_on.issuer)
    except sealing.UnreadableError:
        raise NotProven("secret") from None
    return raw.decode()


def _id_token(sign_on: SignOn, *, code: str, verifier: str) -> str:
    """Exchange the code, as the provider wants its clients to show themselves."""
    document = document_of(sign_on)
    sent = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": way_back(),
        "client_id": sign_on.client_id,
        "code_verifier": verifier,
    }
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    secret = _secret_of(sign_on)
    methods = document.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    if secret and "client_secret_basic" in methods:
        pair = f"{quote(sign_on.client_id, safe='')}:{quote(secret, safe='')}"
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    elif secret:
        sent["client_secret"] = secret
    answer = _asked(document["token_endpoint"], method="POST", headers=headers, body=urlencode(sent).encode())
    token = answer.get("id_token")
    if not isinstance(token, str):
        raise NotProven("no_token")
    return token


def _keys(address: str, *, anew: bool = False) -> list[Mapping[str, Any]]:
    keys = _kept(address, anew=anew).get("keys")
    return [key for key in keys if isinstance(key, dict)] if isinstance(keys, list) else []


def _kept(address: str, *, anew: bool = False) -> Document:
    """A document of the provider, from the last hour unless it is wanted anew."""
    name = f"sign-on-{hashlib.sha256(address.encode()).hexdigest()}"
    known = None if anew else cache.get(name)
    if isinstance(known, dict):
        return known
    found = _asked(address, headers={"Accept": "application/json"})
    cache.set(name, found, KEPT)
    return found


def _asked(address: str, **how: Any) -> Document:
    """An object of JSON from the provider; nothing redirects."""
    try:
        reply = http.fetch(address, seconds=SECONDS, hops=0, inside=inside(), **how)
        found = json.loads(reply.body) if reply.status == 200 and reply.is_whole else None  # noqa: PLR2004 - it went well
    except (http.NotAllowed, http.Unreachable, ValueError, RecursionError):
        raise NotProven("no_answer") from None
    if not isinstance(found, dict):
        raise NotProven("no_answer")
    return found
