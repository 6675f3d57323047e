"""Every message and both its hints, once, on a page to be read through: messages.md.

The sentences of cases stand as they are printed; those that no case finds follow as templates, with the names of their
parameters in braces. `pytest --renew tests/rules/test_messages.py` writes the page anew: read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from assembler.model.finding import Finding
from assembler.pipeline import examine
from assembler.rules.registry import RULES, Scope
from tests.conftest import PLAN, contribution, small_report, spelled, write_all
from tests.rules.finding_templates import PACKAGE, modules, templates
from tests.rules.test_of_reports import FAULTS_OF_PLANS, FAULTS_OF_TEXTS
from tests.rules.test_rules import cases, files
from tests.test_cases import CASES, made

PAGE = Path(__file__).parent / "messages.md"
INTRODUCTION = """\
# Messages

Every message of the program with its hints, for an editor to read through. The hint comes after the arrow; where people
who work in Word are told something else, that follows. This page is made by tests/rules/test_messages.py.
"""
WITHOUT_CASE = """\
# Sentences that no case finds

As the modules have them, a message and then its hint.
"""
NEVER_IN_WORD = ("IN-CLR", "IN-REF", "IN-SRC", "IN-WVR", "IN-COV-01")
"""Findings on records and references, which Word files do not hold; they are told to the editor alone."""
MARKDOWN = re.compile(r"[*`]|\{:|\[\^|\]\(|\basterisk|\bback-tick|\bMarkdown\b|\bheader\b|\w: \w+”|(?:^|\s)#\w")
"""Signs and words of text files."""

TYPOGRAPHY = [("fr", "Le texte: il est «bon», la 1ère séance, le 1 mai.[^a]\n\n[^a]: Note."), ("zh", "联合国,区域组织")]
"""Texts in other languages."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    """What the cases find, one finding for each message and hint, in the order of the codes."""
    found: dict[tuple[str, str, str, str], Finding] = {}
    for root in reports(tmp_path_factory):
        for finding in examine(root).checked.findings:
            sentences = (finding.message_template, finding.hint_template, finding.word_hint_template)
            found.setdefault((finding.rule, *sentences), finding)
    return sorted(found.values(), key=lambda finding: (finding.rule, finding.message, finding.hint))


def reports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The report of each case."""
    for changes in changed_files():
        root = tmp_path_factory.mktemp("case")
        write_all(root, small_report() | changes)
        yield root
    yield from (made(folder, tmp_path_factory.mktemp("case")) for folder in CASES)


def changed_files() -> Iterator[dict[str, str | bytes | None]]:
    """The files in which each case differs from the small report."""
    for code, text, _ in cases("Wrong"):
        yield {spelled(key): changed for key, changed in files(code, text).items()}
    for old, new, _ in FAULTS_OF_PLANS:
        yield {"report.yaml": PLAN.replace(old, new)}
    for text, _, _ in FAULTS_OF_TEXTS:
        yield {"general/introduction.md": text}
    for language, text in TYPOGRAPHY:
        plan = PLAN.replace("date:", f"language: {language}\ndate:", 1)
        yield {"report.yaml": plan, "unhcr/au.md": contribution("unhcr", "au", text)}


def page(findings: list[Finding]) -> str:
    lines = [INTRODUCTION]
    code = ""
    for finding in findings:
        if finding.rule != code:
            code = finding.rule
            lines.append(f"\n## {code} {RULES[code].name}\n")
        word = f"\n  Word: {finding.word_hint}" if finding.word_hint_template else ""
        lines.append(f"- {finding.message}\n  → {finding.hint}{word}")
    lines.append(f"\n{WITHOUT_CASE}")
    for path in modules():
        rest = [sentence for sentence in templates(path) if sentence not in met(findings)]
        if rest:
            lines.append(f"\n## {path.relative_to(PACKAGE).as_posix()}\n")
            lines += [f"- {sentence}" for sentence in rest]
    return "\n".join(lines) + "\n"


def met(findings: list[Finding]) -> set[str]:
    """The templates of findings."""
    return {
        sentence
        for finding in findings
        for sentence in (finding.message_template, finding.hint_template, finding.word_hint_template)
    }


def test_every_message_and_both_hints_stand_on_the_page(findings: list[Finding], pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("renew"):
        PAGE.write_text(page(findings), encoding="utf-8")
    assert page(findings) == PAGE.read_text(encoding="utf-8")


def test_every_sentence_is_a_template_of_the_source(findings: list[Finding]) -> None:
    known = {sentence for path in modules() for sentence in templates(path)} | {""}
    assert met(findings) - known == set()


def test_no_hint_for_word_speaks_of_text_files(findings: list[Finding]) -> None:
    told = [
        finding.word_hint
        for finding in findings
        if RULES[finding.rule].scope is not Scope.FILE
        and finding.source.path.endswith(".md")
        and not finding.rule.startswith(NEVER_IN_WORD)
    ]
    assert len(told) > 150
    assert [hint for hint in told if MARKDOWN.search(hint)] == []
    given = [finding.word_hint_template for finding in findings if finding.word_hint_template]
    assert [hint for hint in given if MARKDOWN.search(hint)] == []
