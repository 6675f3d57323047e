"""Where sentences begin and end. Rules that need a sentence, or the first word of one, ask here.

A full point ends a sentence where white space and then a capital, a figure or masked words follow, unless the word
before it is an abbreviation (“No. 3”, “St. Petersburg”), initials or a lone point of an omission. White space inside
a quotation or a symbol ends nothing, nor does a no-break space.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import MASK, Run
from assembler.model.value import Value
from assembler.model.word_lists import WordLists

_POSSIBLE_END = Pattern(r"[.?!…][”’\"'»)\]]*(?=[ \t\n])")
_WORD = Pattern(r"[A-Za-z]+(?:[.'’-][A-Za-z]+)*\Z")
_LETTERS = Pattern(r"[A-Za-z]+")
_FIRST = Pattern(r"[\w\ufffc]")
_NEXT = Pattern(r"\s+[“‘\"'(\[«]*")
_LONGEST_LABEL = 12
"""How long a number at the beginning may be that has a point and is no sentence."""
_LONGEST_WORD = 24


class Sentence(NamedTuple):
    """A sentence of a run, by the places of its characters."""

    start: int
    """Of its first character."""
    end: int
    """After its last."""
    word: int
    """Of its first letter, figure or masked character, past opening marks."""


class _Words(NamedTuple):
    """The words of a run, as they print and masked."""

    shown: str
    text: str


class Abbreviations(Value):
    """What has a point and is no end of a sentence, as the lists of sentences.yaml say."""

    inside: frozenset[str]
    """More of the sentence follows always."""
    before_number: frozenset[str]
    """No end where a number follows."""
    anywhere: frozenset[str]
    """An end where an opener follows."""
    openers: frozenset[str]
    """Words with which sentences begin."""


def read_abbreviations(word_lists: WordLists) -> Abbreviations:
    """The abbreviations of a language; without lists every point before a capital is an end."""
    names = ("abbreviation_inside", "abbreviation_before_number", "abbreviation_anywhere", "sentence_opener")
    return Abbreviations(*map(word_lists.words, names))


def split_sentences(run: Run, abbreviations: Abbreviations) -> tuple[Sentence, ...]:
    """The sentences of a run in their order; a heading, cell or item without a point is one."""
    return _split_once(_Words(run.shown, run.text), abbreviations)


def find_sentence(sentences: Sequence[Sentence], place: int) -> Sentence:
    """The sentence that holds the character at a place; the nearest before it where it stands between two."""
    return sentences[max(0, bisect_right(sentences, place, key=lambda sentence: sentence.start) - 1)]


def find_first_words(run: Run, abbreviations: Abbreviations) -> frozenset[int]:
    """Where the first words of the sentences of a run begin."""
    return _find_first_words_once(_Words(run.shown, run.text), abbreviations)


@lru_cache(maxsize=4)  # rules ask for each find, and a paragraph may have thousands
def _split_once(run: _Words, abbreviations: Abbreviations) -> tuple[Sentence, ...]:
    return tuple(_split(run, abbreviations))


@lru_cache(maxsize=4)  # likewise
def _find_first_words_once(run: _Words, abbreviations: Abbreviations) -> frozenset[int]:
    return frozenset(sentence.word for sentence in _split_once(run, abbreviations))


def _split(run: _Words, abbreviations: Abbreviations) -> Iterator[Sentence]:
    start = _skip_space(run.shown, 0)
    for match in _POSSIBLE_END.finditer(run.shown):
        if _is_end(run, match, abbreviations):
            yield _make_sentence(run, start, match.end())
            start = _skip_space(run.shown, match.end())
    if start < len(run.shown):
        yield _make_sentence(run, start, len(run.shown.rstrip()))


def _make_sentence(run: _Words, start: int, end: int) -> Sentence:
    first = _FIRST.search(run.shown, start, end)
    return Sentence(start, end, first.start() if first else start)


def _skip_space(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def _is_end(run: _Words, match: re.Match[str], abbreviations: Abbreviations) -> bool:
    """Whether a mark with white space after it ends the sentence."""
    following = _NEXT.match(run.shown, match.end())
    if run.text[match.end()] == MASK or not following or following.end() == len(run.shown):
        return False
    after = following.end()
    if run.text[after] != MASK and run.shown[after].islower():
        return False
    return match.group()[0] != "." or _is_end_point(run, match.start(), after, abbreviations)


def _is_end_point(run: _Words, point: int, after: int, abbreviations: Abbreviations) -> bool:
    """Whether a full point is more than that of an abbreviation; what follows is a capital, a figure or masked."""
    if (
        point == 0
        or run.shown[point - 1].isspace()
        or (point <= _LONGEST_LABEL and run.shown[:point].strip().isdecimal())
    ):
        return False
    match = _WORD.search(run.shown, max(0, point - _LONGEST_WORD), point)
    word = match.group() if match else ""
    if word in abbreviations.inside:
        return False
    if word in abbreviations.before_number:
        return run.text[after] != MASK and run.shown[after].isalpha() and run.shown[after - 1] not in "(["
    if word in abbreviations.anywhere or "." in word or (len(word) == 1 and word.isupper()):
        return _get_first_word(run.shown, after) in abbreviations.openers
    return True


def _get_first_word(text: str, place: int) -> str:
    match = _LETTERS.match(text, place)
    return match.group() if match else ""
