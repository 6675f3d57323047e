"""Cross references to paragraphs: settled once the numbers are known.

Needs numbered paragraphs; leaves a reference without numbers only where it leads nowhere, which a rule reports.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from assembler.model.contribution import Collection
from assembler.model.nodes import CrossReference, Inline, Paragraph
from assembler.model.reference_names import collect_names, is_place_name, list_names
from assembler.model.report import Report
from assembler.model.text.rewriting import rewrite_inlines
from assembler.model.text.traversal import walk_blocks, walk_report_inlines
from assembler.model.value import replace

type Places = dict[str, tuple[str, ...]]
"""For each way to name a paragraph, the identifiers that it may mean."""


def settle_references(report: Report, collection: Collection) -> Report:
    """The report with the numbers and the true identifiers of the paragraphs that its references name."""
    names = collect_names(it for it in walk_report_inlines(report) if isinstance(it, CrossReference))
    if not names:
        return report
    numbers = {block.id: block.number for block in walk_blocks(report) if isinstance(block, Paragraph)}
    places = _printed_places(report, collection, names)

    def settled(inline: Inline) -> tuple[Inline, ...]:
        return (_settled(inline, places, numbers),) if isinstance(inline, CrossReference) else (inline,)

    return rewrite_inlines(report, settled)


def _printed_places(report: Report, collection: Collection, names: frozenset[str]) -> Places:
    """What these names may mean in print."""
    printed = {block.id for block in walk_blocks(report) if isinstance(block, Paragraph) and block.number}
    known = [pair for text in collection.contributions for pair in list_names(text) if pair[0] in names]
    named = ((name, id) for name, id in known if id in printed)
    sought = frozenset(chain.from_iterable(known))
    taken = (
        (origin.paragraph, block.id)
        for block in walk_blocks(report)
        if isinstance(block, Paragraph)
        for origin in block.origins
        if origin.paragraph in sought
    )
    by_origin = _collected(taken)
    aliases = (
        (name, target)
        for name, id in known
        if name.partition("#")[0]  # a bare name of an unprinted paragraph would be ambiguous
        for target in by_origin.get(name, ()) or by_origin.get(id, ())
    )
    return _collected((*named, *aliases))


def _collected(pairs: Iterator[tuple[str, str]] | tuple[tuple[str, str], ...]) -> Places:
    places: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for name, id in pairs:
        places[name][id] = None
    return {name: tuple(ids) for name, ids in places.items()}


def _settled(reference: CrossReference, places: Places, numbers: dict[str, int | None]) -> CrossReference:
    first = _meant(reference.first, places)
    last = _meant(reference.last, places) if reference.last else first
    if not first or not last:
        return reference
    found = tuple(number for id in dict.fromkeys((first, last)) if (number := numbers.get(id)))
    return replace(reference, first=first, last=last if reference.last else "", numbers=found)


def _meant(name: str, places: Places) -> str:
    """The identifier that a reference means: in its own file, else anywhere under that name; empty where several do.

    Several paragraphs that were made from the one that is named are named by the first.
    """
    exact = places.get(name, ())
    if exact:
        return exact[0] if len(exact) == 1 or name not in exact else ""
    word = name[name.index("#") :]
    anywhere = places.get(word, ()) if not is_place_name(word) else ()  # a place means something in its own file only
    return anywhere[0] if len(anywhere) == 1 else ""
