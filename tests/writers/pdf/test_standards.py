"""The PDF keeps PDF/A-2a and PDF/UA-1, every rule of both, as veraPDF judges."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from assembler import pipeline
from assembler.build import BuildOptions
from assembler.clearance.folder import write_excerpts
from assembler.model.value import replace
from assembler.writers.html import page as html
from assembler.writers.pdf import document as pdf
from tests.builders import every_node
from tests.conftest import PLAN, MakeReport, contribution
from tests.verapdf import PDF_A, PDF_UA, failures
from tests.writers.pdf.test_document import LOOK

pytestmark = pytest.mark.slow

BOTH = pytest.mark.parametrize("standard", [PDF_A, PDF_UA])
NAME = "A-75-345.pdf"


@BOTH
def test_final_of_the_example(example_final: Path, standard: str) -> None:
    assert failures(example_final / NAME, standard) == []


@BOTH
def test_draft_of_the_example(example_draft: Path, standard: str) -> None:
    assert failures(example_draft / NAME, standard) == []


@pytest.fixture(scope="module", params=["draft", "final"])
def every(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every kind of node, with a table of contents and an emblem that one can see through."""
    emblem = BytesIO()
    Image.new("RGBA", (56, 47), (0, 0, 0, 128)).save(emblem, "png")
    path = tmp_path_factory.mktemp("every") / NAME
    report = replace(every_node(request.param == "draft"), contents=True)
    path.write_bytes(pdf.write(report, LOOK | {"emblem": emblem.getvalue()}))
    return path


@BOTH
def test_every_kind_of_node(every: Path, standard: str) -> None:
    assert failures(every, standard) == []


@BOTH
def test_arabic_report(make_report: MakeReport, standard: str) -> None:
    text = contribution("unhcr", "au", "قرار الجمعية العامة A/RES/74/247 بشأن اللاجئين.[^a]\n\n[^a]: الوثيقة A/75/150.")
    root = make_report(report_yaml=PLAN + "language: ar\n", unhcr__au=text)
    built = pipeline.build(root, BuildOptions(final=False, formats=("pdf",)))
    assert built.folder is not None
    assert failures(built.folder / NAME, standard) == []


@BOTH
def test_excerpt_for_a_clearance_letter(make_report: MakeReport, standard: str) -> None:
    text = contribution("unhcr", "au", "First.[^a]\n\n1. One;\n2. Two.\n\n[^a]: See A/75/150.")
    _, (_, printed) = write_excerpts(make_report(unhcr__au=text), ["unhcr"])
    assert failures(printed, standard) == []


def test_untagged_file_fails(tmp_path: Path) -> None:
    path = tmp_path / NAME
    source = html.render_page(every_node(draft=False), LOOK, printed=True)
    path.write_bytes(pdf.weasyprint.HTML(string=source).write_pdf())
    broken = {failure.clause for standard in (PDF_A, PDF_UA) for failure in failures(path, standard)}
    assert {"6.7.2.2/1", "6.7.3.3/1", "7.1/3", "7.18.5/1"} <= broken
