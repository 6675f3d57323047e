"""The footnotes of one file: their texts by label, and which of them a sentence cites."""

from __future__ import annotations

from collections.abc import Iterable

from assembler.model.finding import Source
from assembler.readers.diagnostics import Diagnostics
from assembler.readers.markdown.attributes import find_stray
from assembler.readers.markdown.blocks import Definition
from assembler.readers.markdown.source_text import Typed

MOST_REPEATED = 1 << 18
"""How many characters of notes are printed again where a note is cited more than once, in one file."""


class Notes:
    """The notes of one file. Finds two texts of one label (IN-FN-03) and texts that are not cited (IN-FN-02)."""

    def __init__(self, definitions: Iterable[Definition], path: str, diagnostics: Diagnostics) -> None:
        self._path = path
        self._diagnostics = diagnostics
        self._texts: dict[str, Definition] = {}
        self._cited: set[str] = set()
        self._repeated = 0
        for definition in definitions:
            self._define(definition)

    def _define(self, definition: Definition) -> None:
        for line in definition.attributes:
            find_stray(line, "a note", self._path, self._diagnostics)
        first = self._texts.setdefault(definition.label, definition)
        if first is definition:
            return
        message = f"The note “{definition.label}” has two texts; the first stands on line {first.mark.number}."
        hint = "Give this note another label, here and in the sentence that it belongs to."
        self._diagnostics.add("IN-FN-03", self.place(definition), message, hint)

    def text(self, label: str) -> Definition | None:
        """The text of a note."""
        return self._texts.get(label)

    def cite(self, definition: Definition) -> bool:
        """Notes that a sentence cites it; whether there is still room to print it, when it has been printed before."""
        if definition.label in self._cited:
            self._repeated += sum(len(line.text) for line in definition.lines) + len(definition.label)
        self._cited.add(definition.label)
        return self._repeated <= MOST_REPEATED

    def place(self, definition: Definition) -> Source:
        """The place of a note's text, from its label to its last line."""
        return Typed(self._path, (definition.mark, *definition.lines[1:])).source()

    def find_uncited(self) -> None:
        """Finds every text that no sentence cites."""
        for label, definition in self._texts.items():
            if label not in self._cited:
                message = f"No sentence cites the note “{label}”, so it is not printed."
                hint = f"Write [^{label}] where the note belongs, or delete its text."
                self._diagnostics.add("IN-FN-02", self.place(definition), message, hint)
