"""What became of every unit, and of every word in it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from assembler.compare.change_counts import add_counts, count_changes, make_json
from assembler.compare.comparison import compare_reports
from assembler.compare.inline_diff import accept_changes, diff_inlines, drop_numbers, has_same_words, reject_changes
from assembler.model.comparison import ChangeKind, Comparison, Kind
from assembler.model.nodes import CrossReference, Deletion, Emphasis, Footnote, Inline, Insertion, Link, Paragraph, Text
from assembler.model.report import Report, Section
from assembler.model.value import replace
from assembler.pipeline import Examination
from assembler.readers.symbols import mark_symbols
from tests.builders import every_node, note, para, t
from tests.compare.redlines import edited_inlines, settled_report
from tests.strategies import inlines

type Inlines = tuple[Inline, ...]

FORTY = settings(deadline=None, max_examples=40, derandomize=True, suppress_health_check=list(HealthCheck))


def report_of(*blocks: Paragraph, organization: str = "") -> Report:
    base = every_node(draft=False)
    section = Section("s", "Cooperation", 1, "I.", organization, blocks)
    return settled_report(replace(base, summary=None, annexes=(), sections=(section,)))


def fates(comparison: Comparison) -> list[tuple[ChangeKind, int | None, int | None]]:
    """What became of each paragraph, with its old and new number."""
    found = [unit for unit in comparison.units if (unit.new or unit.old).kind is Kind.PARAGRAPH]  # type: ignore[union-attr]
    return [
        (unit.change, unit.old.number if unit.old else None, unit.new.number if unit.new else None) for unit in found
    ]


def words(content: Inlines, kind: type[Insertion | Deletion]) -> list[Inlines]:
    return [inline.content for inline in content if isinstance(inline, kind)]


def merge(old: str, new: str) -> Inlines:
    return diff_inlines(tuple(mark_symbols(old, "en")), tuple(mark_symbols(new, "en")), "en")


@FORTY
@given(inlines("en").flatmap(lambda inline: edited_inlines(inline).map(lambda other: (inline, other))))
def test_words_hold_both_texts(pair: tuple[Inlines, Inlines]) -> None:
    old, new = map(reject_changes, pair)  # proposals of the texts are settled before they are compared
    made = diff_inlines(old, new, "en")
    assert has_same_words(accept_changes(made), new, "en")
    assert has_same_words(reject_changes(made), old, "en")


def test_one_word_is_one_change() -> None:
    made = merge("They agreed on peace and security.", "They agreed on peace and development.")
    assert words(made, Deletion) == [t("security")]
    assert words(made, Insertion) == [t("development")]


def test_phrase_goes_and_comes_as_a_whole() -> None:
    made = merge("They met in the old town hall today.", "They met at a new city square today.")
    assert words(made, Deletion) == [t("in the old town hall")]
    assert words(made, Insertion) == [t("at a new city square")]


def test_symbols_and_numbers_are_never_cut() -> None:
    made = merge("See A/75/345, 1,250 people in 2019–2020.", "See A/75/346, 1,350 people in 2019–2021.")
    assert [type(inline).__name__ for content in words(made, Deletion) for inline in content] == [
        "Symbol",
        "Text",
        "Text",
    ]
    assert words(made, Insertion)[1:] == [t("1,350"), t("2019–2021")]


def test_change_inside_a_note_is_marked_there() -> None:
    old, new = ((Text("A sentence."), note(f"See the {word} of 2019.", 1)) for word in ("report", "study"))
    made = diff_inlines(old, new, "en")
    (found,) = [inline for inline in made if isinstance(inline, Footnote)]
    assert words(found.content[0], Insertion) == [t("study")]
    assert words(made, Insertion) == words(made, Deletion) == []


def test_words_that_become_italic_are_a_change() -> None:
    made = diff_inlines(t("in the Printemps today"), (Text("in the "), Emphasis(t("Printemps")), Text(" today")), "en")
    assert words(made, Deletion) == [t("Printemps")]


def test_links_with_another_address_are_a_change() -> None:
    old, new = ((Link(t("page"), f"https://example.org/{letter}"),) for letter in "ab")
    assert len(diff_inlines(old, new, "en")) == 2


def test_numbers_are_no_change() -> None:
    old, new = ((CrossReference(t("para."), "a#p1", numbers=(number,)), note("Note.", number)) for number in (3, 4))
    assert has_same_words(old, new, "en")
    assert drop_numbers(old, "en") == drop_numbers(new, "en")
    nowhere = (CrossReference(t("para."), "a#p1"), note("Note.", 3))
    assert not has_same_words(old, nowhere, "en")


A = para("a/b#p1", 1, "The African Union and the United Nations met in Addis Ababa to speak about peace.")
B = para("a/b#p2", 2, "Health was the subject of four workshops in which ministers of the region took part.")
C = para("a/b#p3", 3, "Water, sanitation and hygiene remained the third pillar of the common programme.")


def renamed(block: Paragraph, name: str) -> Paragraph:
    return replace(block, id=name)


def test_paragraph_put_before_others_shifts_only_numbers() -> None:
    new = report_of(renamed(C, "a/b#p1"), renamed(A, "a/b#p2"), renamed(B, "a/b#p3"))
    assert fates(compare_reports(report_of(A, B), new)) == [
        (ChangeKind.ADDED, None, 1),
        (ChangeKind.SAME, 1, 2),
        (ChangeKind.SAME, 2, 3),
    ]


def test_moved_paragraph_is_no_deletion() -> None:
    assert fates(compare_reports(report_of(A, B, C), report_of(B, C, A))) == [
        (ChangeKind.MOVED_AWAY, 1, 3),
        (ChangeKind.SAME, 2, 1),
        (ChangeKind.SAME, 3, 2),
        (ChangeKind.MOVED_HERE, 1, 3),
    ]


@pytest.mark.parametrize("name", ["libya", "mandate2"])
def test_name_of_its_own_holds_a_paragraph_whatever_its_words(name: str) -> None:
    old, new = report_of(renamed(A, f"a/b#{name}")), report_of(renamed(B, f"a/b#{name}"))
    assert fates(compare_reports(old, new)) == [(ChangeKind.CHANGED, 1, 1)]


def test_name_by_place_does_not_hold_other_words() -> None:
    assert fates(compare_reports(report_of(A), report_of(renamed(B, "a/b#p1")))) == [
        (ChangeKind.DROPPED, 1, None),
        (ChangeKind.ADDED, None, 1),
    ]


def test_paragraph_to_which_nothing_can_refer_is_another_one() -> None:
    old, new = report_of(renamed(A, "a/b#libya")), report_of(renamed(A, ""))
    assert fates(compare_reports(old, new)) == [(ChangeKind.DROPPED, 1, None), (ChangeKind.ADDED, None, 1)]


def test_what_is_gone_stands_where_it_stood() -> None:
    assert fates(compare_reports(report_of(A, B, C), report_of(A, C))) == [
        (ChangeKind.SAME, 1, 1),
        (ChangeKind.DROPPED, 2, None),
        (ChangeKind.SAME, 3, 2),
    ]


def test_reference_keeps_its_paragraph_although_places_shift() -> None:
    refers = para("a/b#p9", 9, "See ", CrossReference(t("para."), "a/b#p2"), ".")
    other = para("a/b#p9", 9, "See ", CrossReference(t("para."), "a/b#p1"), ".")
    comparison = compare_reports(report_of(A, B, refers), report_of(renamed(B, "a/b#p1"), other))
    assert fates(comparison) == [(ChangeKind.DROPPED, 1, None), (ChangeKind.SAME, 2, 1), (ChangeKind.SAME, 3, 2)]


def test_example_is_the_same_as_itself(example: Examination) -> None:
    assert example.report is not None
    comparison = compare_reports(example.report, example.report)
    assert comparison.is_same
    assert count_changes(comparison) == ()


def test_figures_by_organization() -> None:
    longer = para(
        "a/b#p1", 1, "The African Union and the United Nations met in Addis Ababa to speak about lasting peace."
    )
    parts = count_changes(compare_reports(report_of(A, B, organization="au"), report_of(longer, C, organization="au")))
    (unit,) = parts
    assert (unit.organization, unit.added, unit.changed, unit.moved, unit.dropped) == ("au", 1, 1, 0, 1)
    assert (unit.words_added, unit.words_dropped) == (1 + 12, 15)
    assert add_counts(parts).added == 1
    data = make_json(compare_reports(report_of(A), report_of(A)))
    assert isinstance(data, dict)
    assert data["parts"] == []
