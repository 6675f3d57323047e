"""A trace as lines for a terminal of 80 columns, and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from assembler.model.contribution import Clearance, Collection, Contribution, Kind, Status
from assembler.model.json_archive import Json
from assembler.model.nodes import Footnote
from assembler.model.paragraph_sources import Contributed
from assembler.model.progress import beginning
from assembler.model.text.walk import block_contents, block_inlines, passage_hash, passage_text, plain_text
from assembler.model.text.word_diff import Change, Difference
from assembler.provenance.printed_sources import Printed
from assembler.provenance.trace import Chain, Link, Way, Whereabouts, contributor, is_reworded, where

_WIDTH = 78
_MARKS = {Change.SAME: ("", ""), Change.DROPPED: ("{--", "--}"), Change.ADDED: ("{++", "++}")}
VERSION = 1
"""The version of the form of the JSON."""


def chain_lines(chain: Chain, collection: Collection) -> Iterator[str]:
    """The chain behind a printed paragraph, from what is printed down to who wrote it."""
    printed = chain.printed
    yield from _wrapped(_capital(where(printed)))
    yield from _wrapped(" > ".join(printed.headings), 2)
    source = printed.paragraph.source
    yield from _wrapped(f"{source.path}:{source.line}", 2)
    yield from ("", *_passage(printed), "")
    if not chain.links:
        yield from _wrapped("The editor's own words: the paragraph names no source.")
        return
    yield from _wrapped(_made_from(chain))
    for link in chain.links:
        yield from ("", *_link(link, collection, reworded=is_reworded(chain)))
    if chain.changes:
        yield ""
        yield from _changes(chain)


def way_lines(way: Way, collection: Collection) -> Iterator[str]:
    """Where the words of a text were printed: of all its paragraphs in short, of a single one with what was changed."""
    yield from _wrapped(way.text.path)
    for sentence in _standing(way.text, collection):
        yield from _wrapped(sentence, 2)
    if not way.paragraphs:
        yield from _wrapped("It has no paragraph that could be printed.", 2)
    alone = len(way.paragraphs) == 1
    for it in way.paragraphs:
        yield from ("", *_wrapped(f"{it.paragraph.id} (line {it.paragraph.line}): {_fate(it)}"))
        text = passage_text(it.paragraph.passage)
        yield from _wrapped(text if alone else _beginning(text), 4)
        for chain in it.chains if alone else ():
            yield from ("", *_changes(chain))


def _made_from(chain: Chain) -> str:
    if not chain.printed.paragraph.origins:
        return "Printed as it was contributed:"
    count = len(chain.links)
    return (
        f"Made by the editor from {'one contributed paragraph' if count == 1 else f'{count} contributed paragraphs'}:"
    )


def _link(link: Link, collection: Collection, *, reworded: bool) -> Iterator[str]:
    found = link.contributed
    if found is None:
        yield from _wrapped(f"{link.id}: no text holds this paragraph any more.", 2)
        return
    yield from _wrapped(f"{link.id} ({found.text.path}:{found.line})", 2)
    for sentence in _standing(found.text, collection):
        yield from _wrapped(sentence, 4)
    yield from _wrapped(_editors_words(link, reworded), 4)
    if link.has_changed:
        yield from _wrapped("It has been changed since the editor took it over.", 4)
    if link.elsewhere:
        yield from _wrapped(f"Its words also stand in {_series(link.elsewhere)}.", 4)


def _standing(text: Contribution, collection: Collection) -> Iterator[str]:
    """Who wrote a text, and whether it was cleared, in sentences."""
    header = text.header
    person = f" ({header.focal_point.name})" if header.focal_point else ""
    day = f", submitted on {header.submitted.isoformat()}" if header.submitted else ""
    yield f"Contributed by {contributor(text, collection)}{person}{day}."
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


def _editors_words(link: Link, reworded: bool) -> str:
    """Whether an entity has cleared what the editor made of its words."""
    record = link.clearance
    if record:
        whether = "" if link.clearance_stands else "; they have changed since, so that clearance is void"
        return f"The editor's words cleared on {record.on.isoformat()} by {record.by}{whether}."
    return "The editor's words not cleared." if reworded else ""


def _stands(text: Contribution) -> bool:
    """Whether the record holds: an entity's text must still be said to be cleared, as a final asks for it."""
    record, is_said = text.header.cleared, text.kind is not Kind.ENTITY or text.header.status is Status.CLEARED
    return is_said and record is not None and record.hash == text.hash


def _fate(it: Whereabouts) -> str:
    if not it.chains:
        return f"not printed; {it.reason}."
    verb = "made into" if any(chain.printed.paragraph.origins for chain in it.chains) else "printed as"
    return f"{verb} {_series(tuple(chain.printed for chain in it.chains))}."


def _series(places: tuple[Printed, ...]) -> str:
    named = [where(it) for it in places]
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"


def _changes(chain: Chain) -> Iterator[str]:
    if not chain.changes:
        return
    if not is_reworded(chain):
        yield from _wrapped(f"The editor changed no word of it in {where(chain.printed)}.")
        return
    contributed = "the contributed paragraph" if len(chain.links) == 1 else "the contributed paragraphs, taken together"
    yield from _wrapped(
        f"What the editor made of {contributed}, in {where(chain.printed)} ({{--dropped--}}, {{++added++}}):"
    )
    yield from _wrapped("".join(map(_marked, chain.changes)), 4)


def _marked(piece: Difference) -> str:
    """The words with their marks, which stand beside the words and leave the spaces outside."""
    opening, closing = _MARKS[piece.change]
    words = piece.text.strip()
    if not words:
        return piece.text
    before, after = piece.text.split(words, 1)
    return f"{before}{opening}{words}{closing}{after}"


def _passage(printed: Printed) -> Iterator[str]:
    """The printed words, each item and note in its own lines."""
    for block in printed.passage:
        for content in block_contents(block):
            yield from _wrapped(plain_text(content), 4)
    for inline in block_inlines(printed.passage):
        if isinstance(inline, Footnote):
            yield from _wrapped(f"Note {inline.number}: {' '.join(map(plain_text, inline.content))}", 4)


def _beginning(text: str) -> str:
    return beginning(" ".join(text.split()), _WIDTH - 5)


def _wrapped(text: str, margin: int = 0) -> list[str]:
    """The text in lines; words, paths and addresses are not broken."""
    space = " " * margin
    line = " ".join(text.split())
    return wrap(
        line, _WIDTH, initial_indent=space, subsequent_indent=space, break_long_words=False, break_on_hyphens=False
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


# JSON


def chain_json(chain: Chain, collection: Collection) -> Json:
    """The chain behind a printed paragraph."""
    return {"version": VERSION, "paragraph": _printed_json(chain.printed), **_chain_json(chain, collection)}


def way_json(way: Way, collection: Collection) -> Json:
    """Where the words of a text were printed."""
    paragraphs: list[Json] = [
        {
            **_contributed_json(it.paragraph),
            "printed": [{**_printed_json(chain.printed), "changes": _changes_json(chain)} for chain in it.chains],
            "reason": it.reason,
        }
        for it in way.paragraphs
    ]
    return {"version": VERSION, "text": _text_json(way.text, collection), "paragraphs": paragraphs}


def _chain_json(chain: Chain, collection: Collection) -> dict[str, Json]:
    return {"sources": [_link_json(link, collection) for link in chain.links], "changes": _changes_json(chain)}


def _printed_json(printed: Printed) -> dict[str, Json]:
    paragraph = printed.paragraph
    return {
        "number": paragraph.number,
        "in": printed.part,
        "headings": list(printed.headings),
        "organization": printed.organization,
        "id": paragraph.id,
        "file": paragraph.source.path,
        "line": paragraph.source.line,
        "hash": passage_hash(printed.passage),
        "text": passage_text(printed.passage),
    }


def _link_json(link: Link, collection: Collection) -> Json:
    found = link.contributed
    if found is None:
        return {"id": link.id, "missing": True}
    return {
        **_contributed_json(found),
        "id": link.id,
        "changed_since": link.has_changed,
        "editors_words_cleared": _record_json(link.clearance, link.clearance_stands),
        "elsewhere": [_printed_json(it) for it in link.elsewhere],
        "contribution": _text_json(found.text, collection),
    }


def _contributed_json(paragraph: Contributed) -> dict[str, Json]:
    return {
        "id": paragraph.id,
        "file": paragraph.text.path,
        "line": paragraph.line,
        "hash": paragraph.hash,
        "text": passage_text(paragraph.passage),
    }


def _text_json(text: Contribution, collection: Collection) -> Json:
    header, record = text.header, text.header.cleared
    return {
        "key": text.key,
        "file": text.path,
        "kind": text.kind.value,
        "entity": header.entity,
        "by": contributor(text, collection),
        "focal_point": header.focal_point.name if header.focal_point else None,
        "submitted": header.submitted.isoformat() if header.submitted else None,
        "status": header.status.value if text.kind is Kind.ENTITY else None,
        "cleared": _record_json(record, _stands(text)),
    }


def _record_json(record: Clearance | None, stands: bool) -> Json:
    return {"by": record.by, "on": record.on.isoformat(), "stands": stands} if record else None


def _changes_json(chain: Chain) -> list[Json]:
    return [{"change": piece.change.value, "text": piece.text} for piece in chain.changes]
