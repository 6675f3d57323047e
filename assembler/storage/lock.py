"""Locks a report, so that one process at a time changes it; the others wait, and their users learn for whom.

The lock is that of the system on a hidden file, which also names the holder. The lock ends with its process,
however that ends; a file that is left behind locks nobody out. Drives without locks are used without.
"""

from __future__ import annotations

import errno
import os
import shlex
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from assembler.errors import Busy, Unwritable, explain_os_error
from assembler.model.progress import Progress
from assembler.storage.atomic import HIDDEN_PREFIX, defer_signals, find_leftovers, remove
from assembler.storage.operating_system import BINARY, NO_FOLLOW, NO_WAIT, lock_file, set_permissions
from assembler.storage.permissions import describe_way_out

PATIENCE = 600
"""For how many seconds a process waits for the lock."""
_MAX_VANISHED = 100
"""How often the folder of a lock may vanish, before the place is taken for one that can hold no files."""
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
PAUSE = 0.05
"""After how many seconds the lock is tried again."""
_READ_LOCK = os.O_RDONLY | NO_FOLLOW | NO_WAIT
"""How a lock of another process is opened: in its place may be a link, or a pipe into which nobody writes."""
_LONGEST = 200
"""How many characters of a command are shown."""
_LOCK = f"build/{HIDDEN_PREFIX}lock"
_PLACES = ("contributions", "build")
"""Where the program writes in the folder of a report."""


@contextmanager
def lock_report(root: Path, on_wait: Progress) -> Iterator[None]:
    """Keeps other processes from changing the report; first removes what killed processes have left.

    Calls `on_wait` with the holder. Raises Busy where waiting takes too long, Unwritable where the system refuses.
    """
    with hold_lock(root / _LOCK, on_wait):
        _remove_leftovers(root)
        yield


def _remove_leftovers(root: Path) -> None:
    with defer_signals():
        for leftover in (path for place in _PLACES for path in find_leftovers(root / place)):
            if not is_locked(leftover.with_name(f"{leftover.name.rpartition('-')[0]}-lock")):
                remove(leftover)


@contextmanager
def hold_lock(place: Path, on_wait: Callable[[str], None]) -> Iterator[None]:
    """Holds the lock of this name; a folder that is made for the lock is removed if it is empty.

    Calls `on_wait` once, with the holder. Raises Busy where waiting takes too long, Unwritable where the system
    refuses.
    """
    is_new_folder = not place.parent.exists()
    handles: list[int] = []
    try:
        _acquire(place, on_wait, handles)
        yield
    finally:
        with defer_signals():
            for handle in handles:
                # While it is held: who waits for this very file sees that it has gone, and begins anew.
                with suppress(OSError):
                    place.unlink()
                with suppress(OSError):  # what was to be done alone is done, whatever the disk says now
                    os.close(handle)
            if is_new_folder:
                with suppress(OSError):
                    place.parent.rmdir()


def is_locked(place: Path) -> bool:
    """Whether a process holds the lock of this name; False where this cannot be known."""
    try:
        handle = os.open(place, _READ_LOCK)
    except OSError:
        return False
    try:
        lock_file(handle, shared=True)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(handle)
    return False


def _acquire(place: Path, on_wait: Callable[[str], None], handles: list[int]) -> None:
    holder = "another process"
    vanished = 0
    for waited in range(int(PATIENCE / PAUSE)):
        with defer_signals():
            try:
                holder = _try(place, handles) or holder
            except FileNotFoundError as error:  # somebody has just taken the empty folder away
                vanished += 1
                if vanished == _MAX_VANISHED:
                    raise Unwritable(f"{place.parent} cannot be written: {explain_os_error(error)}.") from error
        if handles:
            return
        if waited == 1:
            on_wait(f"Waiting for {holder}, which is at work in {place.parent}.")
        time.sleep(PAUSE)
    raise Busy(f"{holder} is at work in {place.parent}, so nothing was done; wait for it, or end it.")


def _try(place: Path, handles: list[int]) -> str:
    """Takes the lock if it is free, else names the holder. Raises FileNotFoundError where its folder has just gone."""
    try:
        handle = _opened(place)
    except FileNotFoundError:
        raise
    except FileExistsError as error:
        raise Unwritable(f"{place.parent} is a file, where a folder is needed; nothing was made.") from error
    except OSError as error:
        reason = explain_os_error(error)
        raise Unwritable(f"{place.parent} cannot be written: {reason}.{describe_way_out(error, place)}") from error
    if _is_ours(handle, place):
        handles.append(handle)
        return ""
    holder = _holder(handle)
    os.close(handle)
    return holder


def _opened(place: Path) -> int:
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        return os.open(place, os.O_RDWR | os.O_CREAT | NO_FOLLOW | BINARY, 0o644)
    except PermissionError as refused:  # of somebody else, who may have left it behind
        if not os.path.lexists(place):
            raise refused from None
        return os.open(place, _READ_LOCK)


def _is_ours(handle: int, place: Path) -> bool:
    """Whether the lock is ours now; writes our name into the file."""
    try:
        lock_file(handle)
    except BlockingIOError:
        return False
    except OSError:
        pass  # a drive without locks
    try:
        there = place.lstat()
        if not os.path.samestat(there, os.fstat(handle)):
            return False
        os.ftruncate(handle, 0)
        set_permissions(handle, 0o644)  # so that others can see whether it is held, whatever is usual for our files
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, _ourselves().encode("utf-8", "replace"))
    except FileNotFoundError:
        return False
    except OSError as error:
        if error.errno in _NO_ROOM:  # it is held all the same, though nobody can read by whom
            return True
        # Left behind by somebody else, in whose file we cannot write.
        with suppress(OSError):
            place.unlink()
        return False
    return True


def read_command_line() -> str:
    """The command that this process carries out, as it was typed."""
    return shlex.join([Path(sys.argv[0]).name.replace("__main__.py", "assembler"), *sys.argv[1:]])


def _ourselves() -> str:
    return f"process {os.getpid()} (“{read_command_line()[:_LONGEST]}”)"


def _holder(handle: int) -> str:
    """What the file says of its holder; anybody may have written it."""
    with suppress(OSError):
        os.lseek(handle, 0, os.SEEK_SET)
        text = os.read(handle, 4 * _LONGEST).decode("utf-8", "replace")
        return "".join(sign for sign in text if sign.isprintable()) or "another process"
    return "another process"
