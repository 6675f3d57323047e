"""The Word file read back: what the writer has made of the model comes back as the same nodes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings

from assembler.model.finding import NO_PLACE
from assembler.model.nodes import (
    Block,
    BlockQuotation,
    BulletedList,
    CrossReference,
    Deletion,
    Footnote,
    Heading,
    Inline,
    Insertion,
    LetteredList,
    Link,
    ListItem,
    Paragraph,
    Placeholder,
    Query,
    Strong,
    Table,
    Text,
)
from assembler.model.report import Report, Section
from assembler.model.text.no_break_spaces import remove_no_break_spaces
from assembler.model.text.rewriting import rewrite, rewrite_report
from assembler.model.value import replace
from assembler.ooxml.markup import clean
from assembler.pipeline import Examination
from assembler.readers.ooxml.inline_flattening import normalize_inlines
from assembler.readers.report_docx.report import WordText
from assembler.writers.docx.document import write
from tests.builders import TEMPLATES, every_node, note, para
from tests.readers.report_docx.word_files import read_report_docx
from tests.strategies import as_final, reports, settled_report
from tests.writers.docx.word_reports import REPORTS, with_blocks

type Inlines = tuple[Inline, ...]


def read_back(report: Report) -> WordText:
    text, findings = read_report_docx(write(report, TEMPLATES))
    assert findings == ()
    assert text is not None
    return text


def bare(report: Report, form: Callable[[Inlines, str], Inlines] = normalize_inlines) -> WordText:
    """The text of a report without what a Word file cannot carry, its inline nodes in the form that Word can tell."""

    def change(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(bare_block(block, content) for block in blocks)

    def content(nodes: Inlines) -> Inlines:
        return form(rewrite(nodes, bare_inline), report.language)

    report = rewrite_report(report, change)
    if not report.draft:
        report = rewrite_report(report, without_entities)
    summary = report.summary and replace(report.summary, title=remove_no_break_spaces(report.summary.title))
    annexes = tuple(replace(annex, title=remove_no_break_spaces(annex.title)) for annex in report.annexes)
    return WordText(report.language, summary, tuple(map(bare_section, report.sections)), annexes)


def bare_section(section: Section) -> Section:
    """In titles, too, a space at which no line ends is an ordinary one, however it was typed."""
    return replace(
        section, title=remove_no_break_spaces(section.title), sections=tuple(map(bare_section, section.sections))
    )


def bare_inline(inline: Inline) -> Inlines:
    match inline:
        case Text(text):
            return (Text(clean(text)),)
        case Footnote():
            return (replace(inline, label="", source=NO_PLACE),)
        case CrossReference() | Query() | Insertion() | Deletion():
            return (replace(inline, source=NO_PLACE),)
    return (inline,)


def bare_block(block: Block, content: Callable[[Inlines], Inlines]) -> Block:
    match block:
        case Heading():
            return replace(block, content=content(block.content), source=NO_PLACE)
        case Paragraph():
            words = content(block.content)
            return replace(block, content=words, order=None, theme="", origins=(), source=NO_PLACE)
        case LetteredList() | BulletedList():
            return bare_list(block, content)
        case BlockQuotation():
            return replace(block, content=tuple(map(content, block.content)), source=NO_PLACE)
        case Table():
            # Cells that are missing at the end of a row print as empty ones.
            rows = (row + ((),) * (len(block.head) - len(row)) for row in block.rows)
            return replace(
                block,
                caption=content(block.caption),
                head=tuple(map(content, block.head)),
                rows=tuple(tuple(map(content, row)) for row in rows),
                source=NO_PLACE,
            )


def bare_list[L: LetteredList | BulletedList](block: L, content: Callable[[Inlines], Inlines]) -> L:
    items = (
        ListItem(content(item.content), tuple(bare_list(below, content) for below in item.below))
        for item in block.items
    )
    return replace(block, items=tuple(items), source=NO_PLACE)


def without_entities(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(replace(block, entities=()) if isinstance(block, Paragraph) else block for block in blocks)


def as_they_stand(nodes: Inlines, language: str) -> Inlines:
    """Inline nodes of which every one can be told in Word just as it is nested."""
    del language
    return nodes


# The reports are large, and the same ones in each run.
FORTY = settings(deadline=None, max_examples=40, derandomize=True, suppress_health_check=list(HealthCheck))


@pytest.mark.slow
@FORTY
@given(reports())
def test_draft_comes_back_as_the_same_nodes(report: Report) -> None:
    assert read_back(report) == bare(report)


@pytest.mark.slow
@FORTY
@given(reports(draft=False))
def test_final_comes_back_as_the_same_nodes(report: Report) -> None:
    assert read_back(report) == bare(report)


@pytest.mark.parametrize("draft", [True, False])
def test_every_node_comes_back_as_it_stands(draft: bool) -> None:
    report = every_node(draft)
    assert read_back(report) == bare(report, as_they_stand)


def test_arabic_notes_come_back_without_their_parentheses_and_with_their_queries() -> None:
    noted = replace(note("The note.", 1), content=((Text("The note."), Query("Is this so?")),))
    report = settled_report(
        with_blocks(para("g#1", 1, "A sentence", noted, note("Another.", 2), ".")), numbered_tables=False
    )
    arabic = replace(report, language="ar", direction="rtl")
    assert read_back(arabic) == bare(arabic)


@pytest.mark.parametrize("name", REPORTS)
def test_reports_of_the_writer_come_back(name: str) -> None:
    report = settled_report(REPORTS[name] if REPORTS[name].draft else as_final(REPORTS[name]), numbered_tables=False)
    assert read_back(report) == bare(report)


def test_example_comes_back_as_it_stands(example: Examination) -> None:
    assert example.report is not None
    assert read_back(example.report) == bare(example.report, as_they_stand)


@pytest.mark.parametrize(
    "content",
    [
        # The writer sets each node by itself: what holds there need not hold in the words that it makes with others.
        (Text("S/2020/898/Add.1"), Text("2457 women")),
        (Text("as resolution "), Text("says")),
        (Strong((Text("Add.1"), Strong((Text("12 women"),)))),),
        (Link((Text("A/75/345.1"), Text("12 women")), "https://www.un.org/en/"),),
        (Link((Text("the 12 A/75/345 of the others"),), "https://www.un.org/en/"),),
        (Placeholder("12 women"),),
    ],
)
def test_spaces_that_hold_come_back_as_they_are_typed(content: Inlines) -> None:
    report = rewrite_report(every_node(draft=True), lambda blocks: (*blocks, para("", None, *content)))
    assert read_back(report) == bare(report)
    assert "\u00a0women" not in repr(read_back(report))


def test_titles_come_back_with_ordinary_spaces() -> None:
    base = every_node(draft=False)
    assert base.summary is not None
    held = "The 12\u00a0women"
    report = replace(
        base,
        summary=replace(base.summary, title=held),
        sections=tuple(replace(section, title=held) for section in base.sections),
        annexes=tuple(replace(annex, title=held) for annex in base.annexes),
    )
    read = read_back(report)
    assert read == bare(report)
    assert read.summary is not None
    assert {read.summary.title, *(section.title for section in (*read.sections, *read.annexes))} == {"The 12 women"}
