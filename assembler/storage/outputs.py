"""Writes outputs and new files, whole or not at all: folders of outputs, single outputs, scaffolds."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, ExitStack, suppress
from pathlib import Path

from assembler.errors import Unwritable
from assembler.storage.atomic import (
    clear_leftovers,
    create_folder,
    defer_signals,
    hidden_path,
    remove,
    replace_folder,
    sync_folder,
)
from assembler.storage.lock import hold_lock
from assembler.storage.staging import check_free, explain_refusals, place_new_file, stage_file

MANIFEST = "manifest.json"
_BUILD = "build"
"""The folder, in that of a report, below which drafts, finals and backups lie."""
_INPUTS = ("contributions", "templates")
"""The folders, in that of a report, of which the report is made."""


def write_folder(folder: Path, outputs: Mapping[str, bytes], mark: str = MANIFEST) -> None:
    """Replaces a folder with these files, by name; at every moment the folder holds the former files or the new ones.

    One of the files, the mark, shows that the program has made the folder. Raises Unwritable where the system refuses,
    or where the folder holds files that the program has not written; Busy where another process writes there.
    """
    with explain_refusals(folder, outputs.values()):
        folder = folder.resolve()  # a link to a folder stays a link
        _check_origin(folder, mark)
        with defer_signals(), _lock(folder):
            _replace_folder(folder, outputs)


def write_new_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Makes a new folder with these files, by their paths in it, whole or not at all.

    Raises Unwritable where something has that name already, or where the system refuses.
    """
    check_free(folder)
    with defer_signals(), explain_refusals(folder, files.values()), _lock(folder):
        _replace_folder(folder, files)


def _replace_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    clear_leftovers(folder)
    try:
        create_folder(hidden_path(folder), files)
        replace_folder(hidden_path(folder), folder)
    finally:
        remove(hidden_path(folder))


def write_into_folder(folder: Path, outputs: Mapping[str, bytes]) -> None:
    """Writes these files into a folder, each whole; other files in the folder stay, former ones are replaced.

    Raises Unwritable where the system refuses.
    """
    places = {folder / name: data for name, data in outputs.items()}
    with defer_signals(), explain_refusals(folder, outputs.values()), ExitStack() as locks:
        for place in sorted(places):  # in one order, so that no two wait for each other
            locks.enter_context(_lock(place))
        try:
            for place, data in places.items():
                stage_file(place, data)
            for place in places:
                hidden_path(place).replace(place)
            sync_folder(folder)
        finally:
            for place in places:
                remove(hidden_path(place))


def write_output(path: Path, data: bytes) -> None:
    """Writes one file in the place of a former one, whole or not at all. Raises Unwritable."""
    write_into_folder(path.parent, {path.name: data})


def write_new_file(path: Path, data: bytes) -> None:
    """Writes a new file, whole or not at all.

    Raises Unwritable where something has that name already, or where the system refuses.
    """
    check_free(path)
    with defer_signals(), explain_refusals(path, [data]), _lock(path):
        try:
            stage_file(path, data)
            place_new_file(path)
            sync_folder(path.parent)
        finally:
            remove(hidden_path(path))


def _lock(place: Path) -> AbstractContextManager[None]:
    """Keeps other processes from writing to this place."""
    return hold_lock(hidden_path(place, "lock"), lambda _: None)


def check_output_folder(folder: Path, root: Path) -> None:
    """Raises Unwritable where a folder for outputs lies among the inputs, or is the working folder or above it.

    So it does where the folder is that of the report, its build/, or above them.
    """
    check_outside_inputs(folder, root)
    with suppress(FileNotFoundError):  # the working folder may have been removed
        if Path.cwd().is_relative_to(folder.resolve()):
            hint = "go to another folder first, and name this one from there"
            raise Unwritable(f"You are in {folder.resolve()}, which would be replaced as a whole; {hint}.")
    if (root / _BUILD).resolve().is_relative_to(folder.resolve()):
        raise Unwritable(
            f"{folder} would be replaced as a whole, with all that the report has in {_BUILD}/. Name a folder in it."
        )


def check_outside_inputs(folder: Path, root: Path) -> None:
    """Raises Unwritable where a folder for outputs lies among the inputs of the report."""
    for name in _INPUTS:
        if folder.resolve().is_relative_to((root / name).resolve()):
            raise Unwritable(
                f"{folder} lies in {name}/, which holds what the report is made of. Name a folder outside of it."
            )


def _check_origin(folder: Path, mark: str) -> None:
    for place in (folder, *folder.parents):
        if place.exists() and not place.is_dir():
            raise Unwritable(f"{place} is a file; the outputs need a folder.")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / mark).is_file():
        raise Unwritable(
            f"{folder} holds files that no build has put there, and the whole folder would be replaced. "
            "Name an empty or new folder."
        )
