"""Reads the texts as they last came from the entities, which imports and consolidations compare with what comes again.

They lie in a hidden folder of contributions/, so that no other command takes them for texts of the report, and that
they go where the contributions go, also by Git.
"""

from __future__ import annotations

from pathlib import Path

from assembler.readers.contribution_paths import RECEIVED
from assembler.storage.files import is_outside, list_entries, read_bytes


def read_received_texts(root: Path) -> dict[str, bytes]:
    """The bytes of each text as it last came, by its place in the report's folder. Raises Unreadable.

    Links out of the report and whatever else is no file are left out.
    """
    if not (root / RECEIVED).is_dir() or is_outside(root, RECEIVED):
        return {}
    folders = [f"{RECEIVED}/{entry.name}" for entry in list_entries(root / RECEIVED) if entry.is_dir()]
    places = [f"{folder}/{entry.name}" for folder in folders for entry in list_entries(root / folder)]
    return {
        place: read_bytes(root / place)
        for place in places
        if place.endswith(".md") and (root / place).is_file() and not is_outside(root, place)
    }
