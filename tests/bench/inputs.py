"""Makes what is measured: `python -m tests.bench.inputs FOLDER SIZE`."""

from __future__ import annotations

import sys
from pathlib import Path

from assembler import pipeline
from assembler.storage.templates import read_report_templates
from assembler.writers.html.page import render_page
from tests.bench import sizes, text

PARAGRAPHS = 20
"""How many paragraphs the Word file of a focal point has, for each time of the example's size."""


def make(folder: Path, size: int) -> None:
    """A report of that size in a new folder, its words for others, and of the example its page for WeasyPrint."""
    folder.mkdir(parents=True)
    root = sizes.report(folder / "report", size)
    report = pipeline.examine(root, draft=False).report
    assert report is not None
    (folder / "text.md").write_text(text.markdown(report), encoding="utf-8")
    (folder / "text.json").write_text(text.plain(report), encoding="utf-8")
    (folder / "contribution.json").write_text(text.contribution(report, PARAGRAPHS * size), encoding="utf-8")
    if size == 1:
        (folder / "page.html").write_text(
            render_page(report, read_report_templates({}), printed=True), encoding="utf-8"
        )


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
