"""Dates, and the verbs whose dates they are.

A date counts as that of a verb where it begins the sentence and the subject alone stands between them (“In March 2019,
the Office holds …”), or where nothing but a place, a name or a plain object does (“holds a workshop in Nairobi in
March 2019”). Whatever is less certain is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import NamedTuple

from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import Part, Prose, Run
from assembler.model.word_lists import WordLists
from assembler.rules.grammar.date_words import ANY_MONTH, find_days

_DAY = r"\d{1,2}"
_YEAR = r"(?:19|20)\d\d"
_DATE = Pattern(
    r"\b(?P<word>[Ii]n|[Oo]n|[Bb]y|[Dd]uring|[Bb]etween|[Ff]rom|[Aa]t|for)\s"
    r"(?:(?P<part>early|late|mid|the\s(?:beginning|end|first\shalf|second\shalf|(?:first|second|third|fourth)\squarter)\sof)"
    r"[\s-])?"
    rf"(?P<span>(?:(?:{_DAY}\s)?(?:{ANY_MONTH})(?:\s{_YEAR})?|{_DAY}|{_YEAR})(?:\s(?:to|and)\s|–))?"
    rf"(?:(?P<day>{_DAY})\s)?(?:(?P<month>{ANY_MONTH})\s)?(?P<year>{_YEAR})(?![\w/–-]|[.,]\d)"
    r"(?=\s*(?:\Z|[.,;:)])|\s(?:and|or|in|at|on|by|with|to|for|as|but|under|between|during|through|following|after|where"
    r"|when|which|who|pursuant|within|from|before|because|while|jointly|together)\b)"
)
_PARTS = {
    "early": ("January", "April"),
    "mid": ("May", "August"),
    "late": ("September", "December"),
    "the beginning of": ("January", "March"),
    "the end of": ("October", "December"),
    "the first half of": ("January", "June"),
    "the second half of": ("July", "December"),
    "the first quarter of": ("January", "March"),
    "the second quarter of": ("April", "June"),
    "the third quarter of": ("July", "September"),
    "the fourth quarter of": ("October", "December"),
}
"""The months that a part of a year may reach."""
_YEAR_ALONE = Pattern(r"(?:19|20)\d\d")
_PLAIN = Pattern(r"[\w\ufffc’/&-]+\Z|\([A-Z][\w-]+\)\Z")
_ARTICLES = ("the", "a", "an", "its", "their")
_PRONOUNS = ("I", "we", "you", "he", "she", "it", "they")
_BEGINNING = Pattern(r"(?:\A|[.?!”)]\s)\Z")
_WORD = Pattern(r"[^\s,]+|,")
_MOST_WORDS = 14
"""Words between a verb and its date."""
_LONGEST = 60
"""Characters of the longest date with the word before it, and of the longest word after it."""
_REACH = 200
"""Characters in which they stand."""
_SPOKEN = (Part.PARAGRAPH, Part.ITEM, Part.NOTE)


class Dated(NamedTuple):
    """A date in a run, with the word that leads to it."""

    run: Run
    match: re.Match[str]
    first: date
    """The first day that its last part can mean."""
    last: date
    """The last one."""

    @property
    def words(self) -> str:
        """As it is written, without the word before it."""
        return self.match.group()[len(self.match["word"]) + 1 :]

    @property
    def leads(self) -> bool:
        """Whether it begins its sentence, and the rest follows after a comma."""
        place = self.match.start()
        begins = self.match["word"][0].isupper() and _BEGINNING.search(self.run.cut_before(place))
        return bool(begins) and self.run.text.startswith(",", self.match.end())


class Verbs(NamedTuple):
    """The verbs of some lists, by their forms."""

    bases: Mapping[str, str]
    """Each verb with its past."""
    thirds: Mapping[str, str]
    """Each third person with its past."""
    participles: Mapping[str, str]
    """Each participle with its past."""

    @property
    def pasts(self) -> frozenset[str]:
        """Each past."""
        return frozenset(self.thirds.values())


class NounGroups:
    """Whether the words between a date and a verb are no more than a noun group."""

    def __init__(self, word_lists: WordLists) -> None:
        """By the lists of tense.yaml."""
        self._end = word_lists.words("ends_noun_group")
        self._away = word_lists.words("leads_away")
        self._events = word_lists.words("event_noun")
        self._before_article = word_lists.words("before_article")

    def find_verb_after(self, dated: Dated, verb: Pattern) -> re.Match[str] | None:
        """The verb of the sentence that a date begins, where its subject alone stands between them."""
        text, start = dated.run.text, dated.match.end() + 1
        match = verb.search(text, start, start + _REACH)
        return match if match and self._is_subject(_WORD.findall(text[start : match.start()])) else None

    def find_verb_before(self, dated: Dated, verb: Pattern, away: Iterable[str] = ()) -> re.Match[str] | None:
        """The last verb before a date in its sentence, where nothing stands between them that has a date of its own."""
        text, end = dated.run.text, dated.match.start()
        last = None
        for match in verb.finditer(text, find_sentence_start(text, end), end):
            last = match
        return last if last and self._is_plain(_WORD.findall(text[last.end() : end]), away) else None

    def _is_subject(self, words: list[str]) -> bool:
        pairs = zip(["", *words], words, strict=False)
        return bool(words) and all(self._is_of_subject(before, word) for before, word in pairs)

    def _is_of_subject(self, before: str, word: str) -> bool:
        """Whether a word may be one of a subject, such as the Special Representative to the African Union."""
        if word == ",":
            return True
        if word == "to":
            return before[:1].isupper()
        return not _YEAR_ALONE.match(word) and self._is_in_noun_group(before, word)

    def _is_plain(self, words: list[str], away: Iterable[str]) -> bool:
        if len(words) > _MOST_WORDS:
            return False
        around = zip(["", *words], words, [*words[1:], "A"], strict=False)
        return all(
            (before[:1].isupper() and after[:1].isupper()) if word == "," else self._keeps_to_verb(before, word, away)
            for before, word, after in around
        )

    def _keeps_to_verb(self, before: str, word: str, away: Iterable[str]) -> bool:
        """Whether a date further on may still be that of the verb."""
        if word == "of":
            return before in self._events or before[:1].isupper()
        if word == "on" and before in self._events:
            return True
        if word in self._away or word in away or _YEAR_ALONE.match(word):
            return False
        if word.endswith("ing") and word.islower() and before != "of" and word not in self._events:
            return False
        return self._is_in_noun_group(before, word)

    def _is_in_noun_group(self, before: str, word: str) -> bool:
        """Whether a word may be inside a noun group, after another or at its beginning."""
        if word in self._end or not _PLAIN.match(word) or (word.endswith("ed") and word.islower()):
            return False
        if word in _PRONOUNS:
            return not before
        return not (word in _ARTICLES and before.islower() and before not in self._before_article)


def find_dates(runs: Prose, near: Pattern) -> Iterator[Dated]:
    """The dates of the paragraphs, items and notes in which what is looked for stands at all."""
    for run, of_run in groupby(runs.cached(_find_all_dates), key=lambda dated: dated.run):
        if near.search(run.text):  # once for all dates of a run: a long one may hold thousands
            yield from of_run


def _find_all_dates(runs: Prose) -> tuple[Dated, ...]:
    """All dates of paragraphs, items and notes."""
    return tuple(dated for run in runs if run.part in _SPOKEN for dated in _find_dates_of_run(run))


def _find_dates_of_run(run: Run) -> Iterator[Dated]:
    for match in _match_dates(run.text):
        days = _find_days_of_part(match) or find_days(*match.group("day", "month", "year"))
        if days and _is_adverbial(match):
            yield Dated(run, match, *days)


def _match_dates(text: str) -> Iterator[re.Match[str]]:
    """The dates of a text; they are looked for around years, of which there are few."""
    done = 0
    for year in _YEAR_ALONE.finditer(text):
        match = _DATE.search(text, max(done, year.start() - _LONGEST), year.end() + _LONGEST)
        if match and match.end() == year.end():
            done = match.end()
            yield match


def _find_days_of_part(match: re.Match[str]) -> tuple[date, date] | None:
    """The days that a part of a year can mean; none for a date that names no part, or a month."""
    part = _PARTS.get(" ".join((match["part"] or "").split())) if not (match["month"] or match["span"]) else None
    if not part:
        return None
    first, last = (find_days(None, month, match["year"]) for month in part)
    return (first[0], last[1]) if first and last else None


def _is_adverbial(match: re.Match[str]) -> bool:
    """Whether word and date together say when: “from” begins a span of days, “on” leads to a day."""
    match match["word"].lower():
        case "from":
            return bool(match["span"] and match["day"])
        case "between":
            return bool(match["span"])
        case "on":
            return bool(match["day"])
    return True


def find_sentence_start(text: str, place: int) -> int:
    """About where the sentence of a place begins, or as far before it as is looked."""
    start = max(0, place - _REACH)
    point = text.rfind(". ", start, place)
    return start if point < 0 else point + 2


def read_verbs(word_lists: WordLists, *names: str) -> Verbs:
    """The verbs of some lists, each of which has them as “verb: third person, past, participle”."""
    bases: dict[str, str] = {}
    thirds: dict[str, str] = {}
    participles: dict[str, str] = {}
    for name in names:
        for base, forms in word_lists.pairs(name).items():
            third, past, *other = forms.split(", ") if ", " in forms else (f"{base}s", f"{base}ed")
            bases[base] = thirds[third] = participles[other[0] if other else past] = past
    return Verbs(bases, thirds, participles)
