"""What somebody has edited among the outputs: kept when they are replaced, since its words may stand nowhere else.

A draft is there to be edited in Word or marked in a PDF reader, often where it lies, and the next build replaces all
that lies there. So whatever no build has written is copied first, under a name by its content: once, however often it
is met.
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
"""Where such files are kept, in the folder of the report."""
_FOR_PROGRAMS = (MANIFEST, f"{MANIFEST}.sig", "report.json")
"""Outputs that nobody edits to say something."""
_OF_PROGRAMS = (".", "~$")
"""How the names begin of files that programs keep for themselves while a document is open."""


def back_up_edited_outputs(folder: Path, root: Path, tell: Callable[[str], None]) -> None:
    """Copies what lies in a folder of outputs but is not as a build has written it, and tells of each copy.

    Raises Unreadable or Unwritable where the machine refuses.
    """
    if not (folder / MANIFEST).is_file():  # a folder of somebody else, which is not replaced
        return
    for name, digest in _edited(folder):
        path = Path(name)
        place = f"{EDITED}/{path.stem}-{digest[:8]}{path.suffix}"
        if not os.path.lexists(root / place):
            _keep(folder / name, root / place)
        hint = f"; “assembler merge {shlex.quote(place)}” takes its words over" if path.suffix == ".docx" else ""
        tell(f"{name} was not as a build had written it and has been replaced; it is kept as {place}{hint}.")


def _keep(file: Path, place: Path) -> None:
    """Gives a file a second name, or where that can't be had, copies it."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.hardlink_to(file)
    except OSError:  # on another disk, or on one that knows no second names
        write_new_file(place, _read(file, lambda opened: opened.read()))


def _edited(folder: Path) -> Iterator[tuple[str, str]]:
    """The files in a folder that are not as the manifest there says: their place in it, and their hash."""
    written = _written(folder)
    for path, _, names in os.walk(folder):
        for file in (Path(path, name) for name in sorted(names) if not name.startswith(_OF_PROGRAMS)):
            name = file.relative_to(folder).as_posix()
            if name in _FOR_PROGRAMS or file.is_symlink() or not file.is_file():
                continue
            digest = _read(file, lambda opened: file_digest(opened, "sha256").hexdigest())
            if digest != written.get(name):
                yield name, digest


def _written(folder: Path) -> Mapping[str, object]:
    """The hashes of the outputs by name; none where the manifest can't be used."""
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
        raise Unreadable(f"{file} can't be read: {explain_os_error(error)}.") from error
