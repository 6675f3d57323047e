"""The answer to an entity on its texts: what was found, in an officer's words, and the texts as they will print."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from assembler.model.finding import Severity
from assembler.model.nodes import Block
from assembler.model.report import Wording
from assembler.model.value import Value


class State(StrEnum):
    """How the text on an organization stands in the report, or what came of a Word file, in plain words."""

    PRINTED = "has arrived"
    """It prints as it is."""
    MERGED = "is part of the editor's text"
    """The editor has made one text of it and others."""
    AHEAD = "has arrived; the editor's text does not hold it yet"
    """The editor has made a text before this came, or before it was changed."""
    LEFT_OUT = "is not used in the editor's text"
    """The editor's text does without it."""
    NOTHING = "nothing to report"
    """The entity has nothing to report."""
    UNUSABLE = "cannot be used"
    """It cannot be read, so that nothing of it prints."""
    MISSING = "has not arrived"
    """It was asked for and has not come."""
    TAKEN = "taken"
    """A Word file of which everything was taken."""
    TAKEN_IN_PART = "taken in part"
    """A Word file of which something was not taken; the remarks on the file say what."""
    NOT_TAKEN = "not taken"
    """A Word file of which nothing was taken."""
    EMPTY = "no text yet"
    """A Word file without text of the entity."""


class AnswerLabels(Value):
    """The fixed words of answers in one language, as templates/answer/LANGUAGE.yaml gives them."""

    language: str
    """ar, zh, en, fr, ru or es."""
    direction: str
    """ltr or rtl."""
    words: Mapping[str, str]
    """The words by key."""


_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth"),
    *("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
)
_IN_ENGLISH = {
    "after": "{what} after the {ordinal} paragraph",
    "before": "{what} before the {ordinal} paragraph",
    "in": "{what} in the {ordinal} paragraph",
    "beginning": "{what} at the beginning",
    "end": "last {what}",
    "": "{what}",
}


class PlaceName(Value):
    """Where something stands in a text: “second paragraph”, “item (b) after the third paragraph”."""

    what: str = "paragraph"
    """paragraph, item, table, quotation, heading or footnote."""
    relation: str = ""
    """after, before or in a paragraph; beginning or end of the text; empty for paragraphs and where none is near."""
    number: int = 0
    """The number of the paragraph in the text."""
    mark: str = ""
    """The mark of an item, such as (b)."""

    @property
    def ordinal(self) -> str:
        """The number in English words."""
        return _spell_ordinal(self.number)

    @property
    def english(self) -> str:
        """The name in English."""
        what = f"{self.ordinal} paragraph" if self.what == "paragraph" else f"{self.what} {self.mark}".rstrip()
        return _IN_ENGLISH[self.relation].format(what=what, ordinal=self.ordinal)


def _spell_ordinal(number: int) -> str:
    if number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


class Remark(Value):
    """A finding in words for the person who wrote the text."""

    place: str
    """Where it is, such as second paragraph; empty where the text as a whole is meant."""
    excerpt: str
    """The words it is about with a few around them; empty where it is about none."""
    message: str
    """What is wrong."""
    hint: str
    """What to do."""
    severity: Severity
    """How grave it is."""
    rule: str
    """The code of the rule."""
    words: str = ""
    """The words themselves, as they stand in the text; empty where the paragraph as a whole is meant."""
    paragraph: str = ""
    """All words of their paragraph, by which it is found in a Word file."""
    earlier: int = 0
    """How often the same words stand before these in the paragraph."""
    place_name: PlaceName | None = None
    """The place, to be named in other languages; None where `place` is empty."""


class AnswerPart(Value):
    """The answer on one organization."""

    organization: str
    """Its identifier; empty for files of the entity that are no text on an organization."""
    title: str
    """Its name, or the name of the file."""
    headings: tuple[str, ...]
    """What may stand over the part on it in the entity's own file."""
    state: State
    """How the text stands in the report, or what came of the file."""
    remarks: tuple[Remark, ...] = ()
    """What was found, in the order of the text."""
    printed: tuple[Block, ...] = ()
    """The text as it will print, numbered as in the report; one that is ahead as it would print by itself."""


class Answer(Value):
    """The answer to an entity."""

    entity: str
    """Its name with its acronym."""
    title: str
    """The title of the report."""
    symbol: str
    """Its joint symbol."""
    language: str
    """The language of the texts."""
    direction: str
    """ltr or rtl, that of the texts."""
    deadline: date | None
    """The day by which the texts were awaited."""
    wording: Wording
    """What numbers and marks are set with."""
    parts: tuple[AnswerPart, ...]
    """The organizations, in printed order."""

    def count(self, severity: Severity) -> int:
        """How many remarks there are of that severity."""
        return sum(one.severity is severity for part in self.parts for one in part.remarks)
