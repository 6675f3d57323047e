"""Reads a report's folder at one moment: contributions, settings, the report's own templates, the emblem, and the
records of changes that are not settled.

What is a text by its place is read; what somebody may take for a text and is none is named in a finding: links out of
the report, links to folders, devices, files with other names. What a file says is left to `load`.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import chain
from pathlib import Path

from assembler.errors import Unreadable, Vanished
from assembler.model.finding import Finding
from assembler.model.value import Value
from assembler.readers.contribution_paths import (
    SETTINGS,
    UNSETTLED,
    identify_path,
    may_be_text,
    report_misplaced,
    report_unread,
)
from assembler.readers.emblem import emblem_place
from assembler.storage.files import is_outside, list_entries, read_bytes
from assembler.storage.report_folder import FOLDER, PLAN
from assembler.storage.templates import OWN, is_template_folder, is_template_name, read_path

_ROUNDS = 8
"""How often a folder is read anew where a file changes meanwhile: editors take one away for a moment as they save."""
_LEADS_OUT = ("This link, which leads out of the report, is not read.", "Replace the link by the file itself.")


type _Stamp = tuple[int, int, int]
"""When a file was last written, its size and its number on the disk."""


class ReportFiles(Value):
    """The files of a report's folder as they stood at one moment."""

    files: Mapping[str, bytes]
    """The bytes of each file that is read, by its place in the folder: texts, settings, own templates, the emblem."""
    findings: tuple[Finding, ...] = ()
    """The places in contributions/ that hold no text that can be read."""


def read_folder(root: Path) -> ReportFiles:
    """The files of the report in this folder as they stood at one moment: read again where one has changed meanwhile.

    Somebody who never stops saving cannot keep a report from being read: the last reading is taken then. Raises
    Unreadable where the machine refuses to read.
    """
    for _ in range(_ROUNDS - 1):
        with suppress(Vanished):
            before = _list_folder(root)
            read = _read_folder(root, before)
            if _list_folder(root) == before:
                return read
    return _read_folder(root, _list_folder(root))


def read_templates(root: Path) -> dict[str, bytes]:
    """The report's own templates, by their place. Raises Unreadable where something else stands in the place of one."""
    return {place: read_path(root / place) for place in _templates(root)}


def input_places(root: Path) -> tuple[str, ...]:
    """The places of settings and texts, in order, without reading them; neither templates nor the emblem."""
    settings = (place for place in SETTINGS if (root / place).is_file())
    return tuple(sorted((*settings, *_texts(root, []))))


def read_stamps(root: Path) -> Mapping[str, _Stamp]:
    """By its path, from what may be told without reading that a text, setting or own template has changed."""
    stamps: dict[str, _Stamp] = {}
    for at, _, names in chain.from_iterable(os.walk(root / folder) for folder in (FOLDER, OWN)):
        for path in (os.path.join(at, name) for name in names if not name.startswith(".")):
            with suppress(OSError):
                stamps[path] = _stamp(path)
    return stamps


class _Listing(Value):
    """What is to be read of a report's folder."""

    files: Mapping[str, _Stamp]
    """The stamp of each setting and text by its place."""
    templates: Mapping[str, _Stamp]
    """The stamp of each own template by its place."""
    findings: tuple[Finding, ...]
    """What is not read."""


def _list_folder(root: Path) -> _Listing:
    """What stands in the report's folder now."""
    findings: list[Finding] = []
    files = {
        place: _stamp(f"{root}/{place}")
        for place in (*_settings(root, findings), *_texts(root, findings), *_unsettled(root))
    }
    return _Listing(files, {place: _stamp(f"{root}/{place}") for place in _templates(root)}, tuple(findings))


def _read_folder(root: Path, listing: _Listing) -> ReportFiles:
    """The files of the listing, and the emblem. Raises Vanished where one has gone since."""
    files = {place: read_bytes(f"{root}/{place}") for place in listing.files}
    emblem = posixpath.normpath(emblem_place(files.get(PLAN, b"")))
    if _is_inside(root, emblem):
        files[emblem] = read_bytes(root / emblem)
    files |= {place: read_path(root / place) for place in listing.templates}
    return ReportFiles(files, listing.findings)


def _stamp(path: str) -> _Stamp:
    """When a file was last written, its size and its number on the disk; zeros for a link to nothing."""
    try:
        state = os.stat(path)
    except FileNotFoundError:
        return 0, 0, 0
    return state.st_mtime_ns, state.st_size, state.st_ino


def _settings(root: Path, findings: list[Finding]) -> Iterator[str]:
    """The places of the settings files that can be read; finds what else stands in the place of one (IN-PLC-07)."""
    for place in SETTINGS:
        if not os.path.lexists(root / place):
            continue
        if not (root / place).is_file():
            findings.append(
                report_unread(
                    place,
                    "This link, folder or device is not read.",
                    "Replace the link, folder or device by the file itself.",
                )
            )
        elif is_outside(root, place):
            findings.append(report_unread(place, *_LEADS_OUT))
        else:
            yield place


def _texts(root: Path, findings: list[Finding]) -> Iterator[str]:
    """The places of the texts below contributions/; hidden files are nobody's text.

    Finds what somebody may take for a text and is none: links out of the report, links to folders, devices, other
    names.
    """
    folders = [FOLDER]
    while folders:
        folder = folders.pop()
        for entry in list_entries(root / folder):
            place = f"{folder}/{entry.name}"
            if not may_be_text(place):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(place)
            elif not entry.is_file(follow_symlinks=False) and is_outside(root, place):
                findings.append(report_unread(place, *_LEADS_OUT))
            elif not (entry.is_file(follow_symlinks=False) or (root / place).is_file()):
                hint = "Replace the link or device by a file or by a folder with files."
                findings.append(report_unread(place, "This link or device is not read.", hint))
            elif identify_path(place):
                yield place
            else:
                findings.append(report_misplaced(place))


def _unsettled(root: Path) -> Iterator[str]:
    """The places of the records of changes that are not settled."""
    if os.path.isdir(f"{root}/{UNSETTLED}") and not is_outside(root, UNSETTLED):
        for entry in list_entries(root / UNSETTLED):
            if entry.name.endswith(".json") and entry.is_file(follow_symlinks=False):
                yield f"{UNSETTLED}/{entry.name}"


def _is_inside(root: Path, place: str) -> bool:
    """Whether a file lies there, below the root."""
    # os.path, since no name that somebody types may stop the program: it says of one that is too long that it is none.
    return os.path.isfile(root / place) and (root / place).resolve().is_relative_to(root.resolve())


def _templates(root: Path) -> Iterator[str]:
    """The places of the report's own templates."""
    folders = [OWN]
    while folders:
        folder = folders.pop()
        if not os.path.lexists(root / folder):
            continue
        if not (root / folder).is_dir():
            where = root / folder
            raise Unreadable(f"{where} is no folder; put a folder with templates in its place, or take it away.")
        for entry in list_entries(root / folder):
            place = f"{folder}/{entry.name}"
            if is_template_folder(place.removeprefix(f"{OWN}/")):
                folders.append(place)
            elif is_template_name(place.removeprefix(f"{OWN}/")):
                yield place
