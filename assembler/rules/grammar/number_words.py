"""Numbers in words: which number a word means, and the word for a number, up to ninety-nine.

The words are data. A library for all languages takes a seventh of the time of a whole check to be imported alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from assembler.model.value import Value
from assembler.model.word_lists import WordLists
from assembler.rules.grammar.known_names import sort_longest_first

_HUNDRED, _THOUSAND = 100, 1000


class NumberWords(Value):
    """The number words of a language."""

    cardinals: Mapping[str, int]
    """Each word, from one to ninety-nine, with its number."""
    ordinals: Mapping[str, int]
    """Each word, from first to ninety-ninth, with its number."""

    def cardinal(self, number: int) -> str:
        """The word of a number; empty where it has none here."""
        return next((word for word, value in self.cardinals.items() if value == number), "")

    def ordinal(self, number: int) -> str:
        """The word of a place in a row; empty where it has none here."""
        return next((word for word, value in self.ordinals.items() if value == number), "")

    def value(self, words: str) -> int:
        """The number that words mean, such as two hundred and five; 0 where they are none."""
        thousands, rest = 0, 0
        for word in words.lower().replace(" and ", " ").split():
            if word == "hundred":
                rest = (rest or 1) * _HUNDRED
            elif word == "thousand":
                thousands, rest = (rest or 1) * _THOUSAND, 0
            elif word in self.cardinals:
                rest += self.cardinals[word]
            else:
                return 0
        return thousands + rest

    def pattern(self, least: int = 1) -> str:
        """What matches a number in words, from one on, as a part of a regular expression.

        It begins with letters: whoever uses it looks himself whether a word begins there, which is many times faster.
        """
        simple = {word: number for word, number in self.cardinals.items() if "-" not in word}
        units = "|".join(word for word, number in simple.items() if number < 10)
        words = "|".join(sort_longest_first(simple))
        any_one = rf"(?:{words})(?:-(?:{units}))?(?![\w-])"
        one = "|".join(sort_longest_first(w for w, n in simple.items() if n >= least))
        hundred = rf" hundred(?: and {any_one})?"
        further = rf"(?:{hundred}(?: thousand)?| thousand(?: (?:{units}){hundred}| and {any_one})?)"
        if not words:
            return "(?!)"
        return rf"(?:(?:{one})(?:-(?:{units}))?(?![\w-]){further}?|(?:{units}){further})"


def read_number_words(word_lists: WordLists) -> NumberWords:
    """The number words of the lists cardinal and ordinal, with those made of tens and units."""
    cardinals = {word: int(number) for word, number in word_lists.pairs("cardinal").items()}
    ordinals = {word: int(number) for word, number in word_lists.pairs("ordinal").items()}
    tens = {word: number for word, number in cardinals.items() if number % 10 == 0 and number > 10}
    cardinals |= {f"{ten}-{word}": tens[ten] + n for ten in tens for word, n in cardinals.items() if n < 10}
    ordinals |= {f"{ten}-{word}": tens[ten] + n for ten in tens for word, n in ordinals.items() if n < 10}
    return NumberWords(cardinals, ordinals)


def add_commas(digits: str) -> str:
    """A number with a comma for each thousand."""
    return re.sub(r"(?<=\d)(?=(?:\d{3})+\Z)", ",", digits)
