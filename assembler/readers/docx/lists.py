"""Which paragraphs of a section are items of lists, native or typed.

Word numbers paragraphs and lists by the same means. A row of decimal numbers on the first level is a list where what
stands before it ends in a colon, or where its members are short; otherwise the numbers are those of paragraphs, which
the report numbers itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assembler.model.finding import Source
from assembler.model.text.plain_text import extract_text
from assembler.model.text.word_count import count_words as count_words
from assembler.model.value import Value, replace
from assembler.readers.docx.body import Piece
from assembler.readers.docx.typed_numbers import typed_labels, typed_number, typed_numbers, without_beginning
from assembler.readers.ooxml.lists import BULLET, FlatItem

DEEPEST = 7
"""The lowest degree of a list, counted from 0."""

_SILENT = ("none", "")
_SHORT = 12
"""How many words the members of a decimal list have on average at most, where nothing else tells what it is."""


class Marked(Value):
    """A piece with what its number or mark says."""

    piece: Piece
    """The piece, without a typed mark."""
    item: FlatItem | None = None
    """What it is in a list, none for a paragraph."""
    mark: str = ""
    """The typed mark that was taken off."""
    number: str = ""
    """The typed number of the paragraph that was taken off."""


def marked(pieces: Sequence[Piece], path: str) -> list[Marked]:
    """The pieces of a section, each with what it is in a list."""
    found = [Marked(piece) for piece in pieces]
    _mark_typed(found, path)
    _mark_native(found, path)
    _mark_numbers(found)
    return found


def _is_plain(one: Marked) -> bool:
    piece = one.piece
    return not (piece.rows or piece.degree or one.item or (piece.member and piece.member.number_format not in _SILENT))


def _mark_typed(found: list[Marked], path: str) -> None:
    texts = [extract_text(one.piece.content) if _is_plain(one) else "" for one in found]
    run = 0
    for place, label in enumerate(typed_labels(texts)):
        run += label is None
        if label is not None:
            _set_item(found, place, f"typed {run}", label.degree, label.bulleted, label.length, path)
    for start, end in _typed_decimals(found, texts):
        for place in range(start, end):
            _set_item(found, place, f"decimal {start}", 0, False, typed_number(texts[place])[1], path)


def _set_item(found: list[Marked], place: int, name: str, degree: int, bulleted: bool, length: int, path: str) -> None:
    piece = found[place].piece
    content = without_beginning(piece.content, length)
    item = FlatItem(name, degree, bulleted, content, Source(path, piece.place))
    mark = extract_text(piece.content)[:length]
    found[place] = replace(found[place], item=item, mark=mark)


def _typed_decimals(found: Sequence[Marked], texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The rows of paragraphs with typed numbers from 1 on, after a colon."""
    place = 0
    while place < len(texts):
        end = place
        while end < len(texts) and not found[end].item and typed_number(texts[end])[0] == end - place + 1:
            end += 1
        if end - place > 1 and place and texts[place - 1].rstrip().endswith(":"):
            yield place, end
        place = max(end, place + 1)


def _mark_native(found: list[Marked], path: str) -> None:
    paragraphs = _numbered_lists(found)
    for place, one in enumerate(found):
        member = one.piece.member
        if one.item or one.piece.degree or one.piece.rows or member is None or member.number_format in _SILENT:
            continue
        is_numbered = member.list in paragraphs
        if is_numbered and not member.level:
            continue
        degree = min(member.level - is_numbered, DEEPEST)
        source = Source(path, one.piece.place)
        item = FlatItem(member.list, degree, member.number_format == BULLET, one.piece.content, source)
        found[place] = replace(one, item=item)


def _numbered_lists(found: Sequence[Marked]) -> set[str]:
    """The lists whose first level numbers paragraphs."""
    members: dict[str, list[int]] = {}
    introduced: set[str] = set()
    before = ""
    for one in found:
        member = one.piece.member
        if member and not member.level and member.number_format == "decimal":
            if not members.get(member.list) and before.rstrip().endswith(":"):
                introduced.add(member.list)
            members.setdefault(member.list, []).append(count_words(one.piece.text))
        before = one.piece.text or before
    return {name for name, counts in members.items() if name not in introduced and sum(counts) > _SHORT * len(counts)}


def _mark_numbers(found: list[Marked]) -> None:
    """Takes typed numbers off paragraphs."""
    plain = [place for place, one in enumerate(found) if _is_plain(one)]
    texts = [extract_text(found[place].piece.content) for place in plain]
    for place, text, (number, length) in zip(plain, texts, typed_numbers(texts), strict=True):
        if number:
            piece = found[place].piece
            shorter = replace(piece, content=without_beginning(piece.content, length))
            found[place] = replace(found[place], piece=shorter, number=text[:length].strip())
