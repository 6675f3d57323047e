"""Passages and sentences that the report has twice, in the same words or nearly the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from unicodedata import decomposition

from assembler.model.contribution import Collection
from assembler.model.finding import Fault
from assembler.model.nodes import Superscript
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import Part, Prose, Run
from assembler.model.value import Value
from assembler.rules.grammar.number_words import NumberWords, read_number_words
from assembler.rules.grammar.sentences import Abbreviations, read_abbreviations, split_sentences

_WORD = Pattern(r"\w+(?:[-’]\w+)*")
_NUMBER = Pattern(r"\d+(?:[.,/]\d+)*")
_SHINGLE = 6
"""Words in a row that two texts must share before they are compared."""
_LONG_ENOUGH = 20
"""Words of the shortest passage that is worth comparing."""
_ALIKE = 85
"""How alike two passages are at least, in per cent of their words, before one is found (a measure of ours)."""

_SHORTEST_SENTENCE = 12
"""Words of the shortest sentence that is worth comparing."""
_PLACES_OF_FORMULA = 2
"""At how many places two uses of a formula differ at least."""


class _Passage(Value):
    """A paragraph or a sentence, ready to be compared."""

    run: Run
    words: tuple[str, ...]
    start: int
    end: int

    @property
    def file(self) -> str:
        return self.run.source.path

    @property
    def text(self) -> str:
        return self.run.shown[self.start : self.end]


def find_passage_twice(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """Two passages or sentences of the report say the same, or nearly the same.

    Why: two offices report on one meeting, or one office sends the same paragraph for two organizations; in one report
    the reader meets it twice. The rule finds passages of 20 words or more that agree in 85 per cent of their words. It
    also finds sentences of 12 words or more with nearly the same words in another order, if no figure and no name
    differs. A formula that recurs in one file with other words or figures is its style, and left alone.

    Wrong: one paragraph of 60 words in unhcr/au.md and, with two words changed, in ohchr/au.md
    Right: one paragraph that names both offices
    """
    passages = (_make_passage(run, 0, len(run.shown)) for run in _select_texts(runs) if not _is_note_under_table(run))
    similar = list(_pair_similar([passage for passage in passages if len(passage.words) >= _SHORTEST_SENTENCE]))
    alike = _select_alike(pair for pair in similar if min(len(passage.words) for passage in pair) >= _LONG_ENOUGH)
    for first, second in alike:
        yield _make_fault(first, second)
    reported = {id(second.run) for _, second in alike}
    others = [pair for pair in similar if reported.isdisjoint(id(passage.run) for passage in pair)]
    abbreviations, numbers = read_abbreviations(collection.word_lists), read_number_words(collection.word_lists)
    texts = {id(passage.run): passage.run for pair in others for passage in pair}
    sentences = {key: _split(run, abbreviations) for key, run in texts.items()}
    pairs = (pair for one, other in others for pair in product(sentences[id(one.run)], sentences[id(other.run)]))
    for first, second in _select_alike(pairs, in_any_order=True):
        if not _differ_in_facts(first, second, numbers):
            yield _make_fault(first, second)


def _select_alike(
    pairs: Iterable[tuple[_Passage, _Passage]], *, in_any_order: bool = False
) -> list[tuple[_Passage, _Passage]]:
    """The pairs of passages that are alike; formulas are none."""
    measure = _can_be_alike if in_any_order else _are_alike
    alike = [(first, second) for first, second in pairs if measure(first.words, second.words)]
    times = Counter(id(passage) for pair in alike for passage in pair)
    return [
        (first, second)
        for first, second in alike
        if not _is_formula(first, second, max(times[id(first)], times[id(second)]))
    ]


def _make_fault(first: _Passage, second: _Passage) -> Fault:
    message = "This passage is almost the same as in {where}: “{other_words}”."
    if first.words == second.words:
        message = "This passage repeats {where} word for word: “{other_words}”."
    return second.run.fault(
        second.start,
        second.end,
        message,
        "Does the report need both? If not, delete one; the other is in {file}.",
        word_hint="Does the report need both? If not, delete one.",
        elsewhere=first.run,
        other_words=first.text,
        file=first.file,
    )


def _split(run: Run, abbreviations: Abbreviations) -> list[_Passage]:
    """The sentences of a text that are long enough to be compared."""
    passages = (_make_passage(run, each.start, each.end) for each in split_sentences(run, abbreviations))
    return [passage for passage in passages if len(passage.words) >= _SHORTEST_SENTENCE]


def _make_passage(run: Run, start: int, end: int) -> _Passage:
    return _Passage(run, tuple(_WORD.findall(run.text[start:end].lower())), start, end)


def _differ_in_facts(first: _Passage, second: _Passage, numbers: NumberWords) -> bool:
    """Whether one of two passages has a number, in figures or words, or a name that the other lacks."""
    facts = [_list_facts(passage.text, numbers) for passage in (first, second)]
    return facts[0] != facts[1]


def _list_facts(text: str, numbers: NumberWords) -> tuple[set[str], Counter[str]]:
    """The names, and the numbers with how often each stands there."""
    words = _WORD.findall(text)
    in_words = [word for word in words if word in numbers.cardinals or word in numbers.ordinals]
    return {word for word in words[1:] if word[0].isupper()}, Counter([*_NUMBER.findall(text), *in_words])


def _are_alike(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether two rows of words are nearly the same."""
    if not _can_be_alike(first, second):
        return False
    from rapidfuzz import fuzz  # only where two passages have most words in common

    return fuzz.ratio(first, second, score_cutoff=_ALIKE) > 0


def _can_be_alike(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether two rows have words enough in common, in whatever order; the cheapest measure comes first."""
    enough = _ALIKE * (len(first) + len(second)) / 200
    return (
        min(len(first), len(second)) >= enough
        and sum(map(set(second).__contains__, first)) >= enough
        and (Counter(first) & Counter(second)).total() >= enough
    )


def _is_formula(first: _Passage, second: _Passage, times: int) -> bool:
    """Whether two passages of one file, of which one is like others so many times, say different things in one form."""
    if first.file != second.file or first.words == second.words:
        return False
    from rapidfuzz.distance import Levenshtein  # only where two passages are alike

    changes = [change for change in Levenshtein.opcodes(first.words, second.words) if change.tag != "equal"]
    words = {word for change in changes for word in first.words[change.src_start : change.src_end]}
    has_figure = any(word[0].isdigit() for word in words)
    return times > 1 or (has_figure and len(changes) >= _PLACES_OF_FORMULA)


def _select_texts(runs: Iterable[Run]) -> Iterator[Run]:
    """Paragraphs, items and notes of the body; a summary may repeat it."""
    for run in runs:
        if run.part in (Part.PARAGRAPH, Part.ITEM, Part.NOTE) and run.section != "summary":
            yield run


def _is_note_under_table(run: Run) -> bool:
    """Whether a text begins with a raised letter; such notes come again under each table."""
    is_raised = decomposition(run.shown.lstrip()[:1] or " ").startswith("<super>")
    return is_raised or isinstance(next(iter(run.content), None), Superscript)


def _pair_similar(passages: Sequence[_Passage]) -> Iterator[tuple[_Passage, _Passage]]:
    """The pairs of passages that share several words in a row, in printed order, each once."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, passage in enumerate(passages):
        for words in zip(*(passage.words[start:] for start in range(_SHINGLE)), strict=False):
            places[words].append(place)
    shared = (some for some in places.values() if len(some) > 1)
    pairs = {(some[0], other) for some in shared for other in some[1:] if other != some[0]}
    for first, second in sorted(pairs):
        yield passages[first], passages[second]
