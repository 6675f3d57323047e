"""The names and short forms that rules know: of the report's two lists, and of the word lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from assembler.model.contribution import Collection
from assembler.value import Value


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


def known(collection: Collection) -> Known:
    """What is known of the names that a report may use."""
    lexicon, vocabulary = collection.lexicon, collection.vocabulary
    names = dict(lexicon.pairs("abbreviations"))
    names |= {it.acronym: it.name for it in vocabulary.entities.values() if it.acronym != it.name}
    names |= {it.acronym: it.name for it in vocabulary.organizations.values() if it.acronym != it.name}
    names.pop("", None)
    organizations = {form for it in vocabulary.organizations.values() for form in (it.name, it.acronym, it.short)}
    return Known(
        names=names,
        short={name: short for short, name in names.items()},
        organizations=longest_first(form for form in organizations if form),
        well_known=lexicon.words("well_known"),
    )


def longest_first(words: Iterable[str]) -> tuple[str, ...]:
    """The words so that a longer one is tried before one with which it begins."""
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, or for nothing where there is none; any space may stand for a space.

    It looks at the first letter before it tries the words, of which there may be hundreds.
    """
    listed = [word for word in longest_first(words) if word]
    tried = [re.escape(word).replace(r"\ ", r"\s") for word in listed]
    firsts = "".join(re.escape(first) for first in sorted({word[0] for word in listed}))
    return f"(?:(?=[{firsts}])(?:{'|'.join(tried)}))" if tried else "(?!)"
