"""What is said of changes in Word that are no text of the report."""

from __future__ import annotations

import pytest

from assembler.merge.edits_outside_texts import list_edits_outside_texts
from assembler.merge.units import Unit
from assembler.model.finding import Source
from assembler.model.nodes import Block, Emphasis, Heading, Paragraph, Query
from assembler.model.report import Annex, Report, Section, Summary
from assembler.model.text.rewriting import rewrite_report
from assembler.model.value import replace
from assembler.readers.report_docx.edited_draft import EditedDraft, read_opening
from assembler.readers.report_docx.report import WordText
from assembler.writers.docx.document import write
from tests.builders import TEMPLATES, every_node, masthead, t


def typed(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with headings that stand in a text; others would be those of themes."""
    return tuple(replace(block, source=Source("x.md")) if isinstance(block, Heading) else block for block in blocks)


BASE = rewrite_report(every_node(), typed)
TEXT = WordText("en", BASE.summary, BASE.sections, BASE.annexes)
OPENING = "".join("".join(read_opening(write(BASE, TEMPLATES))).split())
NOT_MERGED = "headings of sections come from report.yaml and organizations.yaml and are not merged"
UNCHANGED = EditedDraft(TEXT, BASE, OPENING, read_opening(write(BASE, TEMPLATES)), (), ())


def headings(text: WordText, base: Report = BASE) -> list[str]:
    """What is said of headings."""
    said = list_edits_outside_texts(replace(UNCHANGED, text=text, base=base), [], TEMPLATES)
    assert all(sentence.endswith(f": {NOT_MERGED}.") for sentence in said)
    return [sentence.removesuffix(f": {NOT_MERGED}.") for sentence in said]


def test_nothing_is_said_of_a_draft_that_nobody_edited() -> None:
    assert list_edits_outside_texts(UNCHANGED, [], TEMPLATES) == ()


# Headings of sections


def test_changed_headings_are_named_wherever_they_stand() -> None:
    first, second = BASE.sections
    (union,) = first.sections
    text = WordText(
        "en",
        Summary("In short", ()),
        (replace(first, sections=(replace(union, title="The Union"),)), replace(second, title="Observations")),
        (replace(BASE.annexes[0], title="Received"),),
    )
    assert headings(text) == [
        "The heading “Summary” was changed to “In short”",
        "The heading “African Union” was changed to “The Union”",
        "The heading “Observations and recommendations” was changed to “Observations”",
        "The heading “Contributions received” was changed to “Received”",
    ]


def test_heading_with_other_spaces_is_the_same() -> None:
    first, second = BASE.sections
    wide = replace(second, title=" Observations  and\u00a0recommendations")
    assert headings(WordText("en", BASE.summary, (first, wide), BASE.annexes)) == []
    narrow = replace(BASE, sections=(first, wide))
    assert headings(TEXT, narrow) == []


def test_new_headings_and_those_that_were_taken_out_are_named() -> None:
    new = (Section("", "Quite new", 1), Annex("", "Annex", "Newer"))
    assert headings(WordText("en", None, (BASE.sections[0], new[0]), (new[1],))) == [
        "The heading “Quite new” is new",
        "The heading “Newer” is new",
        "The heading “Summary” was taken out",
        "The heading “Observations and recommendations” was taken out",
        "The heading “Contributions received” was taken out",
    ]


def test_headings_in_another_place_are_named() -> None:
    one, other, third = (Section(f"section-{letter}", letter, 1) for letter in "abc")
    base = replace(BASE, summary=None, sections=(one, other, third), annexes=())
    for order, moved in (((other, third, one), "a"), ((third, one, other), "c"), ((one, third, third, other), "c")):
        assert headings(WordText("en", None, order, ()), base) == [f"The heading “{moved}” was moved"]
    assert headings(WordText("en", None, (one, third), ()), base) == ["The heading “b” was taken out"]


def test_sections_without_heading_and_those_that_are_unknown_are_passed_over() -> None:
    bare = replace(BASE, summary=None, sections=(replace(BASE.sections[1], title=""),), annexes=())
    unknown = (Section("", "", 1), Section("section-9", "Unknown", 1))
    assert headings(WordText("en", None, unknown, ()), bare) == []


# The head of the report


def head_without(words: str) -> list[str]:
    """What is said where some words are gone from the head of the report."""
    bare = "".join(words.split())
    assert bare in OPENING
    return [
        sentence
        for sentence in list_edits_outside_texts(replace(UNCHANGED, opening=OPENING.replace(bare, "")), [], TEMPLATES)
        if f"“{words}”" in sentence
    ]


ORGAN = masthead().organs[0]


@pytest.mark.parametrize(
    "line",
    [
        masthead().title,
        masthead().author,
        masthead().distribution,
        masthead().date,
        *masthead().symbols,
        ORGAN.organ,
        ORGAN.session,
        ORGAN.agenda,
        ORGAN.title,
        *ORGAN.sub_items,
        masthead().organs[1].organ,
    ],
)
def test_line_of_the_head_that_is_gone_is_named(line: str) -> None:
    assert head_without(line) == [
        f"“{line}” at the head of the report was changed: it comes from report.yaml and is not merged."
    ]


def test_new_words_at_the_head_are_named_but_not_numbers_and_spaces() -> None:
    more = (*UNCHANGED.paragraphs, "Advance copy", "Report  of the Secretary-\u00a0General")
    assert list_edits_outside_texts(replace(UNCHANGED, paragraphs=more), [], TEMPLATES) == (
        "“Advance copy” is new at the head of the report or of its pages: that comes from the settings.",
    )
    assert list_edits_outside_texts(replace(UNCHANGED, paragraphs=("2 345", "")), [], TEMPLATES) == ()


# Comments and other forms


def test_comment_outside_of_the_text_is_named_once() -> None:
    asked = Unit(Paragraph((*t("Jane Doe: There?"), Emphasis(()), Query("Jane Doe: Here?"))), (), ())
    comments = ("Jane Doe: There?", "Jane Doe: Here?", "Jane Doe: There?")
    assert list_edits_outside_texts(replace(UNCHANGED, comments=comments), [asked], TEMPLATES) == (
        "A comment stands outside of the text and was not merged: “Jane Doe: There?”.",
    )


def test_words_typed_in_the_margin_are_named_and_sources_are_not() -> None:
    sources = ("UNHCR", "UNHCR, WHO")
    first, *others = BASE.sections
    blocks = tuple(Paragraph((t("One."),), entities=tuple(names.split(", "))) for names in sources)
    base = replace(BASE, sections=(replace(first, blocks=blocks), *others))
    returned = replace(UNCHANGED, base=base, margin_words=(*sources, "WHO is it?", "A remark."))
    assert list_edits_outside_texts(returned, [], TEMPLATES) == (
        "“WHO is it?” stands in the margin, which only names sources, and was not merged: write it as a comment.",
        "“A remark.” stands in the margin, which only names sources, and was not merged: write it as a comment.",
    )


def test_words_in_other_forms_and_divisions_that_were_accepted_are_named_last() -> None:
    returned = replace(UNCHANGED, unread_words=("Boxed.", "x²"), comments=("A",), has_resolved_paragraphs=True)
    assert list_edits_outside_texts(returned, [], TEMPLATES) == (
        "A comment stands outside of the text and was not merged: “A”.",
        "Words in a text box, a formula or another form were not merged: “Boxed.”.",
        "Words in a text box, a formula or another form were not merged: “x²”.",
        "New and joined paragraphs and rows were accepted, since a text cannot mark them; they are listed above.",
    )
