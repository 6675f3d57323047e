"""An object store that speaks as S3 does, in the place of a folder of files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from storages.backends.s3 import S3Storage


class Bucket(S3Storage):
    """A bucket whose faults are those of a folder: OSError where it takes or gives nothing."""

    def exists(self, name: str) -> bool:
        """Whether the bucket has a content of that name. Raises OSError."""
        with _raise_as_system_fault():
            return bool(super().exists(name))  # type: ignore[no-untyped-call]

    def _save(self, name: str, content: File[bytes]) -> str:
        with _raise_as_system_fault():
            return str(super()._save(name, content))  # type: ignore[no-untyped-call]

    def _open(self, name: str, mode: str = "rb") -> File[bytes]:
        with _raise_as_system_fault():
            file: File[bytes] = super()._open(name, mode)  # type: ignore[no-untyped-call]
            file.open(mode)  # downloads it now, so that a fault is one of `open`
            return file


@contextmanager
def _raise_as_system_fault() -> Iterator[None]:
    try:
        yield
    except (BotoCoreError, ClientError) as fault:
        raise OSError(str(fault)) from fault
