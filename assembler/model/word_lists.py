"""The word lists of a language: spellings, names, abbreviations, words to avoid. Data that an editor keeps."""

from __future__ import annotations

from collections.abc import Mapping

from assembler.model.value import Value, field


class WordLists(Value):
    """Every list of the files in templates/wording/LANGUAGE/, by its name."""

    lists: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """For each list its entries: what is looked for, and what should stand instead, or nothing."""
    dictionary: str = ""
    """The words of the language, as dictionary.txt has them; nothing where a language has no such file."""

    def pairs(self, name: str) -> Mapping[str, str]:
        """The entries of a list, in the order of the file; none where no file has it."""
        return self.lists.get(name, {})

    def words(self, name: str) -> frozenset[str]:
        """What a list names."""
        return frozenset(self.pairs(name))
