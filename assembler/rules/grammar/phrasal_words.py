"""Finds nouns and verbs of two words in each other's form, and words before a noun that need a hyphen.

“Patrols were set-up”, “a follow up”, “evidence based planning”, “a two day seminar”, “at the country-level”. Only words
are looked for that stand in the report, as its index of words tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from itertools import product
from typing import NamedTuple

from assembler.model.text.prose import Prose, Run
from assembler.model.word_lists import WordLists
from assembler.rules.grammar.compounds import lower_text
from assembler.rules.grammar.number_words import read_number_words

_BE_OR_HAVE = frozenset(("is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "having"))
_MODALS = frozenset(("will", "would", "can", "could", "should", "may", "might", "must", "shall", "not"))
_OBJECTS = frozenset(
    ("the", "a", "an", "its", "their", "this", "these", "those", "all", "on", "with", "any", "several")
)
_ARTICLES = ("a", "an", "the", "its", "their")
_ENDS_OF_ADJECTIVES = ("al", "ic", "ive", "ous", "ful", "ing", "ed", "ary", "ate", "ent", "ant", "ble", "ly")
_BEFORE_NOUN = (
    "a",
    "an",
    "the",
    "its",
    "their",
    "this",
    "such",
    "no",
    "for",
    "of",
    "in",
    "further",
    "regular",
    "effective",
    "timely",
)
_PARTICLES = ("-up", "-out", "-down", "-off", "-over", "-in", "-back", "-on", "-away", "-for")
_IRREGULAR = frozenset(
    ("set", "put", "taken", "drawn", "broken", "brought", "built", "held", "made", "given", "cut", "laid")
)
_NUMBERS_IN_FIGURES = 61


class OtherForm(NamedTuple):
    """Words that should have another form."""

    run: Run
    start: int
    end: int
    right: str


def find_phrasal_words(runs: Prose, lists: WordLists) -> Iterator[OtherForm]:
    """The words of a report in the form of the other kind of word."""
    nouns = dict(lists.pairs("noun_of_verb"))
    settled = {*nouns, *lists.pairs("one_word")}
    for noun in nouns.keys() & runs.words:
        yield from _find_verbs(runs, noun, nouns[noun])
    for word in (word for word in runs.words if word.endswith(_PARTICLES)):
        first = word.rpartition("-")[0]
        if word not in settled and (first.endswith(("ed", "ing")) or first in _IRREGULAR):
            yield from _find_participles(runs, word)
    for verb, noun in {verb: noun for noun, verb in reversed(nouns.items())}.items():
        first, second = verb.split(" ")
        if (first, second) in runs.pairs and any((before, first) in runs.pairs for before in _BEFORE_NOUN):
            yield from _find_nouns(runs, verb, noun)
    followers = lists.words("no_noun_after")
    for words in _list_attributes(runs, lists):
        yield from _find_attributes(runs, words, followers)
    for word in (word for word in runs.words if word in nouns or word.endswith(("-level", "-term", "-table"))):
        yield from _find_plain_nouns(runs, word, followers)


def _find_verbs(runs: Prose, noun: str, verb: str) -> Iterator[OtherForm]:
    """Where a noun stands for the verb: will follow-up, to follow-up on."""
    for run, start, before, after in _find_words(runs, noun):
        is_verb = before in _MODALS or (before == "to" and after in _OBJECTS)
        is_subject = before.isalpha() and before not in _BEFORE_NOUN and not before.endswith(_ENDS_OF_ADJECTIVES)
        is_verb = is_verb or (is_subject and after in _ARTICLES)
        if is_verb or (before in _BE_OR_HAVE and noun.partition("-")[0] in _IRREGULAR):
            yield OtherForm(run, start, start + len(noun), verb)


def _find_participles(runs: Prose, word: str) -> Iterator[OtherForm]:
    """Where a verb has a hyphen: was carried-out."""
    for run, start, before, after in _find_words(runs, word):
        if before in _BE_OR_HAVE or after in _OBJECTS or not after:
            yield OtherForm(run, start, start + len(word), word.replace("-", " "))


def _find_nouns(runs: Prose, verb: str, noun: str) -> Iterator[OtherForm]:
    """Where a verb stands for the noun: a follow up."""
    for run, start, before, _ in _find_words(runs, verb):
        if before in _BEFORE_NOUN:
            yield OtherForm(run, start, start + len(verb), noun)


def _list_attributes(runs: Prose, lists: WordLists) -> Iterator[tuple[str, str]]:
    """Each two words side by side that are one before a noun."""
    numbers = {*read_number_words(lists).cardinals, *map(str, range(2, _NUMBERS_IN_FIGURES))} & runs.words
    numbers |= set(map(str, range(2, _NUMBERS_IN_FIGURES)))
    for name, ends in (
        ("before_attribute_end", "attribute_end"),
        ("before_participle", "participle_of_attribute"),
        ("", "unit_of_attribute"),
    ):
        first: Iterable[str] = lists.words(name) & runs.words if name else numbers - {"one"}
        yield from sorted(runs.pairs.intersection(product(first, lists.words(ends) & runs.words)))


def _find_attributes(runs: Prose, pair: tuple[str, str], followers: Set[str]) -> Iterator[OtherForm]:
    """Where two words stand before a noun without a hyphen: a two day seminar."""
    words = " ".join(pair)
    for run, start, before, after in _find_words(runs, words):
        is_of_body = pair[1] == "member" and after.endswith("s")  # two member States
        if after.isalpha() and after not in followers and not is_of_body and before not in ("per", "and"):
            yield OtherForm(run, start, start + len(words), "-".join(pair))


def _find_plain_nouns(runs: Prose, word: str, followers: Set[str]) -> Iterator[OtherForm]:
    """Where a noun of two words has the hyphen that belongs to it before another noun: at the country-level."""
    for run, start, before, after in _find_words(runs, word):
        is_noun = not after or after in followers
        if word.endswith("-table"):
            is_noun = is_noun and word == "round-table"
        elif word.endswith(("-level", "-term")):
            is_noun = is_noun and before in ("the", "at", "over")
        else:
            is_noun = False
        if is_noun:
            yield OtherForm(run, start, start + len(word), word.replace("-", " "))


def _find_words(runs: Prose, words: str) -> Iterator[tuple[Run, int, str, str]]:
    """Each place of some words in small letters, with the word before and the word after them."""
    for run in runs.with_any((words,)):
        text = lower_text(run.text)
        start = text.find(words)
        while start >= 0:
            end = start + len(words)
            if (
                not text[start - 1 : start].isalnum()
                and not text[end : end + 1].isalnum()
                and text[end : end + 1] != "-"
            ):
                before = text[:start].rpartition(" ")[0].rpartition(" ")[2] if text[start - 1 : start] == " " else ""
                after = text[end + 1 : end + 30].partition(" ")[0] if text[end : end + 1] == " " else ""
                yield run, start, before, after.strip(".,;:)")
            start = text.find(words, end)
