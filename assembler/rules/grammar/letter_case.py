"""Finds terms that stand in other capitals than they should."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from assembler.model.text.prose import Prose, Run
from assembler.rules.grammar.known_names import match_one_of


def find_in_other_case(runs: Prose, terms: Iterable[str]) -> Iterator[tuple[Run, re.Match[str], str]]:
    """Each place where one of the terms stands in other capitals than its own, with the term.

    A term inside a longer one is left alone, and so are terms in capitals alone, those that are
    listed in two ways, and small ones that begin with a capital, as they do in the beginning of a sentence.
    """
    listed = set(terms)
    times = Counter(term.lower() for term in listed)
    right = {term.lower(): term for term in listed if times[term.lower()] == 1 and runs.has_phrase(term.lower())}
    small = runs.joined.lower()
    doubtful = [term for term in right if small.count(term) > runs.joined.count(right[term])]
    around = [term for term in right if any(part in term for part in doubtful)]
    pattern = re.compile(rf"(?<![\w-]){match_one_of(around)}(?![\w-])", re.IGNORECASE)
    for run in runs.with_any(doubtful):
        for match in pattern.finditer(run.text):
            words = " ".join(match.group().split())
            term = right[words.lower()]
            begins_sentence = term[0].islower() and words[1:] == term[1:]
            if words != term and not begins_sentence and not words.isupper():
                yield run, match, term
