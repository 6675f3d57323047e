"""Makes the replacements that findings mark as safe, in the texts of a report: files in, values out.

Places count in the text as the readers see it: characters composed, line ends all alike, no byte order mark. The text
of the file keeps all three as they are, so each place is carried over before anything is replaced.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple
from unicodedata import normalize

from assembler.assemble import assemble
from assembler.check import check, sort_findings
from assembler.load import Loaded, load
from assembler.model.consolidation_sources import hash_carried
from assembler.model.contribution import Contribution, InputFile
from assembler.model.finding import Finding, Source
from assembler.model.text.phrases import count_noun
from assembler.model.text.unified_diff import format_unified_diff
from assembler.model.value import Value, field

_LINE_END = re.compile("\r\n|\r|\n")
_DIGIT = re.compile(r"\d")
_BYTE_ORDER_MARK = "\ufeff"
_ROUNDS = 8
"""How often replacements are made in one run, since one may make way for another, and rules may contradict each other.
"""


class FixResult(Value):
    """The texts of a report with safe replacements made in them."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    """The texts that have changed, by their place."""
    diffs: tuple[str, ...] = ()
    """The difference in each of them."""
    left: tuple[str, ...] = ()
    """Which texts were left alone and why, in sentences."""
    findings: tuple[Finding, ...] = ()
    """What was found before anything was replaced."""
    inputs: tuple[InputFile, ...] = ()
    """Every file that was read, for the excerpts of findings."""


class _Change(NamedTuple):
    start: int
    end: int
    text: str


def fix(
    files: Mapping[str, bytes],
    is_wanted: Callable[[Finding], bool] = lambda _: True,
    *,
    unread: Sequence[Finding] = (),
) -> FixResult:
    """Makes the safe replacements of the findings that are wanted in Markdown texts, until none is left.

    A text whose words are cleared is not changed, since a change would void the clearance. `unread` is as in `load`.
    Raises NoTemplate or Unreadable.
    """
    loaded = load(files, unread=unread)
    findings = _find(loaded)
    if loaded.collection is None:
        obstacle = "Nothing can be replaced before the plan can be used."
        return FixResult(left=(obstacle,), findings=findings, inputs=loaded.inputs)
    cleared = {text.path: who for text in loaded.collection.contributions if (who := _list_clearing(text))}
    fixable = group_fixable(filter(is_wanted, findings))
    new: dict[str, bytes] = {}
    current = findings
    for _ in range(_ROUNDS):
        wanted = (finding for finding in current if is_wanted(finding) and finding.source.path not in cleared)
        changes = _fix_once({**files, **new}, wanted)
        if not changes:
            break
        new |= changes
        current = _find(load({**files, **new}))
    new = dict(sorted(new.items()))
    diffs = (format_unified_diff(path, files[path].decode(), data.decode()) for path, data in new.items())
    left = tuple(_explain_left(path, fixable[path], cleared[path]) for path in sorted(cleared.keys() & fixable.keys()))
    return FixResult(new, tuple(diffs), left, findings, loaded.inputs)


def _find(loaded: Loaded) -> tuple[Finding, ...]:
    if loaded.collection is None:
        return sort_findings(loaded.findings)
    return check(loaded.collection, assemble(loaded.collection, draft=True)).findings


def _list_clearing(text: Contribution) -> tuple[str, ...]:
    """Who has cleared these very words, all of them or a part: entities, or whom the record of a general text names."""
    record, clearances = text.header.cleared, text.header.clearances
    whole = (text.header.entity or record.by,) if record and record.hash == text.hash else ()
    return (*whole, *(entity for entity, part in clearances.items() if part.hash == hash_carried(text, entity)))


def _explain_left(path: str, findings: Sequence[Finding], cleared_by: Sequence[str]) -> str:
    """Why the replacements were not made in a text, and what to do."""
    corrections = count_noun(len(findings), "correction")
    return (
        f"{path} is cleared word for word, so {corrections} {'was' if len(findings) == 1 else 'were'} not made. "
        f"To change the words, correct the text by hand; then {', '.join(cleared_by)} must clear the new words."
    )


def _fix_once(files: Mapping[str, bytes], findings: Iterable[Finding]) -> dict[str, bytes]:
    texts = group_fixable(findings)
    new = {path: apply_fixes(files[path].decode(), group).encode() for path, group in texts.items()}
    return {path: data for path, data in new.items() if data != files[path]}


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
