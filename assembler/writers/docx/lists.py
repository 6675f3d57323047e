"""Native lists of the report: numbered paragraphs with (a) and (i) below, bullets, numerals of headings.

The model has settled every label. Where Word would print the same one in that place, it gets to count; where it would
not (Arabic letters, Chinese numerals, a heading without a label before), the label is printed as text with a tab; the
items then belong to a list that prints nothing, so that Word and readers know their degree. To know what Word would
print, the counters of each list are kept here as Word keeps them.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from assembler.model.report import BULLET, Wording
from assembler.model.value import MutableValue, Value, field
from assembler.ooxml.numbering import FORMATS, SILENT, Level, Lists, text_of_labels
from assembler.writers.docx.page_measures import NUMERAL_GAP, SECOND_STEP, STEP, Measures

DEPTHS = 8
"""How many degrees of lists stand below a paragraph: Word has nine levels."""

_SORTS = ("lowerLetter", "lowerRoman", "upperLetter", "upperRoman", "decimal")
_HEADINGS = (("upperRoman", "%1."), ("upperLetter", "%2."), ("decimal", "%3."), ("lowerLetter", "(%4)"))


class ListSort(Enum):
    """How the items of a list are marked."""

    COUNTED = auto()
    """Word counts letters and numerals."""
    SILENT = auto()
    """Letters and numerals are printed as text."""
    BULLETED = auto()
    """Bullets."""


class RunningList(MutableValue):
    """A list with its counters as Word keeps them."""

    number: int
    """Its number in the file."""
    counters: list[int] = field(default_factory=lambda: [0] * (DEPTHS + 1))
    """How many members each level has had since the last member of a level above."""

    def count(self, level: int) -> None:
        """Notes a member of a level; the levels below start anew."""
        self.counters[level] += 1
        self.counters[level + 1 :] = [0] * (DEPTHS - level)


class ListFormats(Value):
    """The forms of lists in a version, by their numbers in the file."""

    wording: Wording
    """The labels of the version."""
    levels: tuple[Level, ...]
    """The levels that Word can count: numbered paragraphs, letters, numerals."""
    loose: int
    """The form of lettered lists that cannot go on in the list of their paragraphs."""
    silent: int
    """The form of lettered lists whose labels are printed as text."""
    bullets: int
    """The form of lists of bullets."""


def make_list_formats(wording: Wording, lists: Lists, measures: Measures) -> ListFormats:
    """The forms for the wording of a version."""
    levels = _paragraph_levels(wording, measures)
    silent = [Level(SILENT, "", measures.left_indent, 0)] * (DEPTHS + 1)
    bullets = [_hanging("bullet", BULLET, depth, measures) for depth in range(DEPTHS)]
    return ListFormats(wording, levels, lists.add_format(levels), lists.add_format(silent), lists.add_format(bullets))


def start_numbered_list(formats: ListFormats, lists: Lists, first: int = 1) -> RunningList:
    """A new series of numbered paragraphs from `first` on: the body's, an annex's, or what follows a gap."""
    series = RunningList(lists.add_list(lists.add_format(formats.levels), first=first))
    series.counters[0] = first - 1
    return series


def start_loose_list(sort: ListSort, formats: ListFormats, lists: Lists) -> RunningList:
    """A new list, not in the series of the paragraphs; one that is counted begins anew on all levels."""
    match sort:
        case ListSort.COUNTED:
            return RunningList(lists.add_list(formats.loose, len(formats.levels)))
        case ListSort.SILENT:
            return RunningList(lists.add_list(formats.silent))
        case ListSort.BULLETED:
            return RunningList(lists.add_list(formats.bullets))


def start_heading_list(lists: Lists, measures: Measures) -> RunningList:
    """The one list of headings: labels end at their tab, titles begin at the text column."""
    left = measures.left_indent
    levels = [Level(sort, text, left, -NUMERAL_GAP, left, to_right=True) for sort, text in _HEADINGS]
    return RunningList(lists.add_list(lists.add_format(levels)))


def can_count_heading(headings: RunningList, degree: int, label: str) -> bool:
    """Whether Word would print that label for the next heading of the degree, from 1; if so, it counts."""
    level = degree - 1
    if level >= len(_HEADINGS):
        return False
    sort, text = _HEADINGS[level]
    if label != text.replace(f"%{degree}", FORMATS[sort](headings.counters[level] + 1)):
        return False
    headings.count(level)
    return True


def find_item_indents(depth: int, measures: Measures) -> tuple[int, int]:
    """Where the lines of a lettered item begin, and its first line counted from there; the first degree runs over."""
    if depth == 0:
        return measures.left_indent, STEP
    return measures.left_indent + SECOND_STEP + depth * STEP, -STEP


def _paragraph_levels(wording: Wording, measures: Measures) -> tuple[Level, ...]:
    """The level of the paragraphs, then as many below as Word can count."""
    start = measures.left_indent
    levels = [Level("decimal", wording.paragraph_form.replace("{number}", "%1"), start, 0, start + STEP)]
    for depth in range(DEPTHS):
        sort, text = _native(wording.sub_numerals if depth else wording.letters)
        if not sort:
            break
        left, first = find_item_indents(depth, measures)
        tab = start + SECOND_STEP if depth == 0 else left
        levels.append(Level(sort, text.format(f"%{depth + 2}"), left, first, tab))
    return tuple(levels)


def _native(labels: Sequence[str]) -> tuple[str, str]:
    """The sort of number and the level text that print these labels, empty where Word has none."""
    for sort in _SORTS:
        text = text_of_labels(labels, sort)
        if text:
            return sort, text
    return "", ""


def _hanging(sort: str, text: str, depth: int, measures: Measures) -> Level:
    left = measures.left_indent + SECOND_STEP + depth * STEP
    return Level(sort, text, left, -STEP, left)
