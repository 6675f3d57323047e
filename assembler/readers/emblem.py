"""The user's own picture of the emblem: whether it is one that Word and PDF can show."""

from __future__ import annotations

from assembler.model.finding import Finding, Severity, Source

_BEGINNINGS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"<svg", b"<?xml")


def read_emblem(data: bytes | None, path: str, place: Source) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The picture, or none where the file is missing or shows no picture (IN-EMB-01)."""
    if data is None:
        return None, (_fault(f"The plan names the emblem “{path}”, but there is no such file.", place),)
    if not data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(_BEGINNINGS):
        return None, (_fault(f"The emblem “{path}” is no picture that Word and PDF can show.", place),)
    return data, ()


def _fault(message: str, place: Source) -> Finding:
    hint = "Name a PNG, JPEG or SVG file below the report's folder, or write emblem: null."
    return Finding("IN-EMB-01", Severity.ERROR, place, message, hint)
