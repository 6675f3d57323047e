"""Inline nodes as runs of Word, with notes, links, cross references, comments and tracked changes.

A run carries everything that stands around its words (emphasis, link, proposal), since Word knows no nested emphasis.
A tracked change wraps each run by itself, so that links may stand inside and outside of proposals alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assembler.model.nodes import (
    CrossReference,
    Deletion,
    Emphasis,
    Footnote,
    Inline,
    Insertion,
    Link,
    Placeholder,
    Query,
    Quotation,
    Strong,
    Superscript,
    Symbol,
    Text,
)
from assembler.model.walk import NO_BREAK_SPACE, inlines, reference_text
from assembler.ooxml.elements import Element, element, run, text
from assembler.ooxml.fields import external_link, field
from assembler.ooxml.revisions import Revision, revised
from assembler.ooxml.styles import Face, Shape
from assembler.writers.word_form import TEXT_INDENT, language_elements, para, tab, words
from assembler.writers.word_manuscript import Manuscript

HIGHLIGHT = "yellow"


@dataclass(frozen=True, slots=True)
class Dress:
    """What stands around words and shows in their run."""

    bold: bool = False
    """Whether bold."""
    italic: bool = False
    """Whether italic."""
    raised: bool = False
    """Whether superscript."""
    marked: bool = False
    """Whether highlighted."""
    linked: bool = False
    """Whether inside a link."""
    left_to_right: bool = False
    """Whether it keeps its direction in right-to-left text, as symbols do."""
    language: str = ""
    """The language of a foreign phrase."""
    revision: Revision | None = None
    """The proposal it is part of."""
    in_note: bool = False
    """Whether inside a footnote."""


PLAIN = Dress()


def inline_runs(content: Iterable[Inline], manuscript: Manuscript, dress: Dress = PLAIN) -> list[Element]:
    """Inline nodes as the content of a paragraph."""
    return [made for node in content for made in _inline(node, manuscript, dress)]


def _inline(node: Inline, manuscript: Manuscript, dress: Dress) -> list[Element]:
    match node:
        case Text(written):
            return [_run(written, manuscript, dress)]
        case Emphasis(content, language):
            return inline_runs(content, manuscript, replace(dress, italic=True, language=language or dress.language))
        case Strong(content):
            return inline_runs(content, manuscript, replace(dress, bold=True))
        case Superscript(content):
            return inline_runs(content, manuscript, replace(dress, raised=True))
        case Quotation(opening, content, closing):
            inside = inline_runs(content, manuscript, dress)
            return [_run(opening, manuscript, dress), *inside, _run(closing, manuscript, dress)]
        case Link(content, target):
            return _link(content, target, manuscript, dress)
        case Symbol(written, target):
            return _link((Text(written),), target, manuscript, replace(dress, left_to_right=True))
        case Footnote():
            return _footnote(node, manuscript, dress)
        case CrossReference():
            return _reference(node, manuscript, dress)
        case Placeholder() | Query() | Insertion() | Deletion():
            return _draft_inline(node, manuscript, dress)


def _draft_inline(
    node: Placeholder | Query | Insertion | Deletion, manuscript: Manuscript, dress: Dress
) -> list[Element]:
    """What drafts show; a final prints what stands, without queries and proposals."""
    draft = manuscript.draft
    match node:
        case Placeholder(written):
            return [_run(written, manuscript, replace(dress, marked=draft))]
        case Query(question):
            return _comment(question, manuscript) if draft and not dress.in_note else []
        case Insertion(content):
            revision = manuscript.revision("ins")
            return inline_runs(content, manuscript, replace(dress, revision=revision)) if draft else []
        case Deletion(content):
            proposed = replace(dress, revision=manuscript.revision("del")) if draft else dress
            return inline_runs(content, manuscript, proposed)


def _run(written: str, manuscript: Manuscript, dress: Dress) -> Element:
    deleted = dress.revision is not None and dress.revision.deletes
    return _revised(run(text(written, "delText" if deleted else "t"), form=_form(dress, manuscript)), manuscript, dress)


def _revised(made: Element, manuscript: Manuscript, dress: Dress) -> Element:
    return revised(dress.revision, next(manuscript.numbers), made) if dress.revision else made


def _form(dress: Dress, manuscript: Manuscript) -> list[Element]:
    """The properties of a run in that dress."""
    face = Face(
        bold=True if dress.bold else None,
        italic=True if dress.italic else None,
        raised=dress.raised,
        highlight=HIGHLIGHT if dress.marked else "",
    )
    form = face.elements()
    if dress.linked:
        form.append(element("rStyle", val="Hyperlink"))
    if dress.language:
        return [*form, *language_elements(dress.language)]
    return [*form, element("rtl")] if manuscript.rtl and not dress.left_to_right else form


def _link(content: Iterable[Inline], target: str, manuscript: Manuscript, dress: Dress) -> list[Element]:
    """A link with its words; a link inside another one, or without an address, is words only."""
    if dress.linked or not target:
        return inline_runs(content, manuscript, dress)
    runs = inline_runs(content, manuscript, replace(dress, linked=True))
    return [external_link(manuscript.link(target, in_note=dress.in_note), *runs)]


def _reference(node: CrossReference, manuscript: Manuscript, dress: Dress) -> list[Element]:
    """The word, then a field for each number; where it leads nowhere, a mark that nobody can overlook."""
    before = [*inline_runs(node.word, manuscript, dress), _run(NO_BREAK_SPACE, manuscript, dress)]
    if not node.numbers:
        return [*before, _run(reference_text(node), manuscript, replace(dress, marked=True))]
    for place, (identifier, number) in enumerate(zip((node.first, node.last), node.numbers, strict=False)):
        before += [_run("–", manuscript, dress)] if place else []
        before += _number(identifier, str(number), manuscript, dress)
    return before


def _number(identifier: str, number: str, manuscript: Manuscript, dress: Dress) -> list[Element]:
    """The number of a paragraph as a field that Word can refresh; in proposals to delete it is plain words."""
    shown = _run(number, manuscript, replace(dress, revision=None))
    bookmark = manuscript.bookmarks.get(identifier)
    if bookmark is None or (dress.revision and dress.revision.deletes):
        return [_run(number, manuscript, dress)]
    runs = field(rf"REF {bookmark} \r \h", shown, form=_form(dress, manuscript))
    return [_revised(made, manuscript, dress) for made in runs]


def _comment(question: str, manuscript: Manuscript) -> list[Element]:
    """An editor's query as a comment at its place."""
    style = element("rStyle", val="CommentReference")
    label = run(element("annotationRef"), form=[style])
    paragraph = para("CommentText", label, words(question, rtl=manuscript.rtl), rtl=manuscript.rtl)
    number = manuscript.comments.add(paragraph)
    return [
        element("commentRangeStart", id=number),
        element("commentRangeEnd", id=number),
        run(element("commentReference", id=number), form=[style]),
    ]


def _footnote(node: Footnote, manuscript: Manuscript, dress: Dress) -> list[Element]:
    """The call of a note, and its queries after it: Word has no comments in notes, and no notes in notes either."""
    if dress.in_note:
        return [made for content in node.content for made in _bracketed(content, manuscript, dress)]
    form = [element("rStyle", val="FootnoteReference")]
    note = manuscript.footnotes.add(note_paragraphs(node.content, element("footnoteRef"), form, manuscript))
    made = [_revised(run(note, form=form), manuscript, dress)]
    for paragraph in node.content:
        for inside in inlines(paragraph):
            if isinstance(inside, Query) and manuscript.draft:
                made += _comment(inside.text, manuscript)
    return made


def _bracketed(content: Iterable[Inline], manuscript: Manuscript, dress: Dress) -> list[Element]:
    return [_run(" [", manuscript, dress), *inline_runs(content, manuscript, dress), _run("]", manuscript, dress)]


def note_paragraphs(
    content: Iterable[Iterable[Inline]], mark: Element, form: Sequence[Element], manuscript: Manuscript
) -> list[Element]:
    """The paragraphs of a note: the mark ends at its tab, the text begins at the text column.

    Tab and mark share a run: LibreOffice drops the first run of a note, since it prints the mark by itself.
    """
    dress = Dress(in_note=True)
    written = [inline_runs(paragraph, manuscript, dress) for paragraph in content] or [[]]
    first = [run(element("tab"), mark, form=form), words(" ", rtl=manuscript.rtl), tab(), *written[0]]
    further = Shape(left=TEXT_INDENT, first=0)
    return [
        para("FootnoteText", *first, rtl=manuscript.rtl),
        *(para("FootnoteText", *runs, rtl=manuscript.rtl, shape=further) for runs in written[1:]),
    ]
