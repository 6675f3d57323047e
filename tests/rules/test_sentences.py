"""Finds the marked words of many sentences, and nothing in the others: a list of sentences for each class of rules.

`# CODE` says of which rule the sentences below are; each is a paragraph of one report. What the rule finds in a
sentence stands between ‹ and ›; in a sentence without these marks the rule finds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from assembler.api import check, load
from tests.conftest import PLAN, contribution, small_files
from tests.rules.test_rules import ANSWER, PERIOD, READ

LISTS = sorted((Path(__file__).parent / "sentences").glob("*.txt"))


def read_sentences(path: Path) -> Iterator[tuple[str, str]]:
    """Each sentence with its marks, and the code of its rule."""
    code = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            code = line.removeprefix("# ")
        elif line:
            yield code, line


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_marked_words_are_found_and_no_others(path: Path) -> None:
    sentences = list(read_sentences(path))
    body = "\n\n".join(re.sub("[‹›]", "", sentence) for _, sentence in sentences)
    plan = re.sub("^rules: .*\n", PERIOD, PLAN, flags=re.MULTILINE)
    report = small_files(report_yaml=plan, unhcr__au=contribution("unhcr", "au", body), who__au=ANSWER)
    lines = report["contributions/unhcr/au.md"].decode().splitlines()
    first = lines.index(body.partition("\n")[0]) + 1
    codes = {first + 2 * number: code for number, (code, _) in enumerate(sentences)}
    spans: dict[int, set[tuple[int, int]]] = {line: set() for line in codes}
    for finding in check(load(report, cache=READ)).findings:
        place = finding.source
        if place.path.endswith("unhcr/au.md") and finding.rule == codes.get(place.line):
            spans[place.line].add((place.column - 1, place.end_column - 1))
    assert [mark(lines[line - 1], spans[line]) for line in codes] == [sentence for _, sentence in sentences]


def mark(line: str, spans: set[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        line = f"{line[:start]}‹{line[start:end]}›{line[end:]}"
    return line
