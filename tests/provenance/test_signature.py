"""Signatures of manifests: made with a key, repeatable, read by OpenSSL; every other key has its sentence."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from assembler.errors import UnusableKey
from assembler.provenance.signature import is_signed, sign

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = generate_private_key(SECP256R1())


def private_pem(encryption: KeySerializationEncryption | None = None) -> bytes:
    return KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption or NoEncryption())


def public_pem() -> bytes:
    return KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def test_signature_is_of_these_very_bytes() -> None:
    signature = sign(b"manifest", private_pem())
    assert is_signed(b"manifest", signature, public_pem())
    assert not is_signed(b"Manifest", signature, public_pem())
    assert not is_signed(b"manifest", signature[:-1], public_pem())
    assert not is_signed(b"manifest", b"", public_pem())


def test_same_key_and_manifest_give_the_same_signature() -> None:
    assert sign(b"manifest", private_pem()) == sign(b"manifest", private_pem())


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not here")
def test_openssl_reads_it(tmp_path: Path) -> None:
    for name, data in {"m": b"manifest", "s": sign(b"manifest", private_pem()), "k": public_pem()}.items():
        (tmp_path / name).write_bytes(data)
    command = "openssl pkeyutl -verify -rawin -pubin -inkey k -in m -sigfile s"
    assert subprocess.run(command.split(), cwd=tmp_path, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (b"", "no private key in PEM"),
        (b"-----BEGIN PRIVATE KEY-----\nnothing\n-----END PRIVATE KEY-----\n", "no private key in PEM"),
        (public_pem(), "no private key in PEM"),
        (private_pem(BestAvailableEncryption(b"secret")), "protected by a password"),
        (OTHER.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()), "another kind than Ed25519"),
    ],
)
def test_key_with_which_nothing_can_be_signed(key: bytes, words: str) -> None:
    with pytest.raises(UnusableKey, match=words):
        sign(b"manifest", key)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (b"\x00\xff", "no public key in PEM"),
        (private_pem(), "no public key in PEM"),
        (OTHER.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo), "another kind than Ed25519"),
    ],
)
def test_key_with_which_no_signature_can_be_looked_at(key: bytes, words: str) -> None:
    with pytest.raises(UnusableKey, match=words):
        is_signed(b"manifest", b"", key)
