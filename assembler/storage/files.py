"""Reads files and folders: their bytes, names and hashes, or a sentence on what the machine refuses."""

from __future__ import annotations

import os
import stat
from hashlib import file_digest
from itertools import accumulate
from pathlib import Path, PurePath

from assembler.errors import Unreadable, Vanished, explain_os_error
from assembler.storage.operating_system import BINARY, NO_WAIT
from assembler.storage.report_folder import FOLDER

MOST_BYTES = 1 << 26
"""How much of a file is read; the readers refuse far less than that."""
_PART_BYTES = 1 << 16
"""How much is read at once: room for it is made before it is known how much there is."""


def read_bytes(path: Path | str) -> bytes:
    """The bytes of a file, of a huge one the first MOST_BYTES. Raises Unreadable, as of a pipe where nobody writes."""
    try:
        handle = os.open(path, os.O_RDONLY | NO_WAIT | BINARY)  # a pipe is opened before anybody writes into it
        try:
            kind = os.fstat(handle).st_mode
            if not stat.S_ISREG(kind):
                os.set_blocking(handle, True)
            data = _read(handle, MOST_BYTES)
        finally:
            os.close(handle)
    except OSError as error:
        raise _refused(path, error) from error
    if not data and stat.S_ISFIFO(kind):
        raise Unreadable(f"{path} is a pipe into which nobody writes; a file is needed.")
    return data


def _read(handle: int, most: int) -> bytes:
    """What can be read from an open file, at most so many bytes. Raises OSError."""
    parts: list[bytes] = []
    while most and (part := os.read(handle, min(most, _PART_BYTES))):
        parts.append(part)
        most -= len(part)
    return b"".join(parts)


def hash_file(folder: Path, name: str) -> str:
    """The sha256 of a file below a folder, or why there is none, to stand after its name; a link may not lead out."""
    path = folder / name
    try:
        if not os.path.lexists(path):
            return "is missing"
        if is_outside(folder, name):
            return "is a link that leads out of the folder"
        if not path.is_file():
            return "is no file any more"
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return f"cannot be read: {error.strerror}"


def list_names(folder: Path) -> tuple[str, ...]:
    """What lies in a folder, in order. Raises Unreadable."""
    return tuple(entry.name for entry in list_entries(folder))


def list_entries(folder: Path) -> list[os.DirEntry[str]]:
    """What lies in a folder, in order. Raises Unreadable."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        raise _refused(folder, error) from error


def _refused(path: Path | str, error: OSError) -> Unreadable:
    kind = Vanished if isinstance(error, FileNotFoundError) else Unreadable
    return kind(f"{path} cannot be read: {explain_os_error(error)}.")


def is_outside(root: Path, path: str) -> bool:
    """Whether a path leads through a link to something outside the report."""
    inside = PurePath(path)
    ways = accumulate(inside.parts, lambda way, name: f"{way}/{name}", initial=str(root))
    if not inside.is_absolute() and ".." not in inside.parts and not any(map(os.path.islink, ways)):
        return False
    real = os.path.realpath(root / path)
    return not any(real.startswith(os.path.realpath(folder) + os.sep) for folder in (root, root / FOLDER))
