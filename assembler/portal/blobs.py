"""Contents of files by their hash, in Django's storage: a folder, or an object store.

A content is written before any row names it, and never changed or replaced.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

from assembler.portal.models import Blob
from assembler.portal.problems import StorageFull

_log = logging.getLogger(__name__)


def hash_content(data: bytes) -> str:
    """The hash by which a content is kept."""
    return sha256(data).hexdigest()


def save_blob(data: bytes) -> Blob:
    """The row of this content, which is stored if it is new. Raises StorageFull where it cannot be stored."""
    digest = keep_content(data)
    return Blob.objects.get_or_create(sha256=digest, defaults={"size": len(data)})[0]


def save_blobs(files: Mapping[str, bytes]) -> dict[str, str]:
    """The hash of each file by its path; what is new is stored. Raises StorageFull where it cannot be stored."""
    digests = {path: keep_content(data) for path, data in files.items()}
    rows = [Blob(sha256=digest, size=len(files[path])) for path, digest in digests.items()]
    Blob.objects.bulk_create(rows, ignore_conflicts=True)
    return digests


def keep_content(data: bytes) -> str:
    """The hash of this content, which is stored if it is new. Raises StorageFull where it cannot be stored."""
    digest = hash_content(data)
    storage, name = _storage(), _name(digest)
    try:
        if not storage.exists(name):
            storage.save(name, ContentFile(data))
    except OSError as error:
        _log.exception("A content of %s bytes could not be stored.", len(data))
        raise StorageFull from error
    return digest


def read_blob(digest: str) -> bytes:
    """The content of that hash. Raises FileNotFoundError, or ValueError where the stored bytes are others."""
    with _storage().open(_name(digest)) as file:
        data: bytes = file.read()
    if hash_content(data) != digest:
        raise ValueError(f"The stored content {digest} is damaged.")
    return data


def read_blobs(digests: Iterable[str]) -> dict[str, bytes]:
    """The contents of these hashes, each read once. Raises as `read_blob` does."""
    return {digest: read_blob(digest) for digest in set(digests)}


def _storage() -> Storage:
    return storages["blobs"]


def _name(digest: str) -> str:
    return f"{digest[:2]}/{digest}"
