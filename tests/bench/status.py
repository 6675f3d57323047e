"""Says how long `assembler status` takes on a report of 50 entities, 26 organizations and 1,300 files."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

RUNS = 5
ENTITIES, ORGANIZATIONS = 50, 26
PLAN = """\
title: Cooperation
author: Report of the Secretary-General
symbols: [A/90/1]
date: 2035-09-11
organs: [{organ: General Assembly, session: 90}]
deadline: 2035-06-30
sections: [{title: Cooperation, organizations: all}]
requested:
"""
STATES = ("draft", "submitted", "cleared", "nothing-to-report")
TEXT = """\
---
entity: {entity}
organization: {organization}
status: {status}
submitted: 2035-0{month}-15
---

In {month} meetings, {entity} and {organization} agreed on a plan of work for the period from 2033 to 2036,[^plan] as
asked for in resolution 75/{number}, and trained {number} officials in early warning, mediation and the protection of
civilians. Both secretariats now meet twice a year and share what they learn from each mission.

A second programme, on water and health, reached {number} communities; it will be evaluated in 2036, when its results
are to be laid before both governing bodies in a joint note.

[^plan]: See document A/{month}/{number}, annex.
"""


def make(root: Path) -> Path:
    """A report in which every entity reports on every organization, in every state that a text can have."""
    folder = root / "contributions"
    folder.mkdir(parents=True)
    entities = [f"entity-{number:02}" for number in range(1, ENTITIES + 1)]
    organizations = [f"org-{number:02}" for number in range(1, ORGANIZATIONS + 1)]
    asked = f"[{', '.join(organizations)}]"
    (folder / "report.yaml").write_text(PLAN + "".join(f"  {entity}: {asked}\n" for entity in entities))
    for name, ids in (("entities", entities), ("organizations", organizations)):
        (folder / f"{name}.yaml").write_text("".join(f"{it}: {{name: The {it}}}\n" for it in ids))
    for place, entity in enumerate(entities):
        (folder / entity).mkdir()
        for number, organization in enumerate(organizations):
            status, month = STATES[(place + number) % 4], (place * number) % 6 + 3
            text = TEXT.format(
                entity=entity, organization=organization, status=status, month=month, number=place + number + 1
            )
            body = text if status != "nothing-to-report" else text.partition("\n\n")[0] + "\n"
            (folder / entity / f"{organization}.md").write_text(body)
    return root


def main() -> None:
    """Prints the median of several runs for each form."""
    with tempfile.TemporaryDirectory() as folder:
        root = make(Path(folder) / "report")
        files = sum(1 for _ in (root / "contributions").rglob("*.md"))
        for form in ("table", "json", "csv", "html"):
            command = [sys.executable, "-m", "assembler", "status", "-C", str(root), "--format", form]
            times = []
            for _ in range(RUNS):
                begun = perf_counter()
                subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
                times.append(perf_counter() - begun)
            times.sort()
            sys.stdout.write(f"{times[RUNS // 2]:6.2f} s  status --format {form}, {files:,} files\n")


if __name__ == "__main__":
    main()
