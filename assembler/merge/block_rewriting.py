"""The lines of some blocks, changed to say other blocks: what is the same is not touched, even an item of a list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from assembler.merge.line_buffer import Lines, Piece
from assembler.model.nodes import Block, BulletedList, Heading, LetteredList, ListItem, Paragraph, Table
from assembler.model.text.sequence_diff import steps
from assembler.model.value import Value, replace
from assembler.readers.markdown.outline import BlockSpan

type Anchor = int | Piece
"""A line of the file, or a new piece."""

_COMMENT = re.compile(r"<!--(?: -->|.*?-->)", re.DOTALL)
_ITEM = re.compile(r"([ \t]*(?:\d{1,9}[.)]|[-*+])[ \t]+)(.*)\Z", re.DOTALL)
_HEADING = re.compile(r"#{1,6}[ \t]+")
_EMPTY = "<!-- -->"


class Old(Value):
    """A block that stands in a text."""

    block: Block
    """The block."""
    form: Block
    """How it compares."""
    stretch: BlockSpan
    """Its lines."""


class New(Value):
    """A block as it is to be."""

    block: Block
    """The block; a paragraph bears the attributes that it is to have."""
    form: Block
    """How it compares."""
    text: str
    """What it is in Markdown, with its line of attributes."""


def change_blocks(lines: Lines, old: Sequence[Old], new: Sequence[New]) -> list[Anchor]:
    """Changes the lines of old blocks, of which there is at least one, so that the new ones stand there.

    Gives for each new block the line or the new piece with which it ends.
    """
    anchors: list[Anchor] = []
    last: int | None = None
    above: New | None = None
    for was, becomes in _pairs(old, new):
        if was is not None:
            last = was.stretch.all_lines[-1]
            _settle(lines, was, becomes)
            anchors += [last] if becomes else []
        elif becomes is not None:
            text = _apart(above, becomes)
            anchors.append(lines.behind(last, text) if last else lines.before(old[0].stretch.lines[0], text))
        above = becomes
    return anchors


def _settle(lines: Lines, was: Old, becomes: New | None) -> None:
    if becomes is None:
        lines.drop(was.stretch.all_lines)
        return
    if was.form != becomes.form:
        _change(lines, was, becomes)
    _change_attributes(lines, was, becomes)


def _apart(above: New | None, new: New) -> str:
    """A new block; two lists of one kind would be read as one."""
    lists = isinstance(new.block, LetteredList | BulletedList)
    return f"{_EMPTY}\n\n{new.text}" if lists and above and type(above.block) is type(new.block) else new.text


def _pairs(old: Sequence[Old], new: Sequence[New]) -> Iterator[tuple[Old | None, New | None]]:
    """Which block becomes which; of one kind in their order where they are not the same."""
    for _, first, last, start, end in steps([_key(it.form) for it in old], [_key(it.form) for it in new]):
        waiting = list(old[first:last])
        for it in new[start:end]:
            other = next((one for one in waiting if type(one.block) is type(it.block)), None)
            if other:
                passed = waiting[: waiting.index(other)]
                yield from ((one, None) for one in passed)
                waiting = waiting[waiting.index(other) + 1 :]
            yield other, it
        yield from ((one, None) for one in waiting)


def _key(block: Block) -> str:
    return repr(block)


def _change(lines: Lines, old: Old, new: New) -> None:
    done = False
    if isinstance(old.block, LetteredList | BulletedList):
        done = _change_items(lines, old, new)
    elif isinstance(old.block, Table):
        done = _change_rows(lines, old, new)
    if not done:
        _put(lines, old, new)


def _put(lines: Lines, old: Old, new: New) -> None:
    """All words of a block anew; guidance that stood among them is kept before them."""
    text = _without_attributes(new)
    numbers = old.stretch.lines
    typed = "\n".join(lines.raw(number) for number in numbers)
    guidance = [it for it in _COMMENT.findall(typed) if it != _EMPTY]
    if _level(old.form) == _level(new.form) and (match := _HEADING.match(typed)):
        text = match[0] + text.lstrip("#").lstrip()
    lines.drop(numbers)
    lines.put(numbers[0], "\n".join((*guidance, text)))


def _level(block: Block) -> int:
    """The level of a heading, 0 of other blocks."""
    return block.level if isinstance(block, Heading) else 0


def _without_attributes(new: New) -> str:
    return new.text.partition("\n")[0] if _attributes(new) else new.text


def _attributes(new: New) -> str:
    """The line of attributes that a paragraph is to have."""
    _, _, last = new.text.partition("\n")
    return last if isinstance(new.block, Paragraph) else ""


def _change_attributes(lines: Lines, old: Old, new: New) -> None:
    """A paragraph into which another one went carries the sources of both."""
    if not isinstance(old.block, Paragraph) or not isinstance(new.block, Paragraph):
        return
    if new.block.origins == old.block.origins and (new.block.id or old.block.id) == old.block.id:
        return
    wished = _attributes(new)
    if old.stretch.attributes:
        lines.put(old.stretch.attributes, wished)
    elif wished:
        last = next(number for number in reversed(old.stretch.lines) if lines.says(number))
        lines.put(last, f"{lines.says(last)}\n{wished}")


# Lists and tables, line by line


def _change_items(lines: Lines, old: Old, new: New) -> bool:
    """Changes single items where the list has the same items in the same degrees; says whether it did."""
    numbers = old.stretch.lines
    starts = [number for number in numbers if _ITEM.match(lines.raw(number))]
    was, becomes = _items(old.form), _items(new.form)
    if [place for place, _ in was] != [place for place, _ in becomes] or len(starts) != len(was):
        return False
    ends = (*starts[1:], numbers[-1] + 1)
    stretches = [tuple(it for it in numbers if start <= it < end) for start, end in zip(starts, ends, strict=True)]
    others = [place for place, item in enumerate(was) if item != becomes[place]]
    if any(_is_guided(lines, stretches[place]) for place in others):
        return False
    wished = new.text.split("\n")
    for place in others:
        first, *further = stretches[place]
        mark, words = _ITEM.match(lines.raw(first)), _ITEM.match(wished[place])
        assert mark is not None
        assert words is not None
        lines.drop(it for it in further if lines.raw(it).strip())
        lines.put(first, mark[1] + words[2])
    return True


def _items(block: Block, degree: int = 0) -> list[tuple[object, ListItem]]:
    """The items of a list without those below them, each with its degree, the kind of its list and its place there."""
    found: list[tuple[object, ListItem]] = []
    for place, item in enumerate(block.items if isinstance(block, LetteredList | BulletedList) else ()):
        found.append(((degree, type(block), place), replace(item, below=())))
        for below in item.below:
            found += _items(below, degree + 1)
    return found


def _is_guided(lines: Lines, numbers: Iterable[int]) -> bool:
    """Whether guidance stands on lines; it would go with their words."""
    return any("<!--" in lines.raw(number) for number in numbers)


def _change_rows(lines: Lines, old: Old, new: New) -> bool:
    """Changes single rows where the table has the same columns and as many rows; says whether it did."""
    was, becomes = old.form, new.form
    assert isinstance(was, Table)
    assert isinstance(becomes, Table)
    numbers = [number for number in old.stretch.lines if lines.raw(number).strip()]
    wished = [line for line in new.text.split("\n") if line.strip()]
    if _shape(was) != _shape(becomes):
        return False
    parts, others = _parts(was), _parts(becomes)
    if len(parts) != len(numbers):
        return False
    changed = [place for place, part in enumerate(parts) if part != others[place]]
    if _is_guided(lines, (numbers[place] for place in changed)):
        return False
    for place in changed:
        lines.put(numbers[place], wished[place])
    return True


def _shape(table: Table) -> tuple[object, ...]:
    return bool(table.caption), len(table.rows), table.alignments


def _parts(table: Table) -> list[object]:
    """What stands on the lines of a table."""
    return [*([table.caption] if table.caption else []), table.head, None, *table.rows]
