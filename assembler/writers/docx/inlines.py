"""Inline nodes as runs of Word, with notes, links, cross references, comments and tracked changes.

A run carries everything that stands around its words (emphasis, link, proposal), since Word knows no nested emphasis.
A tracked change wraps each run by itself, so that links may stand inside and outside of proposals alike. What Word has
no name for stands in hidden bookmarks: a placeholder, a reference with its word, and in notes, which can hold no
comments, the place of a query.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

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
from assembler.model.text import no_break_spaces as spaces
from assembler.model.text.no_break_hyphens import NO_BREAK_HYPHEN, held
from assembler.model.text.walk import NO_BREAK_SPACE, inlines, reference_text
from assembler.model.value import Value, replace
from assembler.ooxml.fields import external_link, field
from assembler.ooxml.markup import Form, Piece, element, run, text, texts
from assembler.ooxml.paragraph_ids import Hidden
from assembler.ooxml.revisions import revised
from assembler.ooxml.styles import Face, Shape
from assembler.writers.docx.construction import Manuscript
from assembler.writers.docx.page_measures import RIGHT_TO_LEFT, TAB, TEXT_INDENT, language_elements, para, tab, words

HIGHLIGHT = "yellow"


class Dress(Value):
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
    inserted: bool = False
    """Whether proposed to be added."""
    deleted: bool = False
    """Whether proposed to be dropped."""
    in_note: bool = False
    """Whether inside a footnote."""


PLAIN = Dress()
_IN_NOTE = Dress(in_note=True)
_FURTHER = Shape(left=TEXT_INDENT, first=0)
_CALL = (element("rStyle", val="FootnoteReference"),)
_COMMENT = (element("rStyle", val="CommentReference"),)


def inline_runs(content: Iterable[Inline], manuscript: Manuscript, dress: Dress = PLAIN) -> list[Piece]:
    """Inline nodes as the content of a paragraph; a comma parts the calls of two notes at one place."""
    made: list[Piece] = []
    before: Inline | None = None
    for node in content:
        if isinstance(before, Footnote) and isinstance(node, Footnote):
            comma = run(text(","), form=_CALL)
            made.append(_revised(comma, manuscript, dress))
        made += _inline(node, manuscript, dress)
        before = node
    return made


def _inline(node: Inline, manuscript: Manuscript, dress: Dress) -> list[Piece]:
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
            unbroken = Text(written.replace("-", NO_BREAK_HYPHEN))
            return _link((unbroken,), target, manuscript, replace(dress, left_to_right=True))
        case Footnote():
            return _footnote(node, manuscript, dress)
        case CrossReference():
            return _reference(node, manuscript, dress)
        case Placeholder() | Query() | Insertion() | Deletion():
            return _draft_inline(node, manuscript, dress)


def _draft_inline(
    node: Placeholder | Query | Insertion | Deletion, manuscript: Manuscript, dress: Dress
) -> list[Piece]:
    """What drafts show; a final prints what stands, without queries and proposals."""
    draft = manuscript.draft
    match node:
        case Placeholder(written):
            return _placeholder(written, manuscript, dress) if draft else [_run(written, manuscript, dress)]
        case Query(question):
            return _query(question, manuscript, dress) if draft else []
        case Insertion(content):
            return inline_runs(content, manuscript, replace(dress, inserted=True)) if draft else []
        case Deletion(content):
            return inline_runs(content, manuscript, replace(dress, deleted=draft))


def _placeholder(written: str, manuscript: Manuscript, dress: Dress) -> list[Piece]:
    start, end = manuscript.hidden(Hidden.PLACEHOLDER)
    return [start, _run(written, manuscript, replace(dress, marked=True)), end]


def _run(written: str, manuscript: Manuscript, dress: Dress) -> Piece:
    return _revised(_bare_run(written, manuscript, dress), manuscript, dress)


def _bare_run(written: str, manuscript: Manuscript, dress: Dress) -> Piece:
    return run(
        *texts(held(spaces.held(written)), "delText" if dress.deleted else "t"), form=_form(dress, rtl=manuscript.rtl)
    )


def _revised(made: Piece, manuscript: Manuscript, dress: Dress) -> Piece:
    """The run inside its proposals: in Word a deletion may stand inside an insertion, never the other way round."""
    for kind, proposed in (("del", dress.deleted), ("ins", dress.inserted)):
        if proposed:
            made = revised(manuscript.revision(kind), next(manuscript.numbers), made)
    return made


@lru_cache
def _form(dress: Dress, *, rtl: bool) -> Form:
    """The properties of a run in that dress."""
    face = Face(
        bold=True if dress.bold else None,
        italic=True if dress.italic else None,
        raised=dress.raised,
        highlight=HIGHLIGHT if dress.marked else "",
    )
    linked = (element("rStyle", val="Hyperlink"),) if dress.linked else ()
    if dress.language:
        return (*face.elements(), *linked, *language_elements(dress.language))
    turned = (RIGHT_TO_LEFT,) if rtl and not dress.left_to_right else ()
    return (*face.elements(), *linked, *turned)


def _link(content: Iterable[Inline], target: str, manuscript: Manuscript, dress: Dress) -> list[Piece]:
    """A link with its words; a link inside another one, or without an address, is words only."""
    if dress.linked or not target:
        return inline_runs(content, manuscript, dress)
    runs = inline_runs(content, manuscript, replace(dress, linked=True))
    return [external_link(manuscript.link(target, in_note=dress.in_note), *runs)]


def _reference(node: CrossReference, manuscript: Manuscript, dress: Dress) -> list[Piece]:
    """The word, then a field for each number; where it leads nowhere, a mark that nobody can overlook.

    The numbers are typed where they are those of paragraphs that are printed elsewhere.
    """
    meant = [manuscript.bookmarks.get(it, "") for it in (node.first, node.last)[: len(node.numbers)]]
    typed = {} if all(meant) else {"typed": reference_text(node)}
    start, end = manuscript.hidden(Hidden.REFERENCE, first=node.first, last=node.last, **typed)
    made = [start, *inline_runs(node.word, manuscript, dress), _run(NO_BREAK_SPACE, manuscript, dress)]
    if typed or not meant:
        return [*made, _run(reference_text(node), manuscript, dress if meant else replace(dress, marked=True)), end]
    for place, (bookmark, number) in enumerate(zip(meant, node.numbers, strict=True)):
        made += [_run("–", manuscript, dress)] if place else []
        made += _number(bookmark, str(number), manuscript, dress)
    return [*made, end]


def _number(bookmark: str, number: str, manuscript: Manuscript, dress: Dress) -> list[Piece]:
    """The number of a paragraph as a field that Word can refresh."""
    shown = _bare_run(number, manuscript, dress)
    runs = field(rf"REF {bookmark} \r \h", shown, form=_form(dress, rtl=manuscript.rtl), deleted=dress.deleted)
    return [_revised(made, manuscript, dress) for made in runs]


def _query(question: str, manuscript: Manuscript, dress: Dress) -> list[Piece]:
    """A query at its place; those of a note are asked after its call, and only their place is kept in the note."""
    return list(manuscript.hidden(Hidden.QUERY)) if dress.in_note else _comment(question, manuscript)


def _comment(question: str, manuscript: Manuscript) -> list[Piece]:
    """An editor's query as a comment at its place."""
    label = run(element("annotationRef"), form=_COMMENT)
    paragraph = para("CommentText", label, words(question, rtl=manuscript.rtl), rtl=manuscript.rtl)
    number = manuscript.comments.add(paragraph)
    return [
        element("commentRangeStart", id=number),
        element("commentRangeEnd", id=number),
        run(element("commentReference", id=number), form=_COMMENT),
    ]


def _footnote(node: Footnote, manuscript: Manuscript, dress: Dress) -> list[Piece]:
    """The call of a note, and its queries after it: Word has no comments in notes."""
    note = manuscript.footnotes.add(note_paragraphs(node.content, element("footnoteRef"), _CALL, manuscript))
    made = [_revised(run(note, form=_CALL), manuscript, dress)]
    for paragraph in node.content:
        for inside in inlines(paragraph):
            if isinstance(inside, Query) and manuscript.draft:
                made += _comment(inside.text, manuscript)
    return made


def note_paragraphs(
    content: Iterable[Iterable[Inline]], mark: Piece, form: Form, manuscript: Manuscript
) -> list[Piece]:
    """The paragraphs of a note: the mark ends at its tab, the text begins at the text column.

    Tab and mark share a run: LibreOffice drops the first run of a note, since it prints the mark by itself.
    """
    written = [inline_runs(paragraph, manuscript, _IN_NOTE) for paragraph in content] or [[]]
    first = [run(TAB, mark, form=form), words(" ", rtl=manuscript.rtl), tab(), *written[0]]
    return [
        para("FootnoteText", *first, rtl=manuscript.rtl),
        *(para("FootnoteText", *runs, rtl=manuscript.rtl, shape=_FURTHER) for runs in written[1:]),
    ]
