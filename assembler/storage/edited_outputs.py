"""Backs up outputs that somebody has edited before a build replaces them.

A draft is there to be edited in Word or marked in a PDF reader, often where it lies, and the next build replaces the
whole folder. So each file that no build has written is copied first, once, under a name made from its content.
"""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Callable, Iterator, Mapping
from hashlib import file_digest
from io import BufferedReader
from pathlib import Path

from assembler.errors import Unreadable, explain_os_error
from assembler.storage.outputs import MANIFEST, write_new_file

EDITED = "build/edited"
"""The folder of the backups, in that of the report."""
_FOR_PROGRAMS = (MANIFEST, f"{MANIFEST}.sig", "report.json")
"""Outputs that nobody edits to say something."""
_OF_PROGRAMS = (".", "~$")
"""How the names of files begin that programs keep for themselves while a document is open."""


def back_up_edited_outputs(folder: Path, root: Path, on_backup: Callable[[str], None]) -> None:
    """Copies each file in a folder of outputs that is not as a build has written it; calls `on_backup` with a sentence.

    Raises Unreadable or Unwritable where the system refuses.
    """
    if not (folder / MANIFEST).is_file():  # not a folder of outputs, so it is not replaced
        return
    for name, digest in _find_edited(folder):
        path = Path(name)
        place = f"{EDITED}/{path.stem}-{digest[:8]}{path.suffix}"
        if not os.path.lexists(root / place):
            _keep(folder / name, root / place)
        hint = f"; “assembler merge {shlex.quote(place)}” takes its words over" if path.suffix == ".docx" else ""
        on_backup(f"{name} was not as a build had written it and has been replaced; it is kept as {place}{hint}.")


def _keep(file: Path, place: Path) -> None:
    """Gives a file a second name, or copies the file where the disk cannot do that."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.hardlink_to(file)
    except OSError:  # another disk, or one without hard links
        write_new_file(place, _read(file, lambda opened: opened.read()))


def _find_edited(folder: Path) -> Iterator[tuple[str, str]]:
    """The files in a folder that are not as its manifest says: path and hash of each."""
    hashes = _read_hashes(folder)
    for path, _, names in os.walk(folder):
        for file in (Path(path, name) for name in sorted(names) if not name.startswith(_OF_PROGRAMS)):
            name = file.relative_to(folder).as_posix()
            if name in _FOR_PROGRAMS or file.is_symlink() or not file.is_file():
                continue
            digest = _read(file, lambda opened: file_digest(opened, "sha256").hexdigest())
            if digest != hashes.get(name):
                yield name, digest


def _read_hashes(folder: Path) -> Mapping[str, object]:
    """The hashes of the outputs by name; none where the manifest cannot be used."""
    try:
        outputs = json.loads((folder / MANIFEST).read_bytes())["outputs"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}
    return outputs if isinstance(outputs, dict) else {}


def _read[T](file: Path, read: Callable[[BufferedReader], T]) -> T:
    try:
        with file.open("rb") as opened:
            return read(opened)
    except OSError as error:
        raise Unreadable(f"{file} cannot be read: {explain_os_error(error)}.") from error
