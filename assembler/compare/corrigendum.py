"""Makes a corrigendum: the document that corrects an issued report to a corrected state.

Each correction names its place in the issued report (paragraph, subparagraph, sentence, footnote), and then the words
to be read for others. The first page is that of the issued report with /Corr.1 or a later number after its symbols.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count

from assembler.compare.corrections import Correction, split_corrections
from assembler.compare.inline_diff import accept_changes, reject_changes
from assembler.model.comparison import ChangeKind, ComparedUnit, Comparison, ComparisonWords, Kind, Part, Unit
from assembler.model.nodes import (
    Block,
    CrossReference,
    Deletion,
    Emphasis,
    Footnote,
    Heading,
    Inline,
    Inlines,
    Insertion,
    Paragraph,
    Text,
)
from assembler.model.report import Masthead, Report, Section
from assembler.model.text.plain_text import extract_text
from assembler.model.text.rewriting import rewrite_inlines
from assembler.model.value import Value, replace

_CORRIGENDUM = re.compile(r"/Corr\.(\d+)$")
_IN_OLD_STATE = (ChangeKind.SAME, ChangeKind.CHANGED, ChangeKind.DROPPED, ChangeKind.MOVED_AWAY)
_PRINTED_FIELDS = ("distribution", "agenda", "report_title", "author")
_HEADING_KINDS = (Kind.SUMMARY, Kind.SECTION, Kind.ANNEX, Kind.TITLE, Kind.HEADING)


class _Entry(Value):
    """The corrections at one place."""

    place: str
    """The place in the issued report."""
    content: tuple[Inlines | Block, ...]
    """The instructions: sentences, and whole texts."""


def find_next_number(symbols: Sequence[str]) -> int:
    """The number of the corrigendum: one more than the number in the symbols, else 1."""
    numbers = [int(match[1]) for symbol in symbols if (match := _CORRIGENDUM.search(symbol))]
    return max(numbers, default=0) + 1


def make_corrigendum_report(comparison: Comparison, words: ComparisonWords, number: int) -> Report:
    """The corrigendum of that number, which corrects the old state to the new one."""
    entries = [*_correct_first_page(comparison, words), *_Corrector(comparison, words).list_entries()]
    blocks: list[Block] = []
    for entry in entries:
        blocks.append(Heading((Text(entry.place),), 2))
        blocks += [Paragraph(part) if isinstance(part, tuple) else part for part in entry.content]
    if not entries:
        blocks.append(Paragraph((Text(words.say("nothing_to_correct")),)))
    if any(map(_shifts_numbers, comparison.units)):
        blocks.append(Paragraph((Text(words.say("renumber")),)))
    section = Section("corrigendum", words.say("corrigendum"), 1, blocks=tuple(blocks))
    masthead = _make_masthead(comparison.old.masthead, comparison.new.masthead, number)
    bare = replace(comparison.new, masthead=masthead, summary=None, sections=(section,), annexes=(), contents=False)
    return _settle_inlines(replace(bare, draft=False, label=""))


def _shifts_numbers(compared: ComparedUnit) -> bool:
    """Whether a numbered paragraph was added, deleted or moved."""
    unit = compared.new or compared.old
    is_numbered = unit is not None and unit.kind is Kind.PARAGRAPH and unit.number is not None
    return is_numbered and compared.change in (ChangeKind.ADDED, ChangeKind.DROPPED, ChangeKind.MOVED_HERE)


def _make_masthead(issued: Masthead, corrected: Masthead, number: int) -> Masthead:
    symbols = tuple(f"{_CORRIGENDUM.sub('', symbol)}/Corr.{number}" for symbol in issued.symbols)
    address = _CORRIGENDUM.sub("", issued.address)
    return replace(
        corrected,
        symbols=symbols,
        job_number="",
        job_line="",
        address=f"{address}/Corr.{number}" if address else "",
    )


def _settle_inlines(report: Report) -> Report:
    """The corrigendum with footnotes numbered from 1, and references as plain words, since they lead out of it."""
    numbers = count(1)

    def change(inline: Inline) -> Inlines:
        match inline:
            case Footnote():
                return (replace(inline, number=next(numbers)),)
            case CrossReference():
                return (Text(extract_text((inline,))),)
            case Insertion(content):
                return content
            case Deletion():
                return ()
        return (inline,)

    return rewrite_inlines(report, change)


# Corrections


def _correct_first_page(comparison: Comparison, words: ComparisonWords) -> Iterator[_Entry]:
    for name, old, new in comparison.fields:
        if name in _PRINTED_FIELDS:
            yield _Entry(words.say(name), (_make_phrase(words, "replace", old=(Text(old),), new=(Text(new),)),))


def _make_phrase(words: ComparisonWords, key: str, **places: Inlines) -> Inlines:
    """A phrase with words at its places; its own words are in italics."""
    phrase: list[Inline] = []
    for part in re.split(r"(\{\w+\})", words.texts[key]):
        name = part[1:-1]
        if part.startswith("{"):
            phrase += places[name]
        elif part.strip():
            bare = part.strip()
            start, _, end = part.partition(bare)
            phrase += [Text(start)] if start else []
            phrase.append(Emphasis((Text(bare),)))
            phrase += [Text(end)] if end else []
        elif part:
            phrase.append(Text(part))
    return tuple(phrase)


class _Corrector:
    """Goes through the compared units, and keeps its place in the issued report."""

    def __init__(self, comparison: Comparison, words: ComparisonWords) -> None:
        self._words = words
        self._units = comparison.units
        self._language = comparison.new.language
        self._last: Unit | None = None
        self._annexes = {annex.title or annex.label: annex.label for annex in comparison.old.annexes}

    def list_entries(self) -> Iterator[_Entry]:
        """The corrections in the order of the text; all insertions at one place are one entry."""
        place = 0
        while place < len(self._units):
            compared = self._units[place]
            end = place + 1
            if compared.change is ChangeKind.ADDED:
                while end < len(self._units) and self._units[end].change is ChangeKind.ADDED:
                    end += 1
                yield self._insert(self._units[place:end])
            else:
                yield from self._correct(compared)
            if compared.old and compared.change in _IN_OLD_STATE:
                self._last = compared.old
            place = end

    def _correct(self, compared: ComparedUnit) -> Iterator[_Entry]:
        match compared.change:
            case ChangeKind.DROPPED if compared.old:
                yield _Entry(self._name_place(compared.old), (self._make_instruction("delete_all"),))
            case ChangeKind.MOVED_HERE if compared.old:
                yield from self._move(compared, compared.old)
            case ChangeKind.CHANGED if compared.old and compared.new:
                if compared.new.table:
                    yield from self._correct_table(compared)
                else:
                    yield from self._correct_words(compared, self._name_place(compared.old))

    def _move(self, compared: ComparedUnit, old: Unit) -> Iterator[_Entry]:
        place = self._name_place(old)
        content: list[Inlines | Block] = []
        if _has_followers(old):
            content.append(self._make_instruction("move", place=self._name_last()))
        for entry in self._correct_words(compared, place) if compared.words_changed else ():
            content += entry.content
        if content:
            yield _Entry(place, tuple(content))

    def _insert(self, added: Sequence[ComparedUnit]) -> _Entry:
        """New units that follow each other, after the one that they follow in the issued report."""
        units = [compared.new for compared in added if compared.new]
        place = self._words.say("after", place=self._name_last()) if self._last else self._name_beginning(units[0])
        content: list[Inlines | Block] = [self._make_instruction("insert", new="")]
        content += [block for unit in units for block in _print_unit(unit)]
        return _Entry(place, tuple(content))

    def _name_beginning(self, unit: Unit) -> str:
        part = self._words.say("summary") if unit.part is Part.SUMMARY else unit.section
        return self._words.say("beginning", part=part)

    def _make_instruction(self, key: str, **places: str) -> Inlines:
        return (Emphasis((Text(self._words.say(key, **places).strip()),)),)

    def _correct_words(self, compared: ComparedUnit, place: str) -> list[_Entry]:
        """The corrections of one unit by sentence and footnote; of a text that was rewritten, its new words."""
        assert compared.new is not None
        entries: list[_Entry] = []
        for correction in split_corrections(compared.new.runs[0], self._language):
            where = self._name_part(place, correction, compared.new)
            content = self._print_correction(correction)
            if entries and entries[-1].place == where:
                entries[-1] = _Entry(where, (*entries[-1].content, content))
            else:
                entries.append(_Entry(where, (content,)))
        return entries

    def _name_part(self, place: str, correction: Correction, unit: Unit) -> str:
        if correction.note:
            return self._words.say("in_note", place=place, number=str(correction.note))
        ordinals = self._words.ordinals
        if correction.sentence and unit.kind not in _HEADING_KINDS and correction.sentence <= len(ordinals):
            return self._words.say("in_sentence", place=place, ordinal=ordinals[correction.sentence - 1])
        return place

    def _correct_table(self, compared: ComparedUnit) -> Iterator[_Entry]:
        """The corrections of a table by row."""
        assert compared.old is not None
        assert compared.new is not None
        assert compared.new.table is not None
        place, table = self._name_place(compared.old), compared.new.table
        yield from self._correct_row(place, place, (table.caption,), ChangeKind.CHANGED)
        for row, change in zip((table.head, *table.rows), (ChangeKind.CHANGED, *compared.rows), strict=True):
            name = " ".join(extract_text(reject_changes(row[0])).split()) if row else ""
            where = self._words.say("in_row", place=place, row=name) if name else place
            yield from self._correct_row(place, where, row, change)

    def _correct_row(self, table: str, place: str, row: Sequence[Inlines], change: ChangeKind) -> Iterator[_Entry]:
        """The corrections of a row; a new one is inserted in the table."""
        if change is ChangeKind.DROPPED:
            yield _Entry(place, (self._make_instruction("delete_all"),))
        elif change is ChangeKind.ADDED:
            yield _Entry(table, (_make_phrase(self._words, "insert", new=_join_cells(row)),))
        else:
            corrections = [each for cell in row for each in split_corrections(cell, self._language)]
            if corrections:
                yield _Entry(place, tuple(map(self._print_correction, corrections)))

    def _print_correction(self, correction: Correction) -> Inlines:
        """The instruction: which words are to be read for which."""
        if correction.is_whole or not correction.old:
            return _make_phrase(self._words, "reads", new=correction.new)
        if not correction.new:
            return _make_phrase(self._words, "delete", old=correction.old)
        return _make_phrase(self._words, "replace", old=correction.old, new=correction.new)

    # Places

    def _name_last(self) -> str:
        if self._last is None:
            return self._words.say("paragraph")
        name = self._name_place(self._last)
        return name[:1].lower() + name[1:] if self._language in ("en", "fr", "es", "ru") else name

    def _name_place(self, unit: Unit) -> str:
        """Where a unit stands in the issued report."""
        name = self._name_unit(unit)
        if unit.part is Part.ANNEX and unit.kind not in (Kind.ANNEX, Kind.TITLE):
            annex = self._annexes.get(unit.section, unit.section)
            return self._words.say("in_part", part=annex, place=_lower_first(name))
        if unit.part is Part.SUMMARY and unit.kind is not Kind.SUMMARY:
            return self._words.say("in_part", part=self._words.say("summary"), place=_lower_first(name))
        return name

    def _name_unit(self, unit: Unit) -> str:
        say = self._words.say
        if unit.kind is Kind.PARAGRAPH and unit.number is not None:
            return say("in_paragraph", number=str(unit.number))
        if unit.kind in _HEADING_KINDS:
            words = " ".join(extract_text(unit.runs[0]).split())
            return say("in_heading", label=" ".join(filter(None, (unit.label, say("quoted", words=words)))))
        if unit.kind is Kind.TABLE:
            return say("in_table", number=str(unit.number)) if unit.number else self._name_below(unit, say("table"))
        if unit.kind in (Kind.LETTERED, Kind.BULLETED) and unit.above:
            first, *labels = unit.above
            return say("in_item", place=say("in_paragraph", number=first), label="".join((*labels, unit.label)))
        noun = {Kind.QUOTATION: "quotation", Kind.PARAGRAPH: "paragraph"}.get(unit.kind, "item")
        return self._name_below(unit, say(noun))

    def _name_below(self, unit: Unit, noun: str) -> str:
        if not unit.above:
            return noun
        place = self._words.say("in_paragraph", number=unit.above[0])
        return self._words.say("in_part", part=place, place=_lower_first(noun))


def _lower_first(words: str) -> str:
    return words[:1].lower() + words[1:]


def _has_followers(unit: Unit) -> bool:
    """Whether other units move along with a moved unit."""
    return unit.kind in (*_HEADING_KINDS, Kind.PARAGRAPH)


def _print_unit(unit: Unit) -> Iterator[Block]:
    """A new unit as it is to be inserted, with the letter of an item."""
    if unit.table:
        yield from (Paragraph(_join_cells(row)) for row in (unit.table.head, *unit.table.rows))
        return
    label = f"{unit.label} " if unit.label and unit.kind is not Kind.PARAGRAPH else ""
    yield Paragraph((*((Text(label),) if label else ()), *accept_changes(unit.runs[0])))


def _join_cells(row: Sequence[Inlines]) -> Inlines:
    joined: list[Inline] = []
    for place, cell in enumerate(row):
        joined += [Text("; ")] if place else []
        joined += accept_changes(cell)
    return tuple(joined)
