"""Cross references to paragraphs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from assembler.model.contribution import Collection
from assembler.model.finding import Fault, make_fault
from assembler.model.nodes import CrossReference, Inline, Paragraph
from assembler.model.reference_names import collect_names, list_names
from assembler.model.report import Report
from assembler.model.text.suggestions import suggest_with_parts
from assembler.model.text.traversal import walk_block_inlines, walk_blocks, walk_report_inlines

MOST_GUESSES = 50
"""For how many unknown names the one that was probably meant is looked for."""
MOST_NAMED = 3
"""How many of the paragraphs that a reference may mean are named."""

type Places = Mapping[str, tuple[str, ...]]
"""For each way to name a paragraph, the identifiers that it may mean."""


def find_reference_to_nowhere(report: Report, collection: Collection) -> Iterator[Fault]:
    """A cross reference names no paragraph that is printed in the report.

    Why: the reader would find “para. [?]”. The number cannot be typed by hand: it changes with every new paragraph
    (rule UN-REF-03).

    Wrong: `(see [para.](#ceasfire) above)`, when the paragraph is named `{: #ceasefire }`.
    Right: `(see [para.](#ceasefire) above)`.
    """
    places = collection.cached(_collect_places)
    lost = [
        (name, reference)
        for reference in chain(_list_unnumbered(report), _list_lost(report, collection, places))
        for name in (reference.first, reference.last)
        if name and not _find_identifiers(name, places)
    ]
    near = _suggest_names([name.partition("#")[2] for name, _ in lost], collection)
    for name, reference in lost:
        yield _make_fault_of_lost(name.partition("#")[2], reference, near)


def find_reference_to_several(report: Report, collection: Collection) -> Iterator[Fault]:
    """A cross reference names paragraphs in several files, or one that is not printed.

    Why: two files may use the same name; the program does not guess.

    Wrong: `[para.](#overview)`, when unhcr/au.md and who/cei.md both have a paragraph `{: #overview }`.
    Right: `[para.](unhcr/au#overview)`.
    """
    places = collection.cached(_collect_places)
    numbered = _list_numbered(report)
    for reference in _list_unnumbered(report):
        for name in (reference.first, reference.last):
            identifiers = _find_identifiers(name, places) if name else ()
            word = "#" + name.partition("#")[2]
            if len(identifiers) > 1:
                some = " or ".join(identifiers[:MOST_NAMED]) + (" or others" if len(identifiers) > MOST_NAMED else "")
                message = "The reference to “{word}” could mean {some}."
                yield make_fault(
                    reference.source,
                    message,
                    "Write the full reference, such as ({meant}).",
                    word=word,
                    some=some,
                    meant=identifiers[0],
                )
            elif identifiers and identifiers[0] not in numbered:
                message = "The reference to “{word}” leads to {meant}, which is printed without a number."
                yield make_fault(
                    reference.source,
                    message,
                    "Refer to a numbered paragraph of the report.",
                    word=word,
                    meant=identifiers[0],
                )


def _list_numbered(report: Report) -> frozenset[str]:
    """The paragraphs that are printed with a number, themselves or taken over into a consolidated one."""
    printed = [block for block in walk_blocks(report) if isinstance(block, Paragraph) and block.number]
    return frozenset(name for block in printed for name in (block.id, *(origin.paragraph for origin in block.origins)))


def _collect_places(collection: Collection) -> Places:
    """What each name may mean that a reference has."""
    names = collect_names(collection.cached(_list_typed))
    places: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for name, id in _list_names(collection):
        if name in names:
            places[name][id] = None
    return {name: tuple(ids) for name, ids in places.items()}


def _list_names(collection: Collection) -> Iterator[tuple[str, str]]:
    """Every name of each paragraph of every text, with its identifier."""
    return chain.from_iterable(map(list_names, collection.contributions))


def _find_identifiers(name: str, places: Places) -> tuple[str, ...]:
    """The identifiers of the paragraphs that a reference may mean: in its own file, else anywhere under that name."""
    word = name.partition("#")[2]
    return places.get(name) or (() if _is_place(word) else places.get(f"#{word}", ()))


def _list_unnumbered(report: Report) -> Iterator[CrossReference]:
    """The printed references without a number."""
    return (reference for reference in report.cached(_list_printed) if not reference.numbers)


def _list_lost(report: Report, collection: Collection, places: Places) -> Iterator[CrossReference]:
    """The references of texts that are not printed, where they name nothing."""
    printed = {reference.source for reference in report.cached(_list_printed)}
    for reference in collection.cached(_list_typed):
        if reference.source in printed:
            continue
        if not all(_find_identifiers(name, places) for name in (reference.first, reference.last) if name):
            yield reference


def _list_printed(report: Report) -> tuple[CrossReference, ...]:
    return tuple(_select_references(walk_report_inlines(report)))


def _list_typed(collection: Collection) -> tuple[CrossReference, ...]:
    return tuple(
        reference
        for text in collection.contributions
        for reference in _select_references(walk_block_inlines(text.blocks))
    )


def _select_references(inlines: Iterable[Inline]) -> Iterator[CrossReference]:
    return (inline for inline in inlines if isinstance(inline, CrossReference))


def _is_place(word: str) -> bool:
    """Whether the word is a paragraph's place, such as p3, which means something in its own file only."""
    return word[:1] == "p" and word[1:].isdecimal()


def _make_fault_of_lost(word: str, reference: CrossReference, near: Mapping[str, str]) -> Fault:
    if _is_place(word):
        message = "The reference to “#{word}” cannot be resolved: that text has no paragraph {number}."
        return make_fault(
            reference.source,
            message,
            "Correct the number. Or give the paragraph a name, which does not change when paragraphs are added.",
            word=word,
            number=word[1:],
        )
    suggestion = near.get(word, "")
    hint = "Did you mean “#{meant}”?" if suggestion else "Write {{: #{word} }} on the line after the right paragraph."
    return make_fault(
        reference.source,
        "The reference to “#{word}” cannot be resolved: no paragraph has that name.",
        hint,
        word=word,
        meant=suggestion,
    )


def _suggest_names(words: Sequence[str], collection: Collection) -> dict[str, str]:
    """For the first of the words the name that was probably meant; a text with more of them has another fault."""
    if not words:
        return {}
    names = sorted({name[1:] for name, _ in _list_names(collection) if name.startswith("#")})
    return {word: suggest_with_parts(word, names) for word in list(dict.fromkeys(words))[:MOST_GUESSES]}
