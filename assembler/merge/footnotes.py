"""Footnotes of a text while its paragraphs change: labels are kept, given and freed, and the notes written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from assembler.merge.line_buffer import LineBuffer
from assembler.merge.normal_form import Blocks, NameReference, normalize_blocks
from assembler.model.nodes import Block, Footnote, Inline, Inlines, Paragraph
from assembler.model.text.rewriting import rewrite_block
from assembler.model.text.sequence_diff import diff_sequences
from assembler.model.text.traversal import walk_block_inlines
from assembler.model.value import replace

_LABEL = re.compile(r"\[\^([^\[\]\s]+)\]")


class FootnoteEditor:
    """Edits the footnotes of one text while its paragraphs change."""

    def __init__(self, lines: LineBuffer, places: Mapping[str, tuple[int, ...]], blocks: Iterable[Block]) -> None:
        """Takes the lines of the file, those of each footnote by its label, and all blocks of the text."""
        self._lines = lines
        self._places = places
        typed = (lines.get_original(number) for number in range(1, len(lines) + 1))
        self._used = {label for line in typed for label in _LABEL.findall(line)}
        self._citations = Counter(note.label for note in list_footnotes(blocks))
        self._new: list[str] = []
        self._last: int | None = max((numbers[-1] for numbers in places.values()), default=None)

    def assign_labels(self, old: Iterable[Block], new: Blocks, language: str, name_reference: NameReference) -> Blocks:
        """The new blocks with the labels of the footnotes in the old ones, and with free labels for the others."""
        former = list(list_footnotes(old))
        self._citations.subtract(note.label for note in former)
        old_keys = [_make_key(note, language, name_reference) for note in former]
        new_keys = [_make_key(note, language, name_reference) for note in list_footnotes(new)]
        labels = list(self._choose_labels(old_keys, new_keys, [note.label for note in former]))
        self._citations.update(labels)
        remaining = iter(labels)

        def change(inline: Inline) -> Inlines:
            return (replace(inline, label=next(remaining)),) if isinstance(inline, Footnote) else (inline,)

        return tuple(rewrite_block(block, change) for block in new)

    def _choose_labels(self, old: Sequence[object], new: Sequence[object], labels: Sequence[str]) -> Iterator[str]:
        for kind, first, last, start, end in diff_sequences(old, new):
            for offset in range(end - start):
                label = labels[first + offset] if first + offset < last else ""
                is_needed = kind != "equal" and self._citations[label] > 0  # another sentence cites the former words
                yield label if label and not is_needed else self._find_free_label()

    def _find_free_label(self) -> str:
        number = 1
        while str(number) in self._used:
            number += 1
        self._used.add(str(number))
        return str(number)

    def replace_texts(self, texts: Mapping[str, str], unchanged: Iterable[str]) -> None:
        """Writes the texts of footnotes, by their labels, in their places, except those of unchanged labels."""
        for label, text in texts.items():
            numbers = self._places.get(label)
            if numbers is None:
                self._new.append(text)
            elif label not in unchanged:
                self._lines.delete(numbers)
                self._lines.replace(numbers[0], text)

    def finish(self) -> None:
        """Writes new footnotes after the last one, or at the end, and deletes those that nothing cites any more."""
        for text in self._new:
            self._lines.insert_after(self._last, text)
        for label, numbers in self._places.items():
            if label in self._citations and self._citations[label] <= 0:
                self._lines.delete(numbers)


def list_footnotes(blocks: Iterable[Block]) -> Iterator[Footnote]:
    """The footnotes in printed order."""
    return (inline for inline in walk_block_inlines(blocks) if isinstance(inline, Footnote))


def _make_key(note: Footnote, language: str, name_reference: NameReference) -> object:
    return normalize_blocks([Paragraph((note,))], language, name_reference)


def find_unchanged_labels(
    old: Iterable[Block], new: Iterable[Block], language: str, name_reference: NameReference
) -> set[str]:
    """The labels under which the same words stand as before."""
    before = {note.label: _make_key(note, language, name_reference) for note in list_footnotes(old)}
    notes = list_footnotes(new)
    return {note.label for note in notes if before.get(note.label) == _make_key(note, language, name_reference)}
