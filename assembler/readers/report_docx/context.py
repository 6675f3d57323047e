"""What the paragraphs of a returned draft need of its other parts, and of the records of its hidden bookmarks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from assembler.model.value import field
from assembler.ooxml.elements import Element, qualified
from assembler.ooxml.paragraph_ids import ADDRESS, BOOKMARK, Hidden, Record
from assembler.readers.ooxml.attributes import get_attribute, get_style_identifier, get_words
from assembler.readers.ooxml.context import Context, add_author, collect_notes
from assembler.readers.ooxml.lists import ListCounter
from assembler.readers.ooxml.package import WordPackage
from assembler.readers.ooxml.styles import Styles
from assembler.readers.report_docx.fields import OF_WORD


class ReportContext(Context):
    """The other parts of a draft, and how far they have been used."""

    records: Mapping[str, Record] = field(default_factory=dict)
    """What the file says of each of its hidden bookmarks."""
    addresses: Mapping[str, str] = field(default_factory=dict)
    """How an address was typed, by how the file writes it."""
    source_bookmarks: Mapping[str, str] = field(default_factory=dict)
    """For the bookmarks of Word's own cross references, that of the report's paragraph in which each stands."""
    pictures: int = 0
    """How many pictures and text boxes stand where only words are read."""

    def get_style(self, paragraph: Element) -> str:
        """The name of a paragraph's style, empty where the paragraph has none of its own."""
        return self.styles.get_name(get_style_identifier(paragraph))

    def find_paragraph(self, bookmark: str) -> str:
        """The identifier of the paragraph in a bookmark, empty where it stands for none."""
        record = self.records.get(self.source_bookmarks.get(bookmark, bookmark))
        return record.facts.get("paragraph", "") if record and record.kind == Hidden.SOURCE.kind else ""


def read_context(package: WordPackage, is_own: Callable[[Element], bool] | None = None) -> ReportContext:
    """The context of a document, nothing used yet; comments by others begin with their author's name."""
    records = package.records or ()
    return ReportContext(
        language=package.language.partition("-")[0].lower(),
        styles=Styles(package.styles),
        lists=ListCounter(package.numbering),
        links=package.document.links,
        notes=collect_notes(package),
        comments=dict(_read_comments(package.comments, is_own)),
        records={name: record for record in records if (name := record.facts.get(BOOKMARK))},
        addresses={
            record.facts.get("written", ""): record.facts.get("typed", "")
            for record in records
            if record.kind == ADDRESS
        },
        source_bookmarks=dict(_find_source_bookmarks(package.document.root)),
    )


def _find_source_bookmarks(root: Element) -> Iterator[tuple[str, str]]:
    for paragraph in root.iter(qualified("p")):
        names = [get_attribute(start, "name") for start in paragraph.iter(qualified("bookmarkStart"))]
        own = next((name for name in names if name.startswith(Hidden.SOURCE)), "")
        yield from ((name, own) for name in names if own and name.startswith(OF_WORD))


def _read_comments(root: Element | None, is_own: Callable[[Element], bool] | None) -> Iterator[tuple[str, str]]:
    for comment in () if root is None else root.iter(qualified("comment")):
        is_question = is_own is None or is_own(comment)
        yield get_attribute(comment, "id"), read_comment(comment) if is_question else read_signed_comment(comment)


def read_comment(comment: Element) -> str:
    """The words of a comment as they stand, its paragraphs in one line."""
    return " ".join(map(get_words, comment.iter(qualified("p"))))


def read_signed_comment(comment: Element) -> str:
    """The words of a comment after the name of its author."""
    return add_author(read_comment(comment), comment)
