"""The user's own picture of the emblem: which files are taken, and what is said of the others."""

from __future__ import annotations

import pytest

from assembler.model.finding import Finding, Severity, Source
from assembler.readers.emblem import read_emblem
from tests.builders import spoken

PLACE = Source("contributions/report.yaml", 25, 9)
HINT = "Name a PNG, JPEG or SVG file below the report's folder, or write emblem: null."


def fault(message: str) -> Finding:
    return Finding("IN-EMB-01", Severity.ERROR, PLACE, message, HINT)


@pytest.mark.parametrize(
    "data",
    [
        *(b"\x89PNG\r\n\x1a\n...", b"\xff\xd8\xff\xe0...", b"GIF89a...", b"BM...", b"II*\x00...", b"MM\x00*..."),
        *(b"<svg/>", b"<?xml version='1.0'?><svg/>", b"\xef\xbb\xbf<svg/>", b"\r\n\t <svg/>"),
    ],
)
def test_picture_is_taken_as_it_is(data: bytes) -> None:
    assert read_emblem(data, "emblem.png", PLACE) == (data, ())


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"X<svg/>", b"PNG"])
def test_file_that_is_no_picture_is_found(data: bytes) -> None:
    said = "The emblem “emblem.png” is not a picture that Word and PDF can show."
    assert spoken(*read_emblem(data, "emblem.png", PLACE)[1]) == (fault(said),)
    assert read_emblem(data, "emblem.png", PLACE)[0] is None


def test_missing_file_is_found() -> None:
    said = "The plan names the emblem “emblem.png”, but there is no such file."
    assert spoken(*read_emblem(None, "emblem.png", PLACE)[1]) == (fault(said),)
    assert read_emblem(None, "emblem.png", PLACE)[0] is None
