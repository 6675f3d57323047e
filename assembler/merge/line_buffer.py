"""Line buffer: the lines of a text while they are edited. Lines that nobody edits stay byte for byte.

Each line of the file is a slot. A slot may be emptied, hold other words, and have inserted paragraphs before and after
it, which may have further ones after them. Empty lines between paragraphs are set right only next to an edit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from assembler.model.value import MutableValue, field

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_END = re.compile(r"\r\n|\r|\n")
_MARK = "\ufeff"


class Inserted(MutableValue):
    """A paragraph that was inserted."""

    text: str
    """Its lines, without a line end after the last."""
    after: list[Inserted] = field(default_factory=list)
    """The paragraphs that were inserted after it."""


class _Slot(MutableValue):
    """A line of the file."""

    raw: str
    is_present: bool = True
    replacement: str | None = None
    before: list[Inserted] = field(default_factory=list)
    after: list[Inserted] = field(default_factory=list)


class LineBuffer:
    """The lines of a text, counted from 1 as the readers count them."""

    def __init__(self, data: bytes, crossing_comments: Iterable[tuple[int, int]] = ()) -> None:
        """Takes the bytes of the file, and the first and last line of each comment that shares a line with other words.

        Such a comment becomes a paragraph of its own once anything is edited, and stays whatever happens to the words.
        Raises UnicodeDecodeError for bytes that are not UTF-8.
        """
        text = data.decode("utf-8")
        self._mark = _MARK if text.startswith(_MARK) else ""
        lines = _LINE.findall(text.removeprefix(_MARK))
        self._slots, self._slots_as_read = ([_Slot(line) for line in lines] for _ in range(2))
        self._is_edited = False
        for first, last in crossing_comments:
            _separate_comment(self._slots[first - 1 : last])
        ends = [end for slot in self._slots if (end := slot.raw[len(slot.raw.rstrip("\r\n")) :])]
        self._end = max(ends, key=ends.count) if ends else "\n"
        self._end_of_file = _Slot("")
        self._moved: dict[int, Inserted] = {}
        self._new_numbers: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._slots)

    def get_original(self, number: int) -> str:
        """A line as it was read, without its end."""
        return self._slots[number - 1].raw.rstrip("\r\n")

    def get_current(self, number: int) -> str:
        """A line with its edits, without its end; empty where it was deleted."""
        slot = self._slots[number - 1]
        if slot.replacement is not None:
            return slot.replacement
        return slot.raw.rstrip("\r\n") if slot.is_present else ""

    def replace(self, number: int, text: str) -> None:
        """Replaces a line with a text, which may have several lines."""
        slot = self._edit(number)
        slot.is_present, slot.replacement = True, text

    def delete(self, numbers: Iterable[int]) -> None:
        """Deletes lines."""
        for number in numbers:
            slot = self._edit(number)
            slot.is_present, slot.replacement = False, None

    def cut(self, numbers: Iterable[int]) -> str:
        """Deletes lines, and gives their words with their edits and what was inserted after each."""
        numbers = tuple(numbers)
        parts: list[str] = []
        for number in numbers:
            slot = self._slots[number - 1]
            parts += [self.get_current(number)] if slot.is_present else []
            parts += [f"\n{paragraph.text}" for paragraph in _flatten(slot.after)]
            slot.after.clear()
        self.delete(numbers)
        return "\n".join(parts)

    def record_move(self, number: int, paragraph: Inserted) -> None:
        """Records that what began on a line now begins an inserted paragraph."""
        self._moved[number] = paragraph

    def find_new_number(self, number: int) -> int:
        """The number of a line in the file as `to_bytes` last gave it, 0 where it was deleted."""
        return self._new_numbers.get(number, 0)

    def replace_targets(self, targets: Mapping[str, str]) -> None:
        """Replaces the targets of links and references wherever they stand, all at once."""
        if not targets:
            return
        pattern = re.compile(r"\]\((" + "|".join(map(re.escape, targets)) + r")\)")

        def change(text: str) -> str:
            return pattern.sub(lambda match: f"]({targets[match[1]]})", text)

        for number, slot in enumerate(self._slots, 1):
            if change(self.get_current(number)) != self.get_current(number):
                self.replace(number, change(self.get_current(number)))
            for paragraph in _flatten((*slot.before, *slot.after)):
                paragraph.text = change(paragraph.text)
        for paragraph in _flatten(self._end_of_file.after):
            paragraph.text = change(paragraph.text)

    def insert_after(self, anchor: int | Inserted | None, text: str) -> Inserted:
        """Inserts a paragraph after the anchor and what was inserted there earlier; without anchor at the end."""
        paragraph = Inserted(text)
        place = anchor if isinstance(anchor, Inserted) else self._edit(anchor)
        place.after.append(paragraph)
        return paragraph

    def insert_right_after(self, anchor: int | Inserted, text: str) -> Inserted:
        """Inserts a paragraph after a line or an inserted paragraph, before what was inserted there earlier."""
        paragraph = Inserted(text)
        place = anchor if isinstance(anchor, Inserted) else self._edit(anchor)
        place.after.insert(0, paragraph)
        return paragraph

    def insert_before(self, number: int, text: str) -> Inserted:
        """Inserts a paragraph before a line, after what was inserted there earlier."""
        paragraph = Inserted(text)
        self._edit(number).before.append(paragraph)
        return paragraph

    def to_bytes(self) -> bytes:
        """The file with the edits."""
        writer = _Writer(self._end)
        self._new_numbers = {}
        for number, slot in enumerate(self._slots if self._is_edited else self._slots_as_read, 1):
            writer.write_paragraphs(slot.before)
            line = self._get_line(slot)
            if line is None:
                writer.write_gap()
            else:
                self._new_numbers[number] = writer.write_line(line)
            writer.write_paragraphs(slot.after)
        writer.write_paragraphs(self._end_of_file.after)
        moved = self._moved.items()
        self._new_numbers |= {number: writer.numbers[id(paragraph)] for number, paragraph in moved}
        return (self._mark + writer.finish()).encode()

    def _edit(self, number: int | None) -> _Slot:
        """The slot of a line that is about to change, or that of the end of the file."""
        self._is_edited = True
        return self._slots[number - 1] if number else self._end_of_file

    def _get_line(self, slot: _Slot) -> str | None:
        """A line with its edits and its end; none where it was deleted."""
        if slot.replacement is None:
            return slot.raw if slot.is_present else None
        return slot.replacement.replace("\n", self._end) + slot.raw[len(slot.raw.rstrip("\r\n")) :]


def _separate_comment(slots: list[_Slot]) -> None:
    """Makes a paragraph of its own of the comment that begins on the first of these lines and ends on the last."""
    first, *further, last = (slot.raw.rstrip("\r\n") for slot in slots)
    before, _, beginning = first.rpartition("<!--")
    end, _, after = last.partition("-->")
    slots[-1].before.append(Inserted("\n".join((f"<!--{beginning}", *further, f"{end}-->"))))
    for slot, words in zip(slots, (before.rstrip(), *("" for _ in further), after.lstrip()), strict=True):
        slot.raw, slot.is_present = words + slot.raw[len(slot.raw.rstrip("\r\n")) :], bool(words)


class _Writer:
    """Writes lines one after the other, with one empty line where a paragraph was inserted or deleted."""

    def __init__(self, end: str) -> None:
        self._end = end
        self._parts: list[str] = []
        self._is_after_insertion = False
        self._is_after_deletion = False
        self._next_number = 1
        self.numbers: dict[int, int] = {}

    def _write(self, text: str) -> int:
        if text.startswith("\n") and self._parts and self._parts[-1].endswith("\r"):
            self._parts[-1] += "\n"  # or the two would be read as one line end
        self._parts.append(text)
        number = self._next_number
        self._next_number += len(_END.findall(text))
        return number

    def write_line(self, line: str) -> int:
        """Writes a line and gives its number; 0 for an empty line that a deletion leaves beside another one."""
        is_empty = not line.strip()
        if self._is_after_deletion and is_empty and self._is_on_empty_line():
            return 0
        if self._is_after_insertion and not is_empty:
            self._write_empty_line()
        self._is_after_insertion = False
        self._is_after_deletion = self._is_after_deletion and is_empty
        return self._write(line)

    def write_gap(self) -> None:
        """Notes that a line was deleted here."""
        self._is_after_deletion = True

    def write_paragraphs(self, paragraphs: Iterable[Inserted]) -> None:
        """Writes inserted paragraphs."""
        for paragraph in _flatten(paragraphs):
            self._write_empty_line()
            self.numbers[id(paragraph)] = self._write(paragraph.text.replace("\n", self._end) + self._end)
            self._is_after_insertion, self._is_after_deletion = True, False

    def _write_empty_line(self) -> None:
        """Ends the line before, and writes an empty one after it where there is none."""
        if self._parts and not self._parts[-1].endswith(("\n", "\r")):
            self._write(self._end)
        if not self._is_on_empty_line():
            self._write(self._end)

    def _is_on_empty_line(self) -> bool:
        return not self._parts or not "".join(self._parts[-2:]).splitlines()[-1].strip()

    def finish(self) -> str:
        """Everything that was written; after a deletion at the end, without empty lines at the end."""
        while self._is_after_deletion and len(self._parts) > 1 and not self._parts[-1].strip():
            self._parts.pop()
        return "".join(self._parts)


def _flatten(paragraphs: Iterable[Inserted]) -> Iterator[Inserted]:
    """The paragraphs, each with those after it."""
    for paragraph in paragraphs:
        yield paragraph
        yield from _flatten(paragraph.after)
