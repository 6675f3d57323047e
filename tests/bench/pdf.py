"""How long the example's final takes: cold builds against bare WeasyPrint on the same page, and Word beside the PDF.

Run by `make bench`; no test, since a machine that is busy with other things proves nothing. Each command is a process
of its own; the commands take turns, and the median of the rounds counts.
"""

from __future__ import annotations

import argparse
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
GOALS = (("build --to pdf", "bare WeasyPrint", 1.15), ("build --to docx,pdf", "build --to pdf", 1.15))


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


def seconds(command: Sequence[str]) -> float:
    """How long a command takes. Raises CalledProcessError where it fails."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    return time.perf_counter() - start


def main() -> None:
    """Prints the median of each command and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("rounds", nargs="?", type=int, default=9, help="how often each command runs")
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        run = commands(Path(folder))
        times: dict[str, list[float]] = {name: [] for name in run}
        for _ in range(rounds + 1):
            for name, command in run.items():
                times[name].append(seconds(command))
    medians = {name: statistics.median(measured[1:]) for name, measured in times.items()}  # the first fills the caches
    for name, median in medians.items():
        sys.stdout.write(f"{median:6.2f} s  {name}\n")
    for name, base, goal in GOALS:
        sys.stdout.write(f"{medians[name] / medians[base]:6.2f}    {name} / {base} (goal: at most {goal})\n")


if __name__ == "__main__":
    main()
