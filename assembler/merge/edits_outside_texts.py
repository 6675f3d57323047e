"""What an editor has changed in Word that is no text of the report, in sentences."""

from __future__ import annotations

from collections.abc import Collection as Some
from collections.abc import Iterable, Iterator, Sequence

from assembler.merge.units import Unit, theme_headings
from assembler.model.nodes import Heading, Paragraph, Query
from assembler.model.report import Report
from assembler.model.text.sequence_diff import heaviest_rise
from assembler.model.text.walk import block_inlines, plain_text, report_blocks, with_those_below
from assembler.model.value import replace
from assembler.readers.report_docx.edited_draft import Returned, paragraphs_of_opening
from assembler.readers.report_docx.report import WordText
from assembler.writers.docx.document import write

_SOURCE = "headings of sections come from report.yaml and organizations.yaml and are not merged"


def remarks(returned: Returned, edited: Iterable[Unit]) -> tuple[str, ...]:
    """Headings, the opening of the document, comments that stand nowhere in the text, divisions that were accepted."""
    found = [*_headings(returned.base, returned.text), *_opening(returned), *_comments(returned, edited)]
    found += _margins(returned)
    found += [f"Words in a text box, a formula or another form were not merged: “{it}”." for it in returned.apart]
    stays = "is struck through or hidden by hand, which deletes nothing: it stays in the text"
    found += [f"“{it}” {stays}." for it in returned.unshown]
    if returned.settled:
        found.append(
            "New and joined paragraphs and rows were accepted, since a text can't mark them; they are listed above."
        )
    return tuple(found)


def _headings(base: Report, text: WordText) -> Iterator[str]:
    themes = theme_headings(report_blocks(base))
    was, becomes = dict(_titles(base, themes)), list(_titles(text, themes))
    for identifier, title in becomes:
        if not identifier:
            yield f"The heading “{title}” is new: {_SOURCE}."
        elif identifier in was and " ".join(was[identifier].split()) != " ".join(title.split()):
            yield f"The heading “{was[identifier]}” was changed to “{title}”: {_SOURCE}."
    there = dict.fromkeys(identifier for identifier, _ in becomes)
    for identifier, title in was.items():
        if identifier not in there:
            yield f"The heading “{title}” was taken out: {_SOURCE}."
    for identifier in _moved(list(was), there):
        yield f"The heading “{was[identifier]}” was moved: {_SOURCE}."


def _moved(was: Sequence[str], becomes: Iterable[str]) -> list[str]:
    """Those of some identifiers that stand in another place among each other."""
    there = [it for it in becomes if it in was]
    staying = heaviest_rise([was.index(it) for it in there], [1] * len(there))
    return [it for index, it in enumerate(there) if index not in staying]


def _titles(text: Report | WordText, themes: Some[str]) -> Iterator[tuple[str, str]]:
    """The headings that the program has made, by their identifiers: of sections, annexes and themes."""
    if text.summary:
        yield "summary", text.summary.title
    for section in with_those_below(text.sections):
        if section.title:
            yield section.id, section.title
        headings = (it for it in section.blocks if isinstance(it, Heading) and it.id in themes)
        yield from ((it.id, plain_text(it.content)) for it in headings)
    for annex in text.annexes:
        yield annex.id, annex.title


def _opening(returned: Returned) -> Iterator[str]:
    """Lines of the masthead and the agenda block that are no longer as the plan has them."""
    masthead = returned.base.masthead
    lines = [masthead.title, masthead.author, masthead.distribution, masthead.date, *masthead.symbols]
    for organ in masthead.organs:
        lines += [organ.organ, organ.session, organ.agenda, organ.title, *organ.sub_items]
    for line in lines:
        if "".join(line.split()) not in returned.opening:
            yield f"“{line}” at the head of the report was changed: it comes from report.yaml and is not merged."
    made = write(replace(returned.base, summary=None, sections=(), annexes=()), {})
    known = _bare(" ".join(paragraphs_of_opening(made)))
    for words in returned.paragraphs:
        if _bare(words) not in known:
            yield f"“{words}” is new at the head of the report or of its pages: that comes from the settings."


def _bare(words: str) -> str:
    """The words without what Word counts by itself."""
    return "".join(sign for sign in words if not sign.isspace() and not sign.isdecimal())


def _margins(returned: Returned) -> Iterator[str]:
    """Words that somebody has typed in the margin, where nothing stands but the sources of paragraphs."""
    paragraphs = (it for it in report_blocks(returned.base) if isinstance(it, Paragraph))
    known = {_close(*it.entities) for it in paragraphs}
    for words in returned.margins:
        if _close(words) not in known:
            hint = "which only names sources, and was not merged: write it as a comment"
            yield f"“{words}” stands in the margin, {hint}."


def _close(*words: str) -> str:
    return "".join("".join(words).replace(",", "").split())


def _comments(returned: Returned, edited: Iterable[Unit]) -> Iterator[str]:
    asked = {it.text for unit in edited for it in block_inlines([unit.block]) if isinstance(it, Query)}
    for comment in dict.fromkeys(returned.comments):
        if comment not in asked:
            yield f"A comment stands outside of the text and was not merged: “{comment}”."
