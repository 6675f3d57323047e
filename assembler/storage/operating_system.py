"""What differs between operating systems: the signals that end a program, flags of open files, and locks.

Linux and macOS have all of it. Windows lacks some; there a substitute stands, or nothing where the loss is small.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Any

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

ENDING_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""The signals with which people and systems end a program."""

BINARY = getattr(os, "O_BINARY", 0)
"""Keeps Windows from changing line ends."""
NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
"""Refuses to open a link."""
NO_WAIT = getattr(os, "O_NONBLOCK", 0)
"""Opens a pipe without waiting until somebody writes into it."""

_LOCKED_BYTE = 1 << 30
"""Which byte of a file Windows locks: none that is ever written, since nobody could read a locked one."""


def lock_file(handle: int, *, shared: bool = False) -> None:
    """Locks an open file, at once or not at all; a shared lock is for those who only ask whether there is another.

    Raises BlockingIOError where another process holds the lock, OSError where the drive has no locks.
    """
    if fcntl is not None:
        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        return
    import msvcrt

    os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
    try:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # Windows alone has these
    except PermissionError as error:
        raise BlockingIOError(error.errno, str(error)) from error


def set_permissions(handle: int, mode: int) -> None:
    """Sets the permissions of an open file, where the system has such permissions. Raises OSError."""
    if hasattr(os, "fchmod"):
        os.fchmod(handle, mode)


def is_own(user: int) -> bool:
    """Whether files of this user are those of the user who runs the program."""
    return not hasattr(os, "geteuid") or user == os.geteuid()


def find_system_call(name: str) -> Callable[..., Any] | None:
    """A function of the C library that Python does not offer; none where the system lacks it."""
    import ctypes  # only here, since most commands call none

    return None if os.name == "nt" else getattr(ctypes.CDLL(None, use_errno=True), name, None)
