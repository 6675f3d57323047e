"""The British forms of words with an American suffix or spelling, as the lists of spelling.yaml have them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from assembler.model.text.lazy_regex import Pattern
from assembler.model.word_lists import WordLists

SUFFIX = Pattern(
    r"\b([A-Za-z]+)([iyIY])([szSZ])(e|ed|er|ers|es|ing|able|ability|ation|ations|ational|ationally|ement)\b",
    re.IGNORECASE,
)
"""A word with a suffix that may be -ise or -ize."""
_PREFIXES = ("re", "de", "un", "dis", "over", "under", "pre", "mis", "non", "inter", "co")


def make_respelling(word_lists: WordLists) -> Callable[[re.Match[str]], str]:
    """A function that gives a word of which the suffix is wrong its right one, and nothing for any other word."""
    ize = frozenset(verb.removesuffix("ize") for verb in word_lists.pairs("verb_in_ize"))
    ise = word_lists.words("verb_in_yse") | word_lists.words("root_in_ise")

    def respell(match: re.Match[str]) -> str:
        stem, vowel, mark = match[1].lower(), match[2].lower(), match[3].lower()
        if mark == "s" and vowel == "i" and _is_known(stem, ize):
            return match[1] + match[2] + copy_capitals(match[3], "z") + match[4]
        if mark == "z" and f"{stem}{vowel}se" in ise:
            return match[1] + match[2] + copy_capitals(match[3], "s") + match[4]
        return ""

    return respell


def list_american_forms(word_lists: WordLists) -> Mapping[str, str]:
    """Every American form with the British one, as the lists have them."""
    pairs, words = word_lists.pairs, word_lists.words
    table = dict(pairs("british_form"))
    for stem, right in pairs("british_stem").items():
        table |= {stem + ending: right + ending for ending in ("", *pairs("british_ending"))}
    for word, right in pairs("british_word").items():
        table |= {word: right, f"{word}s": f"{right}s"}
    for verb in words("doubled_l"):
        table |= {f"{verb}{ending}": f"{verb}l{ending}" for ending in ("ed", "er", "ers", "ing")}
    for verb in words("never_doubled"):
        table |= {f"{verb}{verb[-1]}{ending}": f"{verb}{ending}" for ending in ("ed", "ing")}
    return table


def copy_capitals(word: str, right: str) -> str:
    """The right form with the capitals of the word that is found."""
    if word.isupper() and len(right) > 1:
        return right.upper()
    return right[0].upper() + right[1:] if word[0].isupper() else right


def _is_known(stem: str, verbs: frozenset[str]) -> bool:
    """Whether a stem is that of a listed verb, with or without a prefix."""
    return stem in verbs or any(stem.startswith(prefix) and stem.removeprefix(prefix) in verbs for prefix in _PREFIXES)
