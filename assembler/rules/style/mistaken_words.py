"""Words that are right by themselves and wrong where they stand: council for counsel, a for an."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assembler.model.contribution import Collection
from assembler.model.finding import Fault
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import Prose
from assembler.model.word_lists import WordLists
from assembler.rules.clauses.verb_forms import find_verbs_in_wrong_form
from assembler.rules.grammar.agreement import find_disagreements, find_lone_singulars
from assembler.rules.grammar.mistaken_phrases import compile_mistaken_phrases, list_mistaken_phrases
from assembler.rules.grammar.respelling import copy_capitals

_VOWELS = ("a", "e", "i", "o", "u")
_NO_NOUN = ("and", "or", "is", "in", "of", "on", "as", "at")
"""After “a” with one of these it is a letter, and no article."""
_SPELLED_VOWELS = re.compile("[AEIO]")
"""An abbreviation that begins so begins with a vowel, whether it is spelled out or spoken as a word."""
_EIGHT = Pattern(r"(?:8[\d,]*|1[18](?:,\d{3})*)(?![\d,])")
"""Numbers that are read with a vowel: eight, eighty, eleven, eighteen."""
_ARTICLE = Pattern(r"(?<![\w’'.(/-])([Aa]n?) ([A-Za-z][\w-]*|\d[\d,]*)(?![\w/])")


def find_mistaken_word(runs: Prose, collection: Collection) -> Iterator[Fault]:
    """A word is right by itself, but another one is meant, as its neighbours tell; or “a” stands for “an”.

    Why: no dictionary finds such slips (UN-SPL-06). The phrases are the list `mistaken`; where both words may
    be right, nothing is found. A verb that does not agree in number with a plain subject is such a slip, too.

    Wrong: “The Human Rights Counsel adapted a resolution on a integrated approach.”
    Right: “The Human Rights Council adopted a resolution on an integrated approach.”
    """
    yield from _find_mistaken_phrases(runs, collection.word_lists)
    yield from _find_wrong_articles(runs, collection.word_lists)
    yield from find_verbs_in_wrong_form(runs, collection.word_lists)
    for run, start, end, right in find_disagreements(runs, collection.word_lists):
        message, hint = "“{words}” does not agree in number with its subject.", "Write “{instead}”."
        yield run.fault(start, end, message, hint, instead=right)
    for run, start, end, right in find_lone_singulars(runs, collection.word_lists):
        message, hint = "“{words}” is singular after a number that needs the plural.", "Write “{instead}”."
        yield run.fault(start, end, message, hint, instead=right)


def _find_mistaken_phrases(runs: Prose, word_lists: WordLists) -> Iterator[Fault]:
    phrases = list_mistaken_phrases(word_lists, runs.has_phrase)
    pattern = compile_mistaken_phrases(phrases)
    for run in runs.with_any(phrases):
        small = run.text.lower()
        for match in pattern.finditer(run.text) if any(phrase in small for phrase in phrases) else ():
            right = phrases[" ".join(match.group().lower().split())]
            if right.lower() != match.group().lower():
                capital = match.group()[0].isupper()
                message, hint = "“{words}” is a slip for “{instead}”.", "Write “{instead}”."
                yield run.fault(*match.span(), message, hint, instead=copy_capitals("Aa", right) if capital else right)


def _find_wrong_articles(runs: Prose, word_lists: WordLists) -> Iterator[Fault]:
    """A fault for each “a” before a vowel, and each “an” before a consonant."""
    consonant, vowel = (tuple(word_lists.pairs(name)) for name in ("consonant_sound", "vowel_sound"))

    def is_vowel(word: str) -> bool | None:
        """Whether a word is read with a vowel first; none where it may be either."""
        if word[0].isdigit():
            return _EIGHT.match(word) is not None
        small = word.lower()
        if len(word.partition("-")[0]) == 1 or small in _NO_NOUN:
            return None
        if any(sign.isupper() for sign in word[1:]):
            return True if _SPELLED_VOWELS.match(word) else False if word.startswith("UN") else None
        return small.startswith(vowel) or (small.startswith(_VOWELS) and not f"{small}-".startswith(consonant))

    articles = (pair for pair in runs.pairs if pair[0] in ("a", "an") and pair[1])
    doubtful = [f"{a} {word}" for a, word in articles if is_vowel(word) is not (a == "an") or word.startswith("un")]
    for run in runs.with_any(doubtful):
        for match in _ARTICLE.finditer(run.text):
            right = {True: "an", False: "a", None: match[1].lower()}[is_vowel(match[2])]
            if match[1].lower() != right and match[2].isascii():
                article = copy_capitals("Aa", right) if match[1][0] == "A" else right
                message, hint = "“{words}” has the wrong article.", "Write “{instead}”."
                yield run.fault(*match.span(), message, hint, instead=f"{article} {match[2]}")
