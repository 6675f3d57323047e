"""What the paragraphs of a Word file need to know of its other parts: notes, comments, lists, links and its records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from assembler.model.value import Growing, field
from assembler.ooxml.elements import Element, qualified
from assembler.ooxml.paragraph_ids import ADDRESS, BOOKMARK, Hidden, Record
from assembler.readers.ooxml.attributes import value_of
from assembler.readers.ooxml.lists import Counting
from assembler.readers.ooxml.package import Part, WordPackage
from assembler.readers.report_docx.fields import OF_WORD


class Surroundings(Growing):
    """The other parts of a file, and how far they have been used."""

    language: str
    """The language of the version."""
    records: Mapping[str, Record]
    """What the file says of each of its hidden bookmarks."""
    addresses: Mapping[str, str]
    """How an address was typed, by how the file writes it."""
    links: Mapping[str, str]
    """The addresses of the document's links, by relationship."""
    notes: dict[tuple[str, str], tuple[Element, Mapping[str, str]]]
    """Its notes as far as they have not been called yet, each by its kind and identifier, with the addresses of the
    links in its part; the program writes footnotes alone, others may add endnotes."""
    comments: Mapping[str, str]
    """The words of its comments by their identifiers."""
    styles: Mapping[str, str]
    """The names of its styles by their identifiers, which other programs change."""
    counting: Counting
    """Counts its lists."""
    beside: Mapping[str, str] = field(default_factory=dict)
    """For the bookmarks of Word's own cross references, that of the report's paragraph in which each stands."""
    asked: set[str] = field(default_factory=set)
    """The comments that have found their place in a note."""
    pictures: int = 0
    """How many pictures and text boxes stand where only words are read."""

    def style(self, paragraph: Element) -> str:
        """The name of a paragraph's style, empty where it has none of its own."""
        form = paragraph.find(qualified("pPr"))
        return "" if form is None else self.styles.get(value_of(form, "pStyle"), "")

    def paragraph(self, bookmark: str) -> str:
        """The identifier of the paragraph in a bookmark, empty where it stands for none."""
        record = self.records.get(self.beside.get(bookmark, bookmark))
        return record.facts.get("paragraph", "") if record and record.kind == Hidden.SOURCE.kind else ""


def surroundings(package: WordPackage, is_own: Callable[[Element], bool] | None = None) -> Surroundings:
    """The surroundings of a document, nothing used yet; comments by others begin with their author's name."""
    records, comments = package.records or (), package.comments
    return Surroundings(
        language=package.language.partition("-")[0].lower(),
        records={name: it for it in records if (name := it.facts.get(BOOKMARK))},
        addresses={it.facts.get("written", ""): it.facts.get("typed", "") for it in records if it.kind == ADDRESS},
        links=package.document.links,
        notes=_notes("footnote", package.footnotes) | _notes("endnote", package.endnotes),
        comments={} if comments is None else _comments(comments, is_own),
        styles={} if package.styles is None else _style_names(package.styles),
        counting=Counting(package.numbering),
        beside=dict(_beside(package.document.root)),
    )


def _beside(root: Element) -> Iterator[tuple[str, str]]:
    for paragraph in root.iter(qualified("p")):
        names = [it.get(qualified("name"), "") for it in paragraph.iter(qualified("bookmarkStart"))]
        own = next((name for name in names if name.startswith(Hidden.SOURCE)), "")
        yield from ((name, own) for name in names if own and name.startswith(OF_WORD))


def _style_names(styles: Element) -> dict[str, str]:
    return {it.get(qualified("styleId"), ""): value_of(it, "name") for it in styles.iter(qualified("style"))}


def _notes(kind: str, part: Part | None) -> dict[tuple[str, str], tuple[Element, Mapping[str, str]]]:
    if part is None:
        return {}
    return {(kind, identifier): (it, part.links) for identifier, it in _by_identifier(part.root, kind).items()}


def _by_identifier(root: Element, tag: str) -> dict[str, Element]:
    return {it.get(qualified("id"), ""): it for it in root.iter(qualified(tag))}


def _comments(root: Element, is_own: Callable[[Element], bool] | None) -> dict[str, str]:
    named = _by_identifier(root, "comment").items()
    return {k: _words(it) if is_own is None or is_own(it) else signed_words(it) for k, it in named}


def signed_words(comment: Element) -> str:
    """The words of a comment after the name of its author."""
    author = " ".join(comment.get(qualified("author"), "").split())
    return f"{author}: {_words(comment)}" if author else _words(comment)


def _words(comment: Element) -> str:
    """The words of a comment, its paragraphs in one line."""
    paragraphs = ("".join(it.text or "" for it in p.iter(qualified("t"))) for p in comment.iter(qualified("p")))
    return " ".join(paragraphs)
