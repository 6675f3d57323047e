"""The footnotes of one file: their texts by label, and which of them sentences cite."""

from __future__ import annotations

from collections.abc import Iterable

from assembler.model.finding import Source
from assembler.readers.diagnostics import Diagnostics
from assembler.readers.markdown.attributes import AFTER_NOTE, report_stray_attributes
from assembler.readers.markdown.blocks import FootnoteDefinition
from assembler.readers.markdown.source_text import SourceText

MOST_REPEATED = 1 << 18
"""How many characters of footnotes one file may repeat by citing a footnote more than once."""


class Footnotes:
    """The footnotes of one file. Reports two texts of one label (IN-FN-03) and texts without citation (IN-FN-02)."""

    def __init__(self, definitions: Iterable[FootnoteDefinition], path: str, diagnostics: Diagnostics) -> None:
        self._path = path
        self._diagnostics = diagnostics
        self._definitions: dict[str, FootnoteDefinition] = {}
        self._cited: set[str] = set()
        self._repeated = 0
        for definition in definitions:
            self._add(definition)

    def _add(self, definition: FootnoteDefinition) -> None:
        for line in definition.attributes:
            report_stray_attributes(line, AFTER_NOTE, self._path, self._diagnostics)
        first = self._definitions.setdefault(definition.label, definition)
        if first is definition:
            return
        message = "The note “{label}” has two texts; the first stands on line {line}."
        hint = "Give this note another label, here and in the sentence that cites the note."
        self._diagnostics.add(
            "IN-FN-03", self.source_of(definition), message, hint, label=definition.label, line=first.mark.number
        )

    def find(self, label: str) -> FootnoteDefinition | None:
        """The text of a footnote."""
        return self._definitions.get(label)

    def cite(self, definition: FootnoteDefinition) -> bool:
        """Records a citation. Whether the text may be printed: not, when too much would be printed again."""
        if definition.label in self._cited:
            self._repeated += sum(len(line.text) for line in definition.lines) + len(definition.label)
        self._cited.add(definition.label)
        return self._repeated <= MOST_REPEATED

    def source_of(self, definition: FootnoteDefinition) -> Source:
        """The place of a footnote's text, from its label to its last line."""
        return SourceText(self._path, (definition.mark, *definition.lines[1:])).source()

    def report_uncited(self) -> None:
        """Reports every text that no sentence cites."""
        for label, definition in self._definitions.items():
            if label not in self._cited:
                message = "No sentence cites the note “{label}”, so it is not printed."
                hint = "Write [^{label}] where the note belongs, or delete its text."
                self._diagnostics.add("IN-FN-02", self.source_of(definition), message, hint, label=label)
