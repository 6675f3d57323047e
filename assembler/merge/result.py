"""Results of a merge: the changes that were made, the conflicts, and the remarks, in words for the editor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256

from assembler.merge.normal_form import format_for_reader
from assembler.merge.units import Unit
from assembler.model.contribution import InputFile
from assembler.model.finding import Finding
from assembler.model.value import MutableValue, Value, field
from assembler.readers.unsettled_changes import BETWEEN_UNITS


class Edit(Value):
    """A part of a change that can be made without the others, or that belongs to several changes."""

    key: str
    """Its name among the edits of the Word file; changes of one paragraph that are made together share one."""
    words: str
    """The words concerned."""


class Change(Value):
    """An edit that was made."""

    path: str
    """The text, relative to the report's root."""
    what: str
    """What was done: changed, divided, joined, deleted, new, moved."""
    words: str
    """The words concerned."""
    edits: tuple[Edit, ...] = ()
    """Its parts, each of which can be left out of a merge."""


class Conflict(Value):
    """An edit of words that have changed since the draft was built; it was not made."""

    path: str
    """The text, relative to the report's root."""
    line: int
    """The line on which the words now stand in it, 0 where they were deleted."""
    base: str
    """The words in the draft as built."""
    ours: str
    """The words as they stand now in the text."""
    theirs: str
    """The words as edited in Word."""
    sources: tuple[str, ...] = ()
    """The contributed paragraphs from which they were made."""
    is_older: bool = False
    """Whether theirs are older words of an entity, which a later file of the entity had changed."""

    @property
    def key(self) -> str:
        """Its name, by which a merge is told to take the words as edited in Word: a digest of all that it says."""
        words = "\0".join((self.path, self.base, self.ours, self.theirs))
        return sha256(words.encode()).hexdigest()[:12]


class TextResult(MutableValue):
    """What came of the edits of one text, while it is merged."""

    changes: list[Change] = field(default_factory=list)
    """The edits that were made."""
    conflicts: list[Conflict] = field(default_factory=list)
    """The edits that were not made."""
    remarks: list[str] = field(default_factory=list)
    """What cannot be merged, in sentences."""


class MergeResult(Value):
    """What came of merging a draft that was edited in Word."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    """The new bytes of each text that changes, by its path in the report's folder."""
    changes: tuple[Change, ...] = ()
    """The edits that were made."""
    conflicts: tuple[Conflict, ...] = ()
    """The edits that were not made, since the words have changed since the draft was built."""
    remarks: tuple[str, ...] = ()
    """What cannot be merged, in sentences."""
    diffs: tuple[str, ...] = ()
    """The unified diff of each text that changes."""
    refusal: str = ""
    """Why nothing was merged, in a sentence; empty where the draft was merged."""
    findings: tuple[Finding, ...] = ()
    """The findings in the Word file, or in the plan where the plan cannot be used."""
    inputs: tuple[InputFile, ...] = ()
    """Every file that was read, for the excerpts of findings."""
    passages: Mapping[str, bytes] = field(default_factory=dict)
    """For each consolidated text that is new, the contributed passages from which the text is made, by the path under
    which they are kept (contributions/.received/consolidated/); written with `files`."""


def format_units(units: Iterable[Unit]) -> str:
    """The words of units for a person to compare, with a paragraph sign between two units."""
    return BETWEEN_UNITS.join(format_for_reader([unit.block]) for unit in units)
