"""Characters of a file with their positions: lines, and texts of several lines.

The reader cuts lines and takes their marks off before it reads the marks inside them. Positions stay exact throughout.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

from assembler.model.finding import Source
from assembler.model.value import Value

BLANKS = " \t"
"""The characters that are stripped from the ends of a line; a no-break space is part of the text."""


class Line(Value):
    """A line of a file, or the rest of one without its marks."""

    text: str
    """Its characters."""
    number: int
    """Its number in the file."""
    column: int = 1
    """The column of its first character."""

    @property
    def blank(self) -> bool:
        """Whether the line is empty or white space."""
        return not self.text or self.text.isspace()

    @property
    def indent(self) -> int:
        """With how many columns of white space it begins; a tab leads to the next multiple of four."""
        width = 0
        for character in self.text:
            if character not in BLANKS:
                break
            width += 1 if character == " " else 4 - width % 4
        return width

    def after(self, count: int) -> Line:
        """The rest of the line after `count` characters."""
        return Line(self.text[count:], self.number, self.column + count)

    def strip(self) -> Line:
        """The line without spaces and tabs at both ends."""
        if self.text and self.text[0] not in BLANKS and self.text[-1] not in BLANKS:
            return self
        bare = self.text.lstrip(BLANKS)
        return Line(bare.rstrip(BLANKS), self.number, self.column + len(self.text) - len(bare))


class SourceText:
    """Several lines as one text."""

    def __init__(self, path: str, lines: tuple[Line, ...]) -> None:
        self.path = path
        self.lines = lines
        self.text = lines[0].text if len(lines) == 1 else "\n".join([line.text for line in lines])

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        """Where each line begins in the text."""
        return tuple(accumulate((len(line.text) + 1 for line in self.lines), initial=0))

    def source(self, start: int = 0, end: int | None = None) -> Source:
        """The place of the characters from `start` to `end`, or of the whole."""
        first, column = self._place(start)
        last, end_column = self._place(len(self.text) if end is None else end)
        return Source(self.path, first, column, last, end_column)

    def part(self, start: int, end: int) -> SourceText:
        """The characters from `start` to `end`."""
        first, last = self._row(start), self._row(end)
        lines = list(self.lines[first : last + 1])
        lines[-1] = Line(lines[-1].text[: end - self._starts[last]], lines[-1].number, lines[-1].column)
        lines[0] = lines[0].after(start - self._starts[first])
        return SourceText(self.path, tuple(lines))

    def _row(self, offset: int) -> int:
        return min(bisect_right(self._starts, offset) - 1, len(self.lines) - 1)

    def _place(self, offset: int) -> tuple[int, int]:
        row = self._row(offset)
        return self.lines[row].number, self.lines[row].column + offset - self._starts[row]


def split_paragraphs(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], ...]:
    """The lines in groups between blank lines, each line without spaces at its ends."""
    groups: list[list[Line]] = [[]]
    for line in lines:
        if line.blank:
            groups.append([])
        else:
            groups[-1].append(line.strip())
    return tuple(tuple(group) for group in groups if group)
