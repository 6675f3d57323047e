"""How long the example's final takes: cold builds against bare WeasyPrint on the same page, and Word beside the PDF.

Run by `make bench`; no test, since a machine that is busy with other things proves nothing. Each command is a process
of its own; the commands take turns, and the median of the rounds counts. Where pandoc is there (the package
pypandoc-binary brings it; `--pandoc FILE` names it), so does its way from Markdown over HTML to PDF on the same text.
"""

from __future__ import annotations

import argparse
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from assembler import pipeline
from assembler.templates import form_templates
from assembler.writers.html import page

ROOT = Path(__file__).parents[2]
BARE = "import sys, weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2], pdf_variant='pdf/ua-1')"
PANDOC = "pandoc, then WeasyPrint"
GOALS = (
    ("build --to pdf", "bare WeasyPrint", 1.15),
    ("build --to docx,pdf", "build --to pdf", 1.15),
    ("build --to pdf", PANDOC, 0.85),
)


def commands(folder: Path) -> Mapping[str, Sequence[str]]:
    """The commands by name; the page for bare WeasyPrint is written once."""
    report = pipeline.examine(ROOT, draft=False).report
    assert report is not None
    source = folder / "page.html"
    source.write_text(page(report, form_templates(ROOT), printed=True), encoding="utf-8")
    build = [sys.executable, "-m", "assembler", "build", "--final", "-C", str(ROOT)]
    return {
        "bare WeasyPrint": [sys.executable, "-c", BARE, str(source), str(folder / "bare.pdf")],
        "build --to pdf": [*build, "--to", "pdf", "--out", str(folder / "pdf")],
        "build --to docx,pdf": [*build, "--to", "docx,pdf", "--out", str(folder / "both")],
    }


def peer(pandoc: str, folder: Path) -> Sequence[str]:
    """Pandoc's way on the same text; the text is written once, as Markdown."""
    report = pipeline.examine(ROOT, draft=False).report
    assert report is not None
    page_, text = folder / "screen.html", folder / "report.md"
    page_.write_text(page(report, form_templates(ROOT)), encoding="utf-8")
    subprocess.run([pandoc, "-f", "html", "-t", "markdown", page_, "-o", text], check=True)
    made = folder / "peer.html"
    to_html = shlex.join([pandoc, str(text), "-s", "-t", "html5", "--metadata", "title=Report", "-o", str(made)])
    to_pdf = shlex.join([sys.executable, "-m", "weasyprint", "-q", str(made), str(folder / "peer.pdf")])
    return ["sh", "-c", f"{to_html} && {to_pdf}"]


def seconds(command: Sequence[str]) -> float:
    """How long a command takes. Raises CalledProcessError where it fails."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    return time.perf_counter() - start


def main() -> None:
    """Prints the median of each command and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("rounds", nargs="?", type=int, default=9, help="how often each command runs")
    parser.add_argument("--pandoc", default=shutil.which("pandoc"), help="where pandoc is")
    rounds, pandoc = parser.parse_args().rounds, parser.parse_args().pandoc
    with tempfile.TemporaryDirectory() as folder:
        run = {**commands(Path(folder)), **({PANDOC: peer(pandoc, Path(folder))} if pandoc else {})}
        times: dict[str, list[float]] = {name: [] for name in run}
        for _ in range(rounds + 1):
            for name, command in run.items():
                times[name].append(seconds(command))
    medians = {name: statistics.median(measured[1:]) for name, measured in times.items()}  # the first fills the caches
    for name, median in medians.items():
        sys.stdout.write(f"{median:6.2f} s  {name}\n")
    for name, base, goal in (it for it in GOALS if it[1] in medians):
        sys.stdout.write(f"{medians[name] / medians[base]:6.2f}    {name} / {base} (goal: at most {goal})\n")


if __name__ == "__main__":
    main()
