"""A comparison of two states of a report: the units of both, and the change of each unit.

A unit is printed by itself: a heading, a paragraph, an item of a list, a paragraph of a quotation, a
table. Units of the two states that belong together bear one identifier, that of the new state, so that references can
be compared. Where words differ, the new unit holds those of both, as insertions and deletions.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from assembler.model.nodes import Inlines, Table
from assembler.model.report import Report
from assembler.model.value import Value


class Part(StrEnum):
    """The part of a report in which a unit stands."""

    SUMMARY = "summary"
    BODY = "body"
    ANNEX = "annex"


class Kind(StrEnum):
    """The kind of a unit."""

    SUMMARY = "summary"
    """The heading of the summary."""
    SECTION = "section"
    """The heading of a section."""
    ANNEX = "annex"
    """The label of an annex."""
    TITLE = "title"
    """The title of an annex."""
    HEADING = "heading"
    """A heading inside a text."""
    PARAGRAPH = "paragraph"
    """A paragraph."""
    LETTERED = "lettered"
    """An item of a lettered list."""
    BULLETED = "bulleted"
    """An item of a list without letters."""
    QUOTATION = "quotation"
    """A paragraph of a block quotation."""
    TABLE = "table"
    """A table."""


class Unit(Value):
    """A part of a report that is printed by itself."""

    kind: Kind
    """Its kind."""
    runs: tuple[Inlines, ...]
    """Its words: one run of inline nodes; for a table the title and the cells."""
    place: int = 0
    """Its place among the units of its state, from 0."""
    block: int = 0
    """The place of its block in its part of the report: items of one list share it."""
    label: str = ""
    """Its number, letter or numeral as printed."""
    id: str = ""
    """Its identifier."""
    number: int | None = None
    """The number of a paragraph."""
    above: tuple[str, ...] = ()
    """The number of the paragraph and the labels of the items to which an item, a quotation or a table belongs."""
    degree: int = 1
    """How deep a heading or an item stands, from 1."""
    part: Part = Part.BODY
    """Where it stands."""
    section: str = ""
    """The heading of the section or annex in which it stands."""
    organization: str = ""
    """The organization on which that section reports."""
    origins: tuple[str, ...] = ()
    """The contributed paragraphs from which a paragraph was made."""
    table: Table | None = None
    """The table, where it is one."""


class ChangeKind(StrEnum):
    """The change of a unit, or of a row of a table."""

    SAME = "same"
    """It stands where it stood, with the same words."""
    CHANGED = "changed"
    """It stands where it stood, with other words."""
    ADDED = "added"
    """It is new."""
    DROPPED = "dropped"
    """It was deleted."""
    MOVED_AWAY = "away"
    """It was moved away from here."""
    MOVED_HERE = "here"
    """It was moved here."""


class ComparedUnit(Value):
    """A unit of the comparison, in the order of the new state; deleted units stand where they stood."""

    change: ChangeKind
    """The change."""
    old: Unit | None = None
    """The unit as it was; none where it is new."""
    new: Unit | None = None
    """The unit as it is, with marks of the changed words; none where it was deleted."""
    rows: tuple[ChangeKind, ...] = ()
    """For a table that is in both states: the change of each row, with the deleted rows."""
    move: int = 0
    """The number of the move, from 1, which both places of a moved unit share."""
    words_changed: bool = False
    """Whether a moved unit has other words too."""


class ComparisonWords(Value):
    """The fixed words of comparisons and corrigenda, as templates/comparison/LANGUAGE.yaml gives them."""

    language: str
    """ar, zh, en, fr, ru or es."""
    direction: str
    """ltr or rtl."""
    texts: Mapping[str, str]
    """Words and phrases by the key under which the file has them."""
    ordinals: tuple[str, ...]
    """The first, the second and so on, as they stand before the word for a sentence."""

    def say(self, key: str, **places: str) -> str:
        """A phrase with what stands at its places."""
        return self.texts[key].format(**places)


class Comparison(Value):
    """Two states of a report, compared."""

    old: Report
    """The old state, as a final would print it, identifiers as in the new one."""
    new: Report
    """The new state, as a final would print it."""
    units: tuple[ComparedUnit, ...]
    """Every unit, in order."""
    fields: tuple[tuple[str, str, str], ...]
    """The differences on the first page: the name of the field, its old and its new value."""
    name: str
    """The name of the new state, which is the author of all changes."""
    names: tuple[str, str]
    """The names of the two states beside each other: their labels, else their dates."""

    @property
    def is_same(self) -> bool:
        """Whether nothing has changed."""
        return not self.fields and all(step.change is ChangeKind.SAME for step in self.units)
