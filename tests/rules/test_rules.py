"""Runs the case pages of the rules: each wrong example is found at its words, no right one is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from textwrap import dedent

import pytest

from assembler.api import check, load
from assembler.model.finding import Finding
from assembler.rules.registry import RULES, Scope
from assembler.storage.parse_cache import ParseCache
from tests.conftest import PLAN, contribution, small_files

PAGES = sorted(Path(__file__).parent.glob("*.md"))
ANSWER = "---\nentity: who\norganization: au\nstatus: nothing-to-report\n---\n"
BODY = "Four offices trained judges and officers of the Union in six countries. " * 5
READ = ParseCache()
"""What the examples share (word lists, labels, name lists) is read once."""
HAVE_NO_PAGE = (
    "IN-CLR",
    "IN-COV",
    "IN-EMB",
    "IN-JOB",
    "IN-LNG-03",
    "IN-MST",
    "IN-OPN-01",
    "IN-OPN-02",
    "IN-REF",
    "IN-SRC",
    "IN-STR-02",
)
"""Faults of files, plan and records, whose cases are folders of whole reports in tests/cases/."""
LOOKED_FOR = (Scope.PROSE, Scope.REPORT, Scope.TEXT)


LOOKED_FOR_CODES = [
    code for code, rule in RULES.items() if rule.scope in LOOKED_FOR and not code.startswith(HAVE_NO_PAGE)
]
PERIOD = "period: {from: 2018-08-18, to: 2020-08-31}\n"


@cache
def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def examples(page: Path, part: str) -> Iterator[tuple[str, str]]:
    """The indented examples of a part, each with the words that it is about; several paragraphs may be one example.

    A right example ends with a blank line, one of several paragraphs with “finds: nothing”.
    """
    text = read(page).partition(f"\n## {part}\n")[2].partition("\n## ")[0]
    pending = ""
    for line in text.splitlines():
        if line.startswith("finds: "):
            yield dedent(pending).strip(), line.removeprefix("finds: ").replace("nothing", "")
            pending = ""
        elif line.startswith("    ") or not line:
            pending += line + "\n"
    if part == "Right":
        yield from (
            (dedent(example).strip(), "") for example in re.split(r"\n(?=\n    \S)", pending) if example.strip()
        )


def cases(part: str) -> list[tuple[str, str, str]]:
    """The examples of all pages, each with the name of its page: a code, or code and language with a point between."""
    return [(page.stem, text, words) for page in PAGES for text, words in examples(page, part)]


def said(code: str, key: str, otherwise: str) -> str:
    """What the page of a code says of its examples: `In:` names their file, `Language:` that of the report.

    `Title:` is the title of the first section.
    """
    page = Path(__file__).parent / f"{code}.md"
    found = re.search(rf"^{key}: (.+)$", read(page), re.MULTILINE)
    return found[1] if found else otherwise


def files(code: str, text: str) -> dict[str, str]:
    """The files of the small report that an example changes, by the keywords of small_files."""
    place, language = said(code, "In", "unhcr/au.md"), said(code, "Language", "")
    plan = re.sub("^rules: .*\n", PERIOD + f"language: {language}\n" * bool(language), PLAN, flags=re.MULTILINE)
    plan = plan.replace("title: Introduction", f"title: {said(code, 'Title', 'Introduction')}")
    others = {"report_yaml": plan, "unhcr__au": contribution("unhcr", "au", BODY), "who__au": ANSWER}
    if place == "unhcr/au.md":
        return others | {"unhcr__au": contribution("unhcr", "au", text)}
    if place == "report.yaml":
        return others | {"report_yaml": with_keys(plan, text)}
    return others | {place.removesuffix(".md").replace("/", "__").replace(".", "_"): f"{text}\n"}


def with_keys(plan: str, text: str) -> str:
    """The plan with some keys in place of its own, or added to it."""
    for part in re.split(r"^(?=\w)", text, flags=re.MULTILINE)[1:]:
        key = part.partition(":")[0]
        plan = re.sub(rf"^{key}:.*\n(?:[ -].*\n)*", "", plan, flags=re.MULTILINE) + f"{part.rstrip()}\n"
    return plan


@contextmanager
def only_rule(code: str) -> Iterator[None]:
    """Runs no rule but that of the page, since all of them take most of a minute."""
    with pytest.MonkeyPatch.context() as patch:
        if code in LOOKED_FOR_CODES:
            patch.setattr(import_module("assembler.check"), "_choose_rules", lambda *_: (RULES[code],))
        yield


def findings(code: str, text: str) -> tuple[list[Finding], list[str]]:
    """The findings of a rule on an example, and the words at the place of each; its file where no words are meant."""
    report, rule = small_files(**files(code, text)), code.partition(".")[0]
    with only_rule(rule):
        found = [finding for finding in check(load(report, cache=READ)).findings if finding.rule == rule]
    return found, [words_at(finding, report) or finding.source.path for finding in found]


def words_at(finding: Finding, report: Mapping[str, bytes]) -> str:
    """The words at the place of a finding, a line end as a space."""
    place = finding.source
    lines = report[place.path].decode().splitlines()
    text = "\n".join(lines[place.line - 1 : place.end_line])
    last = text.rfind("\n") + place.end_column
    return " ".join(text[place.column - 1 : last].split())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_wrong_examples_are_found(page: Path) -> None:
    wrong = list(examples(page, "Wrong"))
    assert [(text, findings(page.stem, text)[1]) for text, _words in wrong] == [
        (text, [words]) for text, words in wrong
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_right_examples_are_not(page: Path) -> None:
    right = list(examples(page, "Right"))
    assert [(text, words, findings(page.stem, text)[0]) for text, words in right] == [
        (text, "", []) for text, _ in right
    ]


def test_every_rule_has_examples_enough() -> None:
    pages = {code: Path(__file__).parent / f"{code}.md" for code in LOOKED_FOR_CODES}
    assert [code for code, page in pages.items() if not read(page).startswith(f"# {code} {RULES[code].name}\n")] == []
    counts = {(code, part): len(list(examples(pages[code], part))) for code in pages for part in ("Wrong", "Right")}
    assert {of: count for of, count in counts.items() if count < 3} == {}


def test_page_says_what_why_wrong_and_right() -> None:
    parts = ("\n\nWhy: ", "\n\nWrong: ", "\nRight: ")
    assert [(code, part) for code, rule in RULES.items() for part in parts if part not in rule.page] == []


def test_codes_of_readers_are_stated_by_a_reader() -> None:
    package = Path(__file__).parents[2] / "assembler"
    folders = [*(package / "readers").rglob("*.py"), *(package / "intake").glob("*.py")]
    sources = "".join(map(read, [*folders, package / "load.py", package / "check.py"]))
    codes = [code for code, rule in RULES.items() if rule.scope is Scope.FILE]
    assert [code for code in codes if f'"{code}"' not in sources] == []


def test_every_code_that_is_stated_is_in_the_table() -> None:
    package = Path(__file__).parents[2] / "assembler"
    stated = {
        code for path in package.rglob("*.py") for code in re.findall(r'"((?:IN|UN)-[A-Z]+-\d\d)"', path.read_text())
    }
    assert stated <= set(RULES)


@pytest.mark.parametrize(
    ("code", "text", "columns"),
    [
        ("UN-NUM-14", "It met ½ of the cost, and we met ½ of it.", [8, 34]),
        ("UN-QUO-02", "He said “we are “one” people in “one” world” then.", [17, 33]),
        ("UN-QUO-02", "He said “we are “one “world” and” people, “one” world” then.", [17, 22, 43]),
        ("UN-REF-10", f"{'It met (A/73/328). ' * 4}", [66]),
    ],
)
def test_same_words_in_one_paragraph_are_found_each_at_its_place(code: str, text: str, columns: list[int]) -> None:
    assert [finding.source.column for finding in findings(code, text)[0]] == columns
