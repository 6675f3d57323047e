"""Word files changed by hand, as editors and attackers change them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

DOCUMENT = "word/document.xml"


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a Word file by name."""
    with ZipFile(BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A file of these parts."""
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED, compresslevel=1) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return written.getvalue()


def edited(data: bytes, change: Callable[[str], str], part: str = DOCUMENT) -> bytes:
    """The file with the text of a part changed."""
    parts = parts_of(data)
    before = parts[part].decode()
    after = change(before)
    assert after != before
    return packed(parts | {part: after.encode()})
