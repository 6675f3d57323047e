"""The fonts of the PDF: which stand for the families of the style sheet, and what has no glyph in them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assembler.__main__ import run
from assembler.model.finding import Source
from assembler.model.nodes import Emphasis, Inline
from assembler.model.report import Report, Section
from assembler.model.value import replace
from assembler.runtime import fonts as faces
from assembler.runtime.fonts import Font, find_missing_glyphs
from assembler.runtime.requirements import TIMES_FONTS
from tests.builders import every_node, note, para, t
from tests.conftest import ROOT, MakeReport, contribution

PLAN = Source("contributions/report.yaml", 2)
LATIN = Font("Liberation Serif", "Times New Roman", (range(0x20, 0x180), range(0x2010, 0x2030)))
LEFT = Font("DejaVu Sans", "Noto Serif CJK SC", (range(0x20, 0xFFFF),))
TEXT = Source("contributions/unhcr/au.md", 7)


def of(*content: Inline | str) -> Report:
    """A report of one paragraph."""
    paragraph = replace(para("unhcr/au#p1", 1, *content), source=TEXT)
    section = Section(id="s", title="Title", level=1, label="I.", blocks=(paragraph,))
    return replace(every_node(draft=False), sections=(section,), annexes=(), summary=None)


def found(report: Report, *faces_: Font) -> Iterator[tuple[str, str]]:
    return ((fault.words, fault.source.path) for fault in find_missing_glyphs(report, faces_, PLAN))


def test_character_that_no_chosen_face_has_is_found_once() -> None:
    report = of("One 联 and", Emphasis(t("two 联")), note("In a note: \u2603, \u2604, \u2603.", 1))
    assert list(found(report, LATIN, LEFT)) == [(sign, TEXT.path) for sign in ("联", "\u2603", "\u2604")]


def test_script_that_no_chosen_face_has_is_found_once() -> None:
    report = of("One 联合国，", Emphasis(t("«مرحبا»، ٢٠٢٧")), note("In a note: 国际 and أهلا.", 1))
    messages = [fault.message for fault in find_missing_glyphs(report, (LATIN, LEFT), PLAN)]
    assert messages == [
        "5 Chinese characters, the first of them “联”, have no glyph in Liberation Serif.",
        "12 Arabic characters, the first of them “م”, have no glyph in Liberation Serif.",
    ]
    hints = [fault.hint for fault in find_missing_glyphs(report, (LATIN, LEFT), PLAN)]
    assert "Install Noto Serif CJK SC, the font of report.css for Chinese (on Debian fonts-noto-cjk)." in hints[0]
    assert "Install Noto Naskh Arabic, the font of report.css for Arabic (on Debian fonts-noto-core)." in hints[1]


def test_every_font_of_the_style_sheet_is_named_with_those_for_other_scripts() -> None:
    style = (ROOT / "templates/report.css").read_text(encoding="utf-8")
    named = [line for line in style.split("\n") if "Times New Roman" in line]
    assert len(named) == 10
    assert all('"Noto Naskh Arabic", "Noto Serif CJK SC", serif' in line for line in named)


def test_face_that_is_chosen_has_it() -> None:
    chinese = Font("Noto Serif CJK SC", "Noto Serif CJK SC", (range(0x4E00, 0xA000),))
    assert list(found(of("One 联."), LATIN, chinese)) == []


def test_what_is_never_drawn_needs_no_glyph() -> None:
    assert list(found(of("A\u00adB\u200eC\u2011D\u2060E"), LATIN)) == []


def test_fixed_words_have_their_place_in_the_plan() -> None:
    report = of("Text.")
    arabic = replace(report, masthead=replace(report.masthead, version="\u0639"))
    assert list(found(arabic, LATIN)) == [("\u0639", PLAN.path)]


def test_nothing_is_said_where_nothing_is_known() -> None:
    assert list(found(of("联"))) == []


def test_families_are_those_of_the_style_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    style = """/* font-family: Hidden, serif; */
    @page { @top-left { font: bold 8.5pt/10.5pt "Times New Roman", Tinos, serif } }
    p { font-family: 'Noto Naskh Arabic', sans-serif; font-size: 10pt } q { font: italic 9pt Gentium }"""
    monkeypatch.setattr(faces, "_match_font", lambda _, family: Font(family, family, ()))
    asked = [face.asked_for for face in faces.find_fonts(style)]
    assert asked == ["Times New Roman", "Tinos", "Noto Naskh Arabic", "Gentium"]


def test_faces_of_this_machine() -> None:
    style = (ROOT / "templates/report.css").read_text(encoding="utf-8")
    first = faces.find_fonts(style)[0]
    assert first.family in TIMES_FONTS
    assert first.chosen
    assert all(any(ord(letter) in part for part in first.characters) for letter in "AZéЖ–’")
    assert not faces.find_fonts("p { font: 10pt 'No Such Face' }")[0].chosen


@pytest.mark.slow
def test_build_names_the_face_and_finds_the_character(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_report(unhcr__au=contribution("unhcr", "au", "First.\n\nA snowman, \ue000, is not here."))
    assert run(["build", "-C", str(root), "--to", "pdf", "--format", "concise"]) == 0
    out, err = capsys.readouterr()
    assert "contributions/unhcr/au.md:9:12: warning IN-GLY-01 “\ue000” (U+E000, " in out
    assert f"Set in {faces.find_fonts((ROOT / 'templates/report.css').read_text())[0].family}." in err.splitlines()
    assert run(["build", "-C", str(root), "--to", "txt"]) == 0
    out, err = capsys.readouterr()
    assert "IN-GLY-01" not in out
    assert "Set in" not in err


@pytest.mark.slow
def test_waiver_of_it_is_not_idle_where_builds_alone_find_it(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str]
) -> None:
    waived = contribution("unhcr", "au", "A snowman, \ue000, is not here.").replace(
        "status: submitted\n", "status: submitted\nwaive:\n  - {rule: IN-GLY-01, reason: our own sign}\n"
    )
    root = make_report(unhcr__au=waived)
    run(["check", "-C", str(root), "--format", "concise"])
    run(["build", "-C", str(root), "--to", "pdf", "--format", "concise"])
    assert not {"IN-GLY-01", "IN-WVR-01"} & set(capsys.readouterr().out.split())


@pytest.mark.slow
def test_want_of_the_face_is_said(make_report: MakeReport, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_report()
    (root / "templates").mkdir()
    style = (ROOT / "templates/report.css").read_text(encoding="utf-8").replace('"Times New Roman"', '"No Such Face"')
    (root / "templates/report.css").write_text(style, encoding="utf-8")
    assert run(["build", "-C", str(root), "--to", "pdf"]) == 0
    assert "No Such Face is missing, and so is every font with its widths" in capsys.readouterr().err
