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


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'
PLAIN = "Save the picture again as a plain SVG without scripts and links, or use a PNG file."


@pytest.mark.parametrize(
    "content",
    [
        '<path id="a" d="M0 0h9v9z" fill="url(#b)"/><use xlink:href="#a"/>',
        '<style>path { fill: url("#b"); opacity: .5 }</style><path d="M0 0h9"/>',
        '<image href="data:image/png;base64,AAAA"/><!-- onload --><title>on the script</title>',
    ],
)
def test_svg_that_is_a_picture_alone_is_taken(content: str) -> None:
    data = SVG.format(content).encode()
    assert read_emblem(data, "emblem.svg", PLACE) == (data, ())
    drawn = b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">' + data
    assert read_emblem(drawn, "emblem.svg", PLACE) == (drawn, ())


@pytest.mark.parametrize(
    "content",
    [
        "<script>alert(1)</script>",
        '<g onload="a()"/>',
        '<foreignObject><p xmlns="x"/></foreignObject>',
        "<SCRIPT/>",
        '<a><set attributeName="href" to="javascript:a()"/></a>',
    ],
)
def test_svg_that_does_something_is_refused(content: str) -> None:
    picture, findings = read_emblem(SVG.format(content).encode(), "emblem.svg", PLACE)
    assert picture is None
    assert [(one.message, one.hint) for one in spoken(*findings)] == [
        ("The emblem “emblem.svg” has a script or a page in it.", PLAIN)
    ]


@pytest.mark.parametrize(
    "content",
    [
        '<image xlink:href="http://example.org/a.png"/>',
        '<use href="other.svg#a"/>',
        '<a href="javascript:alert(1)"><path/></a>',
        '<image href="data:image/svg+xml,&lt;svg/&gt;"/>',
        '<path fill="url(http://example.org/a)"/>',
        "<style>@import 'a.css';</style>",
        "<style>path { fill: url( 'file:///etc/passwd') }</style>",
        r"<style>path { fill: \75 rl(file:///etc/passwd) }</style>",
        '<?xml-stylesheet href="http://example.org/a.css"?>',
    ],
)
def test_svg_that_takes_something_from_elsewhere_is_refused(content: str) -> None:
    picture, findings = read_emblem(SVG.format(content).encode(), "emblem.svg", PLACE)
    assert picture is None
    assert [(one.message, one.hint) for one in spoken(*findings)] == [
        ("The emblem “emblem.svg” takes something from elsewhere.", PLAIN)
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"<svg",
        b"<html/>",
        b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg">&b;</svg>',
        b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>',
    ],
)
def test_svg_that_is_no_picture_is_refused(data: bytes) -> None:
    picture, findings = read_emblem(data, "emblem.svg", PLACE)
    assert picture is None
    assert spoken(*findings)[0].message == "The emblem “emblem.svg” is not a picture that Word and PDF can show."


def test_missing_file_is_found() -> None:
    said = "The plan names the emblem “emblem.png”, but there is no such file."
    assert spoken(*read_emblem(None, "emblem.png", PLACE)[1]) == (fault(said),)
    assert read_emblem(None, "emblem.png", PLACE)[0] is None
