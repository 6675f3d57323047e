"""New words for a text that is there: notes keep their labels, references the names by which they were typed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection as Some
from collections.abc import Iterable, Iterator, Mapping, Sequence

from assembler.merge.line_buffer import Lines
from assembler.merge.normal_form import Blocks, Naming, form, references_of
from assembler.model.nodes import Block, CrossReference, Footnote, Inline, Paragraph
from assembler.model.text.sequence_diff import steps
from assembler.model.text.walk import Inlines, block_inlines, rewrite_block
from assembler.model.value import replace
from assembler.writers.markdown.blocks import print_apart

_PLACE = re.compile(r"p\d+\Z")
_LABEL = re.compile(r"\[\^([^\[\]\s]+)\]")

type Names = Mapping[tuple[str, str], tuple[str, str]]
"""How a reference is typed, by the paragraphs that it means."""


class Notes:
    """The notes of one text while its paragraphs change."""

    def __init__(self, lines: Lines, places: Mapping[str, tuple[int, ...]], blocks: Iterable[Block]) -> None:
        """Takes the lines of the file, those of each note, and all blocks of the text."""
        self._lines = lines
        self._places = places
        self._used = {label for number in range(1, len(lines) + 1) for label in _LABEL.findall(lines.raw(number))}
        self._cited = Counter(note.label for note in notes_of(blocks))
        self._new: list[str] = []
        self._last: int | None = max((numbers[-1] for numbers in places.values()), default=None)

    def labelled(self, old: Iterable[Block], new: Blocks, language: str, naming: Naming) -> Blocks:
        """New blocks with the labels of the notes that stood in the old ones, and with free labels for others."""
        before = list(notes_of(old))
        self._cited.subtract(note.label for note in before)
        had = [_content(note, language, naming) for note in before]
        has = [_content(note, language, naming) for note in notes_of(new)]
        labels = list(self._labels(had, has, [note.label for note in before]))
        self._cited.update(labels)
        given = iter(labels)

        def change(inline: Inline) -> Inlines:
            return (replace(inline, label=next(given)),) if isinstance(inline, Footnote) else (inline,)

        return tuple(rewrite_block(block, change) for block in new)

    def _labels(self, had: Sequence[object], has: Sequence[object], labels: Sequence[str]) -> Iterator[str]:
        for kind, first, last, start, end in steps(had, has):
            for offset in range(end - start):
                label = labels[first + offset] if first + offset < last else ""
                changed = kind != "equal" and self._cited[label] > 0  # another sentence cites the former words
                yield label if label and not changed else self._free()

    def _free(self) -> str:
        number = 1
        while str(number) in self._used:
            number += 1
        self._used.add(str(number))
        return str(number)

    def settle(self, texts: Mapping[str, str], same: Iterable[str]) -> None:
        """Puts the texts of notes in their places, those that are the same excepted."""
        for label, text in texts.items():
            numbers = self._places.get(label)
            if numbers is None:
                self._new.append(text)
            elif label not in same:
                self._lines.drop(numbers)
                self._lines.put(numbers[0], text)

    def close(self) -> None:
        """Puts new notes behind the last one, or at the end, and takes those away that nobody cites any more."""
        for text in self._new:
            self._lines.behind(self._last, text)
        for label, numbers in self._places.items():
            if label in self._cited and self._cited[label] <= 0:
                self._lines.drop(numbers)


def notes_of(blocks: Iterable[Block]) -> Iterator[Footnote]:
    """The notes in printed order."""
    return (inline for inline in block_inlines(blocks) if isinstance(inline, Footnote))


def _content(note: Footnote, language: str, naming: Naming) -> object:
    return form([Paragraph((note,))], language, naming)


def same_notes(old: Iterable[Block], new: Iterable[Block], language: str, naming: Naming) -> set[str]:
    """The labels under which the same words stand as before."""
    before = {note.label: _content(note, language, naming) for note in notes_of(old)}
    return {note.label for note in notes_of(new) if before.get(note.label) == _content(note, language, naming)}


def written(blocks: Iterable[Block], key: str, names: Names, bare: Some[str]) -> tuple[tuple[str, ...], dict[str, str]]:
    """Each block in Markdown and the notes by label, with references as they are typed: new ones by bare names."""

    def change(inline: Inline) -> Inlines:
        if not isinstance(inline, CrossReference):
            return (inline,)
        first, last = names.get((inline.first, inline.last), (inline.first, inline.last))
        if (inline.first, inline.last) not in names and all(_word(it) in bare for it in (first, last) if it):
            first, last = f"{key}#{_word(first)}", f"{key}#{_word(last)}" if last else ""
        return (replace(inline, first=first, last=last),)

    return print_apart((rewrite_block(block, change) for block in blocks), key)


def targets(names: Names, key: str, lost: Mapping[str, str]) -> dict[str, str]:
    """How references of a text are to be typed that mean a paragraph whose name is lost: by that into which it went."""
    found: dict[str, str] = {}
    for meant, typed in names.items():
        if not lost.keys().isdisjoint(meant):
            found |= _retyped(typed, (lost.get(meant[0], meant[0]), lost.get(meant[1], meant[1])), key)
    return found


def shifted_targets(names: Names, key: str, places: Mapping[str, str]) -> dict[str, str]:
    """The same for references that name a paragraph by its place, which has become another one."""
    found: dict[str, str] = {}
    for typed in names.values():
        if not places.keys().isdisjoint(typed):
            found |= _retyped(typed, (places.get(typed[0], typed[0]), places.get(typed[1], typed[1])), key)
    return found


def _retyped(old: tuple[str, str], new: tuple[str, str], key: str) -> dict[str, str]:
    """The two ways in which a target may be typed, each with the new one."""
    first, last = new[0], "" if new[1] in ("", new[0]) else new[1]
    bare = old[0].partition("#")[0] == key  # as it was typed, whatever text it means
    if bare or (last and first.partition("#")[0] != last.partition("#")[0]):
        first = f"{key}#{_word(first)}"
    return {_target(old, it): _target((first, last), key) for it in (key, "")}


def _target(names: tuple[str, str], key: str) -> str:
    """What stands between the round brackets of a reference."""
    owner, _, word = names[0].partition("#")
    last = f"..{_word(names[1])}" if names[1] else ""
    return f"{'' if owner == key else owner}#{word}{last}"


def unique_words(identifiers: Iterable[str]) -> frozenset[str]:
    """The names that one paragraph alone has; a place in a file is none."""
    counted = Counter(_word(it) for it in identifiers)
    return frozenset(word for word, count in counted.items() if count == 1 and not _PLACE.match(word))


def _word(identifier: str) -> str:
    return identifier.partition("#")[2]


def typed_names(read: Iterable[Block], printed: Iterable[Block]) -> Names:
    """How references are typed in a text, from its blocks as they were read and the same as they are printed."""
    pairs = zip(references_of(read), references_of(printed), strict=True)
    return {(meant.first, meant.last): (typed.first, typed.last) for typed, meant in pairs if meant.numbers}
