"""Changes texts of a report for a command, so that `assembler undo` can put them back, and does so.

Every command that changes texts does so through `change_texts`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from assembler.errors import Unwritable, Vanished
from assembler.model.progress import Progress
from assembler.model.value import MutableValue, Value, replace
from assembler.readers.contribution_paths import is_received
from assembler.storage.atomic import defer_signals
from assembler.storage.files import read_bytes
from assembler.storage.lock import lock_report, read_command_line
from assembler.storage.texts import Replacement, replace_texts
from assembler.storage.undo_history import (
    HistoryEntry,
    RecordedChange,
    begin_entry,
    compute_hash,
    drop_old_entries,
    read_history,
    remove_entry,
    save_entry,
)


class TextChanges(MutableValue):
    """What one command changes in the texts of a report, while the report is locked."""

    root: Path
    """The folder of the report."""
    entry: HistoryEntry | None = None
    """What the history says of the command; None before its first change."""

    def replace(self, texts: Mapping[str, Replacement], *, whole: bool = False) -> dict[str, str]:
        """Replaces texts as `replace_texts` does, and keeps the former ones for `assembler undo`.

        Raises Unwritable where the system refuses; no text has been replaced then.
        """
        with defer_signals():
            before = self.entry or begin_entry(self.root, read_command_line())
            self._save(_add_changes(before, texts), texts)
            drop_old_entries(self.root)
            try:
                left = replace_texts(self.root, texts, whole=whole)
            except BaseException:
                with suppress(Unwritable):  # an entry about changes that were not made can do no harm
                    self._save(before, texts)
                raise
            if left:
                rest = {path: both for path, both in texts.items() if not whole and path not in left}
                with suppress(Unwritable):
                    self._save(_add_changes(before, rest), texts)
        return left

    def _save(self, entry: HistoryEntry, texts: Mapping[str, Replacement]) -> None:
        save_entry(entry, lambda path: texts[path][0] or b"")
        self.entry = entry


def _add_changes(entry: HistoryEntry, texts: Mapping[str, Replacement]) -> HistoryEntry:
    changes = dict(entry.changes)
    for path, (old, new) in texts.items():
        if old != new and new is not None:
            first = changes.get(path)
            former = first.before if first else None if old is None else compute_hash(old)
            changes[path] = RecordedChange(former, compute_hash(new))
    return replace(entry, changes=changes)


@contextmanager
def change_texts(root: Path, on_wait: Progress) -> Iterator[TextChanges]:
    """Locks a report for one command that changes its texts; what the command replaces can be undone.

    Calls `on_wait` with the holder of the lock. Raises Busy where waiting takes too long, Unwritable where the system
    refuses.
    """
    with lock_report(root, on_wait):
        yield TextChanges(root)


class RestoredText(Value):
    """A text that is put back as it was, or removed."""

    path: str
    """Its place in the report."""
    now: bytes
    """Its bytes as the command wrote them."""
    former: bytes | None
    """The bytes that it had; None where the command made the file, which is removed."""

    @property
    def is_received(self) -> bool:
        """Whether it is no text of the report, but a text as it last came."""
        return is_received(self.path)


class UndoResult(Value):
    """What undoing the last command that changed texts does."""

    command: str = ""
    """The command as it was typed; empty where there is none that can be undone."""
    texts: tuple[RestoredText, ...] = ()
    """The texts that are put back, in order."""
    refused: Mapping[str, str] = {}
    """Why texts cannot be put back, by place; then nothing is."""
    copies: tuple[Path, ...] = ()
    """Where the former texts lie of those that cannot be put back."""


def undo_last_command(root: Path, *, dry_run: bool) -> UndoResult:
    """Puts back what the last command changed in the texts: all of it, or nothing where a text has changed since.

    Files that the command made are removed. With `dry_run` nothing is touched; otherwise the report must be locked.
    Raises Unreadable or Unwritable where the system refuses.
    """
    for entry in read_history(root):
        with defer_signals():
            result = _undo(root, entry, dry_run=dry_run)
        if result.texts or result.refused:
            return result
    return UndoResult()


def _undo(root: Path, entry: HistoryEntry, *, dry_run: bool) -> UndoResult:
    """Undoes one command; no texts where all stand as before it, since somebody has put them back, or it was killed."""
    now = {path: _read_text(root / path) for path in sorted(entry.changes)}
    hashes = {path: None if data is None else compute_hash(data) for path, data in now.items()}
    changed = {path: change for path, change in entry.changes.items() if hashes[path] != change.before}
    if all(map(is_received, changed)) and not all(map(is_received, entry.changes)):
        return UndoResult()
    refused = {
        path: "has changed since" if hashes[path] else "is no longer there"
        for path, change in sorted(changed.items())
        if hashes[path] != change.after
    }
    texts = tuple(
        RestoredText(path, data, entry.read_former_text(path))
        for path, data in now.items()
        if path in changed and path not in refused and data is not None
    )
    if not refused and not dry_run:
        refused = replace_texts(root, {text.path: (text.now, text.former) for text in texts}, whole=True)
    if refused:
        copies = (entry.find_former_text(path) for path in refused if entry.changes[path].before)
        return UndoResult(entry.command, refused=refused, copies=tuple(copies))
    if not dry_run:
        _remove_empty_folders(root, texts)
        remove_entry(entry)
    return UndoResult(entry.command, texts)


def _read_text(path: Path) -> bytes | None:
    with suppress(Vanished):
        return read_bytes(path)
    return None


def _remove_empty_folders(root: Path, texts: tuple[RestoredText, ...]) -> None:
    """Removes the folders that held nothing but files that the command had made."""
    for text in texts:
        for folder in (root / text.path).parents if text.former is None else ():
            if folder.parent == root or not folder.is_relative_to(root):
                break
            with suppress(OSError):
                folder.rmdir()
