"""Lists edits made in Word that belong to no text of the report and cannot be merged, in sentences for the editor."""

from __future__ import annotations

from collections.abc import Collection as Some
from collections.abc import Iterable, Iterator, Mapping, Sequence

from assembler.merge.units import Unit, find_theme_headings
from assembler.model.nodes import Heading, Paragraph, Query
from assembler.model.report import Report
from assembler.model.text.plain_text import extract_text
from assembler.model.text.sequence_diff import find_heaviest_increasing
from assembler.model.text.traversal import walk_block_inlines, walk_blocks, walk_nested_sections
from assembler.model.value import replace
from assembler.readers.report_docx.edited_draft import EditedDraft, read_opening
from assembler.readers.report_docx.report import WordText
from assembler.writers.docx.document import write

_SOURCE = "headings of sections come from report.yaml and organizations.yaml and are not merged"


def list_edits_outside_texts(
    returned: EditedDraft, theirs: Iterable[Unit], templates: Mapping[str, bytes]
) -> tuple[str, ...]:
    """Edits of headings, of the first page and of margins, comments and words outside the text, accepted divisions."""
    remarks = [*_check_headings(returned.base, returned.text), *_check_opening(returned, templates)]
    remarks += [*_check_comments(returned, theirs), *_check_margins(returned)]
    remarks += [
        f"Words in a text box, a formula or another form were not merged: “{words}”." for words in returned.unread_words
    ]
    stays = "is struck through, hidden or not to be seen by its format, which deletes nothing: it stays in the text"
    remarks += [f"“{words}” {stays}." for words in returned.hidden_words]
    if returned.has_resolved_paragraphs:
        remarks.append(
            "New and joined paragraphs and rows were accepted, since a text cannot mark them; they are listed above."
        )
    return tuple(remarks)


def _check_headings(base: Report, text: WordText) -> Iterator[str]:
    themes = find_theme_headings(walk_blocks(base))
    former, current = dict(_list_headings(base, themes)), list(_list_headings(text, themes))
    for identifier, title in current:
        if not identifier:
            yield f"The heading “{title}” is new: {_SOURCE}."
        elif identifier in former and " ".join(former[identifier].split()) != " ".join(title.split()):
            yield f"The heading “{former[identifier]}” was changed to “{title}”: {_SOURCE}."
    present = dict.fromkeys(identifier for identifier, _ in current)
    for identifier, title in former.items():
        if identifier not in present:
            yield f"The heading “{title}” was taken out: {_SOURCE}."
    for identifier in _list_moved(list(former), present):
        yield f"The heading “{former[identifier]}” was moved: {_SOURCE}."


def _list_moved(former: Sequence[str], current: Iterable[str]) -> list[str]:
    """The identifiers that have changed their order."""
    present = [identifier for identifier in current if identifier in former]
    staying = find_heaviest_increasing([former.index(identifier) for identifier in present], [1] * len(present))
    return [identifier for index, identifier in enumerate(present) if index not in staying]


def _list_headings(text: Report | WordText, themes: Some[str]) -> Iterator[tuple[str, str]]:
    """The headings of sections, annexes and themes, which the program made, with their identifiers."""
    if text.summary:
        yield "summary", text.summary.title
    for section in walk_nested_sections(text.sections):
        if section.title:
            yield section.id, section.title
        headings = (block for block in section.blocks if isinstance(block, Heading) and block.id in themes)
        yield from ((heading.id, extract_text(heading.content)) for heading in headings)
    for annex in text.annexes:
        yield annex.id, annex.title


def _check_opening(returned: EditedDraft, templates: Mapping[str, bytes]) -> Iterator[str]:
    """Lines of the masthead and the agenda block that differ from the plan."""
    masthead = returned.base.masthead
    lines = [masthead.title, masthead.author, masthead.distribution, masthead.date, *masthead.symbols]
    for organ in masthead.organs:
        lines += [organ.organ, organ.session, organ.agenda, organ.title, *organ.sub_items]
    for line in lines:
        if "".join(line.split()) not in returned.opening:
            yield f"“{line}” at the head of the report was changed: it comes from report.yaml and is not merged."
    built = write(replace(returned.base, summary=None, sections=(), annexes=()), templates)
    known = _drop_numbers(" ".join(read_opening(built)))
    for words in returned.paragraphs:
        if _drop_numbers(words) not in known:
            yield f"“{words}” is new at the head of the report or of its pages: that comes from the settings."


def _drop_numbers(words: str) -> str:
    """The words without spaces and without the numbers that Word counts by itself."""
    return "".join(sign for sign in words if not sign.isspace() and not sign.isdecimal())


def _check_margins(returned: EditedDraft) -> Iterator[str]:
    """Words that somebody typed in the margin, where only the sources of paragraphs stand."""
    paragraphs = (block for block in walk_blocks(returned.base) if isinstance(block, Paragraph))
    known = {_join_words(*paragraph.entities) for paragraph in paragraphs}
    for words in returned.margin_words:
        if _join_words(words) not in known:
            hint = "which only names sources, and was not merged: write it as a comment"
            yield f"“{words}” stands in the margin, {hint}."


def _join_words(*words: str) -> str:
    return "".join("".join(words).replace(",", "").split())


def _check_comments(returned: EditedDraft, theirs: Iterable[Unit]) -> Iterator[str]:
    inlines = (inline for unit in theirs for inline in walk_block_inlines([unit.block]))
    merged = {inline.text for inline in inlines if isinstance(inline, Query)}
    for comment in dict.fromkeys(returned.comments):
        if comment not in merged:
            yield f"A comment stands outside of the text and was not merged: “{comment}”."
