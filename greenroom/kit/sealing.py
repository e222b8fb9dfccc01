"""Keys from the secret of the installation: they wrap other keys and seal rows, and lie in no database."""

import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes

NONCE = 12  # bytes, as AES-GCM wants them


class UnreadableError(Exception):
    """The bytes were altered, or sealed under a secret that is not configured."""


def keys_for(purpose: str) -> list[bytes]:
    """The 32-byte key for a purpose, then those of earlier secrets (SECRET_KEY_FALLBACKS)."""
    return [
        HKDF(SHA256(), 32, salt=None, info=f"greenroom {purpose}".encode()).derive(force_bytes(secret))
        for secret in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    ]


def encrypt(key: bytes, content: bytes, *, bound_to: str) -> bytes:
    """Nonce and ciphertext; readable only together with the same `bound_to`."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, bound_to.encode())


def decrypt(keys: list[bytes], sealed: bytes, *, bound_to: str) -> bytes:
    """The content, with the first key that opens it; raises `UnreadableError` where none does."""
    for key in keys:
        try:
            return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], bound_to.encode())
        except (InvalidTag, ValueError):
            continue
    raise UnreadableError(bound_to)


def seal(purpose: str, words: str) -> str:
    """A keyed fingerprint that nobody can make from the database alone."""
    return hmac.new(keys_for(purpose)[0], words.encode(), hashlib.sha256).hexdigest()


def is_sealed(purpose: str, words: str, fingerprint: str) -> bool:
    """Whether the fingerprint was made from these words, under the secret or an earlier one."""
    return any(hmac.compare_digest(one, fingerprint) for one in seals(purpose, words))


def seals(purpose: str, words: str) -> list[str]:
    """Every fingerprint that counts for these words: under the secret, then under earlier ones."""
    return [hmac.new(key, words.encode(), hashlib.sha256).hexdigest() for key in keys_for(purpose)]
