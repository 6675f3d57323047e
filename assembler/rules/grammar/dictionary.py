"""The dictionary: which words are English, and the word that was probably meant.

Each line of dictionary.txt holds the words that share their first three letters, without these: the letters, the rest
of common words, a stroke, the rest of rarer ones. So most lines are never split into words. The first line holds the
words of three letters and fewer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from assembler.model.text.lazy_regex import Pattern
from assembler.model.word_lists import WordLists

_KEY = 3
"""How many letters of a word its line begins with."""
_RARER = "|"
_SHORTEST_REST = 5
"""A shorter rest after a prefix may be anything."""
_SHORTEST_BEGINNING = 4
"""The same of the beginning before a second word."""
_SUFFIX_IZE = Pattern(r"(\w+)iz(?:e|ed|er|ers|es|ing|able|ability|ation|ations|ational)")
_SHORT_FORMS = ("abbreviation_inside", "abbreviation_before_number", "abbreviation_anywhere")
"""The lists of words with a point, such as vol."""
_MOST_EDITS = 2
_LONG = 5
"""Words of so many letters, or fewer, have too many neighbours at two edits."""


@lru_cache(maxsize=2)  # a process has the dictionary of a language or two, and checks a report again and again
def _split_lines(dictionary: str) -> Mapping[str, str]:
    """The lines by the letters with which they begin."""
    return {line.partition(" ")[0]: f"{line} " for line in dictionary.splitlines()}


class Dictionary:
    """The words of English, of the Organization and of one report."""

    def __init__(self, word_lists: WordLists, further: Iterable[str]) -> None:
        """The words of the lists, and further ones, all in small letters."""
        self._lines = _split_lines(word_lists.dictionary)
        short = (word.lower() for name in _SHORT_FORMS for word in word_lists.pairs(name))
        self._further = word_lists.words("vocabulary").union(further, short)
        self._prefixes = tuple(word_lists.pairs("prefix"))
        self._ends = tuple(word_lists.pairs("word_end"))
        self._verbs = word_lists.pairs("verb_in_ize")
        self._by_letter: dict[str, tuple[str, ...]] = {}

    def has(self, word: str) -> bool:
        """Whether a word in small letters is English, as it stands or made of two parts."""
        return (
            self._is_listed(word)
            or self._has_prefix(word)
            or self._has_second_word(word)
            or self._is_made_of_verb(word)
        )

    def suggest(self, word: str, present: frozenset[str], edits: int = _MOST_EDITS) -> str:
        """The word that was probably meant, or nothing: by the number of edits (at most so many), their kind,
        then one that the report uses, then a common one."""
        from rapidfuzz import process  # only where a word is not English
        from rapidfuzz.distance import OSA, Indel

        most = 0 if len(word) < _KEY else 1 if len(word) <= _LONG else edits
        if word[0] not in self._by_letter:
            self._by_letter[word[0]] = tuple(self._list_words(word[0]))
        listed = self._by_letter[word[0]]
        near = process.extract(word, listed, scorer=OSA.distance, score_cutoff=most, limit=None)

        def rate(match: tuple[str, float, int]) -> tuple[float, ...]:
            other, edits, place = match
            shuffled = sorted(word) == sorted(other)
            return edits, not shuffled, Indel.distance(word, other), len(other) < len(word), other not in present, place

        return min(near, key=rate, default=("",))[0]

    def _is_listed(self, word: str) -> bool:
        if word in self._further:
            return True
        key, rest = (word[:_KEY], word[_KEY:]) if len(word) > _KEY else ("", word)
        return f" {rest} " in self._lines.get(key, "")

    def _is_made(self, word: str) -> bool:
        return self._has_prefix(word) or self._has_second_word(word) or self._is_made_of_verb(word)

    def _has_prefix(self, word: str) -> bool:
        if not word.startswith(self._prefixes):
            return False
        rests = (word.removeprefix(prefix) for prefix in self._prefixes)
        return any(_SHORTEST_REST <= len(rest) < len(word) and self._is_listed(rest) for rest in rests)

    def _has_second_word(self, word: str) -> bool:
        if not word.endswith(self._ends):
            return False
        beginnings = (word.removesuffix(end) for end in self._ends)
        return any(_SHORTEST_BEGINNING <= len(part) < len(word) and self._is_listed(part) for part in beginnings)

    def _is_made_of_verb(self, word: str) -> bool:
        match = _SUFFIX_IZE.fullmatch(word)
        return match is not None and f"{match[1]}ize" in self._verbs

    def _list_words(self, first: str) -> Iterator[str]:
        """The words that begin with a letter: the common ones, then those of the Organization, then the rarer ones."""
        common, rarer = [], []
        for key, line in self._lines.items():
            if not key or key[0] == first:
                usual, _, others = line.removeprefix(key).partition(_RARER)
                common += [key + rest for rest in usual.split()]
                rarer += [key + rest for rest in others.split()]
        return (word for word in (*common, *sorted(self._further), *rarer) if word[0] == first)
