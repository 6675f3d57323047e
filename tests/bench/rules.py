"""How long all rules together take on the example, once and on five times its text: `python -m tests.bench.rules`.

Measured inside one process, in processor time: the best of some rounds. The goals are 0.25 seconds for 8,500 words, and
at most 5.5 times that for five times the text.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable

from assembler.model.contribution import Collection
from assembler.model.report import Report
from assembler.model.text.prose import Prose, Run, make_prose
from assembler.model.value import replace
from assembler.pipeline import examine
from assembler.rules.registry import RULES, Rule, Scope
from tests.conftest import ROOT

ROUNDS = 7
SLOWEST = 8


def main() -> None:
    """Prints both times, and the rules that take longest."""
    examined = examine(ROOT, draft=False)
    assert examined.report
    assert examined.collection
    runs = make_prose(examined.report).runs
    once = measured(runs, examined.report, examined.collection, ROUNDS)
    five = measured(tuple(again(runs, range(5))), examined.report, examined.collection, ROUNDS // 2)
    total, much = sum(once.values()), sum(five.values())
    words = sum(len(run.shown.split()) for run in runs)
    lines = [f"{words:,} words: {total:.3f} s; five times as many: {much:.3f} s, {much / total:.2f} times as long"]
    lines += [
        f"  {code:<10} {once[code] * 1000:5.1f} ms" for code in sorted(once, key=lambda name: -once[name])[:SLOWEST]
    ]
    sys.stdout.write("\n".join(lines) + "\n")


def again(runs: tuple[Run, ...], times: Iterable[int]) -> Iterable[Run]:
    """The runs several times over, each time with further paragraph numbers."""
    for number in times:
        yield from (replace(run, number=run.number and run.number + number * len(runs)) for run in runs)


def measured(runs: tuple[Run, ...], report: Report, collection: Collection, rounds: int) -> dict[str, float]:
    """Of each rule the shortest time."""
    found: dict[str, float] = {}
    for _ in range(rounds):
        words = Prose(runs)  # which rule asks first for what they share, differs with every change of the table
        for code, rule in RULES.items():
            if not rule.languages or report.language in rule.languages:
                found[code] = min(found.get(code, 60.0), taken(rule, words, report, collection))
    return found


def taken(rule: Rule, runs: Prose, report: Report, collection: Collection) -> float:
    start = time.process_time()
    if rule.scope is Scope.PROSE:
        list(rule.function(runs, collection))
    elif rule.scope is Scope.REPORT:
        list(rule.function(report, collection))
    elif rule.scope is Scope.TEXT:
        for text in collection.contributions:
            list(rule.function(text, collection))
    return time.process_time() - start


if __name__ == "__main__":
    main()
