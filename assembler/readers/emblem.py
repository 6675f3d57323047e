"""Reads the user's own picture of the emblem: whether Word and PDF can show the picture."""

from __future__ import annotations

from assembler.model.finding import Finding, Severity, Source, make_finding
from assembler.readers.decoding import read_text
from assembler.readers.yaml.nodes import Mapping, Scalar, read_yaml

_BEGINNINGS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"<svg", b"<?xml")


def read_emblem(data: bytes | None, path: str, place: Source) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The picture, or none where the file is missing or is no picture (IN-EMB-01)."""
    if data is None:
        return None, (_make_error("The plan names the emblem “{emblem}”, but there is no such file.", path, place),)
    if not data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(_BEGINNINGS):
        return None, (_make_error("The emblem “{emblem}” is not a picture that Word and PDF can show.", path, place),)
    return data, ()


def emblem_place(plan: bytes) -> str:
    """The place of the picture that a plan names, before the plan is read for good; empty where it names none."""
    if b"emblem" not in plan:
        return ""
    text, _ = read_text(plan, "")
    node, _ = read_yaml(text, "") if text else (None, ())
    entries = node.entries if isinstance(node, Mapping) else ()
    values = (value for key, value in entries if key.text == "emblem" and isinstance(value, Scalar))
    return next((value.text for value in values if not value.absent), "").strip()


def _make_error(message: str, path: str, place: Source) -> Finding:
    hint = "Name a PNG, JPEG or SVG file below the report's folder, or write emblem: null."
    return make_finding("IN-EMB-01", Severity.ERROR, place, message, hint, emblem=path)
