"""Fills in the numbers of cross references to paragraphs.

Needs numbered paragraphs. Only a reference that leads nowhere stays without numbers; a rule reports it.
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
"""For each name of a paragraph, the identifiers that the name may mean."""


def settle_references(report: Report, collection: Collection) -> Report:
    """The report with the numbers and the identifiers of the paragraphs that its references name."""
    names = collect_names(inline for inline in walk_report_inlines(report) if isinstance(inline, CrossReference))
    if not names:
        return report
    numbers = {block.id: block.number for block in walk_blocks(report) if isinstance(block, Paragraph)}
    places = _find_printed_places(report, collection, names)

    def settle(inline: Inline) -> tuple[Inline, ...]:
        return (_settle_reference(inline, places, numbers),) if isinstance(inline, CrossReference) else (inline,)

    return rewrite_inlines(report, settle)


def _find_printed_places(report: Report, collection: Collection, names: frozenset[str]) -> Places:
    """The printed paragraphs that the names may mean."""
    printed = {block.id for block in walk_blocks(report) if isinstance(block, Paragraph) and block.number}
    pairs = [pair for text in collection.contributions for pair in list_names(text) if pair[0] in names]
    places = ((name, id) for name, id in pairs if id in printed)
    known_names = frozenset(chain.from_iterable(pairs))
    sources = (
        (origin.paragraph, block.id)
        for block in walk_blocks(report)
        if isinstance(block, Paragraph)
        for origin in block.origins
        if origin.paragraph in known_names
    )
    by_origin = _group_by_name(sources)
    aliases = (
        (name, target)
        for name, id in pairs
        if name.partition("#")[0]  # a bare name of an unprinted paragraph would be ambiguous
        for target in by_origin.get(name, ()) or by_origin.get(id, ())
    )
    return _group_by_name((*places, *aliases))


def _group_by_name(pairs: Iterator[tuple[str, str]] | tuple[tuple[str, str], ...]) -> Places:
    places: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for name, id in pairs:
        places[name][id] = None
    return {name: tuple(ids) for name, ids in places.items()}


def _settle_reference(reference: CrossReference, places: Places, numbers: dict[str, int | None]) -> CrossReference:
    first = _find_target(reference.first, places)
    last = _find_target(reference.last, places) if reference.last else first
    if not first or not last:
        return reference
    reference_numbers = tuple(number for id in dict.fromkeys((first, last)) if (number := numbers.get(id)))
    return replace(reference, first=first, last=last if reference.last else "", numbers=reference_numbers)


def _find_target(name: str, places: Places) -> str:
    """The identifier that a name means: in its own file, else in any file; empty where it means several paragraphs.

    The first stands for several paragraphs that were made from the one that is named.
    """
    exact = places.get(name, ())
    if exact:
        return exact[0] if len(exact) == 1 or name not in exact else ""
    word = name[name.index("#") :]
    anywhere = places.get(word, ()) if not is_place_name(word) else ()  # a place means something in its own file only
    return anywhere[0] if len(anywhere) == 1 else ""
