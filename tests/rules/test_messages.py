"""Every message and both its hints, once, on pages to be read through: messages.md and those beside it.

The sentences of cases stand as they are printed; those that no case finds follow as templates, with the names of their
parameters in braces. `pytest --renew tests/rules/test_messages.py` writes the pages anew: read them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from assembler.model.finding import Finding
from assembler.pipeline import examine
from assembler.rules.families import FAMILIES
from assembler.rules.registry import RULES, Scope
from tests.conftest import PLAN, contribution, small_report, spelled, write_all
from tests.rules.finding_templates import PACKAGE, modules, templates
from tests.rules.test_of_reports import FAULTS_OF_PLANS, FAULTS_OF_TEXTS
from tests.rules.test_rules import cases, files
from tests.test_cases import CASES, made

FOLDER = Path(__file__).parent
MOST_WORDS = 3_500
"""How many words somebody reads in ten minutes."""
OTHERS = "messages-files.md"
INTRODUCTIONS = {
    "messages.md": """\
# Messages on texts

What officers and editors are told about texts, by families of rules: of each message one example, after the arrow the
hint. Where somebody who works in Word is told something else, that follows. The other messages stand in
messages-style.md, messages-files.md, messages-settings.md and messages-report.md. tests/rules/test_messages.py makes
these pages.
""",
    "messages-style.md": """\
# Messages on style

What is said of abbreviations, capitals, names, numbers, punctuation, quotations, spelling, italics and bold.
""",
    "messages-files.md": """\
# Messages on files

What is said of files, headers and markup; after it the sentences of modules that no case of the tests finds, as
templates with the names of their parameters in braces.
""",
    "messages-settings.md": """\
# Messages on settings

What is said of the plan, the name lists, the masthead and other settings; after it the sentences that no case of the
tests finds.
""",
    "messages-report.md": """\
# Messages on the report and on Word files

What the editor is told about the report as a whole; after it the sentences of modules that read Word files or look at
the report and that no case of the tests finds.
""",
}
"""The pages and how they begin."""
FAMILIES_OF = {
    "messages-style.md": (
        *("IN-LNG-", "IN-SPL-", "UN-ABB-", "UN-CAP-", "UN-NAM-", "UN-NUM-", "UN-PUN-", "UN-QUO-", "UN-SPL-", "UN-TYP-"),
    ),
    "messages-files.md": ("IN-ATR-", "IN-HDR-", "IN-ID-", "IN-MD-", "IN-PLC-", "IN-TXT-"),
    "messages-settings.md": ("IN-EMB-", "IN-KEY-", "IN-VAL-", "IN-YML-", "UN-MST-"),
    "messages-report.md": ("IN-CLR-", "IN-COV-", "IN-SCF-", "IN-SRC-", "IN-STR-"),
}
"""The families of rules on each page but the first."""
MODULES_OF = {
    "messages-settings.md": ("readers/settings/", "readers/yaml/", "check.py"),
    "messages-report.md": ("readers/docx/", "readers/report_docx/", "readers/ooxml/", "intake/", "rules/report/"),
}
"""The modules whose sentences stand there."""
PATTERN = re.compile(r"\(\?[:!P]")
"""What shows that a string is a regular expression."""
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


def pages(findings: list[Finding]) -> dict[str, str]:
    """The pages by file name, each short enough to be read through."""
    left = met(findings)
    return {
        name: "\n".join([introduction, *families(of_page(findings, name)), *without_case(modules_of(name), left)])
        + "\n"
        for name, introduction in INTRODUCTIONS.items()
    }


def of_page(findings: list[Finding], name: str) -> list[Finding]:
    """The findings that stand on a page: those of its families, on the first page those of no other."""
    elsewhere = tuple(family for other, families in FAMILIES_OF.items() if other != name for family in families)
    if name in FAMILIES_OF:
        return [finding for finding in findings if finding.rule.startswith(FAMILIES_OF[name])]
    return [finding for finding in findings if not finding.rule.startswith(elsewhere)]


def modules_of(name: str) -> list[Path]:
    """The modules whose sentences without a case stand on a page: on that of files those of no other."""
    elsewhere = tuple(part for parts in MODULES_OF.values() for part in parts)
    if name == OTHERS:
        return [path for path in modules() if not place(path).startswith(elsewhere)]
    return [path for path in modules() if place(path).startswith(MODULES_OF.get(name, ("-",)))]


def place(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def families(findings: list[Finding]) -> Iterator[str]:
    """The messages by family of rules; each rule is one paragraph."""
    by_family = groupby(findings, key=lambda finding: finding.rule.rpartition("-")[0])
    for family, group in by_family:
        yield f"\n## {FAMILIES[family]} ({family})\n"
        for code, of_rule in groupby(group, key=lambda finding: finding.rule):
            yield from rule_lines(code, list(of_rule))


def rule_lines(code: str, findings: list[Finding]) -> Iterator[str]:
    """One example of each message with its hints; messages with the same hints share them."""
    hints: dict[str, dict[tuple[str, str], None]] = {}
    examples = {finding.message_template: finding.message for finding in reversed(findings)}
    for finding in findings:
        word = finding.word_hint if finding.word_hint_template else ""
        hints.setdefault(finding.message_template, {})[finding.hint, word] = None
    shared: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for template, told in hints.items():
        shared.setdefault(tuple(told), []).append(examples[template])
    for place, (told, messages) in enumerate(shared.items()):
        start = f"- {code.rpartition('-')[2]}: " if not place else "  - "
        yield (
            start
            + " / ".join(messages)
            + "".join(f" → {hint}{f' Word: {word}' if word else ''}" for hint, word in told)
        )


def without_case(paths: list[Path], left_out: set[str]) -> Iterator[str]:
    """The templates of modules that no case finds: a message, then its hints."""
    for path in paths:
        rest = [template for template in templates(path) if template not in left_out and not PATTERN.search(template)]
        if rest:
            yield f"\n## {place(path)}\n"
            yield from (f"- {sentence}" for sentence in rest)


def met(findings: list[Finding]) -> set[str]:
    """The templates of findings."""
    return {
        sentence
        for finding in findings
        for sentence in (finding.message_template, finding.hint_template, finding.word_hint_template)
    }


def count_words(text: str) -> int:
    return sum(any(map(str.isalnum, word)) for word in text.split())


def test_every_message_and_both_hints_stand_on_a_page(findings: list[Finding], pytestconfig: pytest.Config) -> None:
    for name, text in pages(findings).items():
        if pytestconfig.getoption("renew"):
            (FOLDER / name).write_text(text, encoding="utf-8")
        assert text == (FOLDER / name).read_text(encoding="utf-8")


def test_each_page_is_read_in_ten_minutes(findings: list[Finding]) -> None:
    assert {name: words for name, text in pages(findings).items() if (words := count_words(text)) > MOST_WORDS} == {}


def test_no_hint_is_missing_on_the_pages(findings: list[Finding]) -> None:
    told = "".join(pages(findings).values())
    by_template = {finding.message_template: finding for finding in reversed(findings)}
    assert [finding.message for finding in by_template.values() if finding.message not in told] == []
    assert [finding.hint for finding in findings if finding.hint not in told or finding.word_hint not in told] == []


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
