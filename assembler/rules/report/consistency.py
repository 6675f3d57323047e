"""What no office can see in its own text: the same said twice, and one event with two dates."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from assembler.model.contribution import Collection
from assembler.model.finding import Fault
from assembler.model.nodes import Superscript
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import Part, Prose, Run
from assembler.model.value import Value
from assembler.rules.grammar.date_words import ANY_MONTH

_WORD = Pattern(r"\w+(?:[-’]\w+)*")
_SHINGLE = 6
"""Words in a row that two texts must share before they are compared."""
_LONG_ENOUGH = 20
"""Words of the shortest passage that is worth comparing."""
_ALIKE = 85
"""How alike two passages are at least, in per cent of their words, before one is found (a measure of ours)."""

_PLACES_OF_FORMULA = 2
"""At how many places two uses of a formula differ at least."""
_DATE = rf"(?:\d{{1,2}}(?:(?: (?:{ANY_MONTH}))?(?: to |–|-| and )\d{{1,2}})? )?(?:{ANY_MONTH}) (?:19|20)\d\d"
_ORDINAL = (
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-)?"
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w+teenth|\w+tieth)"
    r"|\d+(?:st|nd|rd|th)"
)
_ENDS_OF_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *("eleventh", "twelfth", "teenth", "tieth"),
)
_KIND = r"[Ss]ession|[Mm]eeting|[Ss]ummit|[Cc]onference|[Ff]orum|[Dd]ialogue|[Cc]ongress|[Aa]ssembly|[Rr]etreat"
_EVENT = Pattern(
    rf"\b(?P<name>(?:{_ORDINAL})\s(?:[\w’-]+\s){{0,6}}?(?:{_KIND})\b(?:\sof\s(?:the\s)?(?:[A-Z][\w’-]*\s?(?:of\s|and\s|the\s)?)+)?)"
    rf"[^.;]{{0,80}}?\b(?:on|in|from|held)\s(?P<date>{_DATE})"
)


class _Passage(Value):
    """A run of words, ready to be compared."""

    run: Run
    words: tuple[str, ...]

    @property
    def file(self) -> str:
        return self.run.source.path


def find_passage_twice(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """Two passages of the report say nearly the same.

    Why: two offices report on one meeting, or one office sends the same paragraph for two organizations; in one report
    the reader meets it twice. Passages of 20 words and more are found that are alike to 85 per cent. A formula that
    recurs in one file with other words or figures is its style, and left alone.

    Wrong: one paragraph of 60 words in unhcr/au.md and, with two words changed, in ohchr/au.md
    Right: one paragraph that names both offices
    """
    passages = [_Passage(run, tuple(map(str.casefold, _WORD.findall(run.text)))) for run in _select_texts(runs)]
    passages = [
        passage for passage in passages if len(passage.words) >= _LONG_ENOUGH and not _is_note_under_table(passage.run)
    ]
    alike = [(first, second, _compare(first.words, second.words)) for first, second in _pair_similar(passages)]
    alike = [pair for pair in alike if pair[2] >= _ALIKE]
    times = Counter(id(passage) for first, second, _ in alike for passage in (first, second))
    for first, second, likeness in alike:
        if not _is_formula(first, second, max(times[id(first)], times[id(second)])):
            where = f"para. {first.run.number}" if first.run.number else first.file
            message = "This passage is alike to {where}, to {per_cent} per cent."
            end = len(second.run.shown)
            yield second.run.fault(
                0,
                end,
                message,
                "Say it once; the other stands in {file}.",
                word_hint="Say it once.",
                where=where,
                per_cent=round(likeness),
                file=first.file,
            )


def _compare(first: Sequence[str], second: Sequence[str]) -> float:
    """How alike two rows of words are, in per cent."""
    from rapidfuzz import fuzz  # only where two passages have something in common

    return fuzz.ratio(first, second)


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
    return isinstance(next(iter(run.content), None), Superscript)


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


def find_event_with_two_dates(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """One session, meeting or summit has one date here and another there.

    Why: two offices report on one event, and one of them is wrong; only the whole report shows it.

    Wrong: “the second session of the Conference, in March 2019” and “the second session of the Conference, in May 2019”
    Right: one date for one event
    """
    runs_by_event: dict[str, tuple[str, Run]] = {}
    ordinals = (word for word in runs.words if word.endswith(_ENDS_OF_ORDINALS))
    for run in _select_texts(runs.with_any((*ordinals, "st", "nd", "rd", "th"))):
        for match in _EVENT.finditer(run.text):
            name = " ".join(match["name"].casefold().split())
            date, earlier = match["date"], runs_by_event.setdefault(name, (match["date"], run))
            if not _can_agree(date, earlier[0]):
                where = f"para. {earlier[1].number}" if earlier[1].number else earlier[1].source.path
                message = "“{event}” has the date {date} here and {other_date} in {where}."
                yield run.fault(
                    *match.span("date"),
                    message,
                    "Find out which date is right.",
                    event=match["name"].strip(),
                    date=date,
                    other_date=earlier[0],
                    where=where,
                )


def _can_agree(one: str, other: str) -> bool:
    """Whether two dates may be of one event: the same, or one a part of the other, as June 2019 and 3 June 2019."""
    return one.endswith(other) or other.endswith(one)
