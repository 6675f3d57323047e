"""Native lists: `w:abstractNum` says how the levels look, `w:num` is a list that a paragraph names.

A level below restarts by itself after each number of the level above. Lists of one form share their counters in Word
unless a list overrides its starts. In the part every form stands before the first list, so both are kept until the end.
`text_of_labels` tells whether Word would print just the labels that somebody else has counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from assembler.model.value import Value
from assembler.ooxml.elements import Element, qualified, to_markup
from assembler.ooxml.markup import Markup, element, properties

SILENT = "none"
"""The sort of number that prints nothing."""

_IDENTITY = 0x5E9A0000


class Level(Value):
    """How one level of a list looks; lengths in twips."""

    format: str
    """Word's name of the sort of number: decimal, lowerLetter, bullet, ..."""
    text: str
    """The label with %1 for the number of the first level, %2 for that of the second."""
    left: int
    """Where the lines after the first begin."""
    first: int
    """Where the first line begins, counted from there; negative when it hangs out."""
    tab: int = 0
    """Where the text of the first line begins; 0 where no tab stands before it."""
    to_right: bool = False
    """Whether labels end where the first line begins, instead of beginning there."""


class Lists:
    """The lists of a document, by number."""

    def __init__(self, template: Iterable[Element] = ()) -> None:
        """Begins with the formats and lists of a template, which its styles may name."""
        elements = {tag: [child for child in template if child.tag == qualified(tag)] for tag in ("abstractNum", "num")}
        for picture in (
            level for group in elements.values() for top in group for level in top.iter(qualified("lvlPicBulletId"))
        ):
            picture.getparent().remove(picture)  # type: ignore[union-attr]
        self._formats, self._lists = ([to_markup([child]) for child in group] for group in elements.values())
        self._last_format = _highest(elements["abstractNum"], "abstractNumId")
        self._last_list = _highest(elements["num"], "numId")

    def add_format(self, levels: Sequence[Level]) -> int:
        """Adds a format of lists and gives its number."""
        self._last_format = number = self._last_format + 1
        identity = element("nsid", val=f"{_IDENTITY + number:08X}")
        numbered = [_level(place, level) for place, level in enumerate(levels)]
        kind = element("multiLevelType", val="multilevel")
        self._formats.append(element("abstractNum", identity, kind, *numbered, abstractNumId=number))
        return number

    def add_list(self, add_format: int, levels: int = 0, first: int = 1) -> int:
        """Adds a list of a format and gives its number; that many of its levels start anew, whatever stood before.

        Its first level starts with the number given.
        """
        self._last_list = number = self._last_list + 1
        values = [first, *[1] * (levels - 1)] if first > 1 else [1] * levels
        starts = [
            element("lvlOverride", element("startOverride", val=value), ilvl=level)
            for level, value in enumerate(values)
        ]
        self._lists.append(element("num", element("abstractNumId", val=add_format), *starts, numId=number))
        return number

    def elements(self) -> list[Markup]:
        """What the numbering part must hold."""
        return [*self._formats, *self._lists]


def _highest(elements: Iterable[Element], name: str) -> int:
    return max((int(element.get(qualified(name), "0")) for element in elements), default=0)


def _level(place: int, level: Level) -> Markup:
    first = {"firstLine": level.first} if level.first >= 0 else {"hanging": -level.first}
    tabs = [element("tabs", element("tab", val="num", pos=level.tab))] if level.tab else []
    return element(
        "lvl",
        element("start", val=1),
        element("numFmt", val=level.format),
        element("suff", val="tab" if level.tab else "nothing"),
        element("lvlText", val=level.text),
        element("lvlJc", val="right" if level.to_right else "left"),
        properties("pPr", [*tabs, element("ind", left=level.left, **first)]),
        ilvl=place,
    )


@lru_cache(maxsize=512)
def membership(list_number: int, level: int = 0) -> Markup:
    """The property that makes a paragraph a member of a list."""
    return element("numPr", element("ilvl", val=level), element("numId", val=list_number))


def decimal(number: int) -> str:
    """1, 2, 3."""
    return str(number)


def lower_letter(number: int) -> str:
    """a, b, ... z, then aa, bb as Word has it."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def upper_letter(number: int) -> str:
    """A, B, ... Z, then AA, BB."""
    return lower_letter(number).upper()


def lower_roman(number: int) -> str:
    """i, ii, iii, iv."""
    written = ""
    for value, sign in (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ):
        times, number = divmod(number, value)
        written += sign * times
    return written


def upper_roman(number: int) -> str:
    """I, II, III, IV."""
    return lower_roman(number).upper()


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": decimal,
    "lowerLetter": lower_letter,
    "upperLetter": upper_letter,
    "lowerRoman": lower_roman,
    "upperRoman": upper_roman,
}
"""The sorts of number that we know to write as Word does."""


def text_of_labels(labels: Sequence[str], sort: str) -> str:
    """The level text, with {} for the number, that makes Word print these labels; empty where none does."""
    if not labels:
        return ""
    before, count, after = labels[0].partition(FORMATS[sort](1))
    if not count:
        return ""
    written = [before + FORMATS[sort](number) + after for number in range(1, len(labels) + 1)]
    return f"{before}{{}}{after}" if list(labels) == written else ""
