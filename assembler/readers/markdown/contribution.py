"""Reads a text file to a contribution: header and body, and the findings on both."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assembler.model.contribution import Contribution, Header, Kind
from assembler.model.finding import Finding, Severity, Source, make_finding
from assembler.model.finding_limit import limit_findings
from assembler.model.text.hashes import hash_text
from assembler.model.text.lazy_regex import Pattern
from assembler.model.value import replace
from assembler.readers.contribution_paths import check_place
from assembler.readers.decoding import read_text
from assembler.readers.diagnostics import Diagnostics
from assembler.readers.markdown.body import read_body
from assembler.readers.markdown.comments import list_comments
from assembler.readers.settings.header import read_header
from assembler.readers.text_file import TextFile

_UNKNOWN = ("IN-PLC-01", "IN-PLC-02")
_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_ALMOST_FENCE = Pattern(r"\s*[-_–—]{1,9}\s*\Z")
"""What a word processor or a typing error makes of three hyphens."""


def read_markdown(data: bytes, file: TextFile) -> tuple[Contribution, tuple[Finding, ...]]:
    """The contribution of a Markdown file, unusable where the file cannot be read, and the findings."""
    text, findings = read_text(data, file.path)
    if text is None:
        return make_unusable(file), findings
    head, body, first_line, faults = _split_header(text, file)
    header, header_findings = _read_header(head, file)
    places = tuple(_check_place(header, file))
    is_known = not any(place.rule in _UNKNOWN for place in places)
    if header is None and not is_known:
        faults = ()  # in its right place it may need another header, or none
    diagnostics = Diagnostics()
    blocks = read_body(body, first_line, file, diagnostics)
    contribution = Contribution(
        path=file.path,
        kind=file.kind,
        key=file.key,
        header=_set_names(header or Header(), file),
        blocks=blocks,
        hash=hash_text(body),
        comments=tuple(list_comments(body, first_line, file.path)),
        usable=header is not None and is_known,
    )
    return contribution, limit_findings((*findings, *faults, *header_findings, *places, *diagnostics.findings))


def make_unusable(file: TextFile) -> Contribution:
    """The contribution that stands for a file that cannot be read."""
    header = _set_names(Header(), file)
    return Contribution(file.path, file.kind, file.key, header, (), usable=False)


def _check_place(header: Header | None, file: TextFile) -> Iterator[Finding]:
    header = header or Header()
    return check_place(file.path, file.kind, file.key, header, file.vocabulary)


def _set_names(header: Header, file: TextFile) -> Header:
    """The header with entity and organization by the file's place: the folder decides."""
    folder, _, name = file.key.partition("/")
    match file.kind:
        case Kind.ENTITY:
            return replace(header, entity=folder, organization=name)
        case Kind.CONSOLIDATED:
            return replace(header, organization=name)
        case Kind.GENERAL:
            return header


def _split_header(text: str, file: TextFile) -> tuple[str | None, str, int, tuple[Finding, ...]]:
    """The header or none, the body, the line on which the body begins, and the findings on their division."""
    beginning = _FENCE.match(text)
    if not beginning:
        return None, text, 1, _report_missing_header(text.split("\n"), file)
    start = beginning.end() + 1
    end = _FENCE.search(text, start)
    if not end:
        hint = "Write a line of three hyphens under the last line of the header."
        finding = make_finding("IN-HDR-02", Severity.ERROR, Source(file.path), "The header is not closed.", hint)
        return None, text[start:], 2, (finding,)
    first_line = text.count("\n", 0, end.start()) + 2
    return text[start : end.start() - 1], text[end.end() + 1 :], first_line, ()


def _report_missing_header(lines: list[str], file: TextFile) -> tuple[Finding, ...]:
    if file.kind is Kind.GENERAL:
        return ()
    number, first = next((number, line) for number, line in enumerate(lines, 1) if line.strip())
    if _ALMOST_FENCE.match(first):
        message = "The header does not begin with a line of three hyphens, which must be the first line of the file."
        hint = "Write --- instead of “{first}”, and delete everything above that line."
        return (make_finding("IN-HDR-01", Severity.ERROR, Source(file.path, number), message, hint, first=first),)
    hint = "Write a line of three hyphens, the lines entity, organization and status, and three hyphens again."
    name = file.key.partition("/")[2]
    if file.kind is Kind.CONSOLIDATED:
        hint = "Write a line of three hyphens, the line “organization: {name}”, and three hyphens again."
    return (make_finding("IN-HDR-01", Severity.ERROR, Source(file.path), "The file has no header.", hint, name=name),)


def _read_header(head: str | None, file: TextFile) -> tuple[Header | None, tuple[Finding, ...]]:
    if head is None:
        return (Header() if file.kind is Kind.GENERAL else None), ()
    return read_header(head, file.path, 2, file.kind, file.vocabulary)
