"""Spelling and hyphens: one form of each word in the whole report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assembler.model.contribution import Collection
from assembler.model.finding import Fault
from assembler.model.prose import Run

_DOUBLED = re.compile(r"\b([^\W\d_]+)(\s+)\1\b", re.IGNORECASE)


def doubled_word(runs: tuple[Run, ...], collection: Collection) -> Iterator[Fault]:
    """A word stands twice in a row.

    Why: such slips are left when texts are joined; a reader takes them for carelessness (observed in A/75/345).

    Wrong: “The commission worked with the the African Court.”
    Right: “The commission worked with the African Court.”
    """
    meant = collection.lexicon.words("doubled")
    for run in runs:
        for match in _DOUBLED.finditer(run.text):
            if match.group().casefold() not in meant:
                message = f"“{match[1]}” stands twice in a row."
                yield run.fault(*match.span(), message, "Keep one of the two.", instead=match[1], safe=True)
