"""Replaces or removes texts of a report, all of them or none: only what was read, with the permissions of each file.

Commands do so through `text_changes`, which keeps the former texts.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from assembler.errors import Unwritable
from assembler.storage.atomic import clear_path, defer_signals, exchange, hidden_path, remove, sync_files, sync_folder
from assembler.storage.staging import check_free, explain_refusals, place_new_file, stage_file

type Replacement = tuple[bytes | None, bytes | None]
"""The bytes that a text has, or None where there is no file yet, and those that it is to have, or None to remove it."""


def replace_texts(root: Path, texts: Mapping[str, Replacement], *, whole: bool = False) -> dict[str, str]:
    """Replaces the texts below a folder, by their places in it: all of them or none.

    A text that cannot be replaced is left alone, with `whole` all of them are; the result says why, such as “is
    write-protected”, by place. Files keep their permissions. Raises Unwritable where the system refuses.
    """
    with defer_signals():
        return _replace_texts(root, texts, whole=whole)


def _replace_texts(root: Path, texts: Mapping[str, Replacement], *, whole: bool) -> dict[str, str]:
    left = {name: reason for name, (old, _) in texts.items() if (reason := _why_not(root / name, old))}
    wanted = {} if left and whole else {root / name: both for name, both in texts.items() if name not in left}
    replaced: list[Path] = []
    try:
        for place, (_, data) in wanted.items():
            with explain_refusals(place, [data or b""]):
                clear_path(hidden_path(place)) if data is None else stage_file(place, data, sync=False)
        staged = {place: data for place, (_, data) in wanted.items() if data is not None}
        with explain_refusals(next(iter(staged), root), staged.values()):
            sync_files([hidden_path(place) for place in staged])
        for place, (old, data) in wanted.items():
            with explain_refusals(place):
                _set_aside(place) if data is None else place_new_file(place) if old is None else _exchange(place)
            replaced.append(place)
    except Unwritable:
        for place in reversed(replaced):
            _restore(place, wanted[place][0])
        raise
    finally:
        for place in wanted:
            remove(hidden_path(place))
        for folder in {place.parent for place in replaced}:
            sync_folder(folder)
    return left


def _why_not(path: Path, old: bytes | None) -> str:
    """Why a text cannot be replaced; empty where it can. Raises Unwritable."""
    with explain_refusals(path):
        if old is None:
            check_free(path)
            return ""
        try:
            state = path.lstat()
            if not stat.S_ISREG(state.st_mode):
                return "is a link"
            if not state.st_mode & 0o222 or not os.access(path, os.W_OK):
                return "is write-protected"
            return "" if path.read_bytes() == old else "has changed since it was read"
        except FileNotFoundError:
            return "is no longer there"


def _exchange(place: Path) -> None:
    """Exchanges a staged file with the former one, so that the former one can be put back; replaces where it cannot."""
    if not exchange(hidden_path(place), place):
        hidden_path(place).replace(place)


def _set_aside(place: Path) -> None:
    """Takes a text from its place, so that it can be put back until all are done."""
    place.rename(hidden_path(place))


def _restore(place: Path, old: bytes | None) -> None:
    """Restores a text, as far as the system allows."""
    with suppress(OSError):
        if old is None:
            place.unlink()
        elif not os.path.lexists(place):
            hidden_path(place).rename(place)
        elif not (hidden_path(place).exists() and exchange(hidden_path(place), place)):
            stage_file(place, old)
            hidden_path(place).replace(place)
