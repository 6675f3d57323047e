"""Which planted faults the rules find, and what they say of the same texts without the faults.

A file of planted faults is a YAML list. A record has `id`, `class` and `rules`, the codes of which any may find it;
`text`, `wrong` (the wrong words, in their order in the text) and `corrected`; and, where it needs one, `context`:
`language`, `place: summary`, or `plan`, the dotted place of a value in report.yaml, or the list that is put in order.

A record of two texts that contradict each other has `texts`, each of one paragraph, `wrong` with one passage of each,
and `harmless`: two texts that look alike and may both be right. It is found where what the rules say of both texts
together, and of neither alone, stands at one of the passages and names the place of the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

from assembler.model.finding import Finding
from assembler.model.value import Value
from tests.bench.trial_report import FIRST, SECOND, SUMMARY, place_text, read_plan, try_texts, write_header

_ASIDE = ("IN-CLR-01", "IN-COV-01", "IN-OPN-04", "UN-ORD-02")
"""They speak of a report that is not yet whole, as every trial is."""

type Record = Mapping[str, Any]


class _Side(Value):
    name: str
    text: str
    words: str


class Verdict(Value):
    """What came of one record."""

    name: str
    """Its identifier."""
    kind: str
    """The class of its fault."""
    is_found: bool
    """Whether a rule that should find the fault has found it."""
    findings: tuple[Finding, ...]
    """Everything that was said of the text with the fault."""
    alarms: tuple[Finding, ...]
    """What was said of the corrected or harmless text."""


def read_records(path: Path) -> tuple[Record, ...]:
    """The records of a file."""
    return tuple(yaml.safe_load(path.read_bytes()))


def judge(record: Record) -> Verdict:
    """What the rules make of one record."""
    if "texts" in record:
        return _judge_contradiction(record)
    return _judge_plan(record) if "plan" in record.get("context", {}) else _judge_text(record)


def _judge_text(record: Record) -> Verdict:
    context = record.get("context", {})
    name = SUMMARY if context.get("place") == "summary" else FIRST
    plan = {**read_plan(), "language": context.get("language", "en")}
    findings = _find_in({name: record["text"]}, plan)
    is_found = any(
        finding.rule in record["rules"] and _is_at(finding, name, record["text"], record["wrong"])
        for finding in findings
    )
    return Verdict(record["id"], record["class"], is_found, findings, _find_in({name: record["corrected"]}, plan))


def _judge_plan(record: Record) -> Verdict:
    usual = try_texts({}).findings
    findings, alarms = (
        tuple(
            finding
            for finding in try_texts({}, _change_plan(record, text)).findings
            if finding not in usual and finding.rule not in _ASIDE
        )
        for text in (record["text"], record["corrected"])
    )
    is_found = any(finding.rule in record["rules"] for finding in findings)
    return Verdict(record["id"], record["class"], is_found, findings, alarms)


def _change_plan(record: Record, text: str) -> dict[str, Any]:
    """The plan with the one value that the record gives; `order` names the members of a list in another order."""
    plan: Any = deepcopy(dict(read_plan()))
    key, _, written = text.partition(": ")
    value = yaml.safe_load(written) if written[0] in "[0123456789" else written
    place = plan
    *steps, last = record["context"]["plan"].split(".")
    for step in steps:
        place = place[int(step) if step.isdigit() else step]
    place[last] = [place[last][index] for index in value] if key == "order" else value
    changed: dict[str, Any] = plan
    return changed


def _judge_contradiction(record: Record) -> Verdict:
    findings = _find_between(record["texts"])
    first, second = (_Side(*side) for side in zip((FIRST, SECOND), record["texts"], record["wrong"], strict=True))
    is_found = any(
        finding.rule in record["rules"] and (_is_told(finding, first, second) or _is_told(finding, second, first))
        for finding in findings
    )
    return Verdict(record["id"], record["class"], is_found, findings, _find_between(record["harmless"]))


def _is_told(finding: Finding, here: _Side, there: _Side) -> bool:
    """Whether it stands at the words of the one text, and names the other text, its paragraph or its words."""
    sentences = f"{finding.message} {finding.hint}".replace("\u00a0", " ")
    return (
        finding.source.path == place_text(here.name)
        and _is_at(finding, here.name, here.text, [here.words])
        and any(words in sentences for words in (there.name, there.words, " para. "))
    )


def _find_between(texts: Sequence[str]) -> tuple[Finding, ...]:
    """What is said of two texts of two entities, and of neither alone."""
    first, second = texts
    alone = {
        (finding.rule, finding.source)
        for one in ({FIRST: first}, {SECOND: second})
        for finding in try_texts(one).findings
    }
    return tuple(
        finding
        for finding in try_texts({FIRST: first, SECOND: second}).findings
        if (finding.rule, finding.source) not in alone and finding.rule not in _ASIDE
    )


def _find_in(texts: Mapping[str, str], plan: Mapping[str, Any]) -> tuple[Finding, ...]:
    places = {place_text(name) for name in texts}
    findings = try_texts(texts, plan).findings
    return tuple(finding for finding in findings if finding.source.path in places and finding.rule not in _ASIDE)


def _is_at(finding: Finding, name: str, text: str, wrong: Iterable[str]) -> bool:
    """Whether it stands at some of these words, or beside them, since something may be missing there."""
    file = write_header(name) + text
    source, end = finding.source, len(file) - len(text)
    first = _find_offset(file, source.line, source.column)
    last = _find_offset(file, source.end_line, source.end_column) if source.end_line else first + 1
    for words in wrong:
        start = file.index(words, end)
        end = start + len(words)
        if first <= end and last >= start:
            return True
    return False


def _find_offset(file: str, line: int, column: int) -> int:
    lines = file.split("\n")
    return sum(len(one) + 1 for one in lines[: line - 1]) + column - 1
