"""Runs the case pages of the rules: each wrong example is found at its words, no right one is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from assembler.model.finding import Finding
from assembler.pipeline import examine
from assembler.rules.registry import RULES, Scope
from tests.conftest import PLAN, MakeReport, contribution

PAGES = sorted(Path(__file__).parent.glob("*.md"))
ANSWER = "---\nentity: who\norganization: au\nstatus: nothing-to-report\n---\n"
PERIOD = "period: {from: 2018-08-18, to: 2020-08-31}\n"


def examples(page: Path, part: str) -> Iterator[tuple[str, str]]:
    """The indented examples of a part, each with the words that it is about; several paragraphs may be one example."""
    text = page.read_text(encoding="utf-8").partition(f"\n## {part}\n")[2].partition("\n## ")[0]
    pending = ""
    for line in text.splitlines():
        if line.startswith("finds: "):
            yield dedent(pending).strip(), line.removeprefix("finds: ")
            pending = ""
        elif line.startswith("    ") or not line:
            pending += line + "\n"
    if part == "Right":
        yield from (
            (dedent(example).strip(), "") for example in re.split(r"\n(?=\n    \S)", pending) if example.strip()
        )


def cases(part: str) -> list[tuple[str, str, str]]:
    return [(page.stem, text, words) for page in PAGES for text, words in examples(page, part)]


def findings(make_report: MakeReport, code: str, text: str) -> tuple[list[Finding], list[str]]:
    """The findings of a rule on a contribution with that text, and the words at the place of each."""
    plan = re.sub("^rules: .*\n", PERIOD, PLAN, flags=re.MULTILINE)
    root = make_report(report_yaml=plan, unhcr__au=contribution("unhcr", "au", text), who__au=ANSWER)
    found = [finding for finding in examine(root).checked.findings if finding.rule == code]
    lines = (root / "contributions/unhcr/au.md").read_text(encoding="utf-8").splitlines()
    return found, [words_at(finding, lines) for finding in found]


def words_at(finding: Finding, lines: list[str]) -> str:
    """The words at the place of a finding, a line end as a space."""
    place = finding.source
    text = "\n".join(lines[place.line - 1 : place.end_line])
    last = text.rfind("\n") + place.end_column
    return " ".join(text[place.column - 1 : last].split())


@pytest.mark.parametrize(("code", "text", "words"), cases("Wrong"))
def test_wrong_example_is_found(make_report: MakeReport, code: str, text: str, words: str) -> None:
    assert findings(make_report, code, text)[1] == [words]


@pytest.mark.parametrize(("code", "text", "words"), cases("Right"))
def test_right_example_is_not(make_report: MakeReport, code: str, text: str, words: str) -> None:
    assert words == ""
    assert findings(make_report, code, text)[0] == []


@pytest.mark.parametrize("code", RULES)
def test_page_says_what_why_wrong_and_right(code: str) -> None:
    for part in ("\n\nWhy: ", "\n\nWrong: ", "\nRight: "):
        assert part in RULES[code].page, f"{code} has no {part.strip()}"


@pytest.mark.parametrize("code", [code for code, rule in RULES.items() if rule.scope is Scope.FILE])
def test_codes_of_readers_are_stated_by_a_reader(code: str) -> None:
    readers = Path(__file__).parents[2] / "assembler"
    folders = [*(readers / "readers").glob("*.py"), *(readers / "editing").glob("*.py")]
    sources = [*folders, readers / "load.py", readers / "check.py"]
    assert any(f'"{code}"' in path.read_text(encoding="utf-8") for path in sources)


def test_every_code_that_is_stated_is_in_the_table() -> None:
    package = Path(__file__).parents[2] / "assembler"
    stated = {
        code for path in package.rglob("*.py") for code in re.findall(r'"((?:IN|UN)-[A-Z]+-\d\d)"', path.read_text())
    }
    assert stated <= set(RULES)
