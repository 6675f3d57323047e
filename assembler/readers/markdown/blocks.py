"""Cuts the body of a text into chunks, and says what each is and on which lines it stands.

What belongs together across blank lines (a list, a note of several paragraphs) stays in one chunk. Notes are taken out
first, wherever they stand, so that a note between two items does not cut their list in two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from enum import Enum, auto

from assembler.model.value import Value
from assembler.readers.markdown.attributes import attribute_list
from assembler.readers.markdown.source_text import BLANKS, Line


class Form(Enum):
    """What a chunk is."""

    PARAGRAPH = auto()
    HEADING = auto()
    LIST = auto()
    QUOTATION = auto()
    TABLE = auto()
    CODE = auto()


class Chunk(Value):
    """A piece of the body."""

    form: Form
    lines: tuple[Line, ...]
    """Its lines as typed, without the line of attributes."""
    attributes: Line | None = None
    """The line of attributes after it."""


class Definition(Value):
    """The text of a footnote, as typed."""

    label: str
    """Its label."""
    mark: Line
    """The label with its brackets, at its place."""
    lines: tuple[Line, ...]
    """Its lines, without the label."""
    attributes: tuple[Line, ...]
    """Lines of attributes among them."""


_HEADING = re.compile(r"#{1,6}[ \t]")
_ITEM = re.compile(r"[ \t]*(?P<mark>\d{1,9}[.)]|[-*+])[ \t]+(?=[^ \t])")
_FIRST_ITEM = re.compile(r"(?:0{0,8}1[.)]|[-*+])[ \t]+[^ \t]")
_NOTE = re.compile(r"[ \t]*\[\^([^\[\]\s]+)\]:")
_FENCE = re.compile(r" {0,3}(?:```[^`]*\Z|~~~)")
_QUOTED = re.compile(r" {0,3}>")
_RULED = re.compile(r"[ \t]*(?:={3,}|(?:-[ \t]*+){3,}|(?:\*[ \t]*+){3,}|(?:_[ \t]*+){3,})[ \t]*\Z")
_RULE_CELL = re.compile(r"[ \t]*:?-+:?[ \t]*\Z")
_LABELLED = re.compile(r"Table:\s")


def without_notes(lines: Sequence[Line]) -> tuple[list[Line], list[Definition]]:
    """The lines with those of notes as blank ones, and the notes."""
    kept = list(lines)
    notes: list[Definition] = []
    start = 0
    while start < len(lines):
        if _FENCE.match(lines[start].text):
            start = _end_of_code(lines, start)
            continue
        match = _NOTE.match(lines[start].text)
        if match is None:
            start += 1
            continue
        end = _end_of_note(lines, start)
        notes.append(_definition(match, lines[start:end]))
        kept[start:end] = [Line("", line.number) for line in lines[start:end]]
        start = end
    return kept, notes


def _definition(match: re.Match[str], lines: Sequence[Line]) -> Definition:
    first = lines[0]
    mark = Line(match.group(), first.number).stripped()
    attributes = tuple(line for line in lines[1:] if attribute_list(line.text) is not None)
    further = (line for line in lines[1:] if line not in attributes)
    return Definition(match[1], mark, (first.after(match.end()), *further), attributes)


def _end_of_note(lines: Sequence[Line], start: int) -> int:
    indent = lines[start].indent

    def ends(number: int) -> bool:
        line = lines[number]
        if _NOTE.match(line.text):
            return True
        return line.indent <= indent and (_begins(lines, number) or item(line) is not None)

    end = _end_of_run(lines, start, ends)
    while (following := _next(lines, end)) and lines[following].indent >= indent + 2 and not ends(following):
        end = _end_of_run(lines, following, ends)
    return end


def chunks(lines: Sequence[Line]) -> Iterator[Chunk]:
    """The chunks of a body without its notes."""
    start = 0
    while start < len(lines):
        if lines[start].blank:
            start += 1
            continue
        form = _form(lines, start)
        end = _end(lines, start, form)
        yield _chunk(form, lines[start:end])
        start = end


def item(line: Line) -> re.Match[str] | None:
    """The mark with which a line begins an item of a list, with the spaces around it."""
    return None if _RULED.match(line.text) else _ITEM.match(line.text)


def is_ruled(line: Line) -> bool:
    """Whether a line is drawn with signs, as under a heading or across the page."""
    return _RULED.match(line.text) is not None


def is_labelled(line: Line) -> bool:
    """Whether a line is the title of a table."""
    return _LABELLED.match(line.text) is not None


def is_rule_row(line: Line) -> bool:
    """Whether a line is the row of hyphens under the head of a table."""
    bare = line.text.strip().removeprefix("|").removesuffix("|")
    return "|" in line.text and all(_RULE_CELL.match(cell) for cell in bare.split("|"))


def _form(lines: Sequence[Line], start: int) -> Form:
    line = lines[start]
    if _HEADING.match(line.text):
        return Form.HEADING
    if _FENCE.match(line.text):
        return Form.CODE
    if line.indent < 4 and item(line):
        return Form.LIST
    if _QUOTED.match(line.text):
        return Form.QUOTATION
    return Form.TABLE if _begins_table(lines, start) else Form.PARAGRAPH


def _begins_table(lines: Sequence[Line], start: int) -> bool:
    head = _head(lines, start)
    if head + 1 >= len(lines) or "|" not in lines[head].text or not is_rule_row(lines[head + 1]):
        return False
    return not (item(lines[head]) or _QUOTED.match(lines[head].text) or lines[head].text.strip() == "|")


def _head(lines: Sequence[Line], start: int) -> int:
    """Where the head row of a table would be whose title or head stands at `start`."""
    return (_next(lines, start + 1) or start) if is_labelled(lines[start]) else start


def _begins(lines: Sequence[Line], number: int) -> bool:
    """Whether something begins on a line that never goes on with what stands before."""
    text = lines[number].text
    return bool(_HEADING.match(text) or _FENCE.match(text)) or _begins_table(lines, number)


def _interrupts(lines: Sequence[Line], number: int) -> bool:
    """Whether something begins on a line that ends a paragraph without a blank line.

    A list does so with a bullet or its first number only (as in CommonMark, 5.3): a line may begin with “2019. ”.
    """
    line = lines[number]
    if _begins(lines, number) or _QUOTED.match(line.text):
        return True
    return line.indent < 4 and not is_ruled(line) and _FIRST_ITEM.match(line.text.lstrip(BLANKS)) is not None


def _end(lines: Sequence[Line], start: int, form: Form) -> int:
    """The line after the last one of the chunk."""
    match form:
        case Form.HEADING:
            return start + 1
        case Form.CODE:
            return _end_of_code(lines, start)
        case Form.TABLE:
            return _end_of_table(lines, start)
        case Form.LIST:
            return _end_of_list(lines, start)
        case Form.PARAGRAPH:
            return _end_of_run(lines, start, lambda number: _interrupts(lines, number))
        case Form.QUOTATION:
            return _end_of_run(lines, start, lambda number: _ends_quotation(lines, number))


def _end_of_code(lines: Sequence[Line], start: int) -> int:
    fence = lines[start].text.lstrip()[:3]
    end = start + 1
    while end < len(lines) and not lines[end].text.lstrip().startswith(fence):
        end += 1
    return min(end + 1, len(lines))


def _end_of_table(lines: Sequence[Line], start: int) -> int:
    end = _head(lines, start) + 2
    while end < len(lines) and "|" in lines[end].text and not _begins(lines, end):
        end += 1
    return end + 1 if end < len(lines) and attribute_list(lines[end].text) is not None else end


def _end_of_list(lines: Sequence[Line], start: int) -> int:
    def ends(number: int) -> bool:
        return _begins(lines, number) or (lines[number].indent < 2 and _QUOTED.match(lines[number].text) is not None)

    end = _end_of_run(lines, start, ends)
    while (following := _next(lines, end)) and not ends(following):
        if lines[following].indent < 2 and not item(lines[following]):
            break
        end = _end_of_run(lines, following, ends)
    return end


def _ends_quotation(lines: Sequence[Line], number: int) -> bool:
    return not _QUOTED.match(lines[number].text) and _interrupts(lines, number)


def _end_of_run(lines: Sequence[Line], start: int, ends: Callable[[int], bool]) -> int:
    """The first blank line, the line after one of attributes, or the line on which something else begins."""
    end = start + 1
    while end < len(lines) and not lines[end].blank and not ends(end):
        if attribute_list(lines[end].text) is not None:
            return end + 1
        end += 1
    return end


def _next(lines: Sequence[Line], start: int) -> int:
    """The first line from `start` on that is not blank, or 0."""
    while start < len(lines) and lines[start].blank:
        start += 1
    return start if start < len(lines) else 0


def _chunk(form: Form, lines: Sequence[Line]) -> Chunk:
    if len(lines) > 1 and attribute_list(lines[-1].text) is not None and form is not Form.CODE:
        return Chunk(form, tuple(lines[:-1]), lines[-1])
    return Chunk(form, tuple(lines))
