"""Word files changed by hand, as editors and attackers change them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from assembler.model.finding import Finding
from assembler.readers.ooxml.package import open_package
from assembler.readers.report_docx.context import read_context
from assembler.readers.report_docx.report import WordText, describe_foreign_file, describe_pictures, read_text

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


def read_report_docx(data: bytes, path: str = "") -> tuple[WordText | None, tuple[Finding, ...]]:
    """The text of a Word file that the program has made, and what was found in it; none where it cannot be used.

    Finds a file that cannot be opened safely (IN-DOC-02), one that the program has not made (IN-DOC-03), and pictures
    in the text (IN-DOC-04).
    """
    package, findings = open_package(data, path)
    if package is None:
        return None, findings
    if package.records is None:
        return None, (describe_foreign_file(path),)
    context = read_context(package)
    return read_text(package, context), (describe_pictures(path),) if context.pictures else ()
