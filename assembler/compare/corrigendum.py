"""A corrigendum: what a corrected report says otherwise than the one that was issued, as a document of its own.

Each correction names its place in the issued report (paragraph, subparagraph, sentence, footnote), and then what is to
be read for what. It has the first page of the issued report with /Corr.1 or a later number after its symbols.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count

from assembler.compare.corrections import Correction, corrections
from assembler.compare.inline_diff import accepted, rejected
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
    """What is to be corrected in one place."""

    place: str
    """The place in the issued report."""
    content: tuple[Inlines | Block, ...]
    """What is to be done there: sentences, and whole texts."""


def next_number(symbols: Sequence[str]) -> int:
    """The number of the corrigendum: one more than that which the symbols bear, else 1."""
    found = [int(match[1]) for symbol in symbols if (match := _CORRIGENDUM.search(symbol))]
    return max(found, default=0) + 1


def corrigendum(comparison: Comparison, words: ComparisonWords, number: int) -> Report:
    """The corrigendum of that number to the old state, which makes it the new one."""
    entries = [*_first_page(comparison, words), *_Reading(comparison, words).entries()]
    blocks: list[Block] = []
    for entry in entries:
        blocks.append(Heading((Text(entry.place),), 2))
        blocks += [Paragraph(it) if isinstance(it, tuple) else it for it in entry.content]
    if not entries:
        blocks.append(Paragraph((Text(words.say("nothing_to_correct")),)))
    if any(_shifts(step) for step in comparison.units):
        blocks.append(Paragraph((Text(words.say("renumber")),)))
    section = Section("corrigendum", words.say("corrigendum"), 1, blocks=tuple(blocks))
    masthead = _masthead(comparison.old.masthead, comparison.new.masthead, number)
    bare = replace(comparison.new, masthead=masthead, summary=None, sections=(section,), annexes=(), contents=False)
    return _settled(replace(bare, draft=False, label=""))


def _shifts(step: ComparedUnit) -> bool:
    """Whether a numbered paragraph comes, goes or moves."""
    unit = step.new or step.old
    numbered = unit is not None and unit.kind is Kind.PARAGRAPH and unit.number is not None
    return numbered and step.change in (ChangeKind.ADDED, ChangeKind.DROPPED, ChangeKind.MOVED_HERE)


def _masthead(issued: Masthead, corrected: Masthead, number: int) -> Masthead:
    symbols = tuple(f"{_CORRIGENDUM.sub('', symbol)}/Corr.{number}" for symbol in issued.symbols)
    address = _CORRIGENDUM.sub("", issued.address)
    return replace(
        corrected,
        symbols=symbols,
        job_number="",
        job_line="",
        address=f"{address}/Corr.{number}" if address else "",
    )


def _settled(report: Report) -> Report:
    """The corrigendum with notes from 1, and references as plain words, since they lead out of it."""
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


def _first_page(comparison: Comparison, words: ComparisonWords) -> Iterator[_Entry]:
    for name, was, now in comparison.fields:
        if name in _PRINTED_FIELDS:
            yield _Entry(words.say(name), (_phrase(words, "replace", old=(Text(was),), new=(Text(now),)),))


def _phrase(words: ComparisonWords, key: str, **places: Inlines) -> Inlines:
    """A phrase with words at its places; its own words are in italics."""
    made: list[Inline] = []
    for part in re.split(r"(\{\w+\})", words.texts[key]):
        name = part[1:-1]
        if part.startswith("{"):
            made += places[name]
        elif part.strip():
            bare = part.strip()
            start, _, end = part.partition(bare)
            made += [Text(start)] if start else []
            made.append(Emphasis((Text(bare),)))
            made += [Text(end)] if end else []
        elif part:
            made.append(Text(part))
    return tuple(made)


class _Reading:
    """Goes over the steps and knows where it is in the issued report."""

    def __init__(self, comparison: Comparison, words: ComparisonWords) -> None:
        self._words = words
        self._steps = comparison.units
        self._language = comparison.new.language
        self._last: Unit | None = None
        self._annexes = {it.title or it.label: it.label for it in comparison.old.annexes}

    def entries(self) -> Iterator[_Entry]:
        """The corrections in the order of the text; what is inserted in one place is one of them."""
        place = 0
        while place < len(self._steps):
            step = self._steps[place]
            end = place + 1
            if step.change is ChangeKind.ADDED:
                while end < len(self._steps) and self._steps[end].change is ChangeKind.ADDED:
                    end += 1
                yield self._inserted(self._steps[place:end])
            else:
                yield from self._one(step)
            if step.old and step.change in _IN_OLD_STATE:
                self._last = step.old
            place = end

    def _one(self, step: ComparedUnit) -> Iterator[_Entry]:
        match step.change:
            case ChangeKind.DROPPED if step.old:
                yield _Entry(self._place(step.old), (self._plain("delete_all"),))
            case ChangeKind.MOVED_HERE if step.old:
                said = (self._plain("move", place=self._named_last()),) if _leads(step.old) else ()
                corrected = self._changed(step, self._place(step.old)) if step.words_changed else ()
                if said or corrected:
                    yield _Entry(self._place(step.old), (*said, *(it for entry in corrected for it in entry.content)))
            case ChangeKind.CHANGED if step.old and step.new:
                if step.new.table:
                    yield from self._table(step)
                else:
                    yield from self._changed(step, self._place(step.old))

    def _inserted(self, steps: Sequence[ComparedUnit]) -> _Entry:
        """New units that follow each other, after the one that they follow in the issued report."""
        units = [step.new for step in steps if step.new]
        place = self._words.say("after", place=self._named_last()) if self._last else self._beginning(units[0])
        content: list[Inlines | Block] = [self._plain("insert", new="")]
        content += [it for unit in units for it in _as_text(unit)]
        return _Entry(place, tuple(content))

    def _beginning(self, unit: Unit) -> str:
        part = self._words.say("summary") if unit.part is Part.SUMMARY else unit.section
        return self._words.say("beginning", part=part)

    def _plain(self, key: str, **places: str) -> Inlines:
        return (Emphasis((Text(self._words.say(key, **places).strip()),)),)

    def _changed(self, step: ComparedUnit, place: str) -> list[_Entry]:
        """The corrections of one unit by sentence and note; of a text that is quite another one its new words."""
        assert step.new is not None
        made: list[_Entry] = []
        found = corrections(step.new.runs[0], self._language)
        for it in found:
            where = self._where(place, it, step.new)
            content = self._said(it)
            if made and made[-1].place == where:
                made[-1] = _Entry(where, (*made[-1].content, content))
            else:
                made.append(_Entry(where, (content,)))
        return made

    def _where(self, place: str, it: Correction, unit: Unit) -> str:
        if it.note:
            return self._words.say("in_note", place=place, number=str(it.note))
        ordinals = self._words.ordinals
        if it.sentence and unit.kind not in _HEADING_KINDS and it.sentence <= len(ordinals):
            return self._words.say("in_sentence", place=place, ordinal=ordinals[it.sentence - 1])
        return place

    def _table(self, step: ComparedUnit) -> Iterator[_Entry]:
        """The corrections of a table by row."""
        assert step.old is not None
        assert step.new is not None
        assert step.new.table is not None
        place, table = self._place(step.old), step.new.table
        yield from self._row(place, place, (table.caption,), ChangeKind.CHANGED)
        for row, fate in zip((table.head, *table.rows), (ChangeKind.CHANGED, *step.rows), strict=True):
            name = " ".join(extract_text(rejected(row[0])).split()) if row else ""
            where = self._words.say("in_row", place=place, row=name) if name else place
            yield from self._row(place, where, row, fate)

    def _row(self, table: str, place: str, row: Sequence[Inlines], fate: ChangeKind) -> Iterator[_Entry]:
        """The corrections of a row; a new one is inserted in the table."""
        if fate is ChangeKind.DROPPED:
            yield _Entry(place, (self._plain("delete_all"),))
        elif fate is ChangeKind.ADDED:
            yield _Entry(table, (_phrase(self._words, "insert", new=_cells(row)),))
        elif found := [self._said(it) for cell in row for it in corrections(cell, self._language)]:
            yield _Entry(place, tuple(found))

    def _said(self, it: Correction) -> Inlines:
        """What is to be read for what."""
        if it.whole or not it.old:
            return _phrase(self._words, "reads", new=it.new)
        if not it.new:
            return _phrase(self._words, "delete", old=it.old)
        return _phrase(self._words, "replace", old=it.old, new=it.new)

    # Places

    def _named_last(self) -> str:
        if self._last is None:
            return self._words.say("paragraph")
        named = self._place(self._last)
        return named[:1].lower() + named[1:] if self._language in ("en", "fr", "es", "ru") else named

    def _place(self, unit: Unit) -> str:
        """Where a unit stands in the issued report."""
        named = self._own_place(unit)
        if unit.part is Part.ANNEX and unit.kind not in (Kind.ANNEX, Kind.TITLE):
            return self._words.say("in_part", part=self._annexes.get(unit.section, unit.section), place=_small(named))
        if unit.part is Part.SUMMARY and unit.kind is not Kind.SUMMARY:
            return self._words.say("in_part", part=self._words.say("summary"), place=_small(named))
        return named

    def _own_place(self, unit: Unit) -> str:
        say = self._words.say
        if unit.kind is Kind.PARAGRAPH and unit.number is not None:
            return say("in_paragraph", number=str(unit.number))
        if unit.kind in _HEADING_KINDS:
            words = " ".join(extract_text(unit.runs[0]).split())
            return say("in_heading", label=" ".join(filter(None, (unit.label, f"“{words}”"))))
        if unit.kind is Kind.TABLE:
            return say("in_table", number=str(unit.number)) if unit.number else self._below(unit, say("table"))
        if unit.kind in (Kind.LETTERED, Kind.BULLETED) and unit.above:
            first, *labels = unit.above
            return say("in_item", place=say("in_paragraph", number=first), label="".join((*labels, unit.label)))
        noun = {Kind.QUOTATION: "quotation", Kind.PARAGRAPH: "paragraph"}.get(unit.kind, "item")
        return self._below(unit, say(noun))

    def _below(self, unit: Unit, noun: str) -> str:
        if not unit.above:
            return noun
        place = self._words.say("in_paragraph", number=unit.above[0])
        return self._words.say("in_part", part=place, place=_small(noun))


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def _leads(unit: Unit) -> bool:
    """Whether a moved unit takes others along."""
    return unit.kind in (*_HEADING_KINDS, Kind.PARAGRAPH)


def _as_text(unit: Unit) -> Iterator[Block]:
    """A new unit as it is to be inserted, with the letter of an item."""
    if unit.table:
        yield from (Paragraph(_cells(row)) for row in (unit.table.head, *unit.table.rows))
        return
    label = f"{unit.label} " if unit.label and unit.kind is not Kind.PARAGRAPH else ""
    yield Paragraph((*((Text(label),) if label else ()), *accepted(unit.runs[0])))


def _cells(row: Sequence[Inlines]) -> Inlines:
    made: list[Inline] = []
    for place, cell in enumerate(row):
        made += [Text("; ")] if place else []
        made += accepted(cell)
    return tuple(made)
