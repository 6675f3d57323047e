"""In which fonts a PDF is set, by script, what is missing, and what doctor says of that before."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from assembler.__main__ import run
from assembler.runtime import used_fonts
from assembler.runtime.fonts import Font
from assembler.runtime.used_fonts import check_language_fonts, describe_fonts
from assembler.writers.pdf.worker_job import UsedFont
from tests.conftest import PLAN, MakeReport, contribution
from tests.test_same_for_all import CHINESE, make_face

LIBERATION = Font("Liberation Serif", "Times New Roman", (range(0x20, 0x500), range(0x2010, 0x2120)))
NASKH = Font("Noto Naskh Arabic", "Noto Naskh Arabic", (range(0x600, 0x700),))
SUBSTITUTE = Font("DejaVu Sans", "Noto Naskh Arabic", (range(0x20, 0x700),))
LATIN = UsedFont("Liberation Serif", "AB12–")
ARABIC_MISSING = "The font for Arabic is missing, and another one is used. Install Noto Naskh Arabic: apt-get install "


@pytest.mark.parametrize(
    ("used", "fonts", "lines"),
    [
        ((LATIN, UsedFont("Liberation Serif", "CDя")), (LIBERATION,), ["Set in Liberation Serif."]),
        (
            (UsedFont("Noto Naskh Arabic", "ابت٢،"), LATIN),
            (LIBERATION, NASKH),
            ["Set in Liberation Serif (Latin), Noto Naskh Arabic (Arabic)."],
        ),
        (
            (LATIN, UsedFont("DejaVu Sans", "ابت"), UsedFont("DejaVu Sans", "بت☃")),
            (LIBERATION, SUBSTITUTE),
            ["Set in Liberation Serif (Latin), DejaVu Sans (Arabic).", f"{ARABIC_MISSING}fonts-noto-core."],
        ),
        (
            (UsedFont("Liberation Serif", "A1", "国联，"),),
            (LIBERATION,),
            [
                "Set in Liberation Serif.",
                "3 Chinese characters are empty boxes in the PDF, for want of a font. Install Noto Serif CJK SC: "
                "apt-get install fonts-noto-cjk.",
            ],
        ),
        (
            (LATIN, UsedFont("DejaVu Sans", "☃", "\ue000")),
            (LIBERATION,),
            [
                "Set in Liberation Serif (Latin), DejaVu Sans (symbols).",
                "1 symbol is an empty box in the PDF, for want of a font.",
            ],
        ),
        (
            (LATIN, UsedFont("DejaVu Serif", "Ạ")),
            (LIBERATION,),
            [
                "Set in Liberation Serif (Latin), DejaVu Serif (Latin).",
                "1 Latin character is in another font than the rest.",
            ],
        ),
        (
            (LATIN, UsedFont("Other", "", "አ")),
            (LIBERATION,),
            [
                "Set in Liberation Serif.",
                "1 Ethiopic character is an empty box in the PDF, for want of a font. Install a font for Ethiopic, and "
                "name the font in report.css.",
            ],
        ),
    ],
)
def test_fonts_are_named_by_script_and_what_is_missing_once(
    used: tuple[UsedFont, ...], fonts: tuple[Font, ...], lines: list[str]
) -> None:
    assert list(describe_fonts(used, fonts)) == lines


def test_doctor_says_for_each_language_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(used_fonts, "find_fonts", lambda _: (LIBERATION, SUBSTITUTE))
    monkeypatch.setattr(used_fonts, "ask_fontconfig", lambda *call: "" if "56fd" in call[-1] else "DejaVu Sans\n")
    needs = {need.name: need for need in check_language_fonts("", "ar")}
    assert [name.removeprefix("a font for ") for name in needs] == [
        *("English", "French", "Spanish", "Russian", "Arabic, the language of this report", "Chinese")
    ]
    arabic, chinese = needs["a font for Arabic, the language of this report"], needs["a font for Chinese"]
    assert (arabic.found, arabic.required) == ("", True)
    assert "PDFs take another font, such as DejaVu Sans: apt-get install fonts-noto-core" in arabic.remedy
    assert (chinese.found, chinese.required) == ("", False)
    assert "PDFs show empty boxes: apt-get install fonts-noto-cjk" in chinese.remedy
    assert all(need.found == "Liberation Serif" for name, need in needs.items() if need not in (arabic, chinese))


def test_doctor_looks_at_the_language_and_the_style_of_the_report(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_report(report_yaml=PLAN + "language: es\n")
    (root / "templates").mkdir()
    (root / "templates/report.css").write_text("p { font: 10pt 'No Such Font' }", encoding="utf-8")
    assert run(["doctor", "-C", str(root)]) == 2
    out = capsys.readouterr().out
    assert "missing  a font for Spanish, the language of this report: " in out
    assert "optional a font for English: " in out


def make_version(make_report: MakeReport, language: str, text: str) -> Path:
    """A report in another language, of one paragraph."""
    return make_report(
        report_yaml=PLAN + f"language: {language}\n",
        general__introduction=text,
        unhcr__au=contribution("unhcr", "au", text),
    )


def list_pdf_families(path: Path) -> set[str]:
    """The families of the fonts in a PDF."""
    listed = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True, check=True).stdout
    names = (line.split()[0].partition("+")[2].replace("-", " ") for line in listed.splitlines()[2:])
    return {re.sub(r"( Bold| Italic| Oblique)+$", "", name) for name in names}


@pytest.mark.slow
@pytest.mark.parametrize(("language", "text"), [("ar", "عملت المفوضية مع الاتحاد."), ("zh", "联合国与非洲联盟合作。")])
def test_build_names_the_fonts_that_the_pdf_has(
    make_report: MakeReport, capsys: pytest.CaptureFixture[str], language: str, text: str
) -> None:
    root = make_version(make_report, language, text)
    assert run(["build", "-C", str(root), "--to", "pdf", "--format", "concise"]) == 0
    out, err = capsys.readouterr()
    (line,) = [line for line in err.splitlines() if line.startswith("Set in ")]
    families = set(re.sub(r" \([^)]*\)", "", line.removeprefix("Set in ").removesuffix(".")).split(", "))
    assert families == list_pdf_families(root / "build/draft/A-75-345.pdf")
    assert out.count("IN-GLY-01") <= 1


@pytest.mark.slow
def test_font_of_the_style_sheet_is_used_on_every_page(
    make_report: MakeReport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make_face(tmp_path / ".fonts/c.ttf", "Noto Serif CJK SC", 900, CHINESE)
    monkeypatch.setenv("HOME", str(tmp_path))
    root = make_version(make_report, "zh", "联合国与非洲联盟合作。")
    assert run(["build", "-C", str(root), "--to", "pdf", "--print", "--format", "concise"]) == 0
    out, err = capsys.readouterr()
    lines = err.splitlines()
    assert any(re.fullmatch(r"Set in .+ \(Latin\), Noto Serif CJK SC \(Chinese\)\.", line) for line in lines)
    assert "IN-GLY-01" not in out
    assert "for want of" not in err
