"""Bodies without a name that English texts tell by what they are for: the joint training centre for mine action."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.prose import Prose
from assembler.rules.grammar.proper_names import ProperName

_KINDS = (
    "academy",
    "centre",
    "facility",
    "hub",
    "institute",
    "laboratory",
    "network",
    "office",
    "portal",
    "school",
)
_THING = Pattern(
    rf"(?P<thing>(?:[a-z-]+ ){{0,3}}(?:{'|'.join(_KINDS)}) (?:for|on|of) (?:[a-z-]+ ){{0,4}}?[a-z-]+)"
    r"(?=,? (?:which |that )?(?:was |were |is |has )?(?:established|founded|created|set up|opened|launched|based"
    r"|headquartered|located|(?:with )?its)\b)"
)


def list_described_kinds(runs: Prose) -> Sequence[str]:
    """The words with which such bodies are told in a report: centre for."""
    return [f"{kind} {word} " for kind, word in runs.pairs.intersection(product(_KINDS, ("for", "on", "of")))]


def find_described_bodies(text: str, kinds: Iterable[str]) -> Iterator[ProperName]:
    """Such bodies in a text before what is said of them, such as where they were opened."""
    places = (text.find(kind) for kind in kinds)
    for place in (place for place in places if place > 0):
        article = max(text.rfind(f"{word} ", 0, place) for word in ("the", "The", "its", "their"))
        match = _THING.match(text, text.find(" ", article) + 1) if article >= 0 else None
        if match and match.end() > place:
            yield ProperName(match["thing"], *match.span("thing"))
