"""Words that are English in no dictionary: what is misspelled, beyond the lists of slips."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping

from assembler.model.contribution import Collection
from assembler.model.finding import Fault
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.name_keys import list_names
from assembler.model.text.prose import Part, Prose, Run
from assembler.model.vocabulary import Entity, Organization
from assembler.model.word_lists import WordLists
from assembler.rules.grammar.compounds import PreferredForms
from assembler.rules.grammar.dictionary import Dictionary
from assembler.rules.grammar.known_names import match_one_of
from assembler.rules.grammar.respelling import SUFFIX, list_american_forms, make_respelling

_LETTERS = Pattern(r"[^\W\d_]+")
_SMALL_WORD = Pattern(r"[(\[“‘]?([^\W\d_]+(?:-[^\W\d_]+)*)(?:[’']s?)?[)\]”’.,;:?!…]*")
_LONG = 8
"""Letters of a word that is no misspelled name."""
_SIGN_OF_NO_WORD = Pattern(r"[\d_@/’'\ufffc]")
_MOST_STRANGE, _FEW = 0.25, 2
"""Which part of the words of a paragraph may be unknown where it is English, and how many words at least."""


def find_unknown_word(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A word stands in no dictionary, and in no list of the Organization or of the report.

    Why: the authority is the Concise Oxford English Dictionary (Editorial Manual, Spelling). The program has a free
    dictionary of British English with -ize, which lacks some new and rare words: a person decides. Names, words in
    italics or between quotation marks, and passages in another language are left alone. What another rule of spelling
    finds is not found twice. The key “words” of report.yaml holds words that are right in one report.

    Wrong: “The Office strengthned the resiliensce of comunities.”
    Right: “The Office strengthened the resilience of communities.”
    """
    if not collection.word_lists.dictionary:
        return
    words = _list_small_words(runs)
    beginnings = _list_beginnings(runs)
    particles = collection.word_lists.words("foreign_particle")
    dictionary = Dictionary(collection.word_lists, particles.union(_list_own_words(collection)))
    unknown = {word for word in words if not dictionary.has(word)}
    unknown -= _find_listed_elsewhere(unknown, collection.word_lists)
    places: set[tuple[str, str]] = set()
    for run in runs.with_any(unknown):
        for match in _find_english(run, unknown, particles):
            if (match.group(), run.source.path) not in places:
                places.add((match.group(), run.source.path))
                yield _make_unknown_fault(run, match, dictionary.suggest(match.group(), runs.words - unknown))
    doubtful = {word for word in beginnings if not dictionary.has(word.lower())}
    suggestions = {word: dictionary.suggest(word.lower(), runs.words - unknown, edits=1) for word in doubtful}
    slips = {word: right for word, right in suggestions.items() if right}
    listed = _find_listed_elsewhere({word.lower() for word in slips}, collection.word_lists)
    yield from _find_slips({word: right for word, right in slips.items() if word.lower() not in listed}, runs)


def _find_slips(slips: Mapping[str, str], runs: Prose) -> Iterator[Fault]:
    pattern = re.compile(rf"(?<![\w-]){match_one_of(slips)}(?![\w-])")
    for run in runs.with_any(slips):
        for match in pattern.finditer(run.text):
            yield _make_unknown_fault(run, match, slips[match.group()].capitalize())


def _make_unknown_fault(run: Run, match: re.Match[str], suggestion: str) -> Fault:
    message = "“{words}” is not in the dictionary."
    if not suggestion:
        hint = "Correct the word. If the word is right, add it to “words” in report.yaml."
        return run.fault(
            *match.span(), message, hint, word_hint="Correct the word. If the word is right, nothing needs to be done."
        )
    hint = "Write “{instead}”. If “{words}” is right, add it to “words” in report.yaml."
    word_hint = "Write “{instead}”. If “{words}” is right, nothing needs to be done."
    return run.fault(*match.span(), message, hint, word_hint=word_hint, instead=suggestion)


def _list_small_words(runs: Prose) -> set[str]:
    """The words in small letters of English; those with a hyphen are taken apart, and addresses are none."""
    words: set[str] = set()
    for token in {token for run in runs for token in run.text.split()}:
        if token.isalpha():
            words.add(token)
        elif match := _SMALL_WORD.fullmatch(token):
            words.update(match[1].split("-"))
    return {word for word in words if len(word) > 1 and word.isascii() and word.islower()}


def _list_beginnings(runs: Prose) -> set[str]:
    """Long words with a capital that stand only where a sentence may begin, so that they are hardly names."""
    first: set[str] = set()
    inside: set[str] = set()
    for run in runs:
        before = "."
        for word in run.text.split() if run.part is not Part.CELL else ():
            (first if before[-1] in ".:" else inside).add(word)
            before = word
    return {
        word for word in first - inside if len(word) >= _LONG and word.isalpha() and word.istitle() and word.isascii()
    }


def _find_english(run: Run, unknown: Container[str], particles: Container[str]) -> Iterator[re.Match[str]]:
    """The unknown words of a run that are no words of another language, as their neighbours tell."""
    matches = list(_LETTERS.finditer(run.text))
    words = ["", *(match.group() for match in matches), ""]
    if sum(word in unknown for word in words) > max(_FEW, _MOST_STRANGE * len(words)):
        return
    for before, match, after in zip(words, matches, words[2:], strict=False):
        if match.group() in unknown and before not in particles and after not in particles:
            around = run.text[max(0, match.start() - 1) : match.start()] + run.text[match.end() : match.end() + 1]
            if not _SIGN_OF_NO_WORD.search(around):
                yield match


def _list_own_words(collection: Collection) -> Iterator[str]:
    """The words of the report's own list, and of names of bodies, countries and cities."""
    vocabulary = collection.vocabulary
    listed: tuple[Organization | Entity, ...] = (*vocabulary.organizations.values(), *vocabulary.entities.values())
    names = (name for item in listed for name in list_names(item))
    lists = collection.word_lists
    for text in (*collection.plan.words, *names, *lists.pairs("countries"), *lists.pairs("cities")):
        yield from (word.lower() for word in _LETTERS.findall(text))


def _find_listed_elsewhere(words: set[str], word_lists: WordLists) -> set[str]:
    """Those of some words that another rule of spelling finds."""
    if not words:
        return set()
    slips = {slip for wrong in word_lists.pairs("misspelled").values() for slip in wrong.split()}
    respell = make_respelling(word_lists)
    wrong = {word for word in words if (match := SUFFIX.fullmatch(word)) and respell(match)}
    forms = PreferredForms(word_lists, frozenset(words)).sought
    return wrong.union(words & slips, words & list_american_forms(word_lists).keys(), forms)
