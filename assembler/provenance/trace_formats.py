"""A trace as lines for a terminal of 80 columns, and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from assembler.model.canonical_json import Json
from assembler.model.consolidation_sources import ContributedPassage
from assembler.model.contribution import Clearance, Collection, Contribution, Kind, Status
from assembler.model.nodes import Footnote
from assembler.model.text.hashes import hash_passage
from assembler.model.text.phrases import shorten
from assembler.model.text.plain_text import extract_passage_text, extract_text
from assembler.model.text.traversal import walk_block_inlines, walk_contents
from assembler.model.text.word_diff import Change, DiffSegment
from assembler.provenance.printed_sources import PrintedParagraph
from assembler.provenance.trace import (
    Chain,
    ParagraphTrace,
    SourceLink,
    TextTrace,
    describe_place,
    is_reworded,
    name_contributor,
)

_WIDTH = 78
_MARKS = {Change.SAME: ("", ""), Change.DROPPED: ("{--", "--}"), Change.ADDED: ("{++", "++}")}
VERSION = 1
"""The version of the JSON format."""


def write_chain_lines(chain: Chain, collection: Collection) -> Iterator[str]:
    """The chain behind a printed paragraph, from what is printed down to who wrote it."""
    printed = chain.printed
    yield from _wrap(_capitalize(describe_place(printed)))
    yield from _wrap(" > ".join(printed.headings), 2)
    source = printed.paragraph.source
    yield from _wrap(f"{source.path}:{source.line}", 2)
    yield from ("", *_write_passage(printed), "")
    if not chain.links:
        yield from _wrap("The editor's own words: the paragraph names no source.")
        return
    yield from _wrap(_introduce_sources(chain))
    for link in chain.links:
        yield from ("", *_write_link(link, collection, reworded=is_reworded(chain)))
    if chain.changes:
        yield ""
        yield from _write_changes(chain)


def write_text_lines(text_trace: TextTrace, collection: Collection) -> Iterator[str]:
    """Where the words of a text were printed: of all its paragraphs in short, of a single one with what was changed."""
    yield from _wrap(text_trace.text.path)
    for sentence in _describe_state(text_trace.text, collection):
        yield from _wrap(sentence, 2)
    if not text_trace.paragraphs:
        yield from _wrap("It has no paragraph that could be printed.", 2)
    alone = len(text_trace.paragraphs) == 1
    for trace in text_trace.paragraphs:
        yield from ("", *_wrap(f"{trace.paragraph.id} (line {trace.paragraph.line}): {_describe_result(trace)}"))
        text = extract_passage_text(trace.paragraph.passage)
        yield from _wrap(text if alone else _shorten(text), 4)
        for chain in trace.chains if alone else ():
            yield from ("", *_write_changes(chain))


def _introduce_sources(chain: Chain) -> str:
    if not chain.printed.paragraph.origins:
        return "Printed as it was contributed:"
    count = len(chain.links)
    return (
        f"Made by the editor from {'one contributed paragraph' if count == 1 else f'{count} contributed paragraphs'}:"
    )


def _write_link(link: SourceLink, collection: Collection, *, reworded: bool) -> Iterator[str]:
    passage = link.contributed
    if passage is None:
        yield from _wrap(f"{link.id}: no text holds this paragraph any more.", 2)
        return
    yield from _wrap(f"{link.id} ({passage.text.path}:{passage.line})", 2)
    for sentence in _describe_state(passage.text, collection):
        yield from _wrap(sentence, 4)
    yield from _wrap(_describe_editors_clearance(link, reworded), 4)
    if link.has_changed:
        yield from _wrap("It has been changed since the editor took it over.", 4)
    if link.elsewhere:
        yield from _wrap(f"Its words also stand in {_join_places(link.elsewhere)}.", 4)


def _describe_state(text: Contribution, collection: Collection) -> Iterator[str]:
    """Who wrote a text, and whether it was cleared, in sentences."""
    header = text.header
    person = f" ({header.focal_point.name})" if header.focal_point else ""
    day = f", submitted on {header.submitted.isoformat()}" if header.submitted else ""
    yield f"Contributed by {name_contributor(text, collection)}{person}{day}."
    if text.kind is not Kind.ENTITY:
        return
    record = header.cleared
    if record and record.hash != text.hash:
        yield f"Cleared on {record.on.isoformat()} by {record.by}; changed since, so the clearance is void."
    elif header.status is not Status.CLEARED:
        yield f"Not cleared: its status is {header.status}."
    elif record:
        yield f"Cleared on {record.on.isoformat()} by {record.by}; unchanged since."
    else:
        yield "Said to be cleared; nobody recorded by whom."


def _describe_editors_clearance(link: SourceLink, reworded: bool) -> str:
    """Whether an entity has cleared what the editor made of its words."""
    record = link.clearance
    if record:
        whether = "" if link.clearance_stands else "; they have changed since, so that clearance is void"
        return f"The editor's words cleared on {record.on.isoformat()} by {record.by}{whether}."
    return "The editor's words not cleared." if reworded else ""


def _has_valid_clearance(text: Contribution) -> bool:
    """Whether the record holds: an entity's text must still be said to be cleared, as a final asks for it."""
    record, is_said = text.header.cleared, text.kind is not Kind.ENTITY or text.header.status is Status.CLEARED
    return is_said and record is not None and record.hash == text.hash


def _describe_result(trace: ParagraphTrace) -> str:
    if not trace.chains:
        return f"not printed; {trace.reason}."
    verb = "made into" if any(chain.printed.paragraph.origins for chain in trace.chains) else "printed as"
    return f"{verb} {_join_places(tuple(chain.printed for chain in trace.chains))}."


def _join_places(places: tuple[PrintedParagraph, ...]) -> str:
    names = [describe_place(place) for place in places]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _write_changes(chain: Chain) -> Iterator[str]:
    if not chain.changes:
        return
    if not is_reworded(chain):
        yield from _wrap(f"The editor changed no word of it in {describe_place(chain.printed)}.")
        return
    contributed = "the contributed paragraph" if len(chain.links) == 1 else "the contributed paragraphs, taken together"
    yield from _wrap(
        f"What the editor made of {contributed}, in {describe_place(chain.printed)} ({{--dropped--}}, {{++added++}}):"
    )
    yield from _wrap("".join(map(_mark_change, chain.changes)), 4)


def _mark_change(segment: DiffSegment) -> str:
    """The words with their marks, which stand beside the words and leave the spaces outside."""
    opening, closing = _MARKS[segment.change]
    words = segment.text.strip()
    if not words:
        return segment.text
    before, after = segment.text.split(words, 1)
    return f"{before}{opening}{words}{closing}{after}"


def _write_passage(printed: PrintedParagraph) -> Iterator[str]:
    """The printed words, each item and note in its own lines."""
    for block in printed.passage:
        for content in walk_contents(block):
            yield from _wrap(extract_text(content), 4)
    for inline in walk_block_inlines(printed.passage):
        if isinstance(inline, Footnote):
            yield from _wrap(f"Note {inline.number}: {' '.join(map(extract_text, inline.content))}", 4)


def _shorten(text: str) -> str:
    return shorten(" ".join(text.split()), _WIDTH - 5)


def _wrap(text: str, margin: int = 0) -> list[str]:
    """The text in lines; words, paths and addresses are not broken."""
    space = " " * margin
    line = " ".join(text.split())
    return wrap(
        line, _WIDTH, initial_indent=space, subsequent_indent=space, break_long_words=False, break_on_hyphens=False
    )


def _capitalize(text: str) -> str:
    return text[:1].upper() + text[1:]


# JSON


def write_chain_json(chain: Chain, collection: Collection) -> Json:
    """The chain behind a printed paragraph."""
    return {"version": VERSION, "paragraph": _printed_json(chain.printed), **_chain_json(chain, collection)}


def write_text_json(text_trace: TextTrace, collection: Collection) -> Json:
    """Where the words of a text were printed."""
    paragraphs: list[Json] = [
        {
            **_contributed_json(trace.paragraph),
            "printed": [{**_printed_json(chain.printed), "changes": _changes_json(chain)} for chain in trace.chains],
            "reason": trace.reason,
        }
        for trace in text_trace.paragraphs
    ]
    return {"version": VERSION, "text": _text_json(text_trace.text, collection), "paragraphs": paragraphs}


def _chain_json(chain: Chain, collection: Collection) -> dict[str, Json]:
    return {"sources": [_link_json(link, collection) for link in chain.links], "changes": _changes_json(chain)}


def _printed_json(printed: PrintedParagraph) -> dict[str, Json]:
    paragraph = printed.paragraph
    return {
        "number": paragraph.number,
        "in": printed.part,
        "headings": list(printed.headings),
        "organization": printed.organization,
        "id": paragraph.id,
        "file": paragraph.source.path,
        "line": paragraph.source.line,
        "hash": hash_passage(printed.passage),
        "text": extract_passage_text(printed.passage),
    }


def _link_json(link: SourceLink, collection: Collection) -> Json:
    passage = link.contributed
    if passage is None:
        return {"id": link.id, "missing": True}
    return {
        **_contributed_json(passage),
        "id": link.id,
        "changed_since": link.has_changed,
        "editors_words_cleared": _record_json(link.clearance, link.clearance_stands),
        "elsewhere": [_printed_json(carrier) for carrier in link.elsewhere],
        "contribution": _text_json(passage.text, collection),
    }


def _contributed_json(paragraph: ContributedPassage) -> dict[str, Json]:
    return {
        "id": paragraph.id,
        "file": paragraph.text.path,
        "line": paragraph.line,
        "hash": paragraph.hash,
        "text": extract_passage_text(paragraph.passage),
    }


def _text_json(text: Contribution, collection: Collection) -> Json:
    header, record = text.header, text.header.cleared
    return {
        "key": text.key,
        "file": text.path,
        "kind": text.kind.value,
        "entity": header.entity,
        "by": name_contributor(text, collection),
        "focal_point": header.focal_point.name if header.focal_point else None,
        "submitted": header.submitted.isoformat() if header.submitted else None,
        "status": header.status.value if text.kind is Kind.ENTITY else None,
        "cleared": _record_json(record, _has_valid_clearance(text)),
    }


def _record_json(record: Clearance | None, stands: bool) -> Json:
    return {"by": record.by, "on": record.on.isoformat(), "stands": stands} if record else None


def _changes_json(chain: Chain) -> list[Json]:
    return [{"change": segment.change.value, "text": segment.text} for segment in chain.changes]
