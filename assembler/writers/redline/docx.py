"""A comparison as a Word file with tracked changes: accepting all gives the new state, rejecting all the old one.

Both states are written into one file, the new one with the changes in its words; then what is new is marked as
inserted, and what is gone is taken over from the old state, marked as deleted. Lists that go on are made one list.
Numbers are Word's own and no edits. Contents, running headers and footers are those of the new state.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assembler.model.comparison import Comparison
from assembler.model.report_units import list_units
from assembler.model.value import replace
from assembler.ooxml.block_revisions import Marker, set_apart
from assembler.ooxml.elements import Element, element, parse_markup, qualified, to_markup
from assembler.ooxml.markup import Markup, keep_with_next
from assembler.ooxml.package import FIRST
from assembler.ooxml.paragraph_ids import ADDRESS, BOOKMARK, Hidden
from assembler.writers.docx.construction import WordDocument, begin, format_moment
from assembler.writers.docx.document import EMBLEM, TEMPLATE, finish, write_end_rule
from assembler.writers.docx.headers_footers import fill_headers_footers, write_sections
from assembler.writers.docx.table_of_contents import write_contents
from assembler.writers.docx.title_block import write_opening
from assembler.writers.redline.docx_masthead import mark_first_page
from assembler.writers.redline.docx_states import (
    empty_old_state,
    mark_new_state,
    name_old_paragraphs,
    switch_to,
    write_state,
)
from assembler.writers.redline.docx_weaving import Weaving

_BLOCKS = (qualified("p"), qualified("tbl"))
_ID = qualified("id")
_MASTHEAD = ("header", FIRST)


def write(comparison: Comparison, mark: str, label: str, templates: Mapping[str, bytes]) -> bytes:
    """The comparison as a Word file, the same bytes each time; mark and label stand on every page.

    Raises ValueError where the emblem is no picture that Word can show.
    """
    new, old = mark_new_state(comparison), empty_old_state(comparison)
    wording = replace(new.wording, draft=mark)
    new = replace(new, draft=True, wording=wording, label=label)
    document = begin(new, templates[TEMPLATE])
    document.reviser = comparison.name
    name_old_paragraphs(document, old)
    fill_headers_footers(document, templates.get(EMBLEM))
    first, second = write_sections(document)
    opening = parse_markup(write_opening(document, first))
    marker = _marker(document)
    if comparison.fields:
        bare = begin(replace(old, draft=True, wording=wording, label=label), templates[TEMPLATE])
        fill_headers_footers(bare, None)
        _mark_masthead(bare, document, marker)
        opening = mark_first_page(parse_markup(write_opening(bare, to_markup([element("sectPr")]))), opening, marker)
    now = write_state(document, list_units(comparison.new))
    contents = parse_markup(write_contents(document)) if document.contents else []
    switch_to(document, replace(old, draft=True, contents=False))
    before = write_state(document, list_units(comparison.old))
    document.report = new
    text = [*opening, *contents, *Weaving(comparison, marker, before, now).text()]
    set_apart(text, [f"{new.masthead.day}T00:0{minutes}:00Z" for minutes in (2, 4)])
    _order_notes(document, text)
    _drop_loose_records(document, text)
    document.file.body += [*_kept(text), write_end_rule(document), second]
    finish(document)
    return document.file.to_bytes()


def _mark_masthead(old: WordDocument, new: WordDocument, marker: Marker) -> None:
    """Marks in the head of the first page what it says otherwise than before."""
    roots = [
        part.root for side in (old, new) for part in side.file.headers_footers if (part.kind, part.pages) == _MASTHEAD
    ]
    if len(roots) == len((old, new)):
        before, now = map(list, roots)
        for line in now:
            roots[-1].remove(line)
        roots[-1].extend(mark_first_page(before, now, marker))


def _marker(document: WordDocument) -> Marker:
    moment = format_moment(document.report)

    def change(tag: str) -> Element:
        return element(tag, id=next(document.numbers), author=document.reviser, date=moment)

    return Marker(change)


def _order_notes(document: WordDocument, text: Sequence[Element]) -> None:
    """Brings the notes into the order of their calls; those that nothing calls any more are left out."""
    calls = list(_all(text, "footnoteReference"))
    document.footnotes.keep(int(call.get(_ID, "")) for call in calls)
    for number, call in enumerate(calls, 1):
        call.set(_ID, str(number))


def _drop_loose_records(document: WordDocument, text: Sequence[Element]) -> None:
    """Leaves out what is said of bookmarks that stand nowhere; those of references may stand in notes."""
    present = {start.get(qualified("name"), "") for start in _all(text, "bookmarkStart")}
    document.records = [
        record
        for record in document.records
        if record.kind in (Hidden.REFERENCE.kind, ADDRESS) or record.facts.get(BOOKMARK) in present
    ]


def _all(text: Sequence[Element], tag: str) -> Iterator[Element]:
    return (element for top in text for element in top.iter(qualified(tag)))


def _kept(text: Sequence[Element]) -> list[Markup]:
    """The text as pieces, its last paragraph or table on the page of what follows."""
    last = max(place for place, element in enumerate(text) if element.tag in _BLOCKS)
    return [to_markup(text[:last]), keep_with_next(to_markup(text[last : last + 1])), to_markup(text[last + 1 :])]
