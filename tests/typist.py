"""Somebody at LibreOffice who fills in a form: types into fields, ticks boxes, saves it as a Word file.

LibreOffice is driven by UNO from a Python of the machine, since its bindings belong to that one; typist_uno.py is what
runs there. Each call has a profile of its own.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

PYTHON = "/usr/bin/python3"
_SCRIPT = Path(__file__).with_name("typist_uno.py")
_SECONDS = 90

type Action = dict[str, str | list[str]]
"""What is done: how, where (a tag or a bookmark), and the paragraphs to be typed."""


def can_type() -> bool:
    """Whether this machine has what it needs."""
    return subprocess.run([PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode == 0


def filled(content: bytes, actions: Sequence[Action], folder: Path) -> bytes:
    """The Word file after these actions, as LibreOffice saves it."""
    source, target = folder / "before.docx", folder / "after.docx"
    source.write_bytes(content)
    target.unlink(missing_ok=True)
    command = [PYTHON, str(_SCRIPT), str(folder / "profile"), str(source), str(target), json.dumps(list(actions))]
    subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
    return target.read_bytes()
