"""Several Word files in memory: each by itself, and none that contradicts another."""

from __future__ import annotations

import doctest

import pytest

from assembler.errors import UnknownName
from assembler.intake import batch_import
from assembler.intake.batch_import import BatchImport, import_words
from assembler.intake.imported_text import TextState
from tests.conftest import PLAN, small_files
from tests.readers.docx.docx_files import form, p, section

NAMES = {"au": "African Union", "asean": "Association of Southeast Asian Nations"}
AU, ASEAN = NAMES.items()
FILES = small_files(report_yaml=PLAN.replace("unhcr: [au]", "unhcr: [au, asean]"), unhcr__au=None, who__au=None)
PLACE = "contributions/unhcr/au.md"


def answer(words: str, more: str = "") -> bytes:
    """UNHCR's form with these words on the African Union, and others on ASEAN."""
    return form(NAMES, section(*AU, p(words)), section(*ASEAN, p(more) if more else ""))


def states(batch: BatchImport) -> list[list[str]]:
    return [[text.state.value for text in result.texts] for result in batch.results]


def rules(batch: BatchImport) -> list[list[str]]:
    return [[finding.rule for finding in result.findings] for result in batch.results]


def test_each_file_has_a_result_of_its_own() -> None:
    batch = import_words(FILES, {"a.docx": b"PK no", "b.docx": answer("They met.")})
    assert rules(batch) == [["IN-DOC-02"], []]
    assert [result.entity for result in batch.results] == ["", "UNHCR"]
    assert batch.contributions == (PLACE,)
    taken, missing = batch.imports["b.docx"].texts
    assert (taken.short_name, taken.words, taken.place) == ("African Union", 2, PLACE)
    assert (taken.state, missing.state) == (TextState.TAKEN, TextState.UNANSWERED)
    assert (missing.short_name, missing.words) == ("ASEAN", 0)


def test_files_with_other_words_for_one_place_are_both_left_out_and_named() -> None:
    batch = import_words(
        FILES, {"a.docx": answer("One.", "ASEAN."), "b.docx": answer("Two."), "c.docx": answer("Two.")}
    )
    assert batch.contributions == ()
    assert rules(batch) == [["IN-DOC-17"]] * 3
    first, second = (batch.imports[name].findings[0] for name in ("a.docx", "b.docx"))
    assert first.message == (
        "The text of UNHCR on African Union differs in b.docx and c.docx, so none of these files was imported."
    )
    assert second.message == (
        "The text of UNHCR on African Union differs in a.docx, so none of these files was imported."
    )
    assert states(batch) == [["not taken", "not taken"], ["not taken", "no answer"], ["not taken", "no answer"]]
    assert batch.imports["b.docx"].sentences == ("African Union: not taken.",)


def test_order_of_the_files_makes_no_difference() -> None:
    one, other = {"a.docx": answer("One.")}, {"b.docx": answer("Two.")}
    assert import_words(FILES, one | other) == import_words(FILES, other | one)


def test_others_are_taken_beside_files_that_contradict_each_other() -> None:
    who = form({"au": NAMES["au"]}, section(*AU, p("WHO met.")), entity="who")
    batch = import_words(FILES, {"a.docx": answer("One."), "b.docx": answer("Two."), "c.docx": b"", "d.docx": who})
    assert rules(batch) == [["IN-DOC-17"], ["IN-DOC-17"], ["IN-DOC-02"], []]
    assert batch.contributions == ("contributions/who/au.md",)


def test_same_words_twice_are_taken_once() -> None:
    batch = import_words(FILES, {"a.docx": answer("They met."), "copy of a.docx": answer("They met.")})
    assert batch.findings == ()
    assert states(batch) == [["taken", "no answer"], ["already there", "no answer"]]
    assert [len(result.contributions) for result in batch.results] == [1, 0]


def test_text_and_nothing_to_report_contradict_each_other() -> None:
    nothing = form(NAMES, section(*AU, checked=True), section(*ASEAN))
    assert rules(import_words(FILES, {"a.docx": answer("One."), "b.docx": nothing})) == [["IN-DOC-17"]] * 2


def test_text_that_the_report_has_is_refused_for_each_file_alone() -> None:
    files = {**FILES, PLACE: small_files()[PLACE]}
    batch = import_words(files, {"a.docx": answer("One.", "ASEAN.")})
    assert rules(batch) == [["IN-DOC-12"]]
    assert states(batch) == [["not taken", "taken"]]


def test_unusable_plan_is_found_once() -> None:
    batch = import_words({}, {"a.docx": b"", "b.docx": b""})
    assert not batch.has_settings
    assert {finding.rule for finding in batch.findings} == {"IN-PLC-05"}


def test_unknown_entity_is_refused() -> None:
    with pytest.raises(UnknownName, match="unhrc"):
        import_words(FILES, {"a.docx": b""}, entity="unhrc")


def test_examples_in_docstrings_hold() -> None:
    results = doctest.testmod(batch_import)
    assert results.attempted
    assert not results.failed
