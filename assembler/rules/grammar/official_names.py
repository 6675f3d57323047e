"""Finds words that are nearly an official name: another preposition or article, another hyphen, one word mistaken.

Two names are compared by their words without articles, prepositions and conjunctions. Of two names with the same words
the text has a wrong small word or hyphen; of two that differ in one word, the text may have the wrong one, if the two
words are alike: Moldavia and Moldova, Communication and Communications, but not Asian and African.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from assembler.model.text.lazy_regex import Pattern

_SMALL_WORDS = frozenset((
    *("a", "against", "all", "and", "as", "at", "by", "concerning", "de", "des", "du", "for", "from", "in", "its"),
    *("la", "le", "of", "on", "or", "relating", "that", "the", "their", "to", "with"),
))  # fmt: skip
_ARTICLES = frozenset({"a", "all", "and", "as", "its", "or", "that", "the", "their"})
"""Small words that may be missing or too many; a preposition stands where the name has one."""
_CAPITAL = r"[A-Z][\w’'-]*"
_STRETCH = Pattern(rf"\b{_CAPITAL}(?:,?(?:\s(?:{'|'.join(sorted(_SMALL_WORDS))})\b)*[\s–]{_CAPITAL})+")
_WORD = Pattern(r"[^\W_]+(?:[’'](?!s\b)[^\W_]+)*")
_SAME_SIGNS = str.maketrans("–'", "-’")
_FEW_WORDS = 2
"""A name of so many words is found by one of them only where the other one is nearly the same."""
_MOST_SHUFFLED = 5
"""A longer row of words may be two names."""
_SAME_BEGINNING = 4
"""Letters with which alike words begin."""
_NEAR_BEGINNING = 2
"""The same, where the rest differs by two letters at most."""
_MOST_EDITS = 2
_HEAD_AFTER = Pattern(rf"\Z| (?:{'|'.join(sorted(_SMALL_WORDS))})\b")
"""What stands after the noun of a name that has a plural: the Departments of, the Volunteers."""
_BODIES = frozenset({"commission", "committee", "community", "commonwealth", "conference", "convention"})
"""Words for bodies and instruments, each of which may have its own."""


class NearMiss(NamedTuple):
    """Words of a text that are nearly a name."""

    start: int
    end: int
    name: str


type _Word = tuple[str, int, int]
"""A word in small letters without a possessive, and where it begins and ends."""


class OfficialNames:
    """Official names by their words."""

    def __init__(self, names: Iterable[str]) -> None:
        """The names, in any order."""
        names = sorted(names)
        self._right: defaultdict[str, set[str]] = defaultdict(set)
        self._sizes: defaultdict[str, set[int]] = defaultdict(set)
        self._by_gap: defaultdict[tuple[tuple[str, ...], int], list[tuple[str, str]]] = defaultdict(list)
        self._first: set[tuple[str, int]] = set()
        self._second: set[tuple[str, int]] = set()
        self._shuffled: dict[tuple[str, tuple[str, ...]], str] = {}
        self._cases: dict[str, list[NearMiss]] = {name: [] for name in names}
        for name in names:
            words = tuple(word for word in map(str.casefold, _WORD.findall(name)) if _is_great(word))
            if len(words) > 1 and name[0].isupper():
                self._right["".join(words)].add(_fold(name))
                self._first.add((words[0], len(words)))
                self._second.add((words[1], len(words)))
                if _FEW_WORDS < len(words) <= _MOST_SHUFFLED:
                    for first in {words[0], words[-1], words[2]} if len(words) > _FEW_WORDS + 1 else {words[0]}:
                        self._shuffled[first, tuple(sorted(words))] = name
                        self._sizes[first[:_SAME_BEGINNING]].add(len(words))
                for word in words[:2]:
                    self._sizes[word[:_SAME_BEGINNING]].update((len(words) - 1, len(words), len(words) + 1))
                for gap, word in enumerate(words):
                    self._by_gap[words[:gap] + words[gap + 1 :], gap].append((word, name))

    def find_near_misses(self, text: str) -> Iterator[NearMiss]:
        """The words of a text that are nearly a name, and none."""
        for match in _STRETCH.finditer(text):
            stretch = match.group()
            if stretch not in self._cases:
                self._cases[stretch] = list(self._find_in_stretch(stretch))
            for start, end, name in self._cases[stretch]:
                yield NearMiss(match.start() + start, match.start() + end, name)

    def _find_in_stretch(self, text: str) -> Iterator[NearMiss]:
        words = _read_words(text)
        place = 0
        while place < len(words):
            size, name = self._find_longest(text, words[place:])
            is_part = place > 0 and text[words[place - 1][2] : words[place][1]] == " "  # of another name: Arab …
            if name and not is_part:
                yield NearMiss(words[place][1], words[place + size - 1][2], name)
            place += size

    def _find_longest(self, text: str, words: list[_Word]) -> tuple[int, str]:
        """How many words are a name or nearly one, or 1; and the name, where they are nearly one."""
        sizes = {size for word, _, _ in words[:2] for size in self._sizes.get(word[:_SAME_BEGINNING], ())}
        if not sizes:
            return 1, ""
        longest = tuple(word for word, _, _ in words[: max(sizes)])
        for size in sorted((size for size in sizes if 1 < size <= len(words)), reverse=True):
            letters = longest[:size]
            right = self._right.get("".join(letters))
            other = "" if right else self._find_with_other_word(letters)
            if not right and not other:
                name = self._shuffled.get((letters[0], tuple(sorted(letters))), "")
                if name and _is_one_name(text[words[0][1] : words[size - 1][2]], name):
                    return size, name
                continue
            shown = text[words[0][1] : words[size - 1][2]]
            if right and _fold(shown).casefold() in map(str.casefold, right):
                return size, ""
            after_letters, after_words = _list_prepositions(shown)
            for name in sorted(right or ()):
                if after_letters == _list_prepositions(name)[0]:
                    return size, name
            if other and after_words == _list_prepositions(other)[1]:
                return size, other
        return 1, ""

    def _find_with_other_word(self, words: tuple[str, ...]) -> str:
        """A name that differs in one word, which is like the one at its place."""
        size = len(words)
        gaps = [0] if (words[1], size) in self._second else []
        if (words[0], size) in self._first:
            gaps += range(1, size)
        for gap in gaps:
            word = words[gap]
            for other, name in self._by_gap.get((words[:gap] + words[gap + 1 :], gap), ()):
                if _is_alike(word, other, few=size == _FEW_WORDS) and not _is_other_number(words, gap, other, name):
                    return name
        return ""


def _is_one_name(text: str, name: str) -> bool:
    """Whether words of a name in another order are no two names with a comma or “and” between them."""
    return all(text.count(sign) <= name.count(sign) for sign in (",", " and "))


def _read_words(text: str) -> list[_Word]:
    """The words of a name or stretch without the small ones."""
    words = [(match.group().casefold(), *match.span()) for match in _WORD.finditer(text)]
    return [word for word in words if _is_great(word[0])]


def _is_great(word: str) -> bool:
    """Whether a word in small letters is none of those that names share."""
    return word not in _SMALL_WORDS and word != "s"


def _list_prepositions(text: str) -> tuple[set[int], set[int]]:
    """After how many letters, and after how many words, of a name or stretch prepositions stand."""
    after_letters: set[int] = set()
    after_words: set[int] = set()
    letters = words = 0
    for match in _WORD.finditer(text):
        word = match.group().casefold()
        if word not in _SMALL_WORDS:
            letters, words = letters + len(word), words + 1
        elif word not in _ARTICLES:
            after_letters.add(letters)
            after_words.add(words)
    return after_letters, after_words


def _fold(name: str) -> str:
    """A name with one kind of space, hyphen and apostrophe."""
    return " ".join(name.translate(_SAME_SIGNS).split())


def _is_alike(word: str, other: str, *, few: bool) -> bool:
    """Whether one word may stand by mistake for another."""
    if (
        min(len(word), len(other)) < _SAME_BEGINNING
        or not word.startswith(other[:_NEAR_BEGINNING])
        or {word, other} <= _BODIES
        or word in (f"{other}er", f"{other}ers")
    ):
        return False
    same = word.startswith(other[:_SAME_BEGINNING])
    if same and not few:
        return True
    most = 1 if few and not same else _MOST_EDITS
    if abs(len(word) - len(other)) > most:
        return False
    from rapidfuzz.distance import OSA  # only where something may be found

    return OSA.distance(word, other, score_cutoff=most) <= most


def _is_other_number(words: tuple[str, ...], gap: int, other: str, name: str) -> bool:
    """Whether several bodies of one kind are meant, as in “the Departments of …”, or one of them: a Volunteer."""
    if words[gap] in (f"{other}s", f"{other[:-1]}ies"):
        return _HEAD_AFTER.match(name, name.casefold().find(other) + len(other)) is not None
    is_last = gap == len(words) - 1
    return is_last and " of " not in name and other in (f"{words[gap]}s", f"{words[gap][:-1]}ies")
