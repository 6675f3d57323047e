"""How long the Word writer takes for a draft: numbered paragraphs with notes, and a table of many rows.

No test, since a machine that is busy with other things proves nothing: `python tests/bench/word.py [rounds]`. The sizes
take turns, and the best round counts, in seconds of the processor. Time may grow no faster than the report: five times
the paragraphs in at most five and a half times the time.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # the project's folder, where it is not installed

from assembler.model.nodes import Block, Paragraph, Symbol, Table
from assembler.model.report import Report, Section
from assembler.writers.word import write
from tests.builders import every_node, note, para, t

WORDS = "The organizations worked together on early warning, mediation and the prevention of conflict in the region. "
PARAGRAPHS = (1_080, 5_400)
ROWS = (100, 400)
SECONDS = 1.2
GROWTH = 5.5


def paragraphs(count: int) -> Report:
    """A report of that many numbered paragraphs: each of three runs with a symbol of its own, and with a note."""
    return _with(tuple(paragraph(number) for number in range(1, count + 1)))


def paragraph(number: int) -> Paragraph:
    """A paragraph that cites one document."""
    symbol = Symbol(f"A/75/{number}", f"https://docs.un.org/en/A/75/{number}")
    return para(f"g#p{number}", number, WORDS, symbol, WORDS, note(WORDS, number), entities=("UNHCR",))


def rows(count: int) -> Report:
    """A report with one table of that many rows and four columns."""
    cells = tuple((t(f"({n})"), t(WORDS), t(str(n)), t("–")) for n in range(count))
    head = (t("Item"), t("Words"), t("Number"), t("None"))
    return _with((Table(caption=t("A long table"), head=head, rows=cells),))


def _with(blocks: tuple[Block, ...]) -> Report:
    section = Section(id="s", title="Introduction", level=1, label="I.", blocks=blocks)
    return replace(every_node(), sections=(section,), annexes=(), summary=None)


def best(reports: Mapping[int, Report], rounds: int) -> dict[int, float]:
    """The shortest time for each report in seconds."""
    found = dict.fromkeys(reports, float("inf"))
    for _ in range(rounds):
        for size, report in reports.items():
            start = time.process_time()
            write(report, {})
            found[size] = min(found[size], time.process_time() - start)
    return found


def table(times: Mapping[int, float], what: str) -> str:
    """The times by size, and how they grow."""
    (few, first), (many, last) = times.items()
    lines = [f"{size:>6,} {what}: {seconds:.3f} s" for size, seconds in times.items()]
    return "\n".join([*lines, f"       {many / few:.0f} times as much in {last / first:.2f} times the time"])


def main() -> None:
    """Writes times and growth beside the goals."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("rounds", nargs="?", type=int, default=7, help="how often each size is written")
    rounds = parser.parse_args().rounds
    texts = best({size: paragraphs(size) for size in PARAGRAPHS}, rounds)
    tables = best({size: rows(size) for size in ROWS}, rounds)
    goals = f"goals: {PARAGRAPHS[-1]:,} paragraphs in {SECONDS} s, at most {GROWTH} times the time of {PARAGRAPHS[0]:,}"
    sys.stdout.write(f"{table(texts, 'paragraphs with notes')}\n{table(tables, 'rows of a table')}\n{goals}\n")


if __name__ == "__main__":
    main()
