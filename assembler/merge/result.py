"""What came of the edits of one text: what was done, and what stands against it, in words that a person compares."""

from __future__ import annotations

from collections.abc import Iterable

from assembler.merge.normal_form import shown_text
from assembler.merge.units import Unit
from assembler.model.value import Growing, Value, field


class Change(Value):
    """An edit that was made."""

    path: str
    """The text, relative to the report's root."""
    what: str
    """What was done: changed, divided, joined, deleted, new, moved."""
    words: str
    """The words concerned."""


class Conflict(Value):
    """An edit of words that have changed since the draft was built."""

    path: str
    """The text, relative to the report's root."""
    line: int
    """Where the words stand in it by now, 0 where they are gone."""
    base: str
    """The words in the draft as built."""
    now: str
    """The words as they stand."""
    edited: str
    """The words as edited."""
    sources: tuple[str, ...] = ()
    """The contributed paragraphs from which they were made."""


class Outcome(Growing):
    """What came of the edits of one text."""

    changes: list[Change] = field(default_factory=list)
    """What was done."""
    conflicts: list[Conflict] = field(default_factory=list)
    """What was not."""
    remarks: list[str] = field(default_factory=list)
    """What can't be merged, in sentences."""


def shown(units: Iterable[Unit]) -> str:
    """The words of units for a person to compare; between two paragraphs stands a sign."""
    return " ¶ ".join(shown_text([unit.block]) for unit in units)
