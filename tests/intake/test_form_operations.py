"""Forms of several entities out of files in memory, from one reading."""

from __future__ import annotations

import doctest

import pytest

from assembler.errors import UnknownName, Unwritable
from assembler.intake import form_operations
from assembler.intake.form_operations import begin_forms
from tests.conftest import PLAN, contribution, small_files

ASKED = PLAN.replace("{unhcr: [au], who: [au]}", "{who: [asean, au], unhcr: [au]}")


def test_each_form_is_the_one_that_is_made_alone() -> None:
    files, earlier = small_files(report_yaml=ASKED, unhcr__au=None, who__au=None), small_files()
    words = begin_forms(files, all_entities=True, earlier=earlier)
    alone = [begin_forms(files, [name], earlier=earlier).forms for name in ("unhcr", "who")]
    assert [*words.forms] == [form for (form,) in alone]
    texts = begin_forms(files, all_entities=True, as_word=False, earlier=earlier)
    pairs = [("unhcr", "au"), ("who", "asean"), ("who", "au")]
    alone = [begin_forms(files, pair, as_word=False, earlier=earlier).forms for pair in pairs]
    assert [*texts.forms] == [form for (form,) in alone]
    assert words.obstacles == texts.obstacles == ()


def test_organizations_may_be_named_beside_all() -> None:
    files = small_files(report_yaml=ASKED, unhcr__au=None, who__au=None)
    (form,) = begin_forms(files, ["ASEAN"], all_entities=True).forms
    assert (form,) == begin_forms(files, ["who", "asean"]).forms
    (text,) = begin_forms(files, ["ASEAN"], all_entities=True, as_word=False).forms
    assert text.place == "contributions/who/asean.md"


def test_entity_that_is_asked_nothing_does_not_stop_the_others() -> None:
    files = small_files(report_yaml=PLAN.replace("unhcr: [au], ", ""), who__au=None)
    for as_word in (True, False):
        result = begin_forms(files, ["unhcr", "who"], as_word=as_word)
        assert len(result.forms) == 1
        assert result.obstacles[0].startswith("The plan asks unhcr about no organization")
        with pytest.raises(UnknownName, match="The plan asks unhcr about no organization"):
            begin_forms(files, ["unhcr"], as_word=as_word)


def test_only_text_that_is_there_is_refused() -> None:
    with pytest.raises(Unwritable, match="already there"):
        begin_forms(small_files(), ["unhcr"], as_word=False)


def test_no_text_is_begun_on_what_another_one_covers() -> None:
    both = contribution("who", "au", "They met.").replace("status:", "also: [asean]\nstatus:")
    files = small_files(report_yaml=ASKED, unhcr__au=None, who__au=both)
    result = begin_forms(files, all_entities=True, as_word=False)
    assert [form.place for form in result.forms] == ["contributions/unhcr/au.md"]
    assert result.obstacles == (
        "contributions/who/au.md is on asean, too; nothing was made.",
        "contributions/who/au.md is already there; nothing was made.",
    )
    (form,) = begin_forms(files, ["who", "asean"], as_word=False).forms
    assert form.place == "contributions/who/asean.md"


def test_nobody_is_asked() -> None:
    files = small_files(report_yaml=PLAN.replace("requested: {unhcr: [au], who: [au]}", "requested: {}"))
    with pytest.raises(UnknownName, match="The plan asks nobody to report"):
        begin_forms(files, all_entities=True)


def test_files_without_a_plan_give_findings() -> None:
    result = begin_forms({}, all_entities=True)
    assert not result.has_plan
    assert result.findings[0].rule == "IN-PLC-05"


def test_examples_in_docstrings_hold() -> None:
    results = doctest.testmod(form_operations)
    assert results.attempted
    assert not results.failed
