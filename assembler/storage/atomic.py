"""Atomic writes: bytes are written beside their place under a hidden name, synced to disk, and put there in one step.

Linux can exchange two names in one step (renameat2), so that a folder is the old one or the new one at every moment;
Python has no call for this. On other systems and some network drives, two steps take its place. The hidden name is
always the same for the same place: the next process that writes there removes what a killed process has left behind.
So only one process at a time may write to a place, which `lock.py` ensures.
"""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from itertools import count
from pathlib import Path

from assembler.storage.operating_system import BINARY, ENDING_SIGNALS, find_system_call, set_permissions

HIDDEN_PREFIX = ".assembler-"
"""How every hidden name of the program begins."""
_ASIDE = "-left"
"""How the hidden name of a leftover ends that could not be removed."""
_MOST_SINGLE_SYNCS = 8
"""Up to how many files are synced one by one."""
_HERE = -100
"""AT_FDCWD: paths are meant from the working folder."""
_EXCHANGE = 2
"""RENAME_EXCHANGE."""
_NOT_OFFERED = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EXDEV, errno.ENOTEMPTY, errno.EEXIST)
"""The errors where names cannot be exchanged; the last two come from drives that ignore the flag (exfat-fuse)."""


@contextmanager
def defer_signals() -> Iterator[None]:
    """Defers the signals that end the program, while steps are taken that must all be done, or all be undone."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING_SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def hidden_path(place: Path, end: str = "new") -> Path:
    """The hidden path beside a file or folder where its successor is written: on the same disk, of fixed length."""
    return place.parent / f"{HIDDEN_PREFIX}{sha256(os.fsencode(place.name)).hexdigest()[:12]}-{end}"


def create_file(path: Path, data: bytes, mode: int | None = None, *, sync: bool = True) -> None:
    """Writes a new file and syncs it to disk, with these permissions or the usual ones. Raises OSError.

    With given permissions, nobody else can read the file while it is written. Who asks for no `sync` calls
    `sync_files`.
    """
    with os.fdopen(
        os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, 0o666 if mode is None else 0o600), "wb"
    ) as file:
        file.write(data)
        if mode is not None:
            set_permissions(file.fileno(), mode)
        file.flush()
        if sync:
            os.fsync(file.fileno())


def sync_files(files: Sequence[Path]) -> None:
    """Syncs written files to disk; many at once with all that their disks have to write. Raises OSError."""
    if len(files) > _MOST_SINGLE_SYNCS and _sync_disks({file.stat().st_dev: file for file in files}.values()):
        return
    for file in files:
        with _open(file) as handle:
            os.fsync(handle)


def _sync_disks(files: Iterable[Path]) -> bool:
    """Syncs the disks on which these files lie; False where the system cannot. Raises OSError.

    For a hundred texts that takes a fifth of the time: each fsync waits for the journal of the disk.
    """
    call = find_system_call("syncfs")
    if call is None:
        return False
    import ctypes

    for file in files:
        with _open(file) as handle:
            if call(handle):
                number = ctypes.get_errno()
                raise OSError(number, os.strerror(number), str(file))
    return True


@contextmanager
def _open(path: Path) -> Iterator[int]:
    handle = os.open(path, os.O_RDONLY)
    try:
        yield handle
    finally:
        os.close(handle)


def create_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Makes a folder with these files, by their paths in it, and syncs it to disk. Raises OSError."""
    folder.mkdir()
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        create_file(folder / name, data)
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Syncs the names in a folder to disk; some network drives cannot, and are left alone."""
    with suppress(OSError), _open(folder) as handle:
        os.fsync(handle)


def exchange(one: Path, other: Path) -> bool:
    """Exchanges the names of two files or folders in one step; False where the system cannot. Raises OSError.

    A drive that ignores the flag puts a file in the place of the other one, which is gone then.
    """
    call = find_system_call("renameat2")
    if call is None:
        return False
    import ctypes  # only here, since a first build replaces nothing

    if call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _NOT_OFFERED:
        return False
    raise OSError(number, os.strerror(number), str(other))


def replace_folder(new: Path, folder: Path) -> None:
    """Puts a folder in the place of another one, which is then removed, or in an empty place. Raises OSError."""
    if not folder.exists():
        new.rename(folder)
    elif not exchange(new, folder):
        _replace_in_two_steps(new, folder)
    sync_folder(folder.parent)
    remove(new)


def _replace_in_two_steps(new: Path, folder: Path) -> None:
    old = hidden_path(folder, "old")
    try:
        folder.rename(old)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _set_aside(folder, old)
    try:
        new.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    remove(old)


def _set_aside(folder: Path, old: Path) -> None:
    """Moves a folder by copying: in a container, a folder that came with the image cannot be renamed."""
    import shutil  # only here and below, since it takes a fiftieth of a check to load

    copy = hidden_path(folder, "copy")
    remove(copy)
    shutil.copytree(folder, copy)
    copy.rename(old)
    shutil.rmtree(folder)


def clear_leftovers(place: Path) -> None:
    """Removes what a killed process has left beside a file or folder. Raises OSError.

    Where the process was killed between the two steps, the old folder gets its place again.
    """
    old = hidden_path(place, "old")
    if old.exists():
        remove(place)
        old.rename(place)
    for left in (hidden_path(place), hidden_path(place, "copy")):
        clear_path(left)


def find_leftovers(folder: Path) -> tuple[Path, ...]:
    """The hidden paths below a folder that unfinished work has left, or that a process is using now."""
    return tuple(
        Path(at) / name
        for at, folders, files in os.walk(folder)
        for name in (*folders, *files)
        if name.startswith(HIDDEN_PREFIX) and name.endswith(("-new", "-lock", _ASIDE))
    )


def clear_path(path: Path) -> None:
    """Frees a hidden path: what an earlier run has left there is removed, or gets another hidden name.

    The latter where it belongs to somebody else, as when the superuser has built the report before.
    """
    remove(path)
    if os.path.lexists(path):
        stem = path.name.rpartition("-")[0]
        names = (path.with_name(f"{stem}-{number}{_ASIDE}") for number in count(1))
        with suppress(OSError):
            path.rename(next(name for name in names if not os.path.lexists(name)))


def remove(path: Path) -> None:
    """Removes a file, or a folder with all that is in it, as far as the system allows."""
    with suppress(OSError):
        if path.is_symlink() or not path.is_dir():
            path.unlink()
            return
    import shutil

    shutil.rmtree(path, ignore_errors=True)
    if os.path.lexists(path):
        _make_writable(path)
        shutil.rmtree(path, ignore_errors=True)


def _make_writable(folder: Path) -> None:
    """Gives a folder and the folders in it the permissions without which nothing in them can be removed."""
    with suppress(OSError):
        folder.chmod(0o700)
    for parent, names, _ in os.walk(folder):
        for inner in (Path(parent, name) for name in names):
            with suppress(OSError):
                if not inner.is_symlink():
                    inner.chmod(0o700)
