"""The example report is whole: what it must hold, and that its annex tells the truth about its files."""

from __future__ import annotations

import pytest

from assembler.model.contribution import Collection, Kind
from assembler.model.nodes import (
    CrossReference,
    Emphasis,
    Footnote,
    LetteredList,
    Paragraph,
    Symbol,
    Table,
)
from assembler.model.plan import Counted
from assembler.model.report import Report
from assembler.model.text.plain_text import extract_text
from assembler.model.text.traversal import walk_block_inlines, walk_blocks, walk_sections
from assembler.model.text.word_count import count_report_words
from assembler.pipeline import Examination
from assembler.transforms.masthead import list_sub_items


@pytest.fixture(scope="module")
def report(example: Examination) -> Report:
    assert example.report is not None
    return example.report


@pytest.fixture(scope="module")
def collection(example: Examination) -> Collection:
    assert example.collection is not None
    return example.collection


def test_nothing_is_found_and_nothing_blocks_the_final(example: Examination) -> None:
    assert example.checked.findings == ()
    assert {finding.rule for finding in example.checked.waived} == {
        *("IN-CON-09", "IN-EMB-02", "IN-STR-02", "UN-MST-04", "UN-ORD-06"),
    }


def test_all_organizations_with_their_sub_items(report: Report, collection: Collection) -> None:
    assert [organization.letter for organization in list_sub_items(collection.vocabulary)] == list(
        "abcdefghijklmnopqrstuvwxyz"
    )
    headings = [section.title for section in walk_sections(report) if section.organization]
    assert len(headings) == 24
    assert headings[0] == "African Union"
    assert headings[-1] == "Shanghai Cooperation Organization"


def test_sections_are_those_of_the_report(report: Report) -> None:
    assert [section.label for section in report.sections] == ["I.", "II.", "III.", "IV."]
    assert report.sections[2].sections == ()
    assert report.summary is not None


def test_entities_and_contributions(collection: Collection) -> None:
    texts = collection.of_kind(Kind.ENTITY)
    assert len({text.header.entity for text in texts}) >= 45
    assert len(texts) >= 110
    assert {text.header.organization for text in collection.of_kind(Kind.CONSOLIDATED)} == {"asean", "au", "las"}


def test_every_consolidated_paragraph_names_its_sources(collection: Collection) -> None:
    for text in collection.of_kind(Kind.CONSOLIDATED):
        paragraphs = [block for block in text.blocks if isinstance(block, Paragraph)]
        assert all(paragraph.origins and all(o.hash for o in paragraph.origins) for paragraph in paragraphs)


def test_length(report: Report, collection: Collection) -> None:
    counts = count_report_words(report)
    assert 7800 <= sum(counts[part] for part in collection.plan.word_limit.count) <= 8500
    numbered = [s for s in walk_blocks(report) if isinstance(s, Paragraph) and s.number]
    annexed = sum(isinstance(block, Paragraph) for annex in report.annexes for block in annex.blocks)
    assert 100 <= len(numbered) - annexed <= 115
    assert counts[Counted.ANNEXES] > 0


def test_notes_references_list_and_foreign_words(report: Report) -> None:
    inlines = list(walk_block_inlines(walk_blocks(report)))
    references = [inline for inline in inlines if isinstance(inline, CrossReference)]
    assert sum(isinstance(inline, Footnote) for inline in inlines) >= 5
    assert len(references) >= 6
    assert any(len(reference.numbers) == 2 for reference in references)
    lists = [block for block in walk_blocks(report) if isinstance(block, LetteredList)]
    assert any(item.below for found in lists for item in found.items)
    foreign = [inline for inline in inlines if isinstance(inline, Emphasis) and inline.language == "fr"]
    assert {extract_text(inline.content) for inline in foreign} == {
        "Printemps de la francophonie",
        "Volontariat international de la francophonie",
    }


def test_documents_of_the_source_are_cited(report: Report) -> None:
    cited = {inline.text for inline in walk_block_inlines(walk_blocks(report)) if isinstance(inline, Symbol)}
    assert cited >= {
        "58/316",
        "70/296",
        "72/262\u00a0C",
        "1809\u00a0(2008)",
        "2457\u00a0(2019)",
        "2532\u00a0(2020)",
        "A/73/328-S/2018/592",
        "S/PRST/2013/12",
    }


def test_annex_names_the_entities_whose_files_are_there(report: Report, collection: Collection) -> None:
    (table,) = (block for block in walk_blocks(report) if isinstance(block, Table))
    names = collection.vocabulary.entities
    expected = []
    for organization in list_sub_items(collection.vocabulary):
        texts = collection.of_kind(Kind.ENTITY)
        wrote = {t.header.entity for t in texts if organization.id in (t.header.organization, *t.header.also)}
        entities = "; ".join(names[id].name for id in names if id in wrote)
        expected.append([f"({organization.letter})", organization.name, entities])
    assert [[extract_text(cell) for cell in row] for row in table.rows] == expected
