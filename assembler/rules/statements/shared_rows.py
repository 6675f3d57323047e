"""Things that two English texts name in the same words, without any list of names: where they stand, and how whole.

A thing is known by a row of words that few sentences have and that is whole in both: an article or the beginning of the
sentence stands before the row; a verb, a mark, a date or a place after.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from itertools import combinations

from assembler.model.contribution import Collection
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import Part, Prose, Run
from assembler.model.value import Value
from assembler.rules.grammar.date_words import MONTHS
from assembler.rules.grammar.sentences import read_abbreviations, split_sentences
from assembler.rules.statements.quantities import Language, cut_ending

_RARE = 4
"""In how many sentences the first three words of a thing may stand."""
_FEWEST = 2
"""Words in the name of a thing that tell it from others."""
_MONTHS = frozenset(month.lower() for month in MONTHS)
_SHORTEST = 4
"""Letters of such a word."""
_MARKS = ".,;:()[]“”"

_ARTICLES = frozenset(("the", "its", "their", "this"))
_ENDS = frozenset((
    *("which", "that", "who", "whose", "was", "were", "is", "are", "has", "have", "had", "will", "took", "met"),
    *("began", "held", "since", "opened", "consists", "comprises", "made", "entered", "signed"),
    *("adopted", "composed", "based", "located", "headquartered", "chaired", "led", "headed"),
    *("amounted", "totalled", "received"),
))  # fmt: skip
"""Words that are no part of a name."""
_TRAILING = frozenset(("in", "at", "on", "by", "of", "for", "and", "with", "to", "from", "during", "the", "a", "an"))
_NO_NAME = _TRAILING | _ARTICLES
_WHOLE_AFTER = (_NO_NAME - {"a", "an"}) | {""}
"""Words before the name of a thing that is known."""
_FOLLOWS = Pattern(
    r"(?:[’']s?)?(?:\s*(?:[,.;:(]|\Z)| (?:was|were|is|are|has|have|had|will|which|that|who|to|in|at|by|from|during"
    r"|since|on (?=\d|[A-Z])|took|met|began|entered|cost|spent|gave|\d|[$€£]|[a-z]+(?:ed|es|sts|rs|loys|ks|vers)\b))"
)
"""What may stand after a whole name."""
HELD, AT, BASED, HAS, OTHER = "held", "at", "based", "has", "?"
VERBS = {
    **dict.fromkeys(("held", "convened", "organized", "hosted", "place", "met", "began", "conducted", "out"), HELD),
    **dict.fromkeys(("based", "headquartered", "located", "headquarters", "seat"), BASED),
    **dict.fromkeys(("composed", "comprises", "comprising", "consists", "consisting", "up"), HAS),
    **dict.fromkeys(("signed", "concluded"), "signed"),
    **dict.fromkeys(("established", "founded", "created"), "established"),
    **{verb: verb for verb in ("opened", "adopted", "launched", "force", "chaired", "led", "headed", "presided")},
}
"""Words with which a thing is told, each with the one that stands for all of its sense."""
_AT_THING = frozenset((
    *("at", "to", "during", "attended", "addressed", "joined", "visited", "equipped", "rebuilt", "renovated"),
))  # fmt: skip
"""Words after which a place beside a thing is the place of that thing."""
_DATED = ("agreement", "accord", "convention", "declaration", "memorandum", "pact", "protocol", "treaty")
_YEAR = Pattern(r"(?:19|20)\d\d")
_YEAR_AFTER = Pattern(r" of (?P<year>(?:19|20)\d\d)\b")


type _PairOfRows = tuple[tuple[int, int], tuple[int, int], int]
"""Two rows of words, each by sentence and first word, and their length."""


class Sentence(Value):
    run: Run
    start: int
    end: int
    tokens: tuple[str, ...]
    """Its words in small letters, with the marks after them."""


class Thing(Value):
    """A thing that a sentence names."""

    sentence: Sentence
    start: int
    end: int
    verb: str
    """What the word before the thing says of a place or date after it."""
    year: tuple[int, int]
    """Where the year of an agreement stands: “the 2015 agreement on”, “the agreement of 2015”."""


def pair_things(runs: Prose, collection: Collection, language: Language) -> Iterator[tuple[Thing, Thing]]:
    """The things that sentences of different paragraphs name in the same words, the earlier one first."""
    sentences = _list_sentences(runs, collection)
    for (one, place), (other, other_place), length in _pair_rows(sentences, language.numbers.keys()):
        here, there = sentences[one], sentences[other]
        tokens = [token.rstrip(_MARKS) for token in here.tokens[place : place + length]]
        begin, end = _find_name(tokens, language.light)
        if end > begin:
            first = _find_thing(here, place, begin, end)
            second = _find_thing(there, other_place, begin, end) if first else None
            if first and second:
                yield first, second


def _list_sentences(runs: Prose, collection: Collection) -> Sequence[Sentence]:
    abbreviations = read_abbreviations(collection.word_lists)
    return [
        Sentence(run, start, end, tuple(run.text[start:end].lower().split()))
        for run in runs
        if run.part in (Part.PARAGRAPH, Part.ITEM, Part.NOTE)
        for start, end, _ in split_sentences(run, abbreviations)
    ]


def _pair_rows(sentences: Sequence[Sentence], numbers: Set[str]) -> Iterator[_PairOfRows]:
    """The longest rows of words that sentences of different paragraphs share; one has a figure or a verb that tells."""
    telling = numbers | VERBS.keys()
    rows: dict[tuple[str, str, str], list[tuple[int, int]]] = defaultdict(list)
    others = []
    for number, sentence in enumerate(sentences):
        tokens = sentence.tokens
        if telling.isdisjoint(tokens) and not any(token[0].isdigit() or token[0] in "$€£" for token in tokens):
            others.append(number)
            continue
        for place, row in enumerate(_list_rows(tokens)):
            rows[row].append((number, place))
    for number in others:
        for place, row in enumerate(_list_rows(sentences[number].tokens)):
            if row in rows:
                rows[row].append((number, place))
    for places in [places for places in rows.values() if 1 < len(places) <= _RARE]:
        for (first, start), (second, other_start) in combinations(sorted(places), 2):
            here, there = sentences[first], sentences[second]
            goes_on = start and other_start and here.tokens[start - 1] == there.tokens[other_start - 1]
            if not goes_on and here.run is not there.run:
                length = _measure(here.tokens[start:], there.tokens[other_start:])
                yield (first, start), (second, other_start), length


def _list_rows(tokens: Sequence[str]) -> list[tuple[str, str, str]]:
    """Each three words of a sentence, without the mark after the third."""
    ends = [token if token.isalnum() else token.rstrip(_MARKS) for token in tokens[2:]]
    return list(zip(tokens, tokens[1:], ends, strict=False))


def _measure(ones: Sequence[str], others: Sequence[str]) -> int:
    """How many words at the beginning are the same, up to one with a mark."""
    length = 0
    for one, other in zip(ones, others, strict=False):
        if one.rstrip(_MARKS) != other.rstrip(_MARKS):
            break
        length += 1
        if one[-1] in _MARKS or other[-1] in _MARKS:
            break
    return length


def _find_name(tokens: Sequence[str], light: Set[str]) -> tuple[int, int]:
    """Where in a row of words the name of a thing begins and ends; nowhere where the row tells too little."""
    begin = next((place for place, token in enumerate(tokens) if token not in _NO_NAME), len(tokens))
    end = next((place for place, token in enumerate(tokens) if token in _ENDS), len(tokens))
    while end > begin and (tokens[end - 1] in _TRAILING or tokens[end - 1].endswith("ed")):
        end -= 1
    telling = [token for token in tokens[begin:end] if len(token) >= _SHORTEST and not token[0].isdigit()]
    enough = (
        len(telling) >= _FEWEST
        and sum(cut_ending(token) not in light and token not in _MONTHS for token in telling) >= _FEWEST
    )
    return (begin, end) if enough else (0, 0)


def _find_thing(sentence: Sentence, row: int, begin: int, end: int) -> Thing | None:
    """The thing that words of a row name in a sentence; nothing where these are no whole name."""
    first, text = row + begin, sentence.run.text
    before = tuple(token.rstrip(_MARKS) for token in sentence.tokens[max(0, first - 2) : first])
    word = before[-1] if before else ""
    has_year = sentence.tokens[first] in _DATED and _YEAR.fullmatch(word) is not None
    if word not in _WHOLE_AFTER and not has_year:
        return None
    start = sentence.end - len(text[sentence.start : sentence.end].split(None, first)[-1])
    stop = start + len(" ".join(sentence.tokens[first : row + end]).rstrip(_MARKS))
    has_article = word in _ARTICLES or has_year
    if not has_article and sum(each[0].isupper() for each in text[start:stop].split()) < _FEWEST:
        return None
    year = None
    if sentence.tokens[first] in _DATED:
        after = _YEAR_AFTER.match(text, stop)
        year = _YEAR.match(text, after.start("year") if after else max(0, start - len("2015 ")))
    if not year and not _FOLLOWS.match(text, stop):
        return None
    is_first = first == 0 or (first == 1 and word in _ARTICLES)
    return Thing(sentence, start, stop, _find_verb_before(before, is_first=is_first), year.span() if year else (0, 0))


def _find_verb_before(before: Sequence[str], *, is_first: bool) -> str:
    """What the word before a thing says of a place or date after it."""
    word = next((word for word in reversed(before) if word not in _ARTICLES), "")
    if is_first or word in _AT_THING:
        return AT
    return VERBS.get(word, "")
