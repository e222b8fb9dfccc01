"""A passkey in software: does what a device does, for tests of both ceremonies."""

import json
import secrets
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode

VERIFIED, UNVERIFIED = 0x45, 0x41  # flags: present, verified, with credential data


class SoftPasskey:
    """One key for one person at one origin."""

    def __init__(self, origin: str, rp_id: str) -> None:
        self.origin, self.rp_id = origin, rp_id
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(16)
        self.handle = ""

    def make(self, options: dict, *, verified: bool = True) -> dict:
        """The answer to a registration."""
        public = options["publicKey"]
        self.handle = public["user"]["id"]
        key = cbor.encode(dict(ES256.from_cryptography_key(self.key.public_key())))
        flags = bytes([VERIFIED if verified else UNVERIFIED])
        data = sha256(self.rp_id.encode()).digest() + flags + (0).to_bytes(4, "big")
        data += bytes(16) + len(self.id).to_bytes(2, "big") + self.id + key
        attestation = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", public["challenge"])
        return self._answer({"clientDataJSON": client, "attestationObject": attestation})

    def sign(self, options: dict, *, verified: bool = True, key: ec.EllipticCurvePrivateKey | None = None) -> dict:
        """The answer to a sign-in."""
        client = self._client("webauthn.get", options["publicKey"]["challenge"])
        data = sha256(self.rp_id.encode()).digest() + bytes([0x05 if verified else 0x01]) + (1).to_bytes(4, "big")
        signature = (key or self.key).sign(data + sha256(client).digest(), ec.ECDSA(SHA256()))
        parts = {"clientDataJSON": client, "authenticatorData": data, "signature": signature}
        return self._answer(parts, userHandle=self.handle)

    def _client(self, kind: str, challenge: str) -> bytes:
        assert websafe_decode(challenge)
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _answer(self, parts: dict[str, bytes], **more: str) -> dict:
        response = {name: websafe_encode(part) for name, part in parts.items()} | more
        name = websafe_encode(self.id)
        return {"id": name, "rawId": name, "type": "public-key", "response": response, "clientExtensionResults": {}}
