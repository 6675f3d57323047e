"""Signs manifests and checks signatures, with Ed25519 keys in PEM: proves offline who issued a report.

A signature is the 64 bytes that RFC 8032 describes; the same key and manifest always give the same. OpenSSL 3 reads it:
`openssl pkeyutl -verify -rawin -pubin -inkey KEY -in manifest.json -sigfile manifest.json.sig`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assembler.errors import UnusableKey

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SIGNATURE = "manifest.json.sig"
"""The file beside the manifest."""
_MAKE = "“openssl genpkey -algorithm ed25519 -out KEY.pem” makes one"


def sign(manifest: bytes, key: bytes) -> bytes:
    """The signature of the manifest with a private key in PEM. Raises UnusableKey."""
    return _read_private_key(key).sign(manifest)


def derive_public_key(key: bytes) -> bytes:
    """The public half of a private key, both in PEM. Raises UnusableKey."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    public = _read_private_key(key).public_key()
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def check_signing_key(key: bytes) -> None:
    """Raises UnusableKey where nothing can be signed with it."""
    _read_private_key(key)


def is_signed(manifest: bytes, signature: bytes, key: bytes) -> bool:
    """Whether the signature of exactly this manifest was made with the other half of a public key in PEM.

    Raises UnusableKey.
    """
    from cryptography.exceptions import InvalidSignature  # start-up time

    try:
        _read_public_key(key).verify(signature, manifest)
    except InvalidSignature:
        return False
    return True


def _read_private_key(key: bytes) -> Ed25519PrivateKey:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        read = load_pem_private_key(key, password=None)
    except TypeError as error:  # what the library says of a password
        hint = "“openssl pkey -in KEY.pem -out OPEN.pem” takes it off."
        raise UnusableKey(f"The key is protected by a password, which nobody can type here; {hint}") from error
    except (ValueError, UnsupportedAlgorithm) as error:
        raise UnusableKey(f"The key is no private key in PEM; {_MAKE}.") from error
    if not isinstance(read, Ed25519PrivateKey):
        raise UnusableKey(f"The key is of another kind than Ed25519; {_MAKE}.")
    return read


def _read_public_key(key: bytes) -> Ed25519PublicKey:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    hint = "“openssl pkey -in KEY.pem -pubout -out PUBLIC.pem” takes it from the private one"
    try:
        read = load_pem_public_key(key)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise UnusableKey(f"The key is no public key in PEM; {hint}.") from error
    if not isinstance(read, Ed25519PublicKey):
        raise UnusableKey("The key is of another kind than Ed25519, with which manifests are signed.")
    return read
