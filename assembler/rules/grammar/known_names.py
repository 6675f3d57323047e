"""The names and short forms that rules know: of the report's two lists, and of the word lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from assembler.model.contribution import Collection
from assembler.model.text.prose import Run, normalize_signs
from assembler.model.value import Value


class Known(Value):
    """Names of bodies and what they are called for short."""

    names: Mapping[str, str]
    """Each short form with the full name."""
    short: Mapping[str, str]
    """Each full name with its short form."""
    organizations: tuple[str, ...]
    """Full names and short forms of the organizations of the report, the longest first."""
    well_known: frozenset[str]
    """Short forms that need no introduction."""


def read_known_names(collection: Collection) -> Known:
    """What is known of the names that a report may use, in the normal form of prose."""
    word_lists, vocabulary = collection.word_lists, collection.vocabulary
    names = dict(word_lists.pairs("abbreviations"))
    listed = [(item.acronym, item.name) for item in vocabulary.entities.values()]
    listed += [(item.acronym, item.name) for item in vocabulary.organizations.values()]
    names |= {short: normalize_signs(name) for short, name in listed if short != name}
    names.pop("", None)
    organizations = {
        normalize_signs(form)
        for item in vocabulary.organizations.values()
        for form in (item.name, item.acronym, item.short)
    }
    return Known(
        names=names,
        short={name: short for short, name in names.items()},
        organizations=sort_longest_first(form for form in organizations if form),
        well_known=word_lists.words("well_known"),
    )


def sort_longest_first(words: Iterable[str]) -> tuple[str, ...]:
    """The words so that a longer one is tried before one with which it begins."""
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def select_present(names: Iterable[str], runs: Iterable[Run]) -> list[str]:
    """Those of some names whose first word stands in one of some runs, be it as a part of another."""
    text = "\n".join(run.text for run in runs)
    return [name for name in names if name.partition(" ")[0] in text]


def match_one_of(words: Iterable[str], after: str = "") -> str:
    """A pattern for any of the words, or for nothing where there is none; any space may stand for a space.

    `after` is a look back, such as `(?<!\\w)`, at what stands before. It is taken from behind the first letter of a
    word, so that a search may leap from one such letter to the next; before the words it would be tried at every place
    of a text. The words are grouped by that letter: where capitals do not count, all must be small.
    """
    by_first: dict[str, list[str]] = {}
    for word in sort_longest_first(words):
        if word:
            by_first.setdefault(word[0], []).append(re.escape(word[1:]).replace(r"\ ", r"\s"))
    back = f"{after[:-1]}.)" if after else ""
    tried = [f"{re.escape(first)}{back}(?:{'|'.join(rest)})" for first, rest in by_first.items()]
    return f"(?:{'|'.join(tried)})" if tried else "(?!)"
