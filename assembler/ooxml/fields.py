"""Complex fields, bookmarks and links.

A field is five runs: begin, instruction, separator, shown text, end; Word and LibreOffice show the text as it stands
until somebody refreshes the fields, so it must be right when written. A `_` at the start of its name hides a bookmark.
A link needs a relationship in the part in which it stands.
"""

from __future__ import annotations

from collections.abc import Iterable

from assembler.ooxml.markup import Markup, element, run, text


def field(
    instruction: str, *shown: Markup, formatting: Iterable[Markup] = (), stale: bool = False, deleted: bool = False
) -> list[Markup]:
    """The runs of a field that shows the given runs; a stale one is refreshed by Word when the file is opened.

    In a proposal to delete, the instruction is deleted text as well.
    """
    begin = element("fldChar", fldCharType="begin", **({"dirty": "true"} if stale else {}))
    return [
        run(begin, formatting=formatting),
        run(text(f" {instruction} ", "delInstrText" if deleted else "instrText"), formatting=formatting),
        run(element("fldChar", fldCharType="separate"), formatting=formatting),
        *shown,
        run(element("fldChar", fldCharType="end"), formatting=formatting),
    ]


def bookmark(name: str, number: int) -> tuple[Markup, Markup]:
    """Start and end of a bookmark; the number is its own in the whole document."""
    return element("bookmarkStart", id=number, name=name), element("bookmarkEnd", id=number)


def external_link(relation: str, *runs: Markup) -> Markup:
    """A link out of the document, by the id of its relationship."""
    return element("hyperlink", *runs, history=1, **{"r:id": relation})


def internal_link(bookmark_name: str, *runs: Markup) -> Markup:
    """A link to a bookmark."""
    return element("hyperlink", *runs, anchor=bookmark_name, history=1)
