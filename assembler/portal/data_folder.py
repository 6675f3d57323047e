"""The folder in which an installation on one machine keeps its database, files and secret key."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

VARIABLE = "ASSEMBLER_DATA"
"""The environment variable that names the folder; `--data` of each command sets it."""


def find_data_folder() -> Path:
    """The folder that the environment names, else `portal-data` in the working folder."""
    return Path(os.environ.get(VARIABLE) or "portal-data").absolute()


def make_secret_key(folder: Path) -> None:
    """Makes the folder and its secret key, for their owner alone, unless they are there."""
    path = folder / "secret-key"
    if path.exists():
        return
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f".secret-key.{secrets.token_hex(8)}")
    part.touch(mode=0o600)
    part.write_text(secrets.token_urlsafe(64))
    try:
        path.hardlink_to(part)  # of two processes that begin at once, the first decides
    except FileExistsError:
        pass
    finally:
        part.unlink()


def read_secret_key(folder: Path) -> str:
    """The key that belongs to the folder; without a folder, one that lasts as long as this process."""
    path = folder / "secret-key"
    return path.read_text() if path.exists() else secrets.token_urlsafe(64)
