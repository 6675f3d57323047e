"""What two English sentences say of the same thing in nearly the same words: figures, dates and places that differ.

Two sentences are of one thing where all words of one that carry meaning stand in the other, whatever their order. Only
sentences that share rare words are compared, so that the work grows with the text alone.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import combinations, product, takewhile

from assembler.model.contribution import Collection
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import Part, Prose, Run
from assembler.model.value import Value
from assembler.rules.grammar.date_words import DATE, MONTHS, Days, read_days
from assembler.rules.grammar.number_words import read_number_words
from assembler.rules.grammar.proper_names import CAPITALIZED, find_names
from assembler.rules.grammar.sentences import Abbreviations, read_abbreviations, split_sentences
from assembler.rules.statements.statement import Attribute, Figure, StatedValue, Statement, can_agree

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
_SHORTEST_STEM = 4
_LONGEST_PHRASE = 30
_LEEWAY = 0.15
"""By how much a figure may differ from one that is called approximate."""

_WORD = Pattern(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_LONG_WORD = Pattern(r"[^\W\d_]{4,}")
_DIGIT = Pattern(r"\d")
_DATES = Pattern(rf"{DATE}|\b(?:19|20)\d\d\b")
_FIGURE = Pattern(
    r"(?P<number>[$€£]?(?<![\w/.–-])\d[\d,]*(?:\.\d+)?)(?: (?P<scale>million|billion))?"
    r"(?![\w/–-]|\.\d)"
)
_PLACE = Pattern(rf"\b(?:[Ii]n|[Aa]t) (?P<place>{CAPITALIZED}(?: {CAPITALIZED}){{0,2}})")
_NUMBERS_BEFORE = Pattern(r"(?:\d[\d,]*(?:, | and | or | to |–))+\Z")
_PART = Pattern(r"\b(?:of whom|of which|of these|of those|of them|among them|including|among whom)\b[^,;]*\Z")
"""Before the figure of a part."""
_ONE_EVENT = Pattern(
    r"\b[Aa]n? (?:[\w-]+ ){0,3}(?:meeting|session|workshop|course|seminar|training|visit|consultation|round|mission"
    r"|briefing|forum|event|conference)\b"
)
_COMPOUND = Pattern(
    r"(?<![\w-])(?P<number>\d+|[A-Za-z]+)-(?P<unit>year|month|week|day|point|part|member|nation)(?![\w-])"
)
_UNIT = Pattern(r"(?: [a-zA-Z][\w-]*){1,3}")
_MONEY = frozenset("$€£")
"""The units of sums, of which a report has many that no name tells from each other."""
_SCALES = {"million": 1_000_000, "billion": 1_000_000_000}
_ENDINGS = re.compile(r"(?:at(?:ions?|ed|es?|ing)|ments?|ings?|ions?|ed|es|ers?|s|e)\Z")


class _Fact(Value):
    """A figure, date or place of a sentence."""

    value: StatedValue
    start: int
    end: int
    unit: frozenset[str] = frozenset()
    """What a figure counts; “since” of a date from which something lasts."""


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
    figures: tuple[_Fact, ...]
    dates: tuple[_Fact, ...]
    places: tuple[_Fact, ...]

    @property
    def size(self) -> int:
        """Of how many things it speaks."""
        return len(self.words) + len(self.dates) + len(self.places)


class _Language(Value):
    """What is known of the language."""

    numbers: Mapping[str, int]
    light: frozenset[str]
    """What words that say little begin with."""
    approximate: frozenset[str]
    number_of: frozenset[str]


def list_alike_sentences(runs: Prose, collection: Collection) -> Iterator[tuple[Statement, Statement]]:
    """The statements of two sentences of one thing that cannot both be right, in printed order."""
    lists = collection.word_lists
    numbers = read_number_words(lists).cardinals
    language = _Language(
        numbers,
        frozenset(map(_cut_ending, lists.words("light_word"))),
        lists.words("approximate"),
        lists.words("number_of"),
    )
    sentences = _list_sentences(runs, read_abbreviations(lists), numbers.keys())
    for first, second in _pair_similar(sentences):
        if not (_may_stand_in(first, second, language) or _may_stand_in(second, first, language)):
            continue
        one, other = _read_content(first, language), _read_content(second, language)
        if min(one.size, other.size) >= _FEWEST and _is_one_thing(one, other):
            yield from _compare(one, other)


def _may_stand_in(one: _Sentence, other: _Sentence, language: _Language) -> bool:
    """Whether the plain small words of one sentence stand in another; much cheaper than to read both."""
    words, others = (_WORD.findall(each.run.text[: each.end], each.start) for each in (one, other))
    tokens = {token.strip(",.;:") for token in one.run.text[one.start : one.end].split()}
    verbs = {_find_stem(word) for word in words if word.endswith("ed")}
    plain = {_find_stem(token) for token in tokens - language.numbers.keys() if token.isalpha() and token.islower()}
    return plain - verbs - language.light - _SCALES.keys() <= set(map(_find_stem, others))


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


def _read_content(sentence: _Sentence, language: _Language) -> _Content:
    """What a sentence says: its words without order, and its figures, dates and places."""
    text, start = sentence.run.text[: sentence.end], sentence.start
    dates = tuple(
        _Fact(days, *match.span(), frozenset(("since",) if _ends_with(text, match.start(), ("since",)) else ()))
        for match in _DATES.finditer(text, start)
        if (days := read_days(match.group()))
    )
    places = tuple(
        _Fact(match["place"], *match.span("place"))
        for match in _PLACE.finditer(text, start)
        if match["place"] not in MONTHS
    )
    figures = (
        *_read_figures(text, start, dates, language),
        *_read_number_words(text, start, language),
        *_read_compounds(text, start, language),
    )
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
    stems = frozenset(stem for _, stem in content) - _SCALES.keys()
    verbs = frozenset(stem for word, stem in content if word.endswith("ed"))
    numerals = frozenset(
        (
            *(match["number"] for match in _FIGURE.finditer(text, start)),
            *language.numbers.keys() & set(text[start:].lower().split()),
        )
    )
    is_of_several = _ONE_EVENT.search(text, start) is not None
    first_word = text[start:].split(maxsplit=1)[0]
    capitals = frozenset(stem for word, stem in content if word[0].isupper() and word != first_word)
    return _Content(sentence.run, stems, verbs, capitals, numerals, is_of_several, figures, dates, places)


def _find_stem(word: str) -> str:
    """A word as it stands, in small letters, without its possessive and its ending."""
    return _cut_ending(word.casefold().removesuffix("’s").rstrip("’"))


def _cut_ending(word: str) -> str:
    """A word without its ending, the same for train, trained and training."""
    short = _ENDINGS.sub("", word)
    return short if len(short) >= _SHORTEST_STEM else word


def _read_figures(text: str, start: int, dates: Sequence[_Fact], language: _Language) -> Iterator[_Fact]:
    """The numbers in figures that count something."""
    for match in _FIGURE.finditer(text, start):
        in_date = any(date.start <= match.start() < date.end for date in dates)
        is_part = _PART.search(text, max(0, match.start() - _LONGEST_PHRASE), match.start()) is not None
        if not in_date and not is_part and not _ends_with(text, match.start(), language.number_of):
            digits, scale = match["number"].strip("$€£"), match["scale"]
            number, decimals = float(digits.replace(",", "")), len(digits.partition(".")[2])
            unit = (
                frozenset(match["number"][0])
                if match["number"][0] in _MONEY
                else _read_unit(text, match.end(), language)
            )
            if unit:
                figure = _make_figure(number, 0.5 * 10.0**-decimals if scale else 0.0, _SCALES.get(scale, 1))
                yield _Fact(_allow(figure, text, match.start(), language), *match.span(), unit)


def _read_number_words(text: str, start: int, language: _Language) -> Iterator[_Fact]:
    """The numbers in words that count something."""
    for match in _WORD.finditer(text, start):
        number = language.numbers.get(match.group().casefold(), 0)
        unit = _read_unit(text, match.end(), language) if number > 1 else None
        if unit:
            yield _Fact(_allow(_make_figure(number), text, match.start(), language), *match.span(), unit)


def _read_compounds(text: str, start: int, language: _Language) -> Iterator[_Fact]:
    """The numbers of compounds, such as five-year."""
    for match in _COMPOUND.finditer(text, start):
        digits = match["number"]
        number = int(digits) if digits.isdecimal() else language.numbers.get(digits.casefold(), 0)
        if number > 1:
            yield _Fact(_make_figure(number), *match.span(), frozenset((f"-{match['unit']}",)))


def _read_unit(text: str, end: int, language: _Language) -> frozenset[str]:
    """The words after a number that say what it counts; none where they are the month of a date."""
    words = _UNIT.match(text, end)
    if not words or words.group().split()[0] in MONTHS:
        return frozenset()
    stems = [_cut_ending(word.casefold()) for word in words.group().split()]
    return frozenset(takewhile(lambda stem: stem not in language.light, stems))


def _make_figure(number: float, leeway: float = 0.0, scale: int = 1) -> Figure:
    return Figure((number - leeway) * scale, (number + leeway) * scale)


def _allow(figure: Figure, text: str, start: int, language: _Language) -> Figure:
    """The figure, with some leeway where it is called approximate."""
    if not _ends_with(text, start, language.approximate):
        return figure
    return Figure(figure.least * (1 - _LEEWAY), figure.most * (1 + _LEEWAY))


def _ends_with(text: str, place: int, phrases: Iterable[str]) -> bool:
    """Whether one of some phrases stands directly before a place, whatever its capitals."""
    before = _NUMBERS_BEFORE.sub("", text[max(0, place - _LONGEST_PHRASE) : place]).rstrip().lower()
    return any(before.endswith(phrase) and not before.removesuffix(phrase)[-1:].isalpha() for phrase in phrases)


def _compare(one: _Content, other: _Content) -> Iterator[tuple[Statement, Statement]]:
    """Where the second sentence cannot agree with the first."""
    dates_agree = not one.dates or not other.dates or _have_common(one.dates, other.dates)
    mine, theirs = ({place.value for place in content.places} for content in (one, other))
    is_one_place = mine <= theirs or theirs <= mine
    has_name = bool(one.names & other.names or (mine and theirs))
    pairs_of_figures = _pair_figures(one.figures, other.figures) if one.numbers != other.numbers else ()
    figures = [pair for pair in pairs_of_figures if has_name or _MONEY.isdisjoint(pair[0].unit)]
    if figures and dates_agree and mine == theirs:
        pairs = [(Attribute.FIGURE, *pair) for pair in figures]
    elif figures or min(len(one.words), len(other.words)) < _CLOSE * max(len(one.words), len(other.words)):
        pairs = []
    elif (
        is_one_place
        and not dates_agree
        and _is_one_year(one.dates, other.dates)
        and not (one.is_of_several or other.is_of_several)
    ):
        pairs = [(Attribute.DATE, one.dates[0], other.dates[0])]
    elif mine != theirs and len(one.dates) == len(other.dates) == 1 and dates_agree and len(mine) == len(theirs) == 1:
        pairs = [(Attribute.PLACE, one.places[0], other.places[0])]
    else:
        pairs = []
    for attribute, fact, other_fact in pairs:
        yield _state(other, other_fact, attribute), _state(one, fact, attribute)


def _is_one_year(ones: Sequence[_Fact], others: Sequence[_Fact]) -> bool:
    """Whether two sentences have one date each, of one year, or the beginning of what still lasts."""
    if len(ones) == len(others) == 1 and ones[0].unit and others[0].unit:
        return True
    years = {date.value.first.year for date in (*ones, *others) if isinstance(date.value, Days)}
    return len(ones) == len(others) == len(years) == 1


def _have_common(ones: Sequence[_Fact], others: Sequence[_Fact]) -> bool:
    """Whether a date of one sentence may be one of the other."""
    return any(can_agree(one.value, other.value) for one, other in product(ones, others))


def _pair_figures(ones: Sequence[_Fact], others: Sequence[_Fact]) -> Iterator[tuple[_Fact, _Fact]]:
    """The figures that count the same, each alone in its sentence, and that cannot agree."""
    shared = {(one, other): len(one.unit & other.unit) for one, other in product(ones, others)}
    most = Counter[_Fact]()
    for pair, count in shared.items():
        for fact in pair:
            most[fact] = max(most[fact], count)
    pairs = [(one, other) for (one, other), count in shared.items() if count and most[one] == most[other] == count]
    times = Counter(fact for pair in pairs for fact in pair)
    for one, other in pairs:
        if times[one] == times[other] == 1 and not can_agree(one.value, other.value):
            yield one, other


def _state(content: _Content, fact: _Fact, attribute: Attribute) -> Statement:
    return Statement("", attribute, fact.value, content.run, fact.start, fact.end)
