"""Says to whom a folder belongs in which the program may not write, and what its user can do."""

from __future__ import annotations

import errno
import os
import shlex
import stat
from contextlib import suppress
from pathlib import Path

from assembler.storage.operating_system import is_own
from assembler.storage.report_folder import FOLDER


def describe_way_out(error: OSError, place: Path) -> str:
    """What to do where the right to write at a place is missing, in sentences after a blank; empty for other errors."""
    if error.errno not in (errno.EACCES, errno.EPERM):
        return ""
    path = Path(os.fsdecode(error.filename)) if error.filename else place
    with suppress(OSError):
        folder = next(parent for parent in path.parents if parent.exists())
        if not os.access(folder, os.W_OK | os.X_OK):
            return _describe_folder(folder)
        if path.exists() and _is_kept_by_owner(path):
            return f" {path} belongs to {_find_owner(path)}: ask for its removal, or name another folder."
    return ""


def _describe_folder(folder: Path) -> str:
    """What to do about a folder in which one may not write."""
    if is_own(folder.stat().st_uid):
        return f" {folder} is write-protected: “chmod u+rwx {shlex.quote(str(folder))}” lets you write there."
    ask = f" {folder} belongs to {_find_owner(folder)}: ask for the right to write there"
    is_report = (folder / FOLDER).exists()
    can_rename = not is_report and os.access(folder.parent, os.W_OK | os.X_OK) and not _is_kept_by_owner(folder)
    return f"{ask}, or rename the folder, and a new one is made." if can_rename else f"{ask}."


def _is_kept_by_owner(path: Path) -> bool:
    """Whether only the owner may rename or remove a file or folder of somebody else, as in /tmp."""
    owners = {path.stat().st_uid, path.parent.stat().st_uid}
    return bool(path.parent.stat().st_mode & stat.S_ISVTX) and not any(map(is_own, owners))


def _find_owner(path: Path) -> str:
    """The name of the user to whom a file or folder belongs; the number where the system has no name."""
    number = path.stat().st_uid
    with suppress(ImportError, KeyError):  # Windows has no such list
        from pwd import getpwuid  # only for those who may not write

        return getpwuid(number).pw_name
    return f"user {number}"
