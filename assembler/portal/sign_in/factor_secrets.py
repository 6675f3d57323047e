"""The secrets of authenticator apps and recovery codes, encrypted with a key made of the installation's secret key."""

from __future__ import annotations

from base64 import b32encode, urlsafe_b64encode
from secrets import token_bytes

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.utils.crypto import salted_hmac

_NAMES = ("secret", "seed")
"""The fields of a second factor that hold a secret."""


def encrypt_secret(secret: str) -> str:
    """The secret as the database keeps it."""
    return _make_cipher().encrypt(secret.encode()).decode()


def decrypt_secret(stored: str) -> str:
    """The secret; where it was encrypted with another key, one that fits no code."""
    try:
        return _make_cipher().decrypt(stored.encode()).decode()
    except InvalidToken:
        return b32encode(token_bytes(20)).decode()


def count_unreadable() -> int:
    """How many second factors were encrypted with another key, so that no code of theirs is right."""
    stored = [one.data[name] for one in Authenticator.objects.all() for name in _NAMES if name in one.data]
    return sum(not _is_readable(secret) for secret in stored)


def _is_readable(stored: str) -> bool:
    try:
        _make_cipher().decrypt(stored.encode())
    except InvalidToken:
        return False
    return True


def _make_cipher() -> Fernet:
    key = salted_hmac("assembler.portal.second-factor", "", algorithm="sha256").digest()
    return Fernet(urlsafe_b64encode(key))
