"""Names such as UN-Women and document symbols stay on one line, in Word as in the PDF, and are found as typed."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from assembler.model.nodes import Emphasis, Inline, Paragraph, Placeholder, Symbol
from assembler.model.text.no_break_hyphens import add_no_break_hyphens, remove_no_break_hyphens
from assembler.writers.docx.document import write
from assembler.writers.pdf import document as pdf
from tests.builders import TEMPLATES, para, t
from tests.office import print_out
from tests.writers.docx.word_reading import W, text_of
from tests.writers.docx.word_reports import reading, with_blocks
from tests.writers.pdf.test_document import LOOK

NAMES = ("UN-Women", "UN-Habitat", "ONU-Mujeres")
JOINT = Symbol("A/73/328-S/2018/592", "https://docs.un.org/en/A/73/328")


def creeping(name: Inline | str, lines: int = 40) -> tuple[Paragraph, ...]:
    """Paragraphs in which a name stands a little further on each time, so that it meets the end of the line."""
    return tuple(
        para(f"g#{n}", n, "i" * n + " words and words and words and words and words ", name, " follows.")
        for n in range(1, lines)
    )


def lines(printed: Path) -> list[str]:
    done = subprocess.run(["pdftotext", "-layout", printed, "-"], capture_output=True, text=True, check=True)
    return [line.strip() for line in done.stdout.splitlines()]


def broken(printed: Path) -> list[str]:
    """The lines that end in a hyphen."""
    return [line for line in lines(printed) if line.endswith(("-", "\u2011"))]


@pytest.mark.slow
@pytest.mark.parametrize("name", [*NAMES, JOINT])
def test_name_holds_in_the_pdf(name: Inline | str, tmp_path: Path) -> None:
    printed = tmp_path / "report.pdf"
    printed.write_bytes(pdf.write(with_blocks(*creeping(name), draft=False), LOOK))
    text = name if isinstance(name, str) else JOINT.text
    assert len(re.findall(re.escape(text), " ".join(lines(printed)))) == 39
    assert broken(printed) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", [*NAMES, JOINT])
def test_name_holds_in_word(name: Inline | str, tmp_path: Path) -> None:
    printed = print_out({"report": write(with_blocks(*creeping(name), draft=False), TEMPLATES)}, tmp_path)["report"]
    assert broken(printed) == []


def test_other_hyphens_may_end_a_line(tmp_path: Path) -> None:
    printed = tmp_path / "report.pdf"
    printed.write_bytes(pdf.write(with_blocks(*creeping("Secretary-General"), draft=False), LOOK))
    assert broken(printed) != []


def test_word_has_its_own_sign() -> None:
    document = reading(with_blocks(para("g#1", 1, "UN-Women, P\u20115, UN-", Emphasis(t("UN-Habitat"))))).document
    assert len(list(document.iter(W + "noBreakHyphen"))) == 3
    assert "\u2011" not in "".join(element.text or "" for element in document.iter(W + "t"))


def test_bookmark_after_the_first_sign_doubles_no_word() -> None:
    report = with_blocks(para("g#1", 1, "UN-Women and more.", entities=("UNHCR",)))
    assert [text_of(paragraph) for paragraph in reading(report).paragraphs("SingleTxt")] == ["UN-Women and more."]


@pytest.mark.parametrize("text", [*NAMES, "UN- and UN-women, ASEAN-United Nations", "P\u20115 in UN-Women"])
def test_names_come_back_as_typed(text: str) -> None:
    assert remove_no_break_hyphens(add_no_break_hyphens(text)) == text


def test_placeholder_keeps_its_name() -> None:
    (run,) = [
        element
        for element in reading(with_blocks(para("g#1", 1, Placeholder("[UN-Women]")))).document.iter(W + "r")
        if next(element.iter(W + "noBreakHyphen"), None) is not None
    ]
    assert [element.text for element in run.iter(W + "t")] == ["[UN", "Women]"]
