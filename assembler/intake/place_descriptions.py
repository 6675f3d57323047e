"""Where in a text a finding is, in an officer's words: “second paragraph”, “item (b) after the third paragraph”.

Findings speak of lines of a file that the officer may never have seen; officers count paragraphs and look for words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assembler.model.contribution import Contribution
from assembler.model.finding import Source
from assembler.model.nodes import (
    Block,
    BlockQuotation,
    BulletedList,
    Footnote,
    Heading,
    Inline,
    LetteredList,
    Paragraph,
    Table,
)
from assembler.model.report import Wording
from assembler.model.text.walk import block_contents, inlines, plain_text
from assembler.model.value import Value

_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth"),
    *("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
)
_FEW = 4
"""How many words around the ones meant are shown."""
_MANY = 12
"""How many words are shown at most of the ones meant."""
_FEW_SIGNS, _MOST_SIGNS = 40, 120
"""The same in signs, for scripts without spaces."""
_MARKS = re.compile(r"\[\^[^\]]*\]|\{:[^}]*\}|\{>>.*?<<\}|[*_]+(?=\S)|(?<=\S)[*_]+|^\s*(?:[0-9]+[.)]|[-*+]|#+|>)\s+")
"""What is typed in a file beside the words."""


class Spot(Value):
    """A piece of a text that an officer would name as one."""

    line: int
    """The line of the file where it begins."""
    name: str
    """What it is called, such as second paragraph."""
    words: str
    """Its words, with single spaces."""


class Meant(Value):
    """The words that a finding is about."""

    spot: Spot | None
    """Where they are; none where the text as a whole is meant."""
    words: str = ""
    """The words; empty where none in particular."""
    excerpt: str = ""
    """They with a few around them, or the beginning of their piece."""
    earlier: int = 0
    """How often the same words stand in the piece before these."""


def spots(text: Contribution, wording: Wording) -> tuple[Spot, ...]:
    """The pieces of a text in the order of its lines."""
    found: list[Spot] = []
    place = ""
    count = 0
    for block in text.blocks:
        if isinstance(block, Paragraph):
            count += 1
            place = f"{_ordinal(count)} paragraph"
            found.append(_spot(block.source, place, block.content))
        else:
            found.extend(_others(block, f"after the {place}" if place else "at the beginning", wording))
        found.extend(_notes(block, place))
    return tuple(sorted(found, key=lambda spot: spot.line))


def meant(source: Source, pieces: Sequence[Spot], lines: Sequence[str]) -> Meant:
    """The words that a finding at that place of the file is about."""
    spot = next((it for it in reversed(pieces) if it.line <= source.line), None)
    typed = lines[source.line - 1] if source.line <= len(lines) else ""
    if typed.startswith("#"):
        following = next((it for it in pieces if it.line > source.line), None)
        name = f"heading before the {following.name}" if following else "last heading"
        spot = Spot(source.line, name, _bare(typed))
    if spot is None:
        return Meant(None)
    start = Source(source.path, spot.line, 1, source.line, source.column)
    return _in_spot(spot, _bare(_between(source, lines)), _bare(_between(start, lines)))


def shortened(words: str) -> str:
    """The words, of many only the first ones and the last ones."""
    listed = words.split()
    if len(listed) > _MANY:
        return f"{' '.join(listed[: _MANY - _FEW])} … {' '.join(listed[-_FEW:])}"
    if len(words) > _MOST_SIGNS:
        return f"{words[: _MOST_SIGNS - _FEW_SIGNS]} … {words[-_FEW_SIGNS:]}"
    return words


def _in_spot(spot: Spot, words: str, before: str) -> Meant:
    """The words in their piece; the whole piece where they are not in it, or where they are all of it."""
    earlier = len(re.findall(re.escape(words), before)) if words else 0
    places = [it.start() for it in re.finditer(re.escape(words), spot.words)] if words else []
    if not places or words == spot.words:
        return Meant(spot, excerpt=shortened(spot.words))
    place = places[min(earlier, len(places) - 1)]
    head, tail = spot.words[:place], spot.words[place + len(words) :]
    excerpt = _last_words(head) + shortened(words) + _first_words(tail)
    return Meant(spot, words, excerpt, min(earlier, len(places) - 1))


# Pieces


def _others(block: Block, where: str, wording: Wording) -> Iterator[Spot]:
    match block:
        case LetteredList() | BulletedList():
            yield from _items(block, where, wording, "")
        case Table():
            cells = " ".join(plain_text(cell) for cell in block_contents(block))
            yield Spot(block.source.line, f"table {where}", _single(cells))
        case BlockQuotation(content):
            yield from (_spot(block.source, f"quotation {where}", paragraph) for paragraph in content)
        case Heading(content):
            yield _spot(block.source, f"heading {where}", content)
        case Paragraph():
            return


def _items(block: LetteredList | BulletedList, where: str, wording: Wording, above: str) -> Iterator[Spot]:
    for number, item in enumerate(block.items):
        lettered = isinstance(block, LetteredList)
        mark = above + (wording.item_label(int(bool(above)), number) if lettered else str(number + 1))
        yield _spot(item.source, f"item {mark} {where}", item.content)
        for below in item.below:
            yield from _items(below, where, wording, f"{mark} ")


def _notes(block: Block, place: str) -> Iterator[Spot]:
    for content in block_contents(block):
        for note in inlines(content):
            if isinstance(note, Footnote) and note.source.line > block.source.line:
                said = " ".join(plain_text(paragraph) for paragraph in note.content)
                yield Spot(note.source.line, f"footnote in the {place}" if place else "footnote", _single(said))


def _spot(source: Source, name: str, content: tuple[Inline, ...]) -> Spot:
    return Spot(source.line, name, _single(plain_text(content)))


def _ordinal(number: int) -> str:
    if number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


# Words


def _between(source: Source, lines: Sequence[str]) -> str:
    """What stands in the file from the beginning to the end of the place; empty where it has no end."""
    if not source.end_line or source.end_line > len(lines):
        return ""
    taken = list(lines[source.line - 1 : source.end_line])
    taken[-1] = taken[-1][: source.end_column - 1]
    taken[0] = taken[0][source.column - 1 :]
    return "\n".join(taken)


def _bare(typed: str) -> str:
    """The words of what is typed, without its marks."""
    return _single(_MARKS.sub("", typed))


def _single(words: str) -> str:
    return " ".join(words.split())


def _last_words(head: str) -> str:
    """The last few words before the ones meant, after an ellipsis where there are more."""
    kept = "".join(re.findall(r"\S+\s*", head)[-_FEW:])[-_FEW_SIGNS:]
    return kept if kept == head else f"…{kept}"


def _first_words(tail: str) -> str:
    kept = "".join(re.findall(r"\s*\S+", tail)[:_FEW])[:_FEW_SIGNS]
    return kept if kept == tail else f"{kept}…"
