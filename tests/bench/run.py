"""How fast the program is: every command in cold processes, in turns with what others need for the same text.

Run by `make bench`; no test, since a machine that is busy with other things proves nothing. Every round runs every
command once, so that what slows the machine slows all; the median of the rounds counts, and the first round, which
fills the caches, does not. Prints the goals, the ratios measured and each cost; writes build/bench.json, and with
--docs the tables into docs/explanation/performance.md, with the chart of README.md.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # the project's folder, where it is not installed

from tests.bench import portal, preview
from tests.bench.commands import Command, commands
from tests.bench.goals import SHOWN, Cost, Costs, absolute, table
from tests.documents.chart import write_charts

ROOT = Path(__file__).parents[2]
_TABLES = re.compile(r"(?<=<!-- bench -->\n).*?(?=<!-- /bench -->)", re.DOTALL)


def cost(command: Command) -> Cost:
    """What one run costs. Raises RuntimeError where the command ends with a status that it should not."""
    command.prepare()
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command.line, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in command.statuses:
            said.seek(0)
            raise RuntimeError(f"{shlex.join(command.line)}: {process.returncode}, {said.read().decode()[-500:]}")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def median(costs: Sequence[Cost]) -> Cost:
    """The median of each quantity."""
    return Cost(*(statistics.median(values) for values in zip(*costs, strict=True)))


def measure(folder: Path, size: int, rounds: int, only: str) -> Costs:
    """The medians of every command on a report of that size."""
    chosen = {name: cost for name, cost in commands(folder, size).items() if re.search(only, name)}
    found: dict[str, list[Cost]] = {name: [] for name in chosen}
    for number in range(rounds + 1):
        for name, command in chosen.items():
            said = cost(command)
            if number:
                found[name].append(said)
        sys.stderr.write(f"{size}×: {number} of {rounds} rounds\n")
    return {(name, size): median(costs) for name, costs in found.items()}


def main() -> None:
    """Measures, prints and writes what was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", default="9,5,3", help="how often each command runs on each size")
    parser.add_argument("--sizes", default="1,10,50", help="how many times the text of the example")
    parser.add_argument("--only", default="", help="only the commands whose names hold this pattern")
    parser.add_argument("--docs", action="store_true", help="put the tables into docs/explanation/performance.md")
    chosen = parser.parse_args()
    sizes = [
        (int(size), int(rounds))
        for size, rounds in zip(chosen.sizes.split(","), chosen.rounds.split(","), strict=False)
    ]
    costs: dict[tuple[str, int], Cost] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size, rounds in sizes:
            costs |= measure(Path(folder) / str(size), size, rounds, chosen.only)
            shutil.rmtree(Path(folder) / str(size))
    if 1 in dict(sizes) and re.search(chosen.only, SHOWN):
        costs |= preview.measured()
    waits = portal.measure() if 1 in dict(sizes) and re.search(chosen.only, "portal") else ()
    tables = "\n\n".join((table(costs), *((portal.table(waits),) if waits else ()), absolute(costs))) + "\n"
    sys.stdout.write(tables)
    written = ROOT / "build" / "bench.json"
    written.parent.mkdir(exist_ok=True)
    rows = [{"command": name, "size": size, **cost._asdict()} for (name, size), cost in costs.items()]
    waiting = [wait._asdict() for wait in waits]
    written.write_text(
        json.dumps({"rounds": dict(sizes), "costs": rows, "portal": waiting}, ensure_ascii=False, indent=2) + "\n"
    )
    if chosen.docs:
        page = ROOT / "docs/explanation/performance.md"
        page.write_text(_TABLES.sub(lambda _: tables, page.read_text(encoding="utf-8")), encoding="utf-8")
        write_charts()


if __name__ == "__main__":
    main()
