"""A provider of OpenID Connect to try sign-on with: its own keys, invented people, no passwords."""

import base64
import hashlib
import html
import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

type Answer = tuple[int, dict[str, str], bytes]
type Person = dict[str, Any]


def encoded(raw: bytes) -> str:
    """Base64 as tokens write it."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@dataclass
class Provider:
    """`people` are claims by subject. `overrides` changes claims of the next tokens, for tests of what is refused."""

    issuer: str
    people: dict[str, Person]
    client_id: str = "greenroom"
    client_secret: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    algorithm: str = "RS256"
    overrides: dict[str, Any] = field(default_factory=dict)
    document_overrides: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rotate()

    def rotate(self) -> None:
        """New keys; the old ones are gone."""
        self.kid = secrets.token_hex(4)
        self.rsa = rsa.generate_private_key(65_537, 2_048)
        self.curve = ec.generate_private_key(ec.SECP256R1())

    def respond(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """The answer to one request."""
        parts = urlsplit(target)
        query = {name: values[0] for name, values in parse_qs(parts.query or body.decode()).items()}
        self.asked.append(f"{method} {parts.path}")
        base = urlsplit(self.issuer).path.rstrip("/")
        match parts.path.removeprefix(base):
            case "/.well-known/openid-configuration":
                return self._json(self._document())
            case "/keys":
                return self._json({"keys": self._keys()})
            case "/authorize":
                return self._authorize(query)
            case "/token":
                return self._token(query, headers)
        return 404, {}, b""

    def token(self, subject: str, nonce: str) -> str:
        """An ID token."""
        now = int(time.time())
        claims = {"iss": self.issuer, "sub": subject, "aud": self.client_id, "exp": now + 300, "iat": now}
        claims |= {"auth_time": now, "nonce": nonce, **self.people[subject], **self.overrides}
        header = {"alg": self.algorithm, "typ": "JWT", "kid": self.kid}
        parts = (header, {name: value for name, value in claims.items() if value is not None})
        signed = ".".join(encoded(json.dumps(part).encode()) for part in parts)
        return f"{signed}.{encoded(self._sign(signed.encode()))}"

    def go(self, address: str, subject: str) -> str:
        """What a browser is sent back to when this person signs in at `address`."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        status, headers, _body = self._authorize(query | {"as": subject})
        assert status == 302, status  # noqa: S101 - a test reads it
        return headers["Location"]

    def _sign(self, words: bytes) -> bytes:
        if self.algorithm == "RS256":
            return self.rsa.sign(words, padding.PKCS1v15(), SHA256())
        numbers = decode_dss_signature(self.curve.sign(words, ec.ECDSA(SHA256())))
        return b"".join(number.to_bytes(32) for number in numbers)

    def _document(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256", "ES256"],
            "code_challenge_methods_supported": ["S256"],
            **self.document_overrides,
        }

    def _keys(self) -> list[dict[str, str]]:
        numbers, point = self.rsa.public_key().public_numbers(), self.curve.public_key().public_numbers()
        n, e = numbers.n.to_bytes(256), numbers.e.to_bytes(3)
        return [
            {"kty": "RSA", "kid": self.kid, "use": "sig", "alg": "RS256", "n": encoded(n), "e": encoded(e)},
            {"kty": "EC", "kid": self.kid, "use": "sig", "alg": "ES256", "crv": "P-256",
             "x": encoded(point.x.to_bytes(32)), "y": encoded(point.y.to_bytes(32))},
        ]  # fmt: skip

    def _authorize(self, query: dict[str, str]) -> Answer:
        """Who do you want to be? A link for each; following it signs in."""
        if query.get("client_id") != self.client_id or query.get("code_challenge_method") != "S256":
            return 400, {}, b"unknown client, or no PKCE"
        if query.get("as") in self.people:
            code = secrets.token_urlsafe(16)
            self.codes[code] = query
            back = urlencode({"code": code, "state": query["state"], "iss": self.issuer})
            return 302, {"Location": f"{query['redirect_uri']}?{back}"}, b""
        links = "".join(
            f'<p><a href="?{html.escape(urlencode(query | {"as": subject}))}">{_name(one, subject)}</a></p>'
            for subject, one in self.people.items()
        )
        page = f"<!doctype html><html lang='en'><title>Provider</title><h1>Who are you?</h1>{links}"
        return 200, {"Content-Type": "text/html; charset=utf-8"}, page.encode()

    def _token(self, query: dict[str, str], headers: Mapping[str, str]) -> Answer:
        """A code counts once, with the verifier of its challenge, for the client that shows its secret."""
        begun = self.codes.pop(query.get("code", ""), None)
        pair = base64.b64decode(headers.get("authorization", "").removeprefix("Basic ")).decode()
        verifier = encoded(hashlib.sha256(query.get("code_verifier", "").encode()).digest())
        is_right = (
            begun is not None
            and pair == f"{self.client_id}:{self.client_secret}"
            and verifier == begun["code_challenge"]
            and query.get("redirect_uri") == begun["redirect_uri"]
        )
        if begun is None or not is_right:
            return 400, {"Content-Type": "application/json"}, b'{"error": "invalid_grant"}'
        token = self.token(begun["as"], begun["nonce"])
        return self._json({"token_type": "Bearer", "access_token": "x", "id_token": token})

    @staticmethod
    def _json(body: Any) -> Answer:
        return 200, {"Content-Type": "application/json"}, json.dumps(body).encode()


def _name(person: Person, subject: str) -> str:
    return html.escape(str(person.get("name", subject)))


def serve(provider: Provider, port: int) -> None:
    """Answer on this machine until it is interrupted."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            headers = {name.lower(): value for name, value in self.headers.items()}
            status, sent, body = provider.respond(self.command, self.path, headers, self.rfile.read(length))
            self.send_response(status)
            for name, value in {**sent, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = _answer  # noqa: N815 - the library's names

    ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()
