"""One text file to one contribution: its header, its body, and what is wrong with either."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assembler.model.contribution import Contribution, Header, Kind
from assembler.model.finding import Finding, Severity, Source
from assembler.model.finding_limit import listed
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.walk import text_hash
from assembler.model.value import Value, replace
from assembler.model.vocabulary import Vocabulary
from assembler.readers.diagnostics import Ledger
from assembler.readers.file_places import out_of_place
from assembler.readers.markdown.body import Setting, read_body
from assembler.readers.settings.name_lists import read_header
from assembler.readers.text import read_text

_UNKNOWN = ("IN-PLC-01", "IN-PLC-02")
_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_ALMOST_FENCE = Pattern(r"\s*[-_–—]{1,9}\s*\Z")
"""What a word processor or a hasty hand makes of it."""


class Manuscript(Value):
    """What the reader must know of a file before it reads it."""

    path: str
    """The file, relative to the report's root."""
    kind: Kind
    """Whose text it is, by its folder."""
    key: str
    """The first part of its identifiers."""
    language: str
    """The language of the report."""
    themes: tuple[str, ...] | None
    """The themes of the plan; none where the plan can't be read, and any heading is taken for a theme."""
    vocabulary: Vocabulary
    """Organizations and entities."""


def read_markdown(data: bytes, manuscript: Manuscript) -> tuple[Contribution, tuple[Finding, ...]]:
    """The contribution of a Markdown file, unusable where it can't be read, and what was found in it."""
    text, findings = read_text(data, manuscript.path)
    if text is None:
        return unusable(manuscript), findings
    head, body, first_line, faults = _split(text, manuscript)
    header, header_findings = _header(head, manuscript)
    places = tuple(_out_of_place(header, manuscript))
    ledger = Ledger()
    setting = Setting(manuscript.path, manuscript.kind, manuscript.key, manuscript.language, manuscript.themes)
    blocks = read_body(body, first_line, setting, ledger)
    contribution = Contribution(
        path=manuscript.path,
        kind=manuscript.kind,
        key=manuscript.key,
        header=_placed(header or Header(), manuscript),
        blocks=blocks,
        hash=text_hash(body),
        usable=header is not None and not any(place.rule in _UNKNOWN for place in places),
    )
    return contribution, listed((*findings, *faults, *header_findings, *places, *ledger.findings))


def unusable(manuscript: Manuscript) -> Contribution:
    """The contribution that stands for a file that can't be read."""
    header = _placed(Header(), manuscript)
    return Contribution(manuscript.path, manuscript.kind, manuscript.key, header, (), usable=False)


def _out_of_place(header: Header | None, manuscript: Manuscript) -> Iterator[Finding]:
    header = header or Header()
    return out_of_place(manuscript.path, manuscript.kind, manuscript.key, header, manuscript.vocabulary)


def _placed(header: Header, manuscript: Manuscript) -> Header:
    """The header with entity and organization as the file's place says them: the folder decides."""
    folder, _, name = manuscript.key.partition("/")
    match manuscript.kind:
        case Kind.ENTITY:
            return replace(header, entity=folder, organization=name)
        case Kind.CONSOLIDATED:
            return replace(header, organization=name)
        case Kind.GENERAL:
            return header


def _split(text: str, manuscript: Manuscript) -> tuple[str | None, str, int, tuple[Finding, ...]]:
    """The header or none, the body, the line on which the body begins, and faults of the division."""
    beginning = _FENCE.match(text)
    if not beginning:
        return None, text, 1, _no_header(text.split("\n"), manuscript)
    start = beginning.end() + 1
    end = _FENCE.search(text, start)
    if not end:
        hint = "Put a line of three hyphens under the last line of the header."
        finding = Finding("IN-HDR-02", Severity.ERROR, Source(manuscript.path), "The header has no end.", hint)
        return None, text[start:], 2, (finding,)
    first_line = text.count("\n", 0, end.start()) + 2
    return text[start : end.start() - 1], text[end.end() + 1 :], first_line, ()


def _no_header(lines: list[str], manuscript: Manuscript) -> tuple[Finding, ...]:
    if manuscript.kind is Kind.GENERAL:
        return ()
    number, first = next((number, line) for number, line in enumerate(lines, 1) if line.strip())
    if _ALMOST_FENCE.match(first):
        message = "The header does not begin with a line of three hyphens, which must be the first line of the file."
        hint = f"Write --- and nothing else for “{first}”, and delete what stands before it."
        return (Finding("IN-HDR-01", Severity.ERROR, Source(manuscript.path, number), message, hint),)
    hint = "Begin the file with a line of three hyphens, then entity, organization and status, then three hyphens."
    return (Finding("IN-HDR-01", Severity.ERROR, Source(manuscript.path), "The file has no header.", hint),)


def _header(head: str | None, manuscript: Manuscript) -> tuple[Header | None, tuple[Finding, ...]]:
    if head is None:
        return (Header() if manuscript.kind is Kind.GENERAL else None), ()
    return read_header(head, manuscript.path, 2, manuscript.kind, manuscript.vocabulary)
