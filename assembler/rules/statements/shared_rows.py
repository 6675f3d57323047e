"""Things that two English texts name in the same words, without any list of names: where they stand, and how whole.

A thing is known by a row of words that few sentences have and that is whole in both: an article or the beginning of the
sentence stands before the row; a verb, a mark, a date or a place after.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import combinations

from assembler.model.contribution import Collection
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import Part, Prose, Run
from assembler.model.value import Value
from assembler.rules.grammar.date_words import MONTHS
from assembler.rules.grammar.sentences import (
    Abbreviations,
    Sentence,
    find_sentence,
    read_abbreviations,
    split_sentences,
)
from assembler.rules.statements.quantities import Language, cut_ending

_RARE = 4
"""In how many paragraphs a word of a thing may stand."""
_FEWEST = 2
"""Words in the name of a thing that tell it from others."""
_MONTHS = frozenset(month.lower() for month in MONTHS)
_SHORTEST = 4
"""Letters of such a word."""
_TEXTS = (Part.PARAGRAPH, Part.ITEM, Part.NOTE)
_MARKS = ".,;:()[]“”"
_WITHOUT_MARKS = str.maketrans("", "", _MARKS)
_FIGURE = Pattern(r"[\d$€£]")

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
    r"|since|on (?=\d|[A-Z])|took|met|sat|began|entered|cost|spent|gave|ends|runs|lasts|can|may|must|should|\d|[$€£]"
    r"|[a-z]+(?:ed|es|sts|rs|loys|ks|vers)\b))"
)
"""What may stand after a whole name."""
HELD, AT, BASED, HAS, OTHER = "held", "at", "based", "has", "?"
VERBS = {
    **dict.fromkeys(("held", "convened", "organized", "hosted", "place", "met", "began", "conducted", "out"), HELD),
    **dict.fromkeys(("sat", "gathered", "assembled", "started", "staged"), HELD),
    **dict.fromkeys(("based", "headquartered", "located", "situated", "headquarters", "seat"), BASED),
    **dict.fromkeys(("composed", "comprises", "comprising", "consists", "consisting", "up"), HAS),
    **dict.fromkeys(("signed", "concluded", "signature", "signing", "conclusion"), "signed"),
    **dict.fromkeys(("established", "founded", "created", "establishment", "creation", "founding"), "established"),
    **dict.fromkeys(("opened", "inaugurated", "unveiled", "opening", "inauguration"), "opened"),
    **dict.fromkeys(("adopted", "adoption"), "adopted"),
    **dict.fromkeys(("launched", "launch", "initiated"), "launched"),
    **dict.fromkeys(("completed", "finalized", "completion"), "completed"),
    **dict.fromkeys(("published", "issued", "released", "publication", "release"), "published"),
    **dict.fromkeys(("closed", "closure", "dissolved", "dissolution", "disbanded"), "closed"),
    **{verb: verb for verb in ("force", "chaired", "led", "headed", "presided")},
    "chairs": "chaired",
    "leads": "led",
    "heads": "headed",
    "presides": "presided",
}
"""Words with which a thing is told, each with the one that stands for all of its sense."""
_AT_THING = frozenset((
    *("at", "to", "during", "attended", "addressed", "joined", "visited", "equipped", "rebuilt", "renovated"),
))  # fmt: skip
"""Words after which a place beside a thing is the place of that thing."""
_BY_SEVERAL = ("completed",)
"""Participles of what several may do at several times, where one of them is the subject."""
_DATED = ("agreement", "accord", "convention", "declaration", "memorandum", "pact", "protocol", "treaty")
_YEAR = Pattern(r"(?:19|20)\d\d")
ORDINAL = Pattern(
    r"(?:[a-z]+-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\w+teenth|\w+tieth|\d+th)\b"
)
_TERM = Pattern(r"(?:\d+|[a-z]+)-(?:year|month|week|day)")
_YEAR_AFTER = Pattern(r" of (?P<year>(?:19|20)\d\d)\b")


class _Words(Value):
    """The words of a run in small letters, with the marks after them, and without."""

    run: Run
    tokens: tuple[str, ...]
    plain: tuple[str, ...]


class Thing(Value):
    """A thing that a sentence names."""

    run: Run
    start: int
    end: int
    sentence: Sentence
    verb: str
    """What the word before the thing says of a place or date after it."""
    year: tuple[int, int]
    """Where the year of an agreement stands: “the 2015 agreement on”, “the agreement of 2015”."""
    number: str
    """Before it, which one of its row it is, or how long it lasts: “second”, “three-year”."""
    is_new: bool
    """Whether “a” stands before it."""

    @property
    def lead(self) -> int:
        """Where it begins, with its number."""
        return self.start - (len(self.number) + 1 if self.number else 0)


def pair_things(runs: Prose, collection: Collection, language: Language) -> Iterator[tuple[Thing, Thing]]:
    """The things that sentences of different paragraphs name in the same words, the earlier one first.

    In one of the two sentences a figure or a verb tells something of the thing.
    """
    abbreviations = read_abbreviations(collection.word_lists)
    telling = language.numbers.keys() | VERBS.keys()
    for (here, place), (there, other_place) in _pair_rows(runs):
        length = _measure(here.tokens[place:], there.tokens[other_place:])
        begin, end = _find_name(here.plain[place : place + length], language.light)
        if end > begin:
            first = _find_thing(here, place, begin, end, abbreviations)
            second = _find_thing(there, other_place, begin, end, abbreviations) if first else None
            if (
                first
                and second
                and not (first.is_new and second.is_new)
                and (first.number or _tells(first, telling) or _tells(second, telling))
            ):
                yield first, second


def _tells(thing: Thing, telling: Set[str]) -> bool:
    words = thing.run.text[thing.sentence.start : thing.sentence.end].lower()
    return _FIGURE.search(words) is not None or not telling.isdisjoint(words.split())


def _pair_rows(runs: Prose) -> Iterator[tuple[tuple[_Words, int], tuple[_Words, int]]]:
    """Where the rows of words begin that two paragraphs share, each around a word that few others have."""
    texts: dict[int, _Words] = {}
    pairs: dict[tuple[int, int, int, int], tuple[tuple[_Words, int], tuple[_Words, int]]] = {}
    for word, some in runs.list_rare_words(_RARE):
        if len(word) <= _SHORTEST:
            continue
        places = []
        for run in some:
            if run.part in _TEXTS:
                words = texts.get(id(run)) or texts.setdefault(id(run), _read_words(run))
                if word in words.plain:
                    places.append((words, words.plain.index(word)))
        for (here, place), (there, other_place) in combinations(places, 2):
            while place and other_place and here.tokens[place - 1] == there.tokens[other_place - 1]:
                place, other_place = place - 1, other_place - 1
            key = (id(here), place, id(there), other_place)
            pairs.setdefault(key, ((here, place), (there, other_place)))
    yield from pairs.values()


def _read_words(run: Run) -> _Words:
    text = run.text.lower()
    tokens = tuple(text.split())
    plain = tuple(text.translate(_WITHOUT_MARKS).split())
    if len(plain) != len(tokens):  # a mark stands alone
        plain = tuple(token.strip(_MARKS) for token in tokens)
    return _Words(run, tokens, plain)


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
    return (begin, end) if enough and " and the " not in " ".join(tokens[begin:end]) else (0, 0)


def _find_thing(words: _Words, row: int, begin: int, end: int, abbreviations: Abbreviations) -> Thing | None:
    """The thing that words of a row name in a text; nothing where these are no whole name."""
    first, text = row + begin, words.run.text
    before = words.plain[max(0, first - 4) : first]
    if first and words.tokens[first - 1][-1] in ".;:":
        before = ()
    number = before[-1] if before and (_TERM.fullmatch(before[-1]) or ORDINAL.fullmatch(before[-1])) else ""
    before = before[:-1] if number else before
    word = before[-1] if before else ""
    has_year = words.plain[first] in _DATED and _YEAR.fullmatch(word) is not None
    is_new = word in ("a", "an")
    if word not in _WHOLE_AFTER and not has_year and not is_new:
        return None
    start = len(text) - len(text.split(None, first)[-1])
    stop = start + len(" ".join(words.tokens[first : row + end]).rstrip(_MARKS))
    has_article = word in _ARTICLES or has_year or is_new
    if not has_article and sum(each[0].isupper() for each in text[start:stop].split()) < _FEWEST:
        return None
    year = None
    if words.plain[first] in _DATED:
        after = _YEAR_AFTER.match(text, stop)
        year = _YEAR.match(text, after.start("year") if after else max(0, start - len("2015 ")))
    if not year and not _FOLLOWS.match(text, stop):
        return None
    sentence = find_sentence(split_sentences(words.run, abbreviations), start)
    lead = start - (len(number) + 1 if number else 0)
    is_first = lead <= sentence.word + (len(word) + 1 if word in _ARTICLES or is_new else 0)
    verb = _find_verb_before(before, is_first=is_first)
    return Thing(words.run, start, stop, sentence, verb, year.span() if year else (0, 0), number, is_new)


def _find_verb_before(before: Sequence[str], *, is_first: bool) -> str:
    """What the word before a thing says of a place or date after it."""
    words = [word for word in before if word not in _ARTICLES and word not in ("a", "an")]
    *others, last = words or [""]
    if is_first or last in _AT_THING:
        return AT
    word = others[-1] if others and last in ("of", "for") else last
    return VERBS.get(word, "") if word not in _BY_SEVERAL else ""
