"""Reads a draft that was edited in Word or LibreOffice: its text, and the report from which it was built."""

from __future__ import annotations

from collections.abc import Iterator

from assembler.model.finding import Finding, Severity, Source, make_finding
from assembler.model.report import Report
from assembler.model.report_json import NoReport, read_report
from assembler.model.value import Value
from assembler.ooxml.elements import Element, qualified
from assembler.ooxml.revisions import EDITOR
from assembler.readers.ooxml.attributes import get_attribute, get_child, get_style_identifier, get_words, is_inside
from assembler.readers.ooxml.context import get_author
from assembler.readers.ooxml.package import WordPackage, open_package
from assembler.readers.ooxml.styles import Styles, read_format, read_properties
from assembler.readers.ooxml.visibility import is_pale, is_tiny
from assembler.readers.report_docx.context import read_context, read_signed_comment
from assembler.readers.report_docx.paragraph_ids import mark_held_bookmarks
from assembler.readers.report_docx.report import (
    WordText,
    collect_opening_paragraphs,
    collect_opening_words,
    describe_foreign_file,
    describe_pictures,
    read_text,
)
from assembler.readers.report_docx.revisions import CHANGES, IsOwn, Tracked, resolve_changes

_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_APART = (qualified("txbxContent"), qualified("ruby"), f"{_MATHS}oMath")
_SOURCE = "DraftSource"
_DAY = len("2020-09-11")


class EditedDraft(Value):
    """A draft that has come back."""

    text: WordText
    """Its text with the edits. A paragraph that holds several of the report bears the first one's identifier and names
    all as its origins; both parts of a divided one bear its identifier."""
    base: Report
    """The report from which it was built."""
    opening: str
    """The words before the text without any spaces: masthead, agenda block, title."""
    paragraphs: tuple[str, ...]
    """The paragraphs before the text and in heads and feet of pages."""
    unread_words: tuple[str, ...]
    """Words in text boxes, formulas, reading aids and alternative forms, which are not read."""
    comments: tuple[str, ...]
    """All comments that others have made, each after its author's name."""
    has_resolved_paragraphs: bool = False
    """Whether paragraphs or rows came or went although words are only marked."""
    editor: str = ""
    """Who made the tracked changes; where there are none, who saved the file; empty where that is not one person."""
    margin_words: tuple[str, ...] = ()
    """The words that stand in the margin, where a draft names the sources of its paragraphs."""
    hidden_words: tuple[str, ...] = ()
    """The words that are struck through, or that nobody sees, by their format alone, paragraph by paragraph."""


def read_edited_draft(data: bytes, path: str, tracked: Tracked) -> tuple[EditedDraft | None, tuple[Finding, ...]]:
    """The edited draft and what was found in it; none where the file cannot be used (IN-DOC-02, IN-DOC-03)."""
    package, findings = open_package(data, path)
    if package is None:
        return None, findings
    base = _read_base(package)
    if package.records is None or base is None:
        return None, (describe_foreign_file(path) if package.records is None else _describe_no_draft(path),)
    is_own = _recognize_own(base)
    parts = [part for part in (package.document, package.footnotes, package.endnotes) if part is not None]
    editor = _find_editor(package, [part.root for part in parts], is_own)
    resolved = [resolve_changes(part.root, tracked, is_own) for part in parts]
    context = read_context(package, is_own)
    mark_held_bookmarks(package.document.root, context.records)
    returned = EditedDraft(
        text=read_text(package, context),
        base=base,
        opening=collect_opening_words(package, context),
        paragraphs=collect_opening_paragraphs(package, context),
        unread_words=(*_find_apart(package.document.root), *(words for _, words in package.unshown_words)),
        comments=_collect_comments(package, is_own),
        has_resolved_paragraphs=any(resolved),
        editor=editor,
        margin_words=tuple(_find_margins(package.document.root)),
        hidden_words=tuple(words for part in parts for words in _find_unshown(part.root, context.styles)),
    )
    return returned, (describe_pictures(path),) if context.pictures else ()


def read_opening(data: bytes) -> tuple[str, ...]:
    """The paragraphs before the text and in heads and feet of pages, of a Word file that the program has made."""
    package, _ = open_package(data, "")
    if package is None:
        return ()
    return collect_opening_paragraphs(package, read_context(package, lambda _: False))


def _describe_no_draft(path: str) -> Finding:
    message = "The file is not a draft: it does not contain the text from which it was built."
    hint = "Edit a draft that “assembler build” has made without --final, and save the draft as Word document (.docx)."
    return make_finding("IN-DOC-03", Severity.ERROR, Source(path), message, hint)


def _read_base(package: WordPackage) -> Report | None:
    """The report that the file carries along, none where somebody has changed what it says."""
    try:
        return read_report(package.base or "")
    except NoReport:
        return None


def _recognize_own(base: Report) -> IsOwn:
    """What the program has written bears its name and the day of the masthead."""

    def is_own(element: Element) -> bool:
        author, moment = element.get(qualified("author")), get_attribute(element, "date")
        return author == EDITOR and moment[:_DAY] == base.masthead.day

    return is_own


def _find_apart(document: Element) -> Iterator[str]:
    """The words of what is read over. Sources stand in frames."""
    words_apart: dict[str, None] = {}
    for holder in document.iter(*_APART):
        if is_inside(holder, *_APART):
            continue
        texts = (text for text in holder.iter(qualified("t"), f"{_MATHS}t") if not _is_source(text))
        words_apart[" ".join("".join(text.text or "" for text in texts).split())] = None
    return (words for words in words_apart if words)


def _find_margins(document: Element) -> Iterator[str]:
    """The words of each paragraph in the margin, each once."""
    texts = (get_words(paragraph) for paragraph in document.iter(qualified("p")) if _is_margin(paragraph))
    yield from dict.fromkeys(words for text in texts if (words := " ".join(text.split())))


def _is_source(text: Element) -> bool:
    return _is_margin(next(text.iterancestors(qualified("p")), None))


def _is_margin(paragraph: Element | None) -> bool:
    return paragraph is not None and get_style_identifier(paragraph) == _SOURCE


def _find_unshown(root: Element, styles: Styles) -> Iterator[str]:
    for paragraph in root.iter(qualified("p")):
        runs = [run for run in paragraph.iter(qualified("r")) if _is_unshown(run, paragraph, styles)]
        words = " ".join("".join(map(get_words, runs)).split())
        if words:
            yield words


def _is_unshown(run: Element, paragraph: Element, styles: Styles) -> bool:
    letters = read_format(read_properties(get_child(run, "rPr")))
    return bool(letters.struck or letters.hidden) or is_tiny(letters) or is_pale(letters, paragraph, styles)


def _find_editor(package: WordPackage, roots: list[Element], is_own: IsOwn) -> str:
    changes = (change for root in roots for change in root.iter(*CHANGES) if not is_own(change))
    names = {get_author(change) for change in changes} or {package.saved_by}
    return names.pop() if len(names) == 1 else ""


def _collect_comments(package: WordPackage, is_own: IsOwn) -> tuple[str, ...]:
    root = package.comments
    comments = [] if root is None else list(root.iter(qualified("comment")))
    return tuple(read_signed_comment(comment) for comment in comments if not is_own(comment))
