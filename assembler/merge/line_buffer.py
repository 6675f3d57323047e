"""The lines of a text under change: what is not touched stays byte for byte.

Every line is a slot. A slot may be emptied, hold other words, and have new pieces behind it, which may have further
ones behind them. Empty lines between paragraphs are put right where something came or went, and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from assembler.model.value import Growing, field

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_END = re.compile(r"\r\n|\r|\n")
_MARK = "\ufeff"


class Piece(Growing):
    """New lines."""

    text: str
    """What they say, without a line end at the close."""
    behind: list[Piece] = field(default_factory=list)
    """The pieces that follow."""


class _Slot(Growing):
    """A line of the file."""

    raw: str
    kept: bool = True
    instead: str | None = None
    before: list[Piece] = field(default_factory=list)
    behind: list[Piece] = field(default_factory=list)


class Lines:
    """The lines of a text, counted from 1 as the readers count them."""

    def __init__(self, data: bytes, between: Iterable[tuple[int, int]] = ()) -> None:
        """Takes the bytes of the file, and the first and last line of each comment that reaches over to other words.

        Such a comment stands apart once anything changes, and stays, whatever becomes of the words around it.
        Raises UnicodeDecodeError where the bytes are no UTF-8.
        """
        text = data.decode("utf-8")
        self._mark = _MARK if text.startswith(_MARK) else ""
        lines = _LINE.findall(text.removeprefix(_MARK))
        self._slots, self._as_read = ([_Slot(line) for line in lines] for _ in range(2))
        self._changed = False
        for first, last in between:
            _set_apart(self._slots[first - 1 : last])
        ends = [end for it in self._slots if (end := it.raw[len(it.raw.rstrip("\r\n")) :])]
        self._end = max(ends, key=ends.count) if ends else "\n"
        self._file = _Slot("")
        self._moved: dict[int, Piece] = {}
        self._places: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._slots)

    def raw(self, number: int) -> str:
        """A line as it stood, without its end."""
        return self._slots[number - 1].raw.rstrip("\r\n")

    def says(self, number: int) -> str:
        """A line as it stands by now, without its end; empty where it is gone."""
        slot = self._slots[number - 1]
        if slot.instead is not None:
            return slot.instead
        return slot.raw.rstrip("\r\n") if slot.kept else ""

    def put(self, number: int, text: str) -> None:
        """Other words on a line; they may take several."""
        slot = self._slot(number)
        slot.kept, slot.instead = True, text

    def drop(self, numbers: Iterable[int]) -> None:
        """Takes lines away."""
        for number in numbers:
            slot = self._slot(number)
            slot.kept, slot.instead = False, None

    def cut(self, numbers: Iterable[int]) -> str:
        """Takes lines away, and gives what they say by now, with what stands behind each."""
        numbers = tuple(numbers)
        parts: list[str] = []
        for number in numbers:
            slot = self._slots[number - 1]
            parts += [self.says(number)] if slot.kept else []
            parts += [f"\n{piece.text}" for piece in _in_order(slot.behind)]
            slot.behind.clear()
        self.drop(numbers)
        return "\n".join(parts)

    def moved(self, number: int, piece: Piece) -> None:
        """That what began on a line begins a new piece now."""
        self._moved[number] = piece

    def place(self, number: int) -> int:
        """The number of a line in the file as it was last given, 0 where it is gone."""
        return self._places.get(number, 0)

    def substitute(self, targets: Mapping[str, str]) -> None:
        """Other targets of references wherever they stand, all at once."""
        if not targets:
            return
        wanted = re.compile(r"\]\((" + "|".join(map(re.escape, targets)) + r")\)")

        def changed(text: str) -> str:
            return wanted.sub(lambda match: f"]({targets[match[1]]})", text)

        for number, slot in enumerate(self._slots, 1):
            if changed(self.says(number)) != self.says(number):
                self.put(number, changed(self.says(number)))
            for piece in _in_order((*slot.before, *slot.behind)):
                piece.text = changed(piece.text)
        for piece in _in_order(self._file.behind):
            piece.text = changed(piece.text)

    def behind(self, anchor: int | Piece | None, text: str) -> Piece:
        """Puts a paragraph behind a line or a new piece, and what was put there earlier; without either at the end."""
        piece = Piece(text)
        where = anchor if isinstance(anchor, Piece) else self._slot(anchor)
        where.behind.append(piece)
        return piece

    def right_behind(self, anchor: int | Piece, text: str) -> Piece:
        """Puts a paragraph behind a line or a new piece, before what was put there earlier."""
        piece = Piece(text)
        where = anchor if isinstance(anchor, Piece) else self._slot(anchor)
        where.behind.insert(0, piece)
        return piece

    def before(self, number: int, text: str) -> Piece:
        """Puts a paragraph before a line, behind what was put there earlier."""
        piece = Piece(text)
        self._slot(number).before.append(piece)
        return piece

    def data(self) -> bytes:
        """The file as it is to be."""
        writer = _Writer(self._end)
        self._places = {}
        for number, slot in enumerate(self._slots if self._changed else self._as_read, 1):
            writer.pieces(slot.before)
            raw = self._by_now(slot)
            if raw is None:
                writer.gap()
            else:
                self._places[number] = writer.line(raw)
            writer.pieces(slot.behind)
        writer.pieces(self._file.behind)
        self._places |= {number: writer.lines_of[id(piece)] for number, piece in self._moved.items()}
        return (self._mark + writer.close()).encode()

    def _slot(self, number: int | None) -> _Slot:
        """A line that is about to change, or the end of the file."""
        self._changed = True
        return self._slots[number - 1] if number else self._file

    def _by_now(self, slot: _Slot) -> str | None:
        """A line with its end; none where it is gone."""
        if slot.instead is None:
            return slot.raw if slot.kept else None
        return slot.instead.replace("\n", self._end) + slot.raw[len(slot.raw.rstrip("\r\n")) :]


def _set_apart(slots: list[_Slot]) -> None:
    """Makes a paragraph of its own of the comment that begins on the first of these lines and ends on the last."""
    first, *further, last = (slot.raw.rstrip("\r\n") for slot in slots)
    before, _, begun = first.rpartition("<!--")
    ended, _, behind = last.partition("-->")
    slots[-1].before.append(Piece("\n".join((f"<!--{begun}", *further, f"{ended}-->"))))
    for slot, words in zip(slots, (before.rstrip(), *("" for _ in further), behind.lstrip()), strict=True):
        slot.raw, slot.kept = words + slot.raw[len(slot.raw.rstrip("\r\n")) :], bool(words)


class _Writer:
    """Writes lines one after the other, with one empty line where a paragraph came or went."""

    def __init__(self, end: str) -> None:
        self._end = end
        self._out: list[str] = []
        self._came = False
        self._went = False
        self._next_line = 1
        self.lines_of: dict[int, int] = {}

    def _write(self, text: str) -> int:
        if text.startswith("\n") and self._out and self._out[-1].endswith("\r"):
            self._out[-1] += "\n"  # or the two would be read as one line end
        self._out.append(text)
        number = self._next_line
        self._next_line += len(_END.findall(text))
        return number

    def line(self, raw: str) -> int:
        """A line that stays; gives its number. An empty one is left out behind what went, where another one stands."""
        blank = not raw.strip()
        if self._went and blank and self._is_clear():
            return 0
        if self._came and not blank:
            self._clear()
        self._came = False
        self._went = self._went and blank
        return self._write(raw)

    def gap(self) -> None:
        """A line that went."""
        self._went = True

    def pieces(self, pieces: Iterable[Piece]) -> None:
        """Paragraphs that came."""
        for piece in _in_order(pieces):
            self._clear()
            self.lines_of[id(piece)] = self._write(piece.text.replace("\n", self._end) + self._end)
            self._came, self._went = True, False

    def _clear(self) -> None:
        """Ends the line before, and puts an empty one behind it."""
        if self._out and not self._out[-1].endswith(("\n", "\r")):
            self._write(self._end)
        if not self._is_clear():
            self._write(self._end)

    def _is_clear(self) -> bool:
        return not self._out or not "".join(self._out[-2:]).splitlines()[-1].strip()

    def close(self) -> str:
        """Everything; a file from whose end something went ends with its last words."""
        while self._went and len(self._out) > 1 and not self._out[-1].strip():
            self._out.pop()
        return "".join(self._out)


def _in_order(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        yield piece
        yield from _in_order(piece.behind)
