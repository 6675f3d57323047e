"""Proper names in English prose: where they stand, and the one form by which two spellings of a name are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import Prose
from assembler.model.value import Value

CAPITALIZED = r"[A-ZÀ-ÖØ-Þ](?:[\w’'-]*\w)?"
"""A word with a capital."""
_LINK = r"(?: (?:of|for|on|against|to|with)(?: the)?| in the| and)"
NAME = rf"{CAPITALIZED}(?:{_LINK}? {CAPITALIZED}){{1,14}}"
"""A name of two words and more, no more than a name has."""
_NAME = Pattern(rf"\b{NAME}")  # no search within a word: of one of 20,000 letters it would take minutes
_REST = Pattern(rf"\w+ (?:of|for|from|in|with) (?:the )?(?={NAME})")
_POSSESSIVE = Pattern(r"['’]s?\Z")
_NO_NAME_BEGINS = frozenset((
    "A", "After", "All", "Also", "Although", "An", "And", "As", "At", "Before", "Both", "By", "Despite", "During",
    "Each", "Every", "Following", "For", "From", "Her", "His", "I", "If", "In", "It", "Its", "On", "Our", "Over",
    "Since", "Some", "Such", "That", "The", "Their", "These", "They", "This", "Those", "Through", "To", "Under",
    "Until", "Upon", "We", "When", "Where", "Which", "While", "With", "Within", "Without",
))  # fmt: skip
_ARTICLES = frozenset(("a", "an", "for", "in", "of", "on", "the"))
"""Words that people interchange within a name."""
_SMALL = _ARTICLES | {"against", "and", "at", "by", "from", "or", "to", "with"}


class ProperName(Value):
    """A name at its place in a text."""

    text: str
    """Its words, with plain spaces."""
    start: int
    """Of its first character."""
    end: int
    """After its last."""


def find_names(text: str) -> Iterator[ProperName]:
    """The names of two words and more in a text, without “In” or “The” where these begin a sentence before them."""
    for match in _NAME.finditer(text):
        start, name = match.start(), match.group()
        first, _, rest = name.partition(" ")
        while first in _NO_NAME_BEGINS and rest:
            start += len(first) + 1
            name = rest
            first, _, rest = name.partition(" ")
            if first in _SMALL:
                start += len(first) + 1
                name = rest
                first, _, rest = name.partition(" ")
        owner, possessive, name = name.rpartition("’s ")
        start += len(owner) + len(possessive)
        name = _POSSESSIVE.sub("", name)
        if " " in name:
            yield ProperName(name, start, start + len(name))


def find_all_names(runs: Prose) -> Mapping[int, Sequence[ProperName]]:
    """The names in each run, by its `id`; ask for them as `runs.cached(find_all_names)`, since several rules do."""
    return {id(run): tuple(find_names(run.text)) for run in runs}


def cut_first_word(name: ProperName, text: str) -> ProperName | None:
    """The rest of a name that begins a sentence, since its first word may be no part of it: “Staff of the Centre”."""
    begins = not text[: name.start].strip() or text[: name.start].rstrip().endswith((".", ":", ";"))
    rest = _REST.match(name.text) if begins else None
    return ProperName(name.text[rest.end() :], name.start + rest.end(), name.end) if rest else None


@lru_cache(maxsize=4096)
def make_key(name: str) -> str:
    """The words of a name that tell it from others: small, without accents, hyphens, articles and prepositions."""
    plain = unicodedata.normalize("NFKD", name.replace("-", " ")).casefold()
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(word for word in re.findall(r"\w+", letters) if word not in _ARTICLES)
