"""The account of texts: each text that was read is printed, carried by a consolidated text, or named here.

It compares the assembled report with the texts block by block, so that no way of losing a text has to be known. Rule
IN-SRC-03 names contributed paragraphs that no consolidated text carries, IN-COV-01 contributions that are missing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection as Container
from collections.abc import Iterator, Mapping
from enum import Enum, auto

from assembler.model.consolidation_sources import (
    ContributedPassage,
    find_contributed_paragraph,
    list_carrying_passages,
)
from assembler.model.contribution import Collection, Contribution, Kind
from assembler.model.finding import Source
from assembler.model.nodes import (
    Block,
    BlockQuotation,
    BulletedList,
    Footnote,
    Heading,
    LetteredList,
    ListItem,
    Paragraph,
    Table,
)
from assembler.model.report import Report
from assembler.model.text.hashes import hash_passage
from assembler.model.text.plain_text import extract_passage_text, extract_text
from assembler.model.text.scaffold_text import split_sentences
from assembler.model.text.traversal import split_passages, walk_block_inlines, walk_blocks
from assembler.model.value import Value

UNPRINTED = "IN-COV-08"
"""The rule on texts that are not printed; a text that waives it is left out with the reason of the waiver."""
_EMPTY_FILE = "IN-TXT-03"
_WORD, _LONG_WORD, _TELLING_WORD = re.compile(r"\w+"), re.compile(r"\w{4,}"), re.compile(r"\w{4,}|\d+")
_BY_CHANCE, _IN_NOTE, _HALF = 8, 4, 2
"""Of how many long words one may stand in any other paragraph; in a note, which speaks of what its sentence says; how
many still make the paragraph."""
_OF_ONE_PIECE = 4
"""The same of the words that an item, a row or a sentence alone has."""
_FEWEST_IN_SENTENCE = 3
"""How many such words a sentence must have to be judged by them."""
_STEM = 5
"""How many letters of such a word are compared, so that its forms count as one word."""


class Cause(Enum):
    """Why a text, or a part of it, is not printed."""

    NO_SECTION = auto()
    """Its organization stands in no section."""
    NOT_NAMED = auto()
    """It is a general text that neither a section nor an annex nor the summary names."""
    NO_WORDS = auto()
    """It has a header and nothing below it."""
    NOT_CARRIED = auto()
    """A part of it belongs to no paragraph, so that a consolidated text cannot name it, and does not stand there."""

    TABLE_NOT_CARRIED = auto()
    """A table of it belongs to a paragraph that a consolidated text carries, and does not stand there."""
    LIST_NOT_CARRIED = auto()
    """The same of a list."""
    QUOTATION_NOT_CARRIED = auto()
    """The same of a quotation."""
    NOTE_NOT_CARRIED = auto()
    """The same of a footnote."""
    ITEM_NOT_CARRIED = auto()
    """The same of an item of a list of which other items stand there."""
    ROW_NOT_CARRIED = auto()
    """The same of a row of a table."""


class UnprintedText(Value):
    """A text that is not printed, or a part of one."""

    text: Contribution
    """The text."""
    cause: Cause
    """Why it is not printed."""
    source: Source
    """Where it begins, or the part of it that is meant."""
    words: str = ""
    """The words of the item or the row that is meant."""


def find_unprinted(collection: Collection, report: Report) -> tuple[UnprintedText, ...]:
    """The texts that the assembled report does not print, in the order of their paths."""
    return tuple(_find_unprinted(collection, report))


def _find_unprinted(collection: Collection, report: Report) -> Iterator[UnprintedText]:
    printed = _list_printed_sources(report)
    consolidated = {text.header.organization: text for text in collection.of_kind(Kind.CONSOLIDATED)}
    empty = {finding.source.path for finding in collection.findings if finding.rule == _EMPTY_FILE}
    for text in collection.contributions:
        organization = text.header.organization
        if not text.usable or text.path in empty:  # the findings of the readers say so
            continue
        if not text.blocks:
            if not text.answers and not _is_asked_for(text, collection):
                yield UnprintedText(text, Cause.NO_WORDS, Source(text.path))
        elif text.kind is Kind.GENERAL:
            if not _is_printed(text, printed):
                yield UnprintedText(text, Cause.NOT_NAMED, Source(text.path))
        elif text.kind is Kind.ENTITY and organization in consolidated:
            yield from _find_parts_not_carried(text, consolidated[organization])
            yield from _find_tables_not_carried(text, consolidated[organization], collection)
            if collection.plan.language == collection.plan.original_language != "zh":  # whose words can be compared
                yield from _find_parts_without_words(text, consolidated[organization], collection)
                yield from _find_pieces_not_carried(text, consolidated[organization], collection)
        elif not _is_printed(text, printed) and organization in collection.vocabulary.organizations:
            yield UnprintedText(text, Cause.NO_SECTION, Source(text.path))


class LostSentence(Value):
    """A sentence of a contributed paragraph that a consolidated text does not print."""

    contributed: ContributedPassage
    """The contributed paragraph, as the entity has it now."""
    passage: tuple[Block, ...]
    """The consolidated paragraph that names it first."""
    words: str
    """The sentence."""


def find_lost_sentences(collection: Collection) -> Iterator[LostSentence]:
    """The sentences of contributed paragraphs whose own words, which no other sentence has, were not taken over.

    Paragraphs that their entity has changed since are left alone: rule IN-SRC-02 names them.
    """
    plan = collection.plan
    if plan.language != plan.original_language or plan.language == "zh":  # whose words cannot be compared
        return
    for text in collection.of_kind(Kind.CONSOLIDATED):
        carrying: dict[str, tuple[ContributedPassage, tuple[Block, ...]]] = {}
        for passage, sources in list_carrying_passages(text, collection):
            for origin, contributed in sources.items():
                if contributed.hash.startswith(origin.hash) and contributed.hash != hash_passage(passage):
                    carrying.setdefault(contributed.id, (contributed, passage))
        for contributed, passage in carrying.values():
            words = collection.cached(_list_carried_words)[text.key, contributed.id]
            for sentence in _find_sentences_not_carried(contributed.passage[0], words, text):
                yield LostSentence(contributed, passage, sentence)


def is_left_out(text: Contribution, collection: Collection) -> bool:
    """Whether somebody has said, with a reason, that this text or every such text need not be printed."""
    off = any(setting.rule == UNPRINTED and setting.level is None for setting in collection.plan.rules)
    return off or any(waiver.rule == UNPRINTED for waiver in text.header.waivers)


def list_printed_organizations(collection: Collection, report: Report) -> tuple[set[str], set[str]]:
    """The organizations whose own texts the report prints, and those that a printed text covers under `also`.

    A contribution whose words a consolidated text carries is printed there.
    """
    printed = _list_printed_sources(report)
    carried = {
        origin.paragraph.partition("#")[0]
        for block in walk_blocks(report)
        if isinstance(block, Paragraph)
        for origin in block.origins
    }
    texts = [text for text in collection.contributions if text.kind is not Kind.GENERAL]
    own = [text for text in texts if any(block.source in printed for block in text.blocks)]
    covering = [*own, *(text for text in texts if text.key in carried)]
    return {text.header.organization for text in own}, {name for text in covering for name in text.header.also}


def _list_printed_sources(report: Report) -> set[Source]:
    """Where the printed blocks stand in the texts; placeholders stand nowhere."""
    return {block.source for block in walk_blocks(report) if block.source.path}


def _is_printed(text: Contribution, printed: Container[Source]) -> bool:
    return all(block.source in printed for block in text.blocks)


def _is_asked_for(text: Contribution, collection: Collection) -> bool:
    """Whether the plan asks for this contribution, so that it counts as missing."""
    organizations = collection.plan.requested.get(text.header.entity, ()) if text.kind is Kind.ENTITY else ()
    return any(organization in organizations for organization in (text.header.organization, *text.header.also))


def _find_tables_not_carried(
    text: Contribution, consolidated: Contribution, collection: Collection
) -> Iterator[UnprintedText]:
    """The tables below carried paragraphs of which neither the title nor a cell was taken over."""
    for _, _, passage in _list_carried(text, consolidated, collection):
        for block in passage:
            if isinstance(block, Table) and _is_table_lost(block, consolidated):
                yield UnprintedText(text, Cause.TABLE_NOT_CARRIED, block.source)


def _find_parts_without_words(
    text: Contribution, consolidated: Contribution, collection: Collection
) -> Iterator[UnprintedText]:
    """The lists, quotations and footnotes of carried paragraphs of which hardly any words were taken over."""
    for paragraph, words, passage in _list_carried(text, consolidated, collection):
        for block in passage[1:]:
            if not isinstance(block, Table) and _is_block_lost(block, words, consolidated):
                is_quotation = isinstance(block, BlockQuotation)
                cause = Cause.QUOTATION_NOT_CARRIED if is_quotation else Cause.LIST_NOT_CARRIED
                yield UnprintedText(text, cause, block.source)
        blocks = [block for block in passage[1:] if not _is_part_lost(block, words, consolidated)]
        if not _is_lost(extract_text(paragraph.content), words, _HALF):
            blocks.append(paragraph)
        for note in (inline for inline in walk_block_inlines(blocks) if isinstance(inline, Footnote)):
            if _is_lost(" ".join(map(extract_text, note.content)), words, _IN_NOTE):
                yield UnprintedText(text, Cause.NOTE_NOT_CARRIED, note.source)


def _list_carried(
    text: Contribution, consolidated: Contribution, collection: Collection
) -> Iterator[tuple[Paragraph, frozenset[str], tuple[Block, ...]]]:
    """The carried paragraphs that have more than words: each with the words that carry it, and its passage."""
    for passage in split_passages(text.blocks):
        paragraph = find_contributed_paragraph(passage)
        if paragraph and (len(passage) > 1 or any(isinstance(inline, Footnote) for inline in paragraph.content)):
            words = collection.cached(_list_carried_words).get((consolidated.key, paragraph.id))
            if words is not None:
                yield paragraph, words, passage


def _list_carried_words(collection: Collection) -> Mapping[tuple[str, str], frozenset[str]]:
    """The words of the passages that carry a contributed paragraph, by consolidated text and contributed paragraph."""
    carried: dict[tuple[str, str], frozenset[str]] = {}
    for text in collection.of_kind(Kind.CONSOLIDATED):
        for passage, sources in list_carrying_passages(text, collection):
            words = frozenset(_list_words(extract_passage_text(passage)))
            for source in sources.values():
                carried[text.key, source.id] = carried.get((text.key, source.id), frozenset()) | words
    return carried


def _find_pieces_not_carried(
    text: Contribution, consolidated: Contribution, collection: Collection
) -> Iterator[UnprintedText]:
    """The items and rows of carried lists and tables whose own words, which no other piece has, were not taken over."""
    for paragraph, words, passage in _list_carried(text, consolidated, collection):
        parts = [block for block in passage[1:] if not _is_part_lost(block, words, consolidated)]
        pieces = [piece for block in parts for piece in _list_pieces(block)]
        own_stems = _list_own_stems([extract_text(paragraph.content)], [piece.words for piece in pieces])
        for piece, own in zip(pieces, own_stems, strict=True):
            if own and _is_piece_lost(own, words, consolidated):
                cause = Cause.ROW_NOT_CARRIED if piece.is_row else Cause.ITEM_NOT_CARRIED
                yield UnprintedText(text, cause, piece.source, piece.words)


def _find_sentences_not_carried(paragraph: Block, words: frozenset[str], consolidated: Contribution) -> Iterator[str]:
    sentences = [*split_sentences(extract_passage_text((paragraph,)))]
    for sentence, own in zip(sentences, _list_own_stems([], sentences), strict=True):
        if len(own) >= _FEWEST_IN_SENTENCE and _is_piece_lost(own, words, consolidated):
            yield sentence


class _Piece(Value):
    """An item of a list without the lists below it, or a row of a table."""

    words: str
    source: Source
    is_row: bool


def _list_pieces(block: Block) -> Iterator[_Piece]:
    if isinstance(block, LetteredList | BulletedList):
        yield from (_Piece(extract_text(item.content), item.source, is_row=False) for item in _walk_items(block))
    elif isinstance(block, Table):
        rows = (" | ".join(map(extract_text, row)) for row in block.rows)
        yield from (_Piece(row, block.source, is_row=True) for row in rows)


def _walk_items(part: LetteredList | BulletedList) -> Iterator[ListItem]:
    for item in part.items:
        yield item
        for below in item.below:
            yield from _walk_items(below)


def _list_stems(words: str) -> set[str]:
    """The beginnings of the long words and the numbers; of all words where there are none."""
    folded = words.casefold()
    return {word[:_STEM] for word in _TELLING_WORD.findall(folded) or _WORD.findall(folded)}


def _list_own_stems(beside: list[str], pieces: list[str]) -> list[set[str]]:
    """The stems of each piece that neither another piece nor a text beside them has."""
    stems = [*map(_list_stems, pieces)]
    counts = Counter(stem for all_stems in (*stems, *map(_list_stems, beside)) for stem in all_stems)
    return [{stem for stem in all_stems if counts[stem] == 1} for all_stems in stems]


def _is_piece_lost(own: set[str], carried: frozenset[str], consolidated: Contribution) -> bool:
    """Whether hardly any of the words that one piece alone has were taken over, here or in another passage."""
    here = {word[:_STEM] for word in carried}
    return len(own & here) <= _count_by_chance(own) and not _stands_in_one_passage(own, consolidated)


def _count_by_chance(own: Container[str]) -> int:
    """How many of the words that one piece alone has may stand in any other paragraph."""
    return max(len(own) // _OF_ONE_PIECE, min(len(own) - 1, 1))


def _stands_in_one_passage(own: set[str], consolidated: Contribution) -> bool:
    """Whether a passage that names other sources, or none, has most of these words."""
    return any(_HALF * len(own & stems) > len(own) for stems in consolidated.cached(_list_passage_stems))


def _list_passage_stems(consolidated: Contribution) -> list[set[str]]:
    passages = map(extract_passage_text, split_passages(consolidated.blocks))
    return [{word[:_STEM] for word in _list_words(words)} for words in passages]


def _is_part_lost(block: Block, words: frozenset[str], consolidated: Contribution) -> bool:
    return (
        _is_table_lost(block, consolidated) if isinstance(block, Table) else _is_block_lost(block, words, consolidated)
    )


def _is_block_lost(block: Block, words: frozenset[str], consolidated: Contribution) -> bool:
    text = extract_passage_text((block,))
    return _is_lost(text, words, _BY_CHANCE) and not _stands_in_one_passage(_list_stems(text), consolidated)


def _is_table_lost(table: Table, consolidated: Contribution) -> bool:
    return consolidated.cached(_list_all_cells).isdisjoint(_list_cells(table))


def _is_lost(text: str, carried: frozenset[str], share: int) -> bool:
    """Whether no more than one in so many of the longer words of a text is carried."""
    words = set(_LONG_WORD.findall(text.casefold()))
    return bool(words) and len(words & carried) <= len(words) // share


def _list_words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _list_all_cells(consolidated: Contribution) -> frozenset[str]:
    tables = (block for block in consolidated.blocks if isinstance(block, Table))
    return frozenset(cell for table in tables for cell in _list_cells(table))


def _list_cells(table: Table) -> Iterator[str]:
    """The words of the title and of the cells below the head."""
    yield extract_text(table.caption)
    yield from (extract_text(cell) for row in table.rows for cell in row)


def _find_parts_not_carried(text: Contribution, consolidated: Contribution) -> Iterator[UnprintedText]:
    """The lists, tables and quotations before the first paragraph or below a heading that were not taken over."""
    passages = [passage for passage in split_passages(text.blocks) if not find_contributed_paragraph(passage)]
    words = {extract_passage_text((block,)) for block in consolidated.blocks} if passages else ()
    for passage in passages:
        yield from _find_first_lost(text, [block for block in passage if not isinstance(block, Heading)], words)


def _find_first_lost(text: Contribution, blocks: list[Block], words: Container[str]) -> Iterator[UnprintedText]:
    lost = [block for block in blocks if extract_passage_text((block,)) not in words]
    if lost:
        yield UnprintedText(text, Cause.NOT_CARRIED, lost[0].source)
