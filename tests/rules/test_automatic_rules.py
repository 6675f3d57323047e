"""Rules that the assembler keeps: whatever the texts say, what it writes is so. One proof for each code."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest

from assembler.build import BuildOptions
from assembler.model.nodes import Footnote, Heading, Paragraph, Table
from assembler.model.report import Report
from assembler.model.text.traversal import walk_block_inlines, walk_blocks, walk_sections
from assembler.model.text.word_count import count_report_words
from assembler.pipeline import Examination, build, examine
from assembler.rules.registry import RULES, Scope
from tests.conftest import PLAN, contribution, small_report, write_all

TEXT = """\
Five officers[^a][^b] met at 3 p.m. in Accra (A/74/12, para. 3):

1. To talk:
    1. Of this.

Table: Courses

| Year | Courses |
| --- | --- |
| 2019 | 4 |

Table: Officers

| Year | Officers |
| --- | --- |
| 2019 | 40 |

[^a]: One.
[^b]: Two.
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the assembler makes of two reports."""

    example: Report
    """The example report."""
    small: Report
    """A small one with lists, tables, notes and two annexes."""
    page: str
    """The small one as a web page, final."""
    word: Path
    """The same as a Word file."""
    versions: dict[str, Report]
    """The small one in other languages."""


@pytest.fixture(scope="module")
def seen(example: Examination, tmp_path_factory: pytest.TempPathFactory) -> Seen:
    assert example.report
    annexes = "annexes: [{title: First, text: first}, {title: Second, text: second}]\n"
    versions = {
        language: made(tmp_path_factory.mktemp(language), f"language: {language}\n" + annexes)
        for language in ("en", "fr", "ru", "zh", "ar")
    }
    root = tmp_path_factory.mktemp("en-final")
    made(root, annexes)
    options = BuildOptions(final=True, formats=("docx", "html"), accepted={"IN-CLR-01": "a test"})
    build(root, options, out=root / "final")
    word, page = next((root / "final").glob("*.docx")), next((root / "final").glob("*.html"))
    return Seen(example.report, versions["en"], page.read_text(encoding="utf-8"), word, versions)


def made(root: Path, further: str) -> Report:
    files = small_report() | {"unhcr/au.md": contribution("unhcr", "au", "").replace("\n\n\n", "\n\n") + TEXT}
    files |= {f"general/{name}.md": "Two lists.\n" for name in ("first", "second")}
    write_all(root, files | {"report.yaml": PLAN + further})
    report = examine(root, draft=False).report
    assert report
    return report


def numbers(report: Report) -> list[int]:
    """The numbers of the paragraphs of the body, in printed order."""
    blocks = [block for section in walk_sections(report) for block in section.blocks]
    return [block.number for block in blocks if isinstance(block, Paragraph) and block.number]


def notes(report: Report) -> list[int | None]:
    return [inline.number for inline in walk_block_inlines(walk_blocks(report)) if isinstance(inline, Footnote)]


def summary(report: Report) -> tuple[object, ...]:
    assert report.summary
    return report.summary.blocks


def no_numbers(blocks: tuple[object, ...]) -> bool:
    return all(getattr(block, "number", None) is None for block in blocks)


def of_word(seen: Seen, part: str) -> str:
    with ZipFile(seen.word) as package:
        return package.read(part).decode() if part in package.namelist() else ""


def order(report: Report) -> list[str]:
    return [section.organization for section in walk_sections(report) if section.organization]


PROOFS: dict[str, Callable[[Seen], bool]] = {
    "UN-SYM-05": lambda views: (
        '<bdi dir="ltr"><a class="symbol" href="https://docs.un.org/en/A/74/12">A/7' in views.page
    ),
    "UN-MST-03": lambda views: views.example.masthead.organs[0].session == "Seventy-fifth session",
    "UN-MST-05": lambda views: (
        views.small.masthead.organs[0].agenda == "Item 130 (a) and (b) of the provisional agenda"
        and views.example.masthead.organs[0].agenda.endswith("(x), (y) and (z) of the provisional agenda")
    ),
    "UN-MST-07": lambda views: (
        [title.rpartition(" the ")[2] for title in views.small.masthead.organs[0].sub_items]
        == ["African Union", "Association of Southeast Asian Nations"]
    ),
    "UN-MST-09": lambda views: (
        [o.organ for o in views.small.masthead.organs] == ["General Assembly", "Security Council"]
    ),
    "UN-MST-10": lambda views: views.small.masthead.distribution == "Distr.: General",
    "UN-MST-12": lambda views: (
        views.page.index(views.small.masthead.title) < views.page.index(views.small.masthead.author)
    ),
    "UN-STR-02": lambda views: {"headings", "footnotes", "summary"} <= {
        part.value for part in count_report_words(views.example)
    },
    "UN-STR-04": lambda views: no_numbers(summary(views.small)) and numbers(views.small)[0] == 1,
    "UN-PAR-01": lambda views: numbers(views.example) == list(range(1, len(numbers(views.example)) + 1)),
    "UN-PAR-02": lambda views: "(a)" in views.page and "(i)" in views.page,
    "UN-PAR-06": lambda views: no_numbers(summary(views.example)),
    "UN-PAR-08": lambda views: no_numbers(tuple(b for b in walk_blocks(views.small) if isinstance(b, Heading))),
    "UN-ORD-01": lambda views: order(views.example)[:4] == ["au", "aalco", "asean", "bsec"],
    "UN-ORD-03": lambda views: all(order(version) == order(views.small) for version in views.versions.values()),
    "UN-FN-01": lambda views: notes(views.example) == list(range(1, len(notes(views.example)) + 1)),
    "UN-FN-02": lambda views: [note.mark for note in views.example.masthead.notes] == ["*"],
    "UN-FN-04": lambda views: (
        '>1</a></sup><sup class="call">,</sup><sup' in views.page
        and re.search(r'FootnoteReference"/></w:rPr><w:t[^>]*>,<', of_word(views, "word/document.xml")) is not None
    ),
    "UN-FN-05": lambda views: notes(views.small) == [1, 2],
    "UN-FN-06": lambda views: "endnoteReference" not in of_word(views, "word/document.xml"),
    "UN-PUN-06": lambda views: "3\u00a0p.m." in views.page and "3\u00a0p.m." in of_word(views, "word/document.xml"),
    "UN-TBL-02": lambda views: [annex.label for annex in views.small.annexes] == ["Annex I", "Annex II"],
    "UN-TBL-04": lambda views: [b.number for b in walk_blocks(views.small) if isinstance(b, Table)] == [1, 2],
    "UN-LNG-01": lambda views: " 130 a) et b) " in views.versions["fr"].masthead.organs[0].agenda,
    "UN-LNG-03": lambda views: (
        {views.versions[language].masthead.distribution for language in ("ru", "zh", "ar")} == {"Distr.: General"}
        and views.versions["fr"].masthead.distribution != "Distr.: General"
    ),
    "UN-LNG-04": lambda views: "(أ)" in views.versions["ar"].masthead.organs[0].agenda,
    "UN-LNG-06": lambda views: (
        [views.versions[v].masthead.job_line[:12] for v in ("en", "fr")] == ["20-11922 (E)", "20-11922 (F)"]
    ),
    "UN-SUB-05": lambda views: (
        views.small.masthead.title in of_word(views, "docProps/core.xml") and not of_word(views, "word/comments.xml")
    ),
}  # fmt: skip


def test_every_rule_that_is_kept_has_its_proof() -> None:
    assert sorted(PROOFS) == sorted(code for code, rule in RULES.items() if rule.scope is Scope.AUTOMATIC)


@pytest.mark.parametrize("code", PROOFS)
def test_assembler_keeps_it(code: str, seen: Seen) -> None:
    assert PROOFS[code](seen)
