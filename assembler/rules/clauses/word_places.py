"""Where words stand side by side, with their neighbours."""

from __future__ import annotations

from collections.abc import Iterator

from assembler.model.text.prose import Part, Prose, Run
from assembler.model.value import Value
from assembler.rules.grammar.compounds import lower_text

_SENTENCES = (Part.PARAGRAPH, Part.ITEM, Part.NOTE)


class WordPlace(Value):
    """Some words of a run that stand in a sentence."""

    run: Run
    start: int
    end: int
    before: str
    """The word before in small letters; empty where a mark stands between, or none is before."""
    after: str
    """The word after in small letters, likewise."""

    @property
    def words(self) -> str:
        """The words as they print."""
        return self.run.text[self.start : self.end]

    def is_after(self, *phrases: str) -> bool:
        """Whether one of these phrases, in small letters, stands directly before."""
        return self.run.text[: self.start].rstrip().lower().endswith(phrases)


def find_words(runs: Prose, words: str) -> Iterator[WordPlace]:
    """Each place in a sentence of some words in small letters, whatever capitals they have there."""
    for run in runs.with_any((words,)):
        if run.part not in _SENTENCES:
            continue
        text = lower_text(run.text)
        start = text.find(words)
        while start >= 0:
            end = start + len(words)
            around = text[start - 1 : start] + text[end : end + 1] if start else text[end : end + 1]
            if not any(sign.isalnum() or sign in "-’" for sign in around):
                before = text[:start].rpartition(" ")[0].rpartition(" ")[2] if text[start - 1 : start] == " " else ""
                after = text[end + 1 : end + 30].partition(" ")[0] if text[end : end + 1] == " " else ""
                yield WordPlace(
                    run, start, end, before.strip("(“") if before[-1:] not in ".,;:" else "", after.strip(".,;:)”")
                )
            start = text.find(words, end)
