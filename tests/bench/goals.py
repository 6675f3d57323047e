"""The goals: what may cost how many times as much as what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

type Quantity = Literal["wall", "cpu", "memory"]


class Cost(NamedTuple):
    """What a command costs: medians of its rounds."""

    wall: float
    """Seconds on the clock."""
    cpu: float
    """Seconds of the processor, with those of all processes that it starts."""
    memory: float
    """MiB at the peak of its largest process."""


type Costs = Mapping[tuple[str, int], Cost]
"""By command and size of the report."""


@dataclass(frozen=True, slots=True)
class Goal:
    """One line of the table."""

    what: str
    """As it reads in the table."""
    command: tuple[str, int]
    """The command, and the size of the report."""
    base: tuple[str, int]
    """What it is compared with."""
    must: float
    """The most that it may cost, in terms of the base."""
    aim: float
    """What would be better."""
    quantity: Quantity = "wall"
    """Which cost."""

    def measured(self, costs: Costs) -> float | None:
        """The ratio, where both were measured."""
        if self.command not in costs or self.base not in costs:
            return None
        ours: float = getattr(costs[self.command], self.quantity)
        theirs: float = getattr(costs[self.base], self.quantity)
        return ours / theirs


SHOWN, FOUND, PEER = "save to page shown", "save to findings shown", "typst, first compile"
"""What is measured of the preview, and what it is compared with."""

GROWING = (
    "check",
    "check --structure",
    "build --to docx",
    "status",
    "consolidate",
    "verify",
    "trace",
    "import",
    "merge",
)
"""The commands whose cost may grow no faster than the report; for import it is the Word file that grows."""

GOALS = (
    Goal("Word draft, 1×", ("build --to docx", 1), ("pandoc", 1), 1.5, 1.0),
    Goal("Word draft, 10×", ("build --to docx", 10), ("pandoc", 10), 0.7, 0.4),
    Goal("Word draft, 50×", ("build --to docx", 50), ("pandoc", 50), 0.5, 0.25),
    Goal("Word draft, memory, 1×", ("build --to docx", 1), ("pandoc", 1), 0.35, 0.25, "memory"),
    Goal("Word draft, memory, 50×", ("build --to docx", 50), ("pandoc", 50), 0.35, 0.25, "memory"),
    Goal("PDF", ("build --final --to pdf", 1), ("bare WeasyPrint", 1), 1.08, 1.0),
    Goal("PDF, from texts to pages", ("build --final --to pdf", 1), ("pandoc, then WeasyPrint", 1), 1.2, 0.85),
    Goal(
        "Word and PDF against PDF alone", ("build --final --to docx,pdf", 1), ("build --final --to pdf", 1), 1.15, 1.05
    ),
    Goal("check, structure only", ("check --structure", 1), ("pandoc", 1), 0.9, 0.5),
    Goal("check, all editorial rules", ("check", 1), ("pandoc", 1), 1.6, 1.2),
    Goal("build, nothing changed", ("build, nothing changed", 1), ("Sphinx, nothing changed", 1), 0.5, 0.35),
    Goal("a save, with preview open", (SHOWN, 1), (PEER, 1), 0.5, 0.25),
    *(Goal(f"{name}, 50× against 10×", (name, 50), (name, 10), 5.1, 4.5, "cpu") for name in GROWING),
)


def table(costs: Costs) -> str:
    """The goals as a table in Markdown."""
    lines = ["| goal | compared with | must | aim | measured | met |", "| --- | --- | --- | --- | --- | --- |"]
    for goal in GOALS:
        ratio = goal.measured(costs)
        if ratio is not None:
            met = "aim" if ratio <= goal.aim else "must" if ratio <= goal.must else "**no**"
            base = goal.base[0] if goal.base[0] != goal.command[0] else f"itself, {goal.quantity}"
            lines.append(f"| {goal.what} | {base} | ≤ {goal.must} | {goal.aim} | {ratio:.2f} | {met} |")
    return "\n".join(lines)


def absolute(costs: Costs) -> str:
    """What each command costs, as a table in Markdown."""
    lines = ["| command | size | seconds | of the processor | MiB |", "| --- | --- | --- | --- | --- |"]
    for (name, size), cost in costs.items():
        further = f"{cost.cpu:.2f} | {cost.memory:.0f}" if cost.cpu else "– | –"
        lines.append(f"| {name} | {size}× | {cost.wall:.2f} | {further} |")
    return "\n".join(lines)
