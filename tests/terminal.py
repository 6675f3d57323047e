"""What a person sees of a command on a terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from contextlib import suppress

from tests.conftest import ROOT


def seen(arguments: list[str], *, check: bool = False, **environment: str) -> str:
    """What a command prints on a terminal, to its end; with `check`, its exit status must be 0."""
    ours, theirs = pty.openpty()
    clean = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    command = [sys.executable, "-m", "assembler", *arguments]
    subprocess.run(command, stdout=theirs, stderr=subprocess.DEVNULL, cwd=ROOT, env=clean | environment, check=check)
    os.close(theirs)
    shown = b""
    with suppress(OSError):  # once all has been read, since the other end is closed
        while some := os.read(ours, 1 << 16):
            shown += some
    os.close(ours)
    return shown.decode()
