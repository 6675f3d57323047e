"""Mending a report: round after round, every text on its own, and only as it was read."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module

import pytest

from assembler import pipeline
from assembler.fix import apply_fixes
from assembler.model.finding import Finding
from assembler.pipeline import fix_texts
from tests.conftest import MakeReport, contribution


def test_a_text_that_changes_meanwhile_is_left_alone(make_report: MakeReport) -> None:
    root = make_report(
        unhcr__au=contribution("unhcr", "au", "UN\u200bHCR."), who__au=contribution("who", "au", "W\u200bHO.")
    )
    other = root / "contributions/who/au.md"

    def meanwhile(_: Finding) -> bool:
        other.write_bytes(b"newer")
        return True

    mended = fix_texts(root, meanwhile, write=True)
    assert tuple(mended.files) == ("contributions/unhcr/au.md",)
    assert mended.left == ("contributions/who/au.md has changed since it was read and was left alone.",)
    assert other.read_bytes() == b"newer"


def test_findings_are_those_after_mending(make_report: MakeReport) -> None:
    root = make_report(unhcr__au=contribution("unhcr", "au", "UNHCR.").replace("entity: unhcr", "entity: unh\u00adcr"))
    assert "IN-VAL-01" in {finding.rule for finding in pipeline.examine(root).checked.findings}
    mended = fix_texts(root, lambda _: True, write=True)
    assert "IN-VAL-01" not in {finding.rule for finding in mended.findings}


def test_goes_on_until_nothing_safe_is_left(make_report: MakeReport, monkeypatch: pytest.MonkeyPatch) -> None:
    def only_the_first(text: str, findings: Iterable[Finding]) -> str:
        return apply_fixes(text, list(findings)[:1])

    monkeypatch.setattr(import_module("assembler.fix"), "apply_fixes", only_the_first)
    root = make_report(unhcr__au=contribution("unhcr", "au", "U\u200bN\u200bH\u200bCR."))
    mended = fix_texts(root, lambda _: True, write=True)
    assert "UNHCR." in (root / "contributions/unhcr/au.md").read_text(encoding="utf-8")
    assert len(mended.diffs) == 1


def test_a_name_list_that_is_too_long_stops_no_draft(make_report: MakeReport) -> None:
    texts = {"who__au": contribution("who", "au", "Last."), "unhcr__au": contribution("unhcr", "au", "First.")}
    root = make_report(entities_yaml="# " + "too long " * 8000, **texts)
    examined = pipeline.examine(root)
    assert "contributions/entities.yaml" in {finding.source.path for finding in examined.checked.findings}
    assert examined.report is not None
