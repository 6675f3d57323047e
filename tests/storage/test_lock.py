"""One process at a time changes a report; what killed ones have left is taken away first."""

from __future__ import annotations

from pathlib import Path

import pytest

from assembler.errors import Busy
from assembler.model.progress import no_progress
from assembler.storage import lock
from assembler.storage.atomic import hidden_path
from assembler.storage.lock import hold_lock, is_locked, lock_report
from assembler.storage.outputs import (
    write_folder,
)


def test_whoever_begins_takes_away_what_killed_processes_have_left(tmp_path: Path) -> None:
    for folder in ("contributions/who", "build", "templates"):
        (tmp_path / folder).mkdir(parents=True)
    left = [hidden_path(tmp_path / name) for name in ("contributions/who/au.md", "build/draft", "templates/x")]
    for path in left:
        path.write_text("left")
    with hold_lock(hidden_path(tmp_path / "build/busy", "lock"), no_progress):
        busy = hidden_path(tmp_path / "build/busy")
        busy.write_text("at work")
        with lock_report(tmp_path, no_progress):
            assert [lock.exists() for lock in (*left, busy)] == [False, False, True, True]
            assert is_locked(tmp_path / "build/.assembler-lock")
    assert not is_locked(tmp_path / "build/.assembler-lock")


def test_nothing_is_put_where_somebody_else_puts_something(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 3 * lock.PAUSE)
    with hold_lock(hidden_path(tmp_path / "draft", "lock"), no_progress), pytest.raises(Busy, match="nothing was done"):
        write_folder(tmp_path / "draft", {"manifest.json": b"1"})
    write_folder(tmp_path / "draft", {"manifest.json": b"1"})
