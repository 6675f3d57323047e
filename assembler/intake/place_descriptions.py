"""Describes where in a text a finding is: “second paragraph”, “item (b) after the third paragraph”.

Findings name lines of a file that the author may never have seen. Authors count paragraphs and look for words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assembler.model.answer import PlaceName
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
from assembler.model.text.plain_text import extract_text
from assembler.model.text.traversal import walk_contents, walk_inlines
from assembler.model.value import Value, replace

_LAST_HEADING = PlaceName("heading", "end")
_FEW = 4
"""How many words around the ones meant are shown."""
_MANY = 12
"""How many words are shown at most of the ones meant."""
_FEW_SIGNS, _MOST_SIGNS = 40, 120
"""The same in signs, for scripts without spaces."""
_MARKS = re.compile(r"\[\^[^\]]*\]|\{:[^}]*\}|\{>>.*?<<\}|[*_]+(?=\S)|(?<=\S)[*_]+|^\s*(?:[0-9]+[.)]|[-*+]|#+|>)\s+")
"""The signs of Markdown."""


class Place(Value):
    """A paragraph, list item, table, quotation, heading or footnote, as its author would name it."""

    line: int
    """The line of the file where it begins."""
    name: PlaceName
    """What it is called, such as second paragraph."""
    words: str
    """Its words, with single spaces."""


class FindingWords(Value):
    """The words that a finding is about."""

    place: Place | None
    """Where they are; None where the text as a whole is meant."""
    words: str = ""
    """The words; empty where none in particular."""
    excerpt: str = ""
    """The words with a few around them, or the beginning of their place."""
    earlier: int = 0
    """How often the same words stand in the place before these."""


def list_places(text: Contribution, wording: Wording) -> tuple[Place, ...]:
    """The places of a text in the order of its lines."""
    places: list[Place] = []
    count = 0
    for block in text.blocks:
        if isinstance(block, Paragraph):
            count += 1
            places.append(_make_place(block.source, PlaceName(number=count), block.content))
        else:
            places.extend(_list_other_places(block, count, wording))
        places.extend(_list_footnotes(block, count))
    return tuple(sorted(places, key=lambda place: place.line))


def find_words(source: Source, places: Sequence[Place], lines: Sequence[str]) -> FindingWords:
    """The words that a finding at that place of the file is about."""
    holder = next((place for place in reversed(places) if place.line <= source.line), None)
    line = lines[source.line - 1] if source.line <= len(lines) else ""
    if line.startswith("#"):
        following = next((place for place in places if place.line > source.line), None)
        holder = Place(source.line, _name_heading(following), _strip_marks(line))
    if holder is None:
        return FindingWords(None)
    start = Source(source.path, holder.line, 1, source.line, source.column)
    return _find_in_place(holder, _strip_marks(_cut(source, lines)), _strip_marks(_cut(start, lines)))


def _name_heading(following: Place | None) -> PlaceName:
    """What the heading before this place is called."""
    if following is None:
        return _LAST_HEADING
    name = following.name
    return replace(name, what="heading", relation="before" if name.what == "paragraph" else name.relation, mark="")


def shorten(words: str) -> str:
    """The words, of many only the first ones and the last ones."""
    listed = words.split()
    if len(listed) > _MANY:
        return f"{' '.join(listed[: _MANY - _FEW])} … {' '.join(listed[-_FEW:])}"
    if len(words) > _MOST_SIGNS:
        return f"{words[: _MOST_SIGNS - _FEW_SIGNS]} … {words[-_FEW_SIGNS:]}"
    return words


def _find_in_place(place: Place, words: str, before: str) -> FindingWords:
    """The words in their place; the whole place where it does not hold them, or holds nothing else."""
    earlier = len(re.findall(re.escape(words), before)) if words else 0
    starts = [match.start() for match in re.finditer(re.escape(words), place.words)] if words else []
    if not starts or words == place.words:
        return FindingWords(place, excerpt=shorten(place.words))
    start = starts[min(earlier, len(starts) - 1)]
    head, tail = place.words[:start], place.words[start + len(words) :]
    excerpt = _last_words(head) + shorten(words) + _first_words(tail)
    return FindingWords(place, words, excerpt, min(earlier, len(starts) - 1))


# Places


def _list_other_places(block: Block, count: int, wording: Wording) -> Iterator[Place]:
    """The places of a block after so many paragraphs."""
    where = PlaceName(relation="after" if count else "beginning", number=count)
    match block:
        case LetteredList() | BulletedList():
            yield from _list_items(block, where, wording, "")
        case Table():
            cells = " ".join(extract_text(cell) for cell in walk_contents(block))
            yield Place(block.source.line, replace(where, what="table"), _join_spaces(cells))
        case BlockQuotation(content):
            name = replace(where, what="quotation")
            yield from (_make_place(block.source, name, paragraph) for paragraph in content)
        case Heading(content):
            yield _make_place(block.source, replace(where, what="heading"), content)
        case Paragraph():
            return


def _list_items(block: LetteredList | BulletedList, where: PlaceName, wording: Wording, above: str) -> Iterator[Place]:
    for number, item in enumerate(block.items):
        lettered = isinstance(block, LetteredList)
        mark = above + (wording.item_label(int(bool(above)), number) if lettered else str(number + 1))
        yield _make_place(item.source, replace(where, what="item", mark=mark), item.content)
        for below in item.below:
            yield from _list_items(below, where, wording, f"{mark} ")


def _list_footnotes(block: Block, count: int) -> Iterator[Place]:
    name = PlaceName("footnote", "in" if count else "", count)
    for content in walk_contents(block):
        for note in walk_inlines(content):
            if isinstance(note, Footnote) and note.source.line > block.source.line:
                words = " ".join(extract_text(paragraph) for paragraph in note.content)
                yield Place(note.source.line, name, _join_spaces(words))


def _make_place(source: Source, name: PlaceName, content: tuple[Inline, ...]) -> Place:
    return Place(source.line, name, _join_spaces(extract_text(content)))


# Words


def _cut(source: Source, lines: Sequence[str]) -> str:
    """What stands in the file from the beginning to the end of the place; empty where it has no end."""
    if not source.end_line or source.end_line > len(lines):
        return ""
    cut = list(lines[source.line - 1 : source.end_line])
    cut[-1] = cut[-1][: source.end_column - 1]
    cut[0] = cut[0][source.column - 1 :]
    return "\n".join(cut)


def _strip_marks(line: str) -> str:
    """The words of a line without the signs of Markdown."""
    return _join_spaces(_MARKS.sub("", line))


def _join_spaces(words: str) -> str:
    return " ".join(words.split())


def _last_words(head: str) -> str:
    """The last few words before the ones meant, after an ellipsis where there are more."""
    shown = "".join(re.findall(r"\S+\s*", head)[-_FEW:])[-_FEW_SIGNS:]
    return shown if shown == head else f"…{shown}"


def _first_words(tail: str) -> str:
    shown = "".join(re.findall(r"\s*\S+", tail)[:_FEW])[:_FEW_SIGNS]
    return shown if shown == tail else f"{shown}…"
