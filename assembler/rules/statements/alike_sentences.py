"""What two English sentences say of the same thing in nearly the same words: figures, dates and places that differ.

Two sentences are of one thing where all words of one that carry meaning stand in the other, whatever their order. Only
sentences that share rare words are compared, so that the work grows with the text alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from itertools import combinations, product

from assembler.model.contribution import Collection
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import Part, Prose, Run
from assembler.model.value import Value
from assembler.rules.grammar.date_words import DATE, MONTHS, Days, read_days
from assembler.rules.grammar.proper_names import CAPITALIZED, find_names
from assembler.rules.grammar.sentences import Abbreviations, read_abbreviations, split_sentences
from assembler.rules.statements.quantities import (
    FIGURE,
    MONEY,
    SCALES,
    Fact,
    Language,
    cut_ending,
    ends_with,
    read_figures,
    read_language,
)
from assembler.rules.statements.statement import Attribute, Statement, can_agree

_RARE = 10
"""In how many sentences a word may stand that makes two of them worth comparing."""
_SHARED = 2
"""How many such words two sentences share at least."""
_SHARE = 0.4
"""Which part of the words of the shorter of two sentences the longer has, before both are read."""
_FEWEST = 4
"""Words that carry meaning, dates and places in the shorter of two sentences that are compared."""
_CLOSE = 0.6
"""How long a sentence is at least beside one that has another date or place."""

_WORD = Pattern(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_DONE_FOR = Pattern(r"\b(?P<what>[a-z-]+) for \Z")
_LONG_WORD = Pattern(r"[^\W\d_]{4,}")
_DIGIT = Pattern(r"\d")
_DATES = Pattern(rf"{DATE}|\b(?:19|20)\d\d\b")
_PLACE = Pattern(rf"\b(?:[Ii]n|[Aa]t) (?P<place>{CAPITALIZED}(?: {CAPITALIZED}){{0,2}})")
_ONE_EVENT = Pattern(
    r"\b[Aa]n? (?:[\w-]+ ){0,3}(?:meeting|session|workshop|course|seminar|training|visit|consultation|round|mission"
    r"|briefing|forum|event|conference)\b"
)


class _Sentence(Value):
    """A sentence of a run."""

    run: Run
    start: int
    end: int
    words: frozenset[str]
    """Its words of some letters, in small letters."""


class _Content(Value):
    """What a sentence says, apart from its order."""

    run: Run
    words: frozenset[str]
    """Its words that carry meaning, without their endings."""
    verbs: frozenset[str]
    """Those of the words that end in -ed, such as trained."""
    names: frozenset[str]
    """Those of the words that have a capital within the sentence."""
    numbers: frozenset[str]
    """Its numbers, also those that count nothing."""
    is_of_several: bool
    """Whether the sentence is of one event among others: a meeting, a workshop."""
    figures: tuple[Fact, ...]
    dates: tuple[Fact, ...]
    places: tuple[Fact, ...]

    @property
    def size(self) -> int:
        """Of how many things it speaks."""
        return len(self.words) + len(self.dates) + len(self.places)


def list_alike_sentences(runs: Prose, collection: Collection) -> Iterator[tuple[Statement, Statement]]:
    """The statements of two sentences of one thing that cannot both be right, in printed order."""
    language = read_language(collection)
    sentences = _list_sentences(runs, read_abbreviations(collection.word_lists), language.numbers.keys())
    for first, second in _pair_similar(sentences):
        if not (_may_stand_in(first, second, language) or _may_stand_in(second, first, language)):
            continue
        one, other = _read_content(first, language), _read_content(second, language)
        if min(one.size, other.size) >= _FEWEST and _is_one_thing(one, other):
            yield from _compare(one, other)


def _may_stand_in(one: _Sentence, other: _Sentence, language: Language) -> bool:
    """Whether the plain small words of one sentence stand in another; much cheaper than to read both."""
    words, others = (_WORD.findall(each.run.text[: each.end], each.start) for each in (one, other))
    tokens = {token.strip(",.;:") for token in one.run.text[one.start : one.end].split()}
    verbs = {_find_stem(word) for word in words if word.endswith("ed")}
    plain = {_find_stem(token) for token in tokens - language.numbers.keys() if token.isalpha() and token.islower()}
    return plain - verbs - language.light - SCALES.keys() <= set(map(_find_stem, others))


def _is_one_thing(one: _Content, other: _Content) -> bool:
    """Whether all words of one sentence stand in the other; verbs may be missing where one has no others."""
    if one.verbs and other.verbs and one.verbs.isdisjoint(other.verbs):
        return one.words <= other.words or other.words <= one.words
    return one.words - one.verbs <= other.words or other.words - other.verbs <= one.words


def _list_sentences(runs: Prose, abbreviations: Abbreviations, numbers: Set[str]) -> Sequence[_Sentence]:
    """The sentences with a number, each once."""
    sentences: dict[str, _Sentence] = {}
    for run in runs:
        if run.part in (Part.PARAGRAPH, Part.ITEM, Part.NOTE):
            for start, end, _ in split_sentences(run, abbreviations):
                text = run.text[start:end].lower()
                words = frozenset(_LONG_WORD.findall(text))
                if len(words) >= _SHARED and (_DIGIT.search(text) or not numbers.isdisjoint(words)):
                    sentences.setdefault(text, _Sentence(run, start, end, words))
    return tuple(sentences.values())


def _pair_similar(sentences: Sequence[_Sentence]) -> Iterator[tuple[_Sentence, _Sentence]]:
    """The pairs of sentences of different texts that share rare words, and a good part of all words."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, sentence in enumerate(sentences):
        for word in sentence.words:
            places[word].append(place)
    shared = Counter(pair for some in places.values() if 1 < len(some) <= _RARE for pair in combinations(some, 2))
    for (first, second), count in sorted(shared.items()):
        one, other = sentences[first], sentences[second]
        enough = _SHARE * min(len(one.words), len(other.words))
        if count >= _SHARED and one.run is not other.run and len(one.words & other.words) >= enough:
            yield one, other


def _read_content(sentence: _Sentence, language: Language) -> _Content:
    """What a sentence says: its words without order, and its figures, dates and places."""
    text, start = sentence.run.text[: sentence.end], sentence.start
    dates = tuple(
        Fact(days, *match.span(), frozenset(("since",) if ends_with(text, match.start(), ("since",)) else ()))
        for match in _DATES.finditer(text, start)
        if (days := read_days(match.group()))
    )
    places = tuple(
        Fact(match["place"], *match.span("place"))
        for match in _PLACE.finditer(text, start)
        if match["place"] not in MONTHS
    )
    figures = read_figures(text, start, dates, language)
    names = {word for name in find_names(text[start:]) for word in name.text.split() if word[0].isupper()}
    words = (
        (match.group(), _find_stem(match.group()))
        for match in _WORD.finditer(text, start)
        if not any(fact.start <= match.start() < fact.end for fact in (*places, *figures))
    )
    content = [
        (word, stem)
        for word, stem in words
        if (stem not in language.light or word in names)
        and word not in MONTHS
        and word.casefold() not in language.numbers
    ]
    stems = frozenset(stem for _, stem in content) - SCALES.keys()
    verbs = frozenset(stem for word, stem in content if word.endswith("ed"))
    numerals = frozenset(
        (
            *(match["number"] for match in FIGURE.finditer(text, start)),
            *language.numbers.keys() & set(text[start:].lower().split()),
        )
    )
    is_of_several = _ONE_EVENT.search(text, start) is not None
    first_word = text[start:].split(maxsplit=1)[0]
    capitals = frozenset(stem for word, stem in content if word[0].isupper() and word != first_word)
    return _Content(sentence.run, stems, verbs, capitals, numerals, is_of_several, figures, dates, places)


def _find_stem(word: str) -> str:
    """A word as it stands, in small letters, without its possessive and its ending."""
    return cut_ending(word.casefold().removesuffix("’s").rstrip("’"))


def _compare(one: _Content, other: _Content) -> Iterator[tuple[Statement, Statement]]:
    """Where the second sentence cannot agree with the first."""
    dates_agree = not one.dates or not other.dates or _have_common(one.dates, other.dates)
    mine, theirs = ({place.value for place in content.places} for content in (one, other))
    is_one_place = mine <= theirs or theirs <= mine
    has_name = bool(one.names & other.names or (mine and theirs))
    pairs_of_figures = _pair_figures(one.figures, other.figures) if one.numbers != other.numbers else ()
    figures = [
        pair
        for pair in pairs_of_figures
        if (has_name or MONEY.isdisjoint(pair[0].unit))
        and not _is_for_others(one, pair[0], other)
        and not _is_for_others(other, pair[1], one)
    ]
    if figures and dates_agree and mine == theirs:
        pairs = [(Attribute.FIGURE, *pair) for pair in figures]
    elif figures or min(len(one.words), len(other.words)) < _CLOSE * max(len(one.words), len(other.words)):
        pairs = []
    elif (
        is_one_place
        and not dates_agree
        and _is_one_year(one.dates, other.dates)
        and not (_is_up_to(one) and _is_up_to(other))
        and not (one.is_of_several or other.is_of_several)
    ):
        pairs = [(Attribute.DATE, one.dates[0], other.dates[0])]
    elif mine != theirs and len(one.dates) == len(other.dates) == 1 and dates_agree and len(mine) == len(theirs) == 1:
        pairs = [(Attribute.PLACE, one.places[0], other.places[0])]
    else:
        pairs = []
    for attribute, fact, other_fact in pairs:
        yield _state(other, other_fact, attribute), _state(one, fact, attribute)


def _is_for_others(content: _Content, figure: Fact, other: _Content) -> bool:
    """Whether a figure is of those for whom something was done of which the other sentence says nothing."""
    before = _DONE_FOR.search(content.run.cut_before(figure.start))
    return before is not None and _find_stem(before["what"]) not in other.words


def _is_up_to(content: _Content) -> bool:
    """Whether what a sentence counts is all up to its date, so that a later date has more."""
    return bool(content.figures) and ends_with(
        content.run.text, content.dates[0].start, ("by", "as at", "as of", "until", "up to")
    )


def _is_one_year(ones: Sequence[Fact], others: Sequence[Fact]) -> bool:
    """Whether two sentences have one date each, of one year, or the beginning of what still lasts."""
    if len(ones) == len(others) == 1 and ones[0].unit and others[0].unit:
        return True
    years = {date.value.first.year for date in (*ones, *others) if isinstance(date.value, Days)}
    return len(ones) == len(others) == len(years) == 1


def _have_common(ones: Sequence[Fact], others: Sequence[Fact]) -> bool:
    """Whether a date of one sentence may be one of the other."""
    return any(can_agree(one.value, other.value) for one, other in product(ones, others))


def _pair_figures(ones: Sequence[Fact], others: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """The figures that count the same, each alone in its sentence, and that cannot agree."""
    shared = {(one, other): len(one.unit & other.unit) for one, other in product(ones, others)}
    most = Counter[Fact]()
    for pair, count in shared.items():
        for fact in pair:
            most[fact] = max(most[fact], count)
    pairs = [(one, other) for (one, other), count in shared.items() if count and most[one] == most[other] == count]
    times = Counter(fact for pair in pairs for fact in pair)
    for one, other in pairs:
        if times[one] == times[other] == 1 and not can_agree(one.value, other.value):
            yield one, other


def _state(content: _Content, fact: Fact, attribute: Attribute) -> Statement:
    return Statement("", attribute, fact.value, content.run, fact.start, fact.end)
