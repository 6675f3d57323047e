"""Comparing from files to files, without a folder."""

from __future__ import annotations

import json

import pytest

from assembler.compare.compare import compare, make_corrigendum, make_redline
from assembler.errors import Unreadable
from assembler.model.canonical_json import encode_json
from assembler.pipeline import examine
from assembler.storage.report_files import read_folder
from tests.conftest import MakeReport

INTRODUCTION = "contributions/general/introduction.md"
PLAN = "contributions/report.yaml"

type Files = dict[str, bytes]


@pytest.fixture
def states(make_report: MakeReport) -> tuple[Files, Files]:
    """A report, and the same with other words."""
    old = dict(read_folder(make_report()).files)
    return old, old | {INTRODUCTION: b"The first paragraph.\n\nThe other paragraph.\n"}


def test_comparison_counts_the_changes_and_touches_no_files(states: tuple[Files, Files]) -> None:
    before = tuple(map(dict, states))
    result = compare(*states)
    assert states == before
    assert [(part.name, part.changed, part.words_added) for part in result.counts] == [("Introduction", 1, 1)]
    assert (result.outputs, result.has_proposals) == ({}, False)
    assert compare(states[0], states[0]).comparison.is_same


@pytest.mark.slow
def test_redline_is_made_in_each_format(states: tuple[Files, Files]) -> None:
    outputs = make_redline(*states, ["docx", "html", "pdf"]).outputs
    stem = "A-75-345-comparison"
    assert list(outputs) == [f"{stem}.docx", f"{stem}.html", f"{stem}.pdf", "comparison.json"]
    assert outputs[f"{stem}.docx"][:2] == b"PK"
    assert b"other" in outputs[f"{stem}.html"]
    assert outputs[f"{stem}.pdf"][:5] == b"%PDF-"
    assert json.loads(outputs["comparison.json"])["total"]["changed"] == 1
    assert make_redline(*states, ["docx", "html", "pdf"]).outputs == outputs


def test_redline_uses_the_templates_of_the_new_state(states: tuple[Files, Files]) -> None:
    old, new = states
    own = new | {"templates/comparison.html.j2": b"Our own page."}
    assert make_redline(old, own, ["html"]).outputs["A-75-345-comparison.html"] == b"Our own page."


@pytest.mark.slow
def test_corrigendum_has_a_number_and_is_written_in_each_format(states: tuple[Files, Files]) -> None:
    outputs = make_corrigendum(*states, ["docx", "pdf"]).outputs
    assert list(outputs) == ["A-75-345-Corr.1.docx", "A-75-345-Corr.1.pdf", "corrigendum.json"]
    assert b"/Corr.1" in outputs["corrigendum.json"]
    assert list(make_corrigendum(*states, number=4).outputs) == ["A-75-345-Corr.4.docx", "corrigendum.json"]


def test_state_may_be_the_report_of_a_build(make_report: MakeReport, states: tuple[Files, Files]) -> None:
    report = examine(make_report()).report
    assert report is not None
    result = compare({"report.json": encode_json(report)}, states[1])
    assert [part.changed for part in result.counts] == [1]


def test_what_is_no_state_of_this_report_is_named(states: tuple[Files, Files]) -> None:
    old, new = states
    with pytest.raises(Unreadable, match=r"^The plan of the new state cannot be used: contributions/report.yaml:"):
        compare(old, {})
    with pytest.raises(Unreadable, match=r"^The old state holds no report that this program has written"):
        compare({"report.json": b"{}"}, new)
    with pytest.raises(Unreadable, match=r"^The two states are in different languages, en and fr"):
        compare(old, new | {PLAN: new[PLAN] + b"language: fr\n"})
