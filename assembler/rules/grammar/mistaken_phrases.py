"""Words that are right by themselves and wrong beside their neighbours, as mistaken.yaml and pairs.yaml have them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

from assembler.model.text.lazy_regex import Pattern
from assembler.model.word_lists import WordLists
from assembler.rules.grammar.known_names import match_one_of

_SLOT = Pattern(r"\{(\w+)\}")


def list_mistaken_phrases(word_lists: WordLists, stands: Callable[[str], bool]) -> Mapping[str, str]:
    """The phrases that stand in a text, in small letters, each with what is meant; for a right one, itself.

    `stands` says whether a phrase in small letters may stand there: a quick look, since there are thousands.
    """
    slots = {**word_lists.pairs("slot"), **word_lists.pairs("pair_slot")}

    @cache
    def list_words(name: str) -> Sequence[str]:
        """The words of a slot that stand in the text."""
        return [word for word in slots.get(name, "").split() if stands(word.lower())]

    wrong = (*word_lists.pairs("mistaken").items(), *word_lists.pairs("mistaken_pair").items())
    parts = {
        template: [part.strip() for part in _SLOT.split(template.lower())[::2]]
        if "{" in template
        else [template.lower()]
        for template, _ in wrong
    }
    return {
        phrase: correction
        for template, right in wrong
        if all(map(stands, filter(None, parts[template])))
        for phrase, correction in _fill(template, right, list_words, stands)
        if stands(phrase)
    }


def compile_mistaken_phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern for these phrases in any case of their letters; the longest is found where several begin."""
    return re.compile(rf"(?<![\w-]){match_one_of(phrases)}(?!['’]?\w|-)", re.IGNORECASE)


def _fill(
    template: str, right: str, list_words: Callable[[str], Sequence[str]], stands: Callable[[str], bool]
) -> Iterator[tuple[str, str]]:
    """Each phrase that a template stands for and that stands in the text, in small letters, with what is meant."""
    first, *rest = _SLOT.split(template)
    phrases: list[tuple[str, Mapping[str, str]]] = [(first.lower(), {})]
    for name, after in zip(rest[::2], rest[1::2], strict=True):
        longer = [
            (f"{phrase}{word}{after}".lower(), {**words, name: word})
            for phrase, words in phrases
            for word in list_words(name)
        ]
        phrases = [(phrase, words) for phrase, words in longer if stands(phrase.strip())]
    for phrase, words in phrases:
        yield phrase, _SLOT.sub(_take(words), right)


def _take(words: Mapping[str, str]) -> Callable[[re.Match[str]], str]:
    return lambda match: words[match[1]]
