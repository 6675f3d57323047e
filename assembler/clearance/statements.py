"""Finds by whom and when words are cleared: as the editor says, or as the questionnaires of the entity state.

A questionnaire states who approved the words that came with it. Words that have changed since are not covered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from assembler.clearance.clearance import EntityWords, explain_refused_record
from assembler.model.consolidation_sources import find_reworded
from assembler.model.contribution import Collection, Kind
from assembler.model.text.phrases import write_day
from assembler.model.value import Value

_SAY_WHO = "Say who cleared them with --by NAME."


class IntendedClearance(Value):
    """A clearance that is to be recorded."""

    words: EntityWords
    """The words."""
    by: str
    """Who cleared them."""
    on: date
    """The day."""

    @property
    def path(self) -> str:
        """The file in which the words stand."""
        return self.words.text.path

    @property
    def sentence(self) -> str:
        """What the questionnaire states."""
        stated = self.words.text.header.approved
        if stated and stated.on == self.on:
            return f"{self.path}: cleared by {self.by} on {write_day(self.on)}, as the form states."
        return f"{self.path}: cleared by {self.by}, as the form states, on {write_day(self.on)}, as --on states."


class IntendedClearances(Value):
    """The clearances that are to be recorded of words, and why there are no others."""

    intended: tuple[IntendedClearance, ...] = ()
    """The clearances."""
    settled: tuple[str, ...] = ()
    """Which words need none, in sentences."""
    refused: tuple[str, ...] = ()
    """Why nothing can be recorded, in sentences."""
    on: date | None = None
    """The day of the clearances where the editor gives one; None where questionnaires state it."""
    stated: tuple[str, ...] = ()
    """The clearances that questionnaires state, in sentences."""


def find_intended_clearances(
    words: Iterable[EntityWords],
    collection: Collection,
    *,
    by: str | None,
    on: date | None,
    today: date | None,
    is_placeholder: Callable[[str], bool],
) -> IntendedClearances:
    """The clearances of the words by the person named, on the day `on`, else `today`; else as questionnaires state.

    What no questionnaire states, or covers, is refused, and so is a day after `today`, or a name that is a placeholder.
    """
    if by is None:
        return _find_stated(words, on, today, collection, is_placeholder)
    day = on or today
    refused = tuple(explain_refused_record(by, day, today, is_placeholder))
    intended = tuple(IntendedClearance(item, by, day) for item in words if day)
    return IntendedClearances(intended, refused=refused, on=day)


def _find_stated(
    words: Iterable[EntityWords],
    on: date | None,
    today: date | None,
    collection: Collection,
    is_placeholder: Callable[[str], bool],
) -> IntendedClearances:
    intended: list[IntendedClearance] = []
    settled: list[str] = []
    refused: list[str] = []
    for item in words:
        path, approved = item.text.path, item.text.header.approved
        day = on or (approved.on if approved else None)
        if item.text.kind is Kind.CONSOLIDATED and item.entity not in find_reworded(item.text, collection):
            settled.append(f"{path} carries the words as {item.entity} wrote them, so they need no further clearance.")
        elif item.text.kind is Kind.CONSOLIDATED:
            refused.append(f"{path} carries words of {item.entity} in other words, which no form covers. {_SAY_WHO}")
        elif approved is None:
            refused.append(f"{path}: no form states who approved the words. {_SAY_WHO}")
        elif not approved.covers(item.hash):
            refused.append(f"{path} has changed since {approved.by} approved the words. {_SAY_WHO}")
        elif day is None:
            refused.append(f"{path}: the form states that {approved.by} approved the words, and no day. Add --on.")
        else:
            intended.append(IntendedClearance(item, approved.by, day))
            refused += explain_refused_record(approved.by, day, today, is_placeholder)
    sentences = tuple(one.sentence for one in intended)
    return IntendedClearances(tuple(intended), tuple(settled), tuple(dict.fromkeys(refused)), stated=sentences)
