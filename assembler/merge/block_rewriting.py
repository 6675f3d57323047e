"""Rewrites the lines of changed blocks, and only those: an item of a list or a row of a table that is equal stays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from assembler.merge.line_buffer import Inserted, LineBuffer
from assembler.model.nodes import Block, BulletedList, Heading, LetteredList, ListItem, Paragraph, Table
from assembler.model.text.sequence_diff import diff_sequences
from assembler.model.value import Value, replace
from assembler.readers.markdown.outline import BlockSpan

type Anchor = int | Inserted
"""A line of the file, or an inserted paragraph."""

_COMMENT = re.compile(r"<!--(?: -->|.*?-->)", re.DOTALL)
_ITEM = re.compile(r"([ \t]*(?:\d{1,9}[.)]|[-*+])[ \t]+)(.*)\Z", re.DOTALL)
_HEADING = re.compile(r"#{1,6}[ \t]+")
_EMPTY = "<!-- -->"


class OldBlock(Value):
    """A block that stands in a text."""

    block: Block
    """The block."""
    normal_form: Block
    """Its normal form, for comparison."""
    span: BlockSpan
    """Its lines."""


class NewBlock(Value):
    """A block that is to stand there."""

    block: Block
    """The block; a paragraph has the attributes that it is to have."""
    normal_form: Block
    """Its normal form, for comparison."""
    text: str
    """The block in Markdown, with its line of attributes."""


def rewrite_blocks(lines: LineBuffer, old: Sequence[OldBlock], new: Sequence[NewBlock]) -> list[Anchor]:
    """Changes the lines of old blocks, of which there is at least one, so that the new ones stand there.

    Gives for each new block the line or the inserted paragraph with which it ends.
    """
    anchors: list[Anchor] = []
    last: int | None = None
    above: NewBlock | None = None
    for former, current in _pair_blocks(old, new):
        if former is not None:
            last = former.span.all_lines[-1]
            _rewrite_block(lines, former, current)
            anchors += [last] if current else []
        elif current is not None:
            text = _separate_lists(above, current)
            first = old[0].span.lines[0]
            anchors.append(lines.insert_after(last, text) if last else lines.insert_before(first, text))
        above = current
    return anchors


def _rewrite_block(lines: LineBuffer, old: OldBlock, new: NewBlock | None) -> None:
    if new is None:
        lines.delete(old.span.all_lines)
        return
    if old.normal_form != new.normal_form:
        _rewrite_words(lines, old, new)
    _rewrite_attributes(lines, old, new)


def _separate_lists(above: NewBlock | None, new: NewBlock) -> str:
    """The text of a new block, apart from a list of the same kind above it, with which it would be read as one."""
    lists = isinstance(new.block, LetteredList | BulletedList)
    return f"{_EMPTY}\n\n{new.text}" if lists and above and type(above.block) is type(new.block) else new.text


def _pair_blocks(old: Sequence[OldBlock], new: Sequence[NewBlock]) -> Iterator[tuple[OldBlock | None, NewBlock | None]]:
    """Each old block with the new one that takes its lines: an equal one, else the next of the same kind."""
    keys = [_make_key(block.normal_form) for block in old], [_make_key(block.normal_form) for block in new]
    for _, first, last, start, end in diff_sequences(*keys):
        waiting = list(old[first:last])
        for current in new[start:end]:
            former = next((block for block in waiting if type(block.block) is type(current.block)), None)
            if former:
                skipped = waiting[: waiting.index(former)]
                yield from ((block, None) for block in skipped)
                waiting = waiting[waiting.index(former) + 1 :]
            yield former, current
        yield from ((block, None) for block in waiting)


def _make_key(block: Block) -> str:
    return repr(block)


def _rewrite_words(lines: LineBuffer, old: OldBlock, new: NewBlock) -> None:
    done = False
    if isinstance(old.block, LetteredList | BulletedList):
        done = _rewrite_items(lines, old, new)
    elif isinstance(old.block, Table):
        done = _rewrite_rows(lines, old, new)
    if not done:
        _replace_block(lines, old, new)


def _replace_block(lines: LineBuffer, old: OldBlock, new: NewBlock) -> None:
    """Replaces all words of a block; comments that stood among them are kept before them."""
    text = _drop_attributes(new)
    numbers = old.span.lines
    typed = "\n".join(lines.get_original(number) for number in numbers)
    comments = [comment for comment in _COMMENT.findall(typed) if comment != _EMPTY]
    if _get_level(old.normal_form) == _get_level(new.normal_form) and (match := _HEADING.match(typed)):
        text = match[0] + text.lstrip("#").lstrip()
    lines.delete(numbers)
    lines.replace(numbers[0], "\n".join((*comments, text)))


def _get_level(block: Block) -> int:
    """The level of a heading, 0 of other blocks."""
    return block.level if isinstance(block, Heading) else 0


def _drop_attributes(new: NewBlock) -> str:
    return new.text.partition("\n")[0] if _get_attributes(new) else new.text


def _get_attributes(new: NewBlock) -> str:
    """The line of attributes that a paragraph is to have."""
    _, _, last = new.text.partition("\n")
    return last if isinstance(new.block, Paragraph) else ""


def _rewrite_attributes(lines: LineBuffer, old: OldBlock, new: NewBlock) -> None:
    """Rewrites the attributes of a paragraph with which another one was joined: it bears the sources of both."""
    if not isinstance(old.block, Paragraph) or not isinstance(new.block, Paragraph):
        return
    if new.block.origins == old.block.origins and (new.block.id or old.block.id) == old.block.id:
        return
    attributes = _get_attributes(new)
    if old.span.attributes:
        lines.replace(old.span.attributes, attributes)
    elif attributes:
        last = next(number for number in reversed(old.span.lines) if lines.get_current(number))
        lines.replace(last, f"{lines.get_current(last)}\n{attributes}")


# Lists and tables, line by line


def _rewrite_items(lines: LineBuffer, old: OldBlock, new: NewBlock) -> bool:
    """Rewrites single items where both lists have the same items at the same depth; gives whether it did."""
    numbers = old.span.lines
    starts = [number for number in numbers if _ITEM.match(lines.get_original(number))]
    before, after = _list_items(old.normal_form), _list_items(new.normal_form)
    if [place for place, _ in before] != [place for place, _ in after] or len(starts) != len(before):
        return False
    ends = (*starts[1:], numbers[-1] + 1)
    spans = [
        tuple(number for number in numbers if start <= number < end) for start, end in zip(starts, ends, strict=True)
    ]
    changed = [place for place, item in enumerate(before) if item != after[place]]
    if any(_has_comment(lines, spans[place]) for place in changed):
        return False
    texts = new.text.split("\n")
    for place in changed:
        first, *further = spans[place]
        former, current = _ITEM.match(lines.get_original(first)), _ITEM.match(texts[place])
        assert former is not None
        assert current is not None
        lines.delete(number for number in further if lines.get_original(number).strip())
        lines.replace(first, former[1] + current[2])
    return True


def _list_items(block: Block, depth: int = 0) -> list[tuple[object, ListItem]]:
    """The items of a list without those below them, each with its depth, the kind of its list and its place there."""
    rows: list[tuple[object, ListItem]] = []
    for place, item in enumerate(block.items if isinstance(block, LetteredList | BulletedList) else ()):
        rows.append(((depth, type(block), place), replace(item, below=())))
        for below in item.below:
            rows += _list_items(below, depth + 1)
    return rows


def _has_comment(lines: LineBuffer, numbers: Iterable[int]) -> bool:
    """Whether a comment stands on lines; it would be lost with their words."""
    return any("<!--" in lines.get_original(number) for number in numbers)


def _rewrite_rows(lines: LineBuffer, old: OldBlock, new: NewBlock) -> bool:
    """Rewrites single rows where both tables have the same columns and as many rows; gives whether it did."""
    before, after = old.normal_form, new.normal_form
    assert isinstance(before, Table)
    assert isinstance(after, Table)
    numbers = [number for number in old.span.lines if lines.get_original(number).strip()]
    texts = [line for line in new.text.split("\n") if line.strip()]
    if _get_shape(before) != _get_shape(after):
        return False
    old_rows, new_rows = _list_rows(before), _list_rows(after)
    if len(old_rows) != len(numbers):
        return False
    changed = [place for place, row in enumerate(old_rows) if row != new_rows[place]]
    if _has_comment(lines, (numbers[place] for place in changed)):
        return False
    for place in changed:
        lines.replace(numbers[place], texts[place])
    return True


def _get_shape(table: Table) -> tuple[object, ...]:
    return bool(table.caption), len(table.rows), table.alignments


def _list_rows(table: Table) -> list[object]:
    """What stands on each line of a table; None on the line below the head."""
    return [*([table.caption] if table.caption else []), table.head, None, *table.rows]
