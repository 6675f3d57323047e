"""Clearances and excerpts out of the files of a report, without a disk."""

from __future__ import annotations

import doctest
from collections.abc import Mapping
from datetime import date

import pytest

from assembler.clearance import operations
from assembler.clearance.clearance import find_words
from assembler.clearance.operations import clear, clear_entities, excerpt, excerpt_entities
from assembler.errors import UnknownName
from assembler.load import load
from assembler.model.contribution import Collection
from assembler.writers.html.page import write
from tests.conftest import contribution, small_files

UNHCR = "contributions/unhcr/au.md"
DAY = date(2020, 7, 2)


def test_clearance_changes_the_header_alone() -> None:
    files = small_files()
    result = clear(files, "unhcr", by="A. Person", on=date(2020, 7, 2))
    assert (result.on, result.settled, result.refused) == (date(2020, 7, 2), (), ())
    assert [*result.files] == [UNHCR]
    header, body = result.files[UNHCR].split(b"\n\n", 1)
    assert b"status: cleared" in header
    assert b'cleared: {by: "A. Person", on: 2020-07-02, text: sha256:' in header
    assert body == files[UNHCR].split(b"\n\n", 1)[1]


def test_day_that_nobody_gives_is_today_and_never_that_of_the_plan() -> None:
    assert clear(small_files(), "unhcr", by="A", today=DAY).on == DAY
    result = clear(small_files(), "unhcr", by="A")
    assert (result.on, result.files) == (None, {})
    assert result.refused == ("The clearance has no day. Give the day on which the words were cleared.",)


def approved(words: str = "UNHCR met them.", on: str = ", on: 2020-06-30", hash: str = "") -> str:
    """The text of UNHCR on the African Union, with the statement of a form on these words."""
    text = contribution("unhcr", "au", words)
    stated = hash or find_words(collected(small_files(unhcr__au=text)), "unhcr", ("au",))[0].hash
    return text.replace("status:", f"approved: {{by: Jane Rowe{on}, text: sha256:{stated}}}\nstatus:")


def collected(files: Mapping[str, bytes]) -> Collection:
    collection = load(files).collection
    assert collection is not None
    return collection


def test_statement_of_a_form_becomes_the_clearance() -> None:
    result = clear(small_files(unhcr__au=approved()), "unhcr", today=DAY)
    assert b'cleared: {by: "Jane Rowe", on: 2020-06-30, text: sha256:' in result.files[UNHCR]
    assert result.stated == (f"{UNHCR}: cleared by Jane Rowe on 30 June 2020, as the form states.",)
    assert result.refused == ()


def test_other_day_may_be_named_and_whoever_is_named_counts() -> None:
    files = small_files(unhcr__au=approved())
    assert b'{by: "Jane Rowe", on: 2020-07-01' in clear(files, "unhcr", on=date(2020, 7, 1), today=DAY).files[UNHCR]
    named = clear(files, "unhcr", by="A", today=DAY)
    assert b'{by: "A", on: 2020-07-02' in named.files[UNHCR]
    assert named.stated == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (contribution("unhcr", "au", "They met."), f"{UNHCR}: no form states who approved the words."),
        (approved(on=""), f"{UNHCR}: the form states that Jane Rowe approved the words, and no day. Add --on."),
        (approved(hash="0" * 64), f"{UNHCR} has changed since Jane Rowe approved the words."),
        (approved(on=", on: 2020-07-03"), "The clearance is dated 3 July 2020, and today is 2 July 2020."),
        *(
            (approved().replace("Jane Rowe", name), f"“{name}” is a placeholder and names nobody.")
            for name in ("NAME", "Jane Doe", "姓名")
        ),
        (approved("They met. {>> When? <<}"), f"{UNHCR}, line 8: the query “When?” is open."),
    ],
)
def test_statement_that_does_not_do_is_refused(text: str, reason: str) -> None:
    result = clear(small_files(unhcr__au=text), "unhcr", today=DAY)
    assert (result.files, result.stated) == ({}, ())
    assert any(sentence.startswith(reason) for sentence in result.refused), result.refused


def test_one_text_without_a_statement_keeps_all_back() -> None:
    files = small_files(unhcr__au=approved(), unhcr__asean=contribution("unhcr", "asean", "They met."))
    result = clear(files, "unhcr", today=DAY)
    assert result.files == {}
    assert [sentence.split(":")[0] for sentence in result.refused] == ["contributions/unhcr/asean.md"]
    assert [*clear(files, "unhcr", "au", today=DAY).files] == [UNHCR]


def test_statements_of_several_entities_become_clearances() -> None:
    files = small_files(unhcr__au=approved(), who__au=contribution("who", "au", "They met."))
    result = clear_entities(files, all_entities=True, today=DAY)
    assert [*result.files] == [UNHCR]
    assert result.on is None
    assert result.results["unhcr"].stated
    assert "no form states who approved the words" in result.results["who"].refused[0]


@pytest.mark.parametrize(("words", "is_refused"), [("UNHCR met them.", False), ("UNHCR met them often.", True)])
def test_consolidated_words_are_covered_as_they_were_written(words: str, *, is_refused: bool) -> None:
    text = f'---\norganization: au\n---\n\n{words}\n{{: from="unhcr/au#p1" }}\n'
    result = clear(small_files(unhcr__au=approved(), consolidated__au=text), "unhcr", today=DAY)
    if is_refused:
        said = "carries words of unhcr in other words, which no form covers. Say who cleared them with --by NAME."
        assert result.refused == (f"contributions/consolidated/au.md {said}",)
    else:
        assert [*result.files] == [UNHCR]
        assert "carries the words as unhcr wrote them" in result.settled[0]


def test_cleared_words_keep_their_record() -> None:
    files = small_files()
    files |= clear(files, "unhcr", by="A", on=DAY).files
    again = clear(files, "unhcr", by="B", on=DAY)
    assert again.files == {}
    assert "the record stays" in again.settled[0]


def test_open_query_is_refused() -> None:
    files = small_files(unhcr__au=contribution("unhcr", "au", "They met. {>> When? <<}"))
    result = clear(files, "unhcr", "au", by="A", on=DAY)
    assert result.files == {}
    assert "the query “When?” is open" in result.refused[0]


def test_sample_text_is_refused_with_its_words() -> None:
    sample = "Say here where the reader finds more."
    result = clear(small_files(unhcr__au=contribution("unhcr", "au", f"They met. {sample}")), "unhcr", by="A", on=DAY)
    assert result.files == {}
    assert f"line 7: “{sample}” is sample text" in result.refused[0]


def test_sample_text_in_a_consolidated_paragraph_is_refused() -> None:
    text = '---\norganization: au\n---\n\nThey met. Say here where the reader finds more.\n{: from="unhcr/au#p1" }\n'
    result = clear(small_files(consolidated__au=text), "unhcr", by="A", on=DAY)
    assert result.files == {}
    assert "consolidated/au.md, line 5: “Say here where the reader finds more.” is sample text" in result.refused[0]


def test_draft_is_refused() -> None:
    text = contribution("unhcr", "au", "They met.").replace("status: submitted", "status: draft")
    result = clear(small_files(unhcr__au=text), "unhcr", by="A", on=DAY)
    assert result.files == {}
    assert result.refused == (
        "contributions/unhcr/au.md is a draft. When the text may be used, write status: submitted into its header.",
    )


def test_files_without_a_plan_give_findings() -> None:
    assert clear({}, "unhcr", by="A", on=DAY).on is None
    assert {finding.rule for finding in clear({}, "unhcr", by="A", on=DAY).findings} == {"IN-PLC-05"}
    assert excerpt({}, "unhcr").report is None
    assert {finding.rule for finding in excerpt({}, "unhcr").findings} == {"IN-PLC-05"}
    assert {finding.rule for finding in clear_entities({}, all_entities=True, by="A").findings} == {"IN-PLC-05"}


def test_any_name_of_entity_and_organization_will_do() -> None:
    assert [*clear(small_files(), "UNHCR", "African Union", by="A", on=DAY).files] == [UNHCR]
    assert excerpt(small_files(), "UNHCR", "AU").stem == "unhcr-au"
    assert excerpt(small_files(), "unhcr").stem == "unhcr"


WHO = "contributions/who/au.md"
SHARED = """\
---
organization: au
---

UNHCR and WHO worked with the African Union.
{: from="unhcr/au#p1 who/au#p1" }
"""


def test_several_entities_are_cleared_as_one_after_the_other() -> None:
    files = small_files(consolidated__au=SHARED)
    result = clear_entities(files, all_entities=True, by="A", on=date(2020, 7, 2))
    one_by_one = files
    for entity in ("unhcr", "who"):
        one_by_one = one_by_one | clear(one_by_one, entity, by="A", on=date(2020, 7, 2)).files
    assert files | result.files == one_by_one
    shared = result.files["contributions/consolidated/au.md"]
    assert shared.count(b'{by: "A", on: 2020-07-02') == 2
    assert [*result.results] == ["unhcr", "who"]
    assert not any(one.refused for one in result.results.values())


def test_what_stands_in_the_way_of_one_does_not_stop_the_others() -> None:
    files = small_files(unhcr__au=contribution("unhcr", "au", "They met. {>> When? <<}"))
    result = clear_entities(files, ["UNHCR", "who", "AU"], by="A", on=date(2020, 7, 2))
    assert [*result.files] == [WHO]
    assert "the query “When?” is open" in result.results["unhcr"].refused[0]
    assert result.results["who"].refused == ()


def test_entity_without_words_does_not_stop_the_others() -> None:
    result = clear_entities(small_files(unhcr__au=None), ["unhcr", "who"], by="A", on=date(2020, 7, 2))
    assert [*result.files] == [WHO]
    assert result.results["unhcr"].refused == (
        "There is no text of unhcr in the report, so there is nothing to clear.",
    )


def test_all_are_those_who_have_words_there() -> None:
    files = small_files(who__au=None, who__asean=contribution("who", "asean", "They met."))
    result = clear_entities(files, ["ASEAN"], all_entities=True, by="A", on=date(2020, 7, 2))
    assert [*result.files] == ["contributions/who/asean.md"]
    assert [*result.results] == ["who"]
    with pytest.raises(UnknownName, match="There is no text of an entity on asean in the report"):
        clear_entities(small_files(who__au=None), ["asean"], all_entities=True, by="A", on=date(2020, 7, 2))


def test_name_or_day_that_nobody_can_have_is_refused_once() -> None:
    result = clear_entities(small_files(), all_entities=True, by="NAME", on=date(2020, 7, 2))
    assert (len(result.refused), dict(result.results), dict(result.files)) == (1, {}, {})


def test_excerpts_are_those_of_each_entity() -> None:
    files = small_files(consolidated__au=SHARED)
    results = excerpt_entities(files, all_entities=True)
    assert results == (excerpt(files, "unhcr"), excerpt(files, "who"))
    nobody = contribution("unhcr", "au", "").replace("submitted", "nothing-to-report")
    first, second = excerpt_entities(small_files(unhcr__au=nobody), ["unhcr", "who"])
    assert first.report is None
    assert first.obstacles == ("No printed paragraph carries words of unhcr, so there is no excerpt.",)
    assert second.report is not None


def test_nothing_to_report_is_no_obstacle_to_an_excerpt() -> None:
    nothing = contribution("unhcr", "asean", "").replace("submitted", "nothing-to-report")
    assert excerpt(small_files(unhcr__asean=nothing), "unhcr").obstacles == ()


def test_unknown_entity_is_refused() -> None:
    with pytest.raises(UnknownName, match="unhrc"):
        clear(small_files(), "unhrc", by="A", on=DAY)
    with pytest.raises(UnknownName, match="unhrc"):
        excerpt(small_files(), "unhrc")


def test_excerpt_is_a_report_that_a_writer_takes() -> None:
    steps: list[str] = []
    result = excerpt(small_files(), "unhcr", progress=steps.append)
    assert result.report is not None
    assert (result.obstacles, steps) == ((), ["reading", "assembling", "checking"])
    assert "EXCERPT FOR CLEARANCE BY UNHCR" in write(result.report, result.templates).decode()


def test_examples_in_docstrings_hold() -> None:
    results = doctest.testmod(operations)
    assert results.attempted
    assert not results.failed


def test_clearance_and_excerpt_name_the_sentences_that_were_cut() -> None:
    source = contribution("unhcr", "au", "UNHCR met judges in Cairo. It helped 400 families to return to Chad.")
    editor = '---\norganization: au\n---\n\nUNHCR met judges in Cairo.\n{: from="unhcr/au#p1" }\n'
    files = small_files(unhcr__au=source, consolidated__au=editor)
    named = (
        "contributions/consolidated/au.md prints unhcr/au#p1 without this sentence: "
        "“It helped 400 families to return to Chad.”",
    )
    assert clear(files, "unhcr", by="A. Person", on=DAY).not_printed == named
    assert excerpt(files, "unhcr").not_printed == named
    assert excerpt(small_files(), "unhcr").not_printed == ()
