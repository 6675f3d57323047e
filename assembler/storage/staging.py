"""Stages a file beside its place, under a hidden name, and puts it there in one step; says what the machine refuses."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from errno import EACCES
from pathlib import Path

from assembler.errors import Unwritable, explain_os_error
from assembler.storage.atomic import HIDDEN_PREFIX, clear_path, create_file, hidden_path
from assembler.storage.permissions import describe_way_out


def stage_file(place: Path, data: bytes, *, sync: bool = True) -> None:
    """Writes the successor of a file beside its place, with owner and permissions of a former file. Raises OSError.

    Who asks for no `sync` calls `sync_files` for the hidden paths.
    """
    new = hidden_path(place)
    place.parent.mkdir(parents=True, exist_ok=True)
    clear_path(new)
    state = place.stat() if place.exists() else None
    create_file(new, data, stat.S_IMODE(state.st_mode) if state else None, sync=sync)
    if state:
        with suppress(PermissionError):  # only the superuser may give a file away
            shutil.chown(new, state.st_uid, state.st_gid)


def place_new_file(place: Path) -> None:
    """Gives a staged file its place; the caller syncs the folder. Raises OSError, or Unwritable where it is taken."""
    try:
        place.hardlink_to(hidden_path(place))  # fails where another process has made the file since
    except OSError:
        check_free(place)
        hidden_path(place).rename(place)  # a drive without hard links


def check_free(path: Path) -> None:
    """Raises Unwritable where something of this name is there, or a file stands in the place of a folder above."""
    if path.exists() or path.is_symlink():
        raise Unwritable(f"{path} is already there; nothing was made.")
    for folder in path.parents:
        if folder.exists() and not folder.is_dir():
            raise Unwritable(f"{folder} is a file, where a folder is needed; nothing was made.")


@contextmanager
def explain_refusals(place: Path, data: Iterable[bytes] = ()) -> Iterator[None]:
    """Says what the system refuses in a sentence with the place and what is needed. Raises Unwritable."""
    try:
        yield
    except OSError as error:
        named = Path(str(error.filename)) if error.filename else place
        if isinstance(error, FileExistsError) and HIDDEN_PREFIX in named.name:
            left = f"{named} is left from an earlier run and cannot be taken away; delete it."
            raise Unwritable(left + describe_way_out(PermissionError(EACCES, "", str(named)), named)) from error
        where = place if HIDDEN_PREFIX in str(named) or named.is_relative_to(place) else named
        reason = explain_os_error(error, [len(content) for content in data])
        raise Unwritable(f"{where} cannot be written: {reason}.{describe_way_out(error, place)}") from error
