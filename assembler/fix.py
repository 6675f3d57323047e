"""Makes the replacements that findings mark as safe, in the text of one file.

Places count in the text as the readers see it: characters composed, line ends all alike, no byte order mark. The text
of the file keeps all three as they are, so each place is carried over before anything is replaced. Reading and writing
is left to others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple
from unicodedata import normalize

from assembler.model.finding import Finding, Source

_LINE_END = re.compile("\r\n|\r|\n")
_DIGIT = re.compile(r"\d")
_BYTE_ORDER_MARK = "\ufeff"


class _Change(NamedTuple):
    start: int
    end: int
    text: str


def is_fixable(finding: Finding) -> bool:
    """Whether a finding has a replacement that may be made without asking: only texts in Markdown have."""
    exact = finding.source.end_line > 0 and finding.source.end_column > 0
    return finding.fix is not None and finding.fix.safe and exact and finding.source.path.endswith(".md")


def group_fixable(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """The findings with a safe replacement, by the file that they are in."""
    by_path: dict[str, list[Finding]] = {}
    for finding in filter(is_fixable, findings):
        by_path.setdefault(finding.source.path, []).append(finding)
    return by_path


def apply_fixes(text: str, findings: Iterable[Finding]) -> str:
    """The text of a file with its safe replacements made; of two that overlap the first, and the other has to wait.

    What would add, change or drop a digit is not made: numbers and dates are nobody's to touch.
    """
    mark = _BYTE_ORDER_MARK if text.startswith(_BYTE_ORDER_MARK) else ""
    body = text.removeprefix(mark)
    done, pieces = 0, [mark]
    for change in sorted(set(_changes(body, findings))):
        if change.start >= done:
            pieces += (body[done : change.start], change.text)
            done = change.end
    return "".join((*pieces, body[done:]))


def _changes(body: str, findings: Iterable[Finding]) -> Iterable[_Change]:
    lines = _LINE_END.split(body)
    starts = [0, *(match.end() for match in _LINE_END.finditer(body))]
    for finding in filter(is_fixable, findings):
        span = _span(finding.source, lines, starts)
        if span and finding.fix and _DIGIT.findall(body[span[0] : span[1]]) == _DIGIT.findall(finding.fix.text):
            yield _Change(*span, finding.fix.text)


def _span(source: Source, lines: Sequence[str], starts: Sequence[int]) -> tuple[int, int] | None:
    """Where a place begins and ends in the text of the file, or none where the file has no such place."""
    if not 0 < source.line <= source.end_line <= len(lines):
        return None
    first = _offset(lines[source.line - 1], source.column)
    last = _offset(lines[source.end_line - 1], source.end_column)
    if first is None or last is None:
        return None
    start, end = starts[source.line - 1] + first, starts[source.end_line - 1] + last
    return (start, end) if start <= end else None


def _offset(line: str, column: int) -> int | None:
    """Where the character of a column stands in a line of the file, or none where the line has no such column.

    A file may hold an é as one character or as two. Taken apart, both are equally long: that measure leads over.
    """
    composed = normalize("NFC", line)
    if column > len(composed) + 1:
        return None
    if composed == line:
        return column - 1
    wanted = len(normalize("NFD", composed[: column - 1]))
    lengths = accumulate((len(normalize("NFD", character)) for character in line), initial=0)
    return next((offset for offset, length in enumerate(lengths) if length == wanted), None)
