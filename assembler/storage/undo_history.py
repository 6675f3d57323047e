"""The history for `assembler undo`: the command that changed texts, the hashes of the new ones, and the former texts.

A report's history has a folder for each command, `.assembler/undo/0001/` and so on: `record.json`, and under `before/`
the former texts by their place in the report. It is written before the texts are, so that a killed command can be
undone, too. A folder without a usable record is no part of the history and makes way for the next command.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath

from assembler.errors import Unreadable, explain_os_error
from assembler.model.value import Value, convert
from assembler.storage.atomic import create_file, hidden_path, remove, sync_files, sync_folder
from assembler.storage.files import is_outside, read_bytes
from assembler.storage.report_folder import FOLDER
from assembler.storage.staging import explain_refusals, stage_file

PROGRAM_FOLDER = ".assembler"
"""The folder, in that of a report, of what the program keeps about it; no output, and nothing for Git."""
HISTORY = f"{PROGRAM_FOLDER}/undo"
"""The folder of the history in that of a report."""
MOST_COMMANDS = 20
"""How many commands can be undone."""
_RECORD = "record.json"
_BEFORE = "before"
_IGNORE_ALL = b"*\n"
"""For Git: the history belongs to one machine."""


class RecordedChange(Value):
    """What a command has done with one text."""

    before: str | None
    """The sha256 of the former text; None where there was none."""
    after: str
    """The sha256 of the text that the command wrote."""


class HistoryEntry(Value):
    """One command that changed texts."""

    folder: Path
    """Its folder in the history."""
    command: str
    """The command as it was typed."""
    changes: Mapping[str, RecordedChange]
    """What it did with each text, by the text's place in the report."""

    def find_former_text(self, path: str) -> Path:
        """Where the former text is kept."""
        return self.folder / _BEFORE / path

    def read_former_text(self, path: str) -> bytes | None:
        """The former text; None where there was none. Raises Unreadable, also where it is not what was kept."""
        expected = self.changes[path].before
        if expected is None:
            return None
        data = read_bytes(self.find_former_text(path))
        if compute_hash(data) != expected:
            raise Unreadable(f"{self.find_former_text(path)} is not the text that was kept there; nothing was undone.")
        return data


class _Record(Value):
    command: str
    changes: Mapping[str, RecordedChange]


def compute_hash(data: bytes) -> str:
    """The sha256 of the bytes of a text."""
    return sha256(data).hexdigest()


def read_history(root: Path) -> list[HistoryEntry]:
    """The commands that can be undone, the last one first. Raises Unreadable where the machine refuses."""
    entries = (_read_entry(root, folder) for folder in reversed(_list_folders(root)))
    return [entry for entry in entries if entry]


def begin_entry(root: Path, command: str) -> HistoryEntry:
    """A new entry of the history, not yet on disk."""
    last = next((int(folder.name) for folder in reversed(_list_folders(root)) if _read_entry(root, folder)), 0)
    return HistoryEntry(root / HISTORY / f"{last + 1:04d}", command, {})


def save_entry(entry: HistoryEntry, read_former: Callable[[str], bytes]) -> None:
    """Writes an entry with the former texts that it lacks; removes one without changes. Raises Unwritable."""
    printed = _print_record(entry)
    data = [printed]
    with explain_refusals(entry.folder, data):
        if not entry.changes:
            remove(entry.folder)
            return
        record = entry.folder / _RECORD
        if not record.exists():
            remove(entry.folder)  # what a killed command has left
        places = {path: entry.find_former_text(path) for path, change in entry.changes.items() if change.before}
        former = {place: read_former(path) for path, place in places.items() if not place.exists()}
        data += former.values()
        _begin_folder(entry.folder)
        for place, text in former.items():
            place.parent.mkdir(parents=True, exist_ok=True)
            create_file(place, text, sync=False)
        sync_files([*former])
        stage_file(record, printed)
        hidden_path(record).replace(record)
        sync_folder(entry.folder)


def remove_entry(entry: HistoryEntry) -> None:
    """Takes an entry out of the history: first its record, by which it is one."""
    remove(entry.folder / _RECORD)
    remove(entry.folder)


def drop_old_entries(root: Path) -> None:
    """Removes the oldest entries beyond MOST_COMMANDS."""
    for folder in _list_folders(root)[:-MOST_COMMANDS]:
        remove(folder)


def _list_folders(root: Path) -> list[Path]:
    """The folders of commands, the first one first."""
    if is_outside(root, HISTORY):
        raise Unreadable(f"{root / HISTORY} is a link that leads out of the report; delete this link.")
    try:
        folders = (folder for folder in (root / HISTORY).iterdir() if folder.name.isdecimal() and folder.is_dir())
        return sorted(folders, key=lambda folder: int(folder.name))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise Unreadable(f"{root / HISTORY} cannot be read: {explain_os_error(error)}.") from error


def _begin_folder(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    ignore = folder.parent / ".gitignore"
    if not ignore.exists():
        stage_file(ignore, _IGNORE_ALL)
        hidden_path(ignore).replace(ignore)


def _print_record(entry: HistoryEntry) -> bytes:
    changes = {path: {"before": change.before, "after": change.after} for path, change in entry.changes.items()}
    return json.dumps({"command": entry.command, "changes": changes}, indent=2).encode() + b"\n"


def _read_entry(root: Path, folder: Path) -> HistoryEntry | None:
    """The entry in a folder; None where its record cannot be used, or names a place that is no text of the report.

    The latter since a report may come from anywhere, and undoing must not touch other files of its reader.
    """
    try:
        record = convert(json.loads(read_bytes(folder / _RECORD)), _Record)
    except (Unreadable, ValueError, RecursionError):
        return None
    copies = f"{HISTORY}/{folder.name}/{_BEFORE}"
    is_safe = all(_is_place(root, path) and not is_outside(root, f"{copies}/{path}") for path in record.changes)
    return HistoryEntry(folder, record.command, record.changes) if is_safe else None


def _is_place(root: Path, path: str) -> bool:
    """Whether a text may lie there: in the report, and not in the history itself."""
    parts = PurePosixPath(path).parts
    is_inside = parts[:1] in ((FOLDER,), (PROGRAM_FOLDER,)) and ".." not in parts and not path.startswith(HISTORY)
    return is_inside and not is_outside(root, path)
