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
_INPUTS = ("contributions", "templates")
"""The folders, in that of a report, of which the report is made."""


def write_folder(folder: Path, outputs: Mapping[str, bytes], mark: str = MANIFEST) -> None:
    """Makes the folder hold exactly these files, by name; it holds the former set or the new one at every moment.

    One of them is the mark by which the folder is known as the program's own. Raises Unwritable where the machine
    refuses, or where the folder holds what the program has not put there; Busy where somebody else puts files there.
    """
    with explain_refusals(folder, outputs.values()):
        folder = folder.resolve()  # a link to a folder stays a link
        _refuse_strangers(folder, mark)
        with defer_signals(), _alone(folder):
            _put_folder(folder, outputs)


def write_new_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Makes the folder with these files, by their place in it, whole or not at all.

    Raises Unwritable where something of that name is there, or where the machine refuses.
    """
    check_free(folder)
    with defer_signals(), explain_refusals(folder, files.values()), _alone(folder):
        _put_folder(folder, files)


def _put_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    clear_leftovers(folder)
    try:
        create_folder(hidden_path(folder), files)
        replace_folder(hidden_path(folder), folder)
    finally:
        remove(hidden_path(folder))


def write_into_folder(folder: Path, outputs: Mapping[str, bytes]) -> None:
    """Puts these files into a folder of outputs, all whole; others in it stay, former ones are replaced.

    Raises Unwritable where the machine refuses.
    """
    places = {folder / name: data for name, data in outputs.items()}
    with defer_signals(), explain_refusals(folder, outputs.values()), ExitStack() as held:
        for place in sorted(places):  # in one order, so that no two wait for each other
            held.enter_context(_alone(place))
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
    """Writes an output in the place of the former one, whole or not at all. Raises Unwritable."""
    write_into_folder(path.parent, {path.name: data})


def write_new_file(path: Path, data: bytes) -> None:
    """Writes a file that is not there yet, whole or not at all.

    Raises Unwritable where something of that name is there, or where the machine refuses.
    """
    check_free(path)
    with defer_signals(), explain_refusals(path, [data]), _alone(path):
        try:
            stage_file(path, data)
            place_new_file(path)
        finally:
            remove(hidden_path(path))


def _alone(place: Path) -> AbstractContextManager[None]:
    """While it lasts, nobody else puts something in this place."""
    return hold_lock(hidden_path(place, "lock"), lambda _: None)


def check_output_folder(folder: Path, root: Path) -> None:
    """Raises Unwritable where a folder for outputs lies among the files of which the report is made, or where somebody
    works in it, whose next command would find nothing any more."""
    check_outside_inputs(folder, root)
    with suppress(FileNotFoundError):  # whoever works in a folder that has gone works in no folder for outputs
        if Path.cwd().is_relative_to(folder.resolve()):
            hint = "go to another folder first, and name this one from there"
            raise Unwritable(f"You are in {folder.resolve()}, which would be replaced as a whole; {hint}.")


def check_outside_inputs(folder: Path, root: Path) -> None:
    """Raises Unwritable where a folder for outputs lies among the files of which the report is made."""
    for name in _INPUTS:
        if folder.resolve().is_relative_to((root / name).resolve()):
            raise Unwritable(
                f"{folder} lies in {name}/, which holds what the report is made of. Name a folder outside of it."
            )


def _refuse_strangers(folder: Path, mark: str) -> None:
    for place in (folder, *folder.parents):
        if place.exists() and not place.is_dir():
            raise Unwritable(f"{place} is a file; the outputs need a folder.")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / mark).is_file():
        raise Unwritable(
            f"{folder} holds files that no build has put there, and the whole folder would be replaced. "
            "Name an empty or new folder."
        )
