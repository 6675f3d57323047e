"""What lies in a folder, and an operating system that refuses a step."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest


def written(root: Path) -> dict[str, str]:
    """The words of each file below a folder, hidden ones too."""
    return {path.relative_to(root).as_posix(): path.read_text() for path in sorted(root.rglob("*")) if path.is_file()}


def refused_at(monkeypatch: pytest.MonkeyPatch, step: str, time: int) -> None:
    """Has the machine refuse a step the so-manieth time, and every further one of its kind."""
    real, times = getattr(os, step), [0]

    def refusing(*places: object, **how: object) -> object:
        times[0] += 1
        if times[0] >= time:
            raise OSError(errno.EIO, "Input/output error")
        return real(*places, **how)

    monkeypatch.setattr(os, step, refusing)
