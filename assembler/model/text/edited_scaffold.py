"""Finds scaffold text in the words of a report, also where somebody has added, replaced or moved a few words of it.

A sentence of a scaffold is found by runs of three of its words, and then by how many of its words stand there in their
order, its opening among them. In reports of the United Nations no passage has more than 57 per cent of the words of
one; three quarters count as the same sentence.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from assembler.model.finding import Source
from assembler.model.nodes import Block
from assembler.model.text.plain_text import FIRST_CHINESE, LAST_CHINESE, extract_text, may_have_chinese
from assembler.model.text.scaffold_text import VARIABLE, ScaffoldText, split_sentences, walk_placed_contents
from assembler.model.value import Value

_WORD = re.compile(r"\w+")
_RUN_LENGTH = 3
"""How many words in a row lead to a sentence."""
_MIN_WORDS = 7
"""How many words a sentence must have to be recognized by most of them."""
_MIN_SHARE = 0.75
"""Which share of the words of a sentence must stand in a passage."""
_OPENING = 2
"""Of how many words at the beginning of a sentence one must stand there: “say here” is what a reader answers."""
_STRETCH = 1.6
"""How many times as long as the sentence a passage may be."""
_LONGEST_NAME = 12
"""How many words a name may have that stands in the place of a variable."""


class _Sentence(Value):
    """A sentence of a scaffold."""

    number: int
    """Its place among all of them."""
    words: tuple[str, ...]
    """Its words, without variables."""
    reach: int
    """How many words a passage may have that is this sentence with changes."""

    @property
    def min_runs(self) -> int:
        """How many runs of its words must be in a text in which it is looked for."""
        return max(2, len(self.words) // 4)


type _Run = tuple[str, ...]
"""Words in a row."""

type _Index = Mapping[_Run, Sequence[_Sentence]]
"""By a run of words, the sentences that have it."""


class _Word(Value):
    """A word of a text."""

    normal: str
    """The word in small letters."""
    start: int
    """Where it begins in the text."""
    end: int
    """Where it ends."""


def find_scaffold_sentences(
    blocks: Iterable[Block], scaffold: ScaffoldText, *, edited: bool = True
) -> Iterator[tuple[str, Source]]:
    """The passages of the blocks that are sentences of a scaffold, with their places; if asked, also with changes."""
    for content, source in walk_placed_contents(blocks):
        text = extract_text(content)
        yield from ((words, source) for words in find_scaffold_passages(text, scaffold, edited=edited))


def find_scaffold_passages(text: str, scaffold: ScaffoldText, *, edited: bool = True) -> Iterator[str]:
    """The passages of a text that are sentences of a scaffold, as they were or, if asked, with changes."""
    words = _split_words(text)
    runs = frozenset(_list_runs(words))
    signs, rest = scaffold.cached(_list_signs), text
    if not (signs.isdisjoint(runs) and signs.isdisjoint(words)):
        for sentence in split_sentences(text):
            if scaffold.has_sentence(sentence):
                yield sentence
                rest = rest.replace(sentence, " ", 1)
    if not edited:
        return
    index = scaffold.cached(_make_index)
    sought = _choose_sentences(runs, index)
    if sought:
        yield from _find_edited(rest, index, sought)


def _find_edited(text: str, index: _Index, sought: set[int]) -> Iterator[str]:
    """The passages that are one of these sentences with changes, in their order."""
    words = list(_find_words(text))
    normal = [word.normal for word in words]
    end = 0
    for place, run in enumerate(_list_runs(normal)):
        if place < end:
            continue
        sentences = (sentence for sentence in index.get(run, ()) if sentence.number in sought)
        nearest = max(
            (_find_passage(normal, place, sentence, index) for sentence in sentences), key=len, default=range(0)
        )
        if nearest:
            end = nearest.stop
            yield text[words[nearest.start].start : words[end - 1].end]


def _find_words(text: str) -> Iterator[_Word]:
    """The words with their places."""
    for match in _WORD.finditer(text):
        start = match.start()
        for part in _split_characters(match.group()):
            yield _Word(unicodedata.normalize("NFKC", part).casefold(), start, start + len(part))
            start += len(part)


def _split_words(text: str) -> list[str]:
    """The words in small letters; a Chinese character is a word of its own."""
    normal = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    words = _WORD.findall(normal)
    return [part for word in words for part in _split_characters(word)] if may_have_chinese(normal) else words


def _split_characters(word: str) -> list[str]:
    """The Chinese characters of a word, each for itself, and the letters and figures between them."""
    parts: list[str] = []
    for character in word:
        if parts and not _is_chinese(character) and not _is_chinese(parts[-1]):
            parts[-1] += character
        else:
            parts.append(character)
    return parts


def _is_chinese(word: str) -> bool:
    return FIRST_CHINESE <= word <= LAST_CHINESE


def _list_runs(words: Sequence[str]) -> Iterator[_Run]:
    return zip(words, words[1:], words[2:], strict=False)


def _list_signs(scaffold: ScaffoldText) -> frozenset[str | _Run]:
    """Of each sentence a run of its words, or where it has none, its first word."""
    parts = ([_split_words(part) for part in sentence.split(VARIABLE)] for sentence in scaffold.sentences)
    longest = (max(of, key=len) for of in parts)
    return frozenset(next(_list_runs(words), words[0]) for words in longest)


def _choose_sentences(runs: Set[_Run], index: _Index) -> set[int]:
    """The numbers of the sentences of which there are several of these runs; few texts have those of any."""
    common = index.keys() & runs
    if not common:
        return set()
    counts = Counter((sentence.number, sentence.min_runs) for run in common for sentence in index[run])
    return {number for (number, least), count in counts.items() if count >= least}


def _find_passage(words: Sequence[str], place: int, sentence: _Sentence, index: _Index) -> range:
    """The places of the words that are the sentence with changes, of which a run begins at `place`; empty if none are.

    They begin with the opening of the sentence, which may stand before the run.
    """
    from rapidfuzz.distance import LCSseq  # only where something may be found

    ahead = words[place : place + sentence.reach]
    end = place + _RUN_LENGTH + max(n for n, run in enumerate(_list_runs(ahead)) if sentence in index.get(run, ()))
    earliest = max(0, end - sentence.reach)
    begin = next((n for n in range(earliest, place + _RUN_LENGTH) if words[n] in sentence.words[:_OPENING]), end)
    shared = LCSseq.similarity(sentence.words, words[begin : end + _RUN_LENGTH])
    return range(begin, end) if shared >= _MIN_SHARE * len(sentence.words) else range(0)


def _make_index(scaffold: ScaffoldText) -> _Index:
    index: dict[_Run, list[_Sentence]] = {}
    for number, written in enumerate(sorted(scaffold.sentences)):
        parts = [_split_words(part) for part in written.split(VARIABLE)]
        words = tuple(word for part in parts for word in part)
        if len(words) < _MIN_WORDS:
            continue
        sentence = _Sentence(number, words, int(_STRETCH * len(words)) + _LONGEST_NAME * (len(parts) - 1))
        for run in (run for part in parts for run in _list_runs(part)):
            sentences = index.setdefault(run, [])
            if sentence not in sentences[-1:]:
                sentences.append(sentence)
    return index
