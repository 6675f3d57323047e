"""Finds terms that stand in other capitals than they should."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from assembler.model.text.prose import Prose, Run
from assembler.rules.grammar.known_names import match_one_of


def find_in_other_case(runs: Prose, terms: Iterable[str]) -> Iterator[tuple[Run, re.Match[str], str]]:
    """Each place where one of the terms stands in other capitals than its own, with the term.

    A term may be listed in several forms, of which that with the first capital is given. A term inside a longer one is
    left alone, and so are terms in capitals alone, and small ones that begin with a capital, as in a sentence.
    """
    forms: defaultdict[str, list[str]] = defaultdict(list)
    for term in sorted(terms):
        forms[term.lower()].append(term)
    present = {small: right for small, right in forms.items() if runs.has_phrase(small)}
    text = runs.joined.lower()
    doubtful = [small for small, right in present.items() if text.count(small) > sum(map(runs.joined.count, right))]
    around = [small for small in present if any(part in small for part in doubtful)]
    pattern = re.compile(rf"(?<![\w=-]){match_one_of(around)}(?![\w-])", re.IGNORECASE)
    for run in runs.with_any(doubtful):
        for match in pattern.finditer(run.text):
            words = " ".join(match.group().split())
            right = present[words.lower()]
            begins_sentence = right[0][0].islower() and words[1:] == right[0][1:]
            if words not in right and not begins_sentence and not words.isupper():
                yield run, match, right[0]
