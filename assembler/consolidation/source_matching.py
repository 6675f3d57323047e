"""Finds what has become of the sources of a consolidated text in the contributions of now.

A source is named by its place, which shifts as soon as an entity adds or deletes a paragraph. Where its words were kept
as they were taken over, it is found again by them, also where they have changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assembler.consolidation.source_passages import PassagesByHash
from assembler.merge.matching import match_versions
from assembler.merge.normal_form import list_words
from assembler.merge.units import Unit
from assembler.model.consolidation_sources import (
    ContributedPassage,
    Passage,
    find_sources,
    list_contributed,
    list_origins,
)
from assembler.model.contribution import Collection, Contribution, Kind
from assembler.model.nodes import Origin, Paragraph
from assembler.model.value import replace

type Sources = Mapping[Origin, ContributedPassage]
"""The contributed passage that each source means now, without sources that mean none."""


def match_sources(collection: Collection, text: Contribution, base_passages: PassagesByHash) -> Sources:
    """The sources of all consolidated texts; those of this one by the words that were kept."""
    editors = collection.of_kind(Kind.CONSOLIDATED)
    sources = find_sources(collection, (origin for editor in editors for origin in list_origins(editor)))
    texts = {contribution.key: contribution for contribution in collection.of_kind(Kind.ENTITY)}
    for key, origins in _group_by_text(list_origins(text), base_passages).items():
        matches = _match_passages(origins, list_contributed(texts[key]), base_passages) if key in texts else {}
        sources = {origin: passage for origin, passage in sources.items() if origin not in origins} | matches
    return sources


def _group_by_text(origins: Iterable[Origin], base_passages: PassagesByHash) -> dict[str, list[Origin]]:
    """The sources whose words were kept, by the contribution in which they stood."""
    groups: dict[str, list[Origin]] = {}
    for origin in origins:
        if origin.hash in base_passages:
            groups.setdefault(origin.paragraph.partition("#")[0], []).append(origin)
    return groups


def _match_passages(
    origins: Iterable[Origin], passages: Iterable[ContributedPassage], base_passages: PassagesByHash
) -> dict[Origin, ContributedPassage]:
    ordered = sorted(origins, key=_find_place)
    former = {_make_unit(base_passages[origin.hash], (origin.paragraph,)): origin for origin in ordered}
    current = {_make_unit(passage.passage, passage.names): passage for passage in passages}
    matches = match_versions(tuple(former), tuple(current))
    return {former[unit]: current[others[0]] for unit, others in matches.items()}


def _find_place(origin: Origin) -> int:
    """The place of a source in its contribution; a source with a name has none, and comes last."""
    place = origin.paragraph.partition("#")[2].removeprefix("p")
    return int(place) if place.isdecimal() else 1 << 30


def _make_unit(passage: Passage, names: tuple[str, ...]) -> Unit:
    first = passage[0]
    # Sources are named by places, which may have shifted.
    bare = replace(first, origins=()) if isinstance(first, Paragraph) else first
    return Unit(bare, names, list_words(passage), owner=names[0].partition("#")[0])
