"""Consolidated texts and the contributions that they were made from."""

from __future__ import annotations

from collections.abc import Iterator

from assembler.model.contribution import Collection, Kind
from assembler.model.finding import Fault, Source
from assembler.model.provenance import changed_origins, contributed, named_passages, origins
from assembler.model.report import Report


def unknown_source(report: Report, collection: Collection) -> Iterator[Fault]:
    """A consolidated paragraph names a source that no contribution holds.

    Why: every sentence must be traceable to who wrote it.

    Wrong: `{: from="unhcr/au#p9" }`, when contributions/unhcr/au.md has two paragraphs.
    Right: `{: from="unhcr/au#p2" }`.
    """
    named = origins(collection)
    known = contributed(collection, (origin.paragraph for _, origin in named))
    for paragraph, origin in named:
        if origin.paragraph not in known:
            message = f"The source “{origin.paragraph}” is not there."
            hint = "A source is ENTITY/ORGANIZATION#NAME, or #p and the paragraph's place in that file."
            yield Fault(paragraph.source, message, hint)


def changed_source(report: Report, collection: Collection) -> Iterator[Fault]:
    """An entity changed a paragraph after the editor had consolidated it.

    Why: the consolidated text may now say what the entity no longer says.

    Wrong: `from="unhcr/au#p1@3f9a0c1d2e4b"`, and the first paragraph of unhcr/au.md has other words by now.
    Right: the editor compares, corrects the text, and notes the new hash.
    """
    for paragraph, origin, now in changed_origins(collection):
        message = f"{origin.paragraph} was changed by its entity after it was consolidated here."
        hint = f"Compare the two, then write @{now} after the source."
        yield Fault(paragraph.source, message, hint)


def unused_contribution(report: Report, collection: Collection) -> Iterator[Fault]:
    """A contributed paragraph stands in no paragraph of the consolidated text.

    Why: no word of a contribution may disappear without being named.

    Wrong: contributions/unhcr/au.md has three paragraphs, and consolidated/au.md names two of them.
    Right: all three stand in some `from=`, or the third stands under `left_out:` with the reason.
    """
    consolidated = {text.header.organization: text for text in collection.of_kind(Kind.CONSOLIDATED)}
    used = {origin.paragraph for _, origin in origins(collection)}
    used |= {name for text in consolidated.values() for name in text.header.left_out}
    for text in collection.of_kind(Kind.ENTITY):
        editors = consolidated.get(text.header.organization)
        for names, passage in named_passages(text) if editors else ():
            if not used.intersection(names):
                message = f"{names[0]} is not used in {editors.path if editors else ''}."
                hint = "Name it in the from= of the paragraph that carries it, or under left_out: with the reason."
                yield Fault(passage[0].source, message, hint)


def left_out_of_nothing(report: Report, collection: Collection) -> Iterator[Fault]:
    """A consolidated text leaves out a paragraph that no contribution holds.

    Why: the entry is a slip, or the contribution has changed.

    Wrong: `left_out: {unhcr/au#p9: repeated in WHO's text}`, when unhcr/au.md has two paragraphs.
    Right: the entry names a paragraph that is there, or is taken out.
    """
    texts = collection.of_kind(Kind.CONSOLIDATED)
    known = contributed(collection, (name for text in texts for name in text.header.left_out))
    for text in texts:
        for name in text.header.left_out:
            if name not in known:
                source = text.header.places.get("left_out", Source(text.path))
                yield Fault(source, f"left_out names “{name}”, which is not there.", "Correct the name or take it out.")
