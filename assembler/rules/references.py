"""Cross references to paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from assembler.model.contribution import Collection
from assembler.model.finding import Fault
from assembler.model.nodes import CrossReference, Paragraph
from assembler.model.report import Report
from assembler.model.walk import block_inlines, report_blocks


def reference_to_nowhere(report: Report, collection: Collection) -> Iterator[Fault]:
    """A cross reference names no paragraph that is printed in the report.

    Why: the reader would find “para. [?]”. The number can't be typed by hand: it changes with every new paragraph
    (rule UN-REF-03).

    Wrong: `(see [para.](#ceasfire) above)`, when the paragraph is named `{: #ceasefire }`.
    Right: `(see [para.](#ceasefire) above)`.
    """
    for reference in _unsettled(report, collection):
        for name in (reference.first, reference.last):
            if name and not _candidates(name, collection):
                yield _nowhere(name, reference, collection)


def reference_to_several(report: Report, collection: Collection) -> Iterator[Fault]:
    """A cross reference names paragraphs in several files, or one that is not printed.

    Why: two files may use the same name; the program does not guess.

    Wrong: `[para.](#overview)`, when unhcr/au.md and who/cei.md both have a paragraph `{: #overview }`.
    Right: `[para.](unhcr/au#overview)`.
    """
    for reference in _unsettled(report, collection):
        for name in (reference.first, reference.last):
            found = _candidates(name, collection) if name else ()
            if not found:
                continue
            word = "#" + name.partition("#")[2]
            if len(found) > 1:
                message = f"The reference to “{word}” could mean {' or '.join(found)}."
                yield Fault(reference.source, message, f"Write the one that is meant, such as ({found[0]}).")
            else:
                message = f"The reference to “{word}” means {found[0]}, which is not printed with a number."
                yield Fault(reference.source, message, "Refer to a numbered paragraph of the report.")


def _unsettled(report: Report, collection: Collection) -> Iterator[CrossReference]:
    """The printed references without a number, then those of texts that are not printed and name nothing."""
    printed = [inline for inline in block_inlines(report_blocks(report)) if isinstance(inline, CrossReference)]
    yield from (reference for reference in printed if not reference.numbers)
    seen = {reference.source for reference in printed}
    for text in collection.contributions:
        for inline in block_inlines(text.blocks):
            if not isinstance(inline, CrossReference) or inline.source in seen:
                continue
            if not all(_candidates(name, collection) for name in (inline.first, inline.last) if name):
                yield inline


def _candidates(name: str, collection: Collection) -> tuple[str, ...]:
    """The identifiers of the paragraphs that a reference may mean."""
    key, _, word = name.partition("#")
    own = [id for text in collection.contributions if text.key == key for id in _named(text.blocks, key, word)]
    anywhere = [id for text in collection.contributions for id in _named(text.blocks, text.key, word)]
    return tuple(own or (anywhere if not _is_place(word) else ()))


def _named(blocks: tuple[object, ...], key: str, word: str) -> Iterator[str]:
    paragraphs = (block for block in blocks if isinstance(block, Paragraph) and block.id)
    for place, paragraph in enumerate(paragraphs, 1):
        if paragraph.id == f"{key}#{word}" or word == f"p{place}":
            yield paragraph.id


def _is_place(word: str) -> bool:
    """Whether the word is a paragraph's place, such as p3, which means something in its own file only."""
    return word[:1] == "p" and word[1:].isdecimal()


def _nowhere(name: str, reference: CrossReference, collection: Collection) -> Fault:
    from rapidfuzz import process  # only when something is wrong

    word = name.partition("#")[2]
    known = sorted({id.partition("#")[2] for id in _names(collection)})
    near = process.extractOne(word, known, score_cutoff=60)
    hint = f"Did you mean “#{near[0]}”?" if near else f"Name the paragraph: write {{: #{word} }} on the line after it."
    return Fault(reference.source, f"The reference to “#{word}” leads nowhere: no paragraph has that name.", hint)


def _names(collection: Collection) -> Iterator[str]:
    for text in collection.contributions:
        yield from (block.id for block in text.blocks if isinstance(block, Paragraph) and "#" in block.id)
