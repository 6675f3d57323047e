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
    Subscript,
    Superscript,
    Symbol,
    Text,
)
from assembler.model.text import no_break_spaces as spaces
from assembler.model.text.no_break_hyphens import NO_BREAK_HYPHEN, add_no_break_hyphens
from assembler.model.text.plain_text import find_space_after, format_reference
from assembler.model.text.traversal import walk_inlines
from assembler.model.value import Value, replace
from assembler.ooxml.direct_formatting import ParagraphFormat, RunFormat
from assembler.ooxml.fields import external_link, field
from assembler.ooxml.markup import Formatting, Markup, element, run, text, texts
from assembler.ooxml.paragraph_ids import Hidden
from assembler.ooxml.revisions import wrap_in_revision
from assembler.writers.docx.construction import WordDocument
from assembler.writers.docx.page_measures import RIGHT_TO_LEFT, TAB, make_language_properties, para, tab, words

HIGHLIGHT = "yellow"


class Dress(Value):
    """What stands around words and shows in their run."""

    bold: bool = False
    """Whether bold."""
    italic: bool = False
    """Whether italic."""
    aligned: str = ""
    """superscript or subscript."""
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
_FURTHER = ParagraphFormat(first=0)
_CALL = (element("rStyle", val="FootnoteReference"),)
_COMMENT = (element("rStyle", val="CommentReference"),)


def write_inlines(content: Iterable[Inline], document: WordDocument, dress: Dress = PLAIN) -> list[Markup]:
    """Inline nodes as the content of a paragraph; a comma parts the calls of two notes at one place."""
    runs: list[Markup] = []
    before: Inline | None = None
    for node in content:
        if isinstance(before, Footnote) and isinstance(node, Footnote):
            comma = run(text(","), formatting=_CALL)
            runs.append(_revised(comma, document, dress))
        runs += _inline(node, document, dress)
        before = node
    return runs


def _inline(node: Inline, document: WordDocument, dress: Dress) -> list[Markup]:
    match node:
        case Text(written):
            return [_run(written, document, dress)]
        case Emphasis(content, language):
            return write_inlines(content, document, replace(dress, italic=True, language=language or dress.language))
        case Strong(content):
            return write_inlines(content, document, replace(dress, bold=True))
        case Superscript(content):
            return write_inlines(content, document, replace(dress, aligned=dress.aligned or "superscript"))
        case Subscript(content):
            return write_inlines(content, document, replace(dress, aligned=dress.aligned or "subscript"))
        case Quotation(opening, content, closing):
            inside = write_inlines(content, document, dress)
            return [_run(opening, document, dress), *inside, _run(closing, document, dress)]
        case Link(content, target):
            return _link(content, target, document, dress)
        case Symbol(written, target):
            unbroken = Text(written.replace("-", NO_BREAK_HYPHEN))
            return _link((unbroken,), target, document, replace(dress, left_to_right=True))
        case Footnote():
            return _footnote(node, document, dress)
        case CrossReference():
            return _reference(node, document, dress)
        case Placeholder() | Query() | Insertion() | Deletion():
            return _draft_inline(node, document, dress)


def _draft_inline(
    node: Placeholder | Query | Insertion | Deletion, document: WordDocument, dress: Dress
) -> list[Markup]:
    """What drafts show; a final prints what stands, without queries and proposals."""
    draft = document.draft
    match node:
        case Placeholder(written):
            return _placeholder(written, document, dress) if draft else [_run(written, document, dress)]
        case Query(question):
            return _query(question, document, dress) if draft else []
        case Insertion(content):
            return write_inlines(content, document, replace(dress, inserted=True)) if draft else []
        case Deletion(content):
            return write_inlines(content, document, replace(dress, deleted=draft))


def _placeholder(written: str, document: WordDocument, dress: Dress) -> list[Markup]:
    start, end = document.hidden(Hidden.PLACEHOLDER)
    return [start, _run(written, document, replace(dress, marked=True)), end]


def _run(written: str, document: WordDocument, dress: Dress) -> Markup:
    return _revised(_bare_run(written, document, dress), document, dress)


def _bare_run(written: str, document: WordDocument, dress: Dress) -> Markup:
    return run(
        *texts(add_no_break_hyphens(spaces.add_no_break_spaces(written)), "delText" if dress.deleted else "t"),
        formatting=_form(dress, rtl=document.rtl),
    )


def _revised(piece: Markup, document: WordDocument, dress: Dress) -> Markup:
    """The run inside its proposals: in Word a deletion may stand inside an insertion, never the other way round."""
    for kind, proposed in (("del", dress.deleted), ("ins", dress.inserted)):
        if proposed:
            piece = wrap_in_revision(document.revision(kind), next(document.numbers), piece)
    return piece


@lru_cache
def _form(dress: Dress, *, rtl: bool) -> Formatting:
    """The properties of a run in that dress."""
    run_format = RunFormat(
        bold=True if dress.bold else None,
        italic=True if dress.italic else None,
        aligned=dress.aligned,
        highlight=HIGHLIGHT if dress.marked else "",
    )
    linked = (element("rStyle", val="Hyperlink"),) if dress.linked else ()
    if dress.language:
        return (*run_format.elements(), *linked, *make_language_properties(dress.language))
    turned = (RIGHT_TO_LEFT,) if rtl and not dress.left_to_right else ()
    return (*run_format.elements(), *linked, *turned)


def _link(content: Iterable[Inline], target: str, document: WordDocument, dress: Dress) -> list[Markup]:
    """A link with its words; a link inside another one, or without an address, is words only."""
    if dress.linked or not target:
        return write_inlines(content, document, dress)
    runs = write_inlines(content, document, replace(dress, linked=True))
    return [external_link(document.link(target, in_note=dress.in_note), *runs)]


def _reference(node: CrossReference, document: WordDocument, dress: Dress) -> list[Markup]:
    """The word, then a field for each number; where it leads nowhere, a mark that nobody can overlook.

    The numbers are typed where they are those of paragraphs that are printed elsewhere.
    """
    bookmarks = [document.bookmarks.get(identifier, "") for identifier in (node.first, node.last)[: len(node.numbers)]]
    typed = {} if all(bookmarks) else {"typed": format_reference(node)}
    start, end = document.hidden(Hidden.REFERENCE, first=node.first, last=node.last, **typed)
    runs = [start, *write_inlines(node.word, document, dress)]
    runs += [_run(space, document, dress)] if (space := find_space_after(node.word)) else []
    if typed or not bookmarks:
        return [*runs, _run(format_reference(node), document, dress if bookmarks else replace(dress, marked=True)), end]
    for place, (bookmark, number) in enumerate(zip(bookmarks, node.numbers, strict=True)):
        runs += [_run("–", document, dress)] if place else []
        runs += _number(bookmark, str(number), document, dress)
    return [*runs, end]


def _number(bookmark: str, number: str, document: WordDocument, dress: Dress) -> list[Markup]:
    """The number of a paragraph as a field that Word can refresh."""
    shown = _bare_run(number, document, dress)
    runs = field(rf"REF {bookmark} \r \h", shown, formatting=_form(dress, rtl=document.rtl), deleted=dress.deleted)
    return [_revised(piece, document, dress) for piece in runs]


def _query(question: str, document: WordDocument, dress: Dress) -> list[Markup]:
    """A query at its place; those of a note are asked after its call, and only their place is kept in the note."""
    return list(document.hidden(Hidden.QUERY)) if dress.in_note else _comment(question, document)


def _comment(question: str, document: WordDocument) -> list[Markup]:
    """An editor's query as a comment at its place."""
    label = run(element("annotationRef"), formatting=_COMMENT)
    paragraph = para("CommentText", label, words(question, rtl=document.rtl), rtl=document.rtl)
    number = document.comments.add(paragraph)
    return [
        element("commentRangeStart", id=number),
        element("commentRangeEnd", id=number),
        run(element("commentReference", id=number), formatting=_COMMENT),
    ]


def _footnote(node: Footnote, document: WordDocument, dress: Dress) -> list[Markup]:
    """The call of a note, and its queries after it: Word has no comments in notes."""
    note = document.footnotes.add(write_note(node.content, element("footnoteRef"), _CALL, document))
    runs = [_revised(part, document, dress) for part in _write_call(note, document)]
    for paragraph in node.content:
        for inside in walk_inlines(paragraph):
            if isinstance(inside, Query) and document.draft:
                runs += _comment(inside.text, document)
    return runs


def _write_call(note: Markup, document: WordDocument) -> list[Markup]:
    """The call of a note; Arabic sets it in parentheses."""
    call = run(note, formatting=_CALL)
    if not document.rtl:
        return [call]
    opening, closing = (run(text(sign), formatting=(*_CALL, RIGHT_TO_LEFT)) for sign in "()")
    return [opening, call, closing]


def write_note(
    content: Iterable[Iterable[Inline]], mark: Markup, formatting: Formatting, document: WordDocument
) -> list[Markup]:
    """The paragraphs of a note: the mark ends at its tab, the text begins at the text column.

    Tab and mark share a run: LibreOffice drops the first run of a note, since it prints the mark by itself.
    """
    written = [write_inlines(paragraph, document, _IN_NOTE) for paragraph in content] or [[]]
    first = [run(TAB, mark, formatting=formatting), words(" ", rtl=document.rtl), tab(), *written[0]]
    return [
        para("FootnoteText", *first, rtl=document.rtl),
        *(para("FootnoteText", *runs, rtl=document.rtl, paragraph_format=_FURTHER) for runs in written[1:]),
    ]
