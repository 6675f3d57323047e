"""The list of the United Nations: what is written in one word, in two, or with a hyphen.

Finds what is written otherwise; what a name is, is left to the rule of spelling. Only the few words of the lists that
stand in the report at all are looked for in its texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import Run, cut_before
from assembler.model.word_lists import WordLists

_NEXT_WORD = Pattern(r" ([a-z]+)")
_NO_ATTRIBUTE = Pattern(r"\b(?:at|in the|over the)\Z")
_EDGE = Pattern(r"[\w-]")

type Form = tuple[int, int, str]


class PreferredForms:
    """What the lists say of the words of a report."""

    def __init__(self, word_lists: WordLists, present: frozenset[str]) -> None:
        """For the words that are present."""
        words = _read_forms(word_lists)
        self._forms = {wrong: right for wrong, right in words.items() if present.issuperset(wrong.split(" "))}
        self._forms |= _find_prefixed(word_lists, present)
        self._attributive = word_lists.words("attributive_noun")
        self._nouns = word_lists.words("noun_after_hyphen")
        attributes = (words for words in word_lists.pairs("hyphen_before_noun") if present.issuperset(words.split(" ")))
        self._forms |= dict.fromkeys(attributes, "")
        self._any = re.compile("|".join(sorted(map(re.escape, self._forms), key=len, reverse=True)) or "(?!)")

    @property
    def sought(self) -> Iterable[str]:
        """The words and phrases of the lists that stand in the report."""
        return self._forms

    def __call__(self, run: Run) -> Iterator[Form]:
        """Each word of a run in another form than the lists have: where it begins and ends, and the right form."""
        text = lower_text(run.text)
        for match in self._any.finditer(text) if self._forms else ():
            before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
            if not _EDGE.match(before) and not _EDGE.match(after):
                right = self._find_right_form(text, match)
                if right:
                    capital = run.text[match.start()].isupper()
                    yield *match.span(), right[0].upper() + right[1:] if capital else right

    def _find_right_form(self, text: str, match: re.Match[str]) -> str:
        """The right form of what is found; nothing where it is right as it stands."""
        next_word = _NEXT_WORD.match(text, match.end())
        following = next_word[1] if next_word else ""
        right = self._forms[match.group()]
        if right:
            return right.replace(" ", "-") if following in self._attributive else right
        is_attribute = following in self._nouns and not _NO_ATTRIBUTE.search(cut_before(text, match.start()).rstrip())
        return match.group().replace(" ", "-") if is_attribute else ""


def lower_text(text: str) -> str:
    """The text in small letters, of the same length."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _read_forms(word_lists: WordLists) -> Mapping[str, str]:
    """The right form of each word and phrase of the lists that is written otherwise."""
    table = dict(word_lists.pairs("noun_or_attribute")) | dict(word_lists.pairs("preferred_form"))
    table |= {parts: re.sub("[- ]", "", parts) for parts in word_lists.pairs("one_word")}
    for right in word_lists.pairs("with_hyphen"):
        table |= {right.replace("-", "").lower(): right, right.replace("-", " ").lower(): right}
    for right in word_lists.pairs("two_words"):
        table |= {right.replace(" ", ""): right, right.replace(" ", "-"): right}
    return table


def _find_prefixed(word_lists: WordLists, present: Iterable[str]) -> Mapping[str, str]:
    """The words present with a hyphen after a prefix that has none, or without one after a prefix that has."""
    closed = {prefix: tuple(stems.split()) for prefix, stems in word_lists.pairs("closed_prefix").items()}
    hyphenated = [(prefix, tuple(stems.split())) for prefix, stems in word_lists.pairs("hyphenated_prefix").items()]
    prefixes = tuple(prefix for prefix, _ in hyphenated)
    forms: dict[str, str] = {}
    for word in present:
        prefix, hyphen, rest = word.partition("-")
        if hyphen:
            if "-" not in rest and rest.startswith(closed.get(prefix, ())):
                forms[word] = prefix + rest
        elif prefixes and word.startswith(prefixes):
            for before, stems in hyphenated:
                if word.startswith(before) and word[len(before) :].startswith(stems):
                    forms[word] = f"{before}-{word[len(before) :]}"
    return forms
