"""What the rules find in a text, at the unit and the words in which it stands; makes their safe replacements."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from assembler.assemble import assemble
from assembler.check import check
from assembler.fix import fix, is_fixable
from assembler.model.contribution import Collection
from assembler.model.finding import Finding, Severity, Source
from assembler.model.value import Value


class UnitFinding(Value):
    """A finding in one unit of a text."""

    number: int
    """The unit; 0 where it stands in the header."""
    rule: str
    severity: Severity
    message: str
    hint: str
    words: str = ""
    """The words that it is about; empty where that is not known."""
    earlier: int = 0
    """How often the same words stand before these in the unit."""
    is_safe: bool = False
    """Whether the act fix mends it."""


class FixedText(NamedTuple):
    """A text with safe replacements, or why none was made."""

    files: Mapping[str, bytes]
    obstacle: str


def find_in_units(collection: Collection, places: Mapping[str, Sequence[int]]) -> dict[str, tuple[UnitFinding, ...]]:
    """The findings in these texts by the place of each; for each place, the lines on which the units begin."""
    lines = {file.path: file.text.split("\n") for file in collection.files if file.path in places}
    findings: dict[str, list[UnitFinding]] = {place: [] for place in places}
    for finding in check(collection, assemble(collection, draft=True)).findings:
        place = finding.source.path
        if place in lines:
            findings[place].append(_make_finding(finding, lines[place], places[place]))
    return {place: tuple(sorted(own, key=lambda one: one.number)) for place, own in findings.items()}


def _make_finding(finding: Finding, lines: Sequence[str], starts: Sequence[int]) -> UnitFinding:
    source = finding.source
    number = bisect_right(starts, source.line)
    words = _read_words(source, lines)
    before = _read_before(source, lines, starts[number - 1]) if number else ""
    return UnitFinding(
        number=number,
        rule=finding.rule,
        severity=finding.severity,
        message=finding.message,
        hint=finding.hint,
        words=words,
        earlier=before.count(words) if words else 0,
        is_safe=is_fixable(finding),
    )


def _read_words(source: Source, lines: Sequence[str]) -> str:
    """The words at a place within one line."""
    if source.line != source.end_line or source.line > len(lines):
        return ""
    return lines[source.line - 1][source.column - 1 : source.end_column - 1]


def _read_before(source: Source, lines: Sequence[str], first: int) -> str:
    """The words of the unit before the place, without the line of its sources."""
    return "\n".join(_list_before(source, lines, first))


def _list_before(source: Source, lines: Sequence[str], first: int) -> Iterator[str]:
    yield from (line for line in lines[first - 1 : source.line - 1] if not line.startswith("{:"))
    yield lines[source.line - 1][: source.column - 1]


def fix_words(files: Mapping[str, bytes], place: str, lines: Container[int], rule: str) -> FixedText:
    """Makes the safe replacements of a rule on these lines of a text.

    Raises NoTemplate or Unreadable.
    """

    def is_wanted(finding: Finding) -> bool:
        return finding.source.path == place and finding.rule == rule and finding.source.line in lines

    result = fix(files, is_wanted)
    if result.files:
        return FixedText(result.files, "")
    return FixedText({}, " ".join(result.left) or "Nothing is left here that can be mended without asking.")
