"""Random reports made of every kind of node, nested as the model allows, with all their numbers settled."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from assembler.model.finding import Source
from assembler.model.nodes import (
    Block,
    BlockQuotation,
    BulletedList,
    CrossReference,
    Deletion,
    Emphasis,
    Footnote,
    Heading,
    Inline,
    Insertion,
    LetteredList,
    Link,
    ListItem,
    Origin,
    Paragraph,
    Placeholder,
    Query,
    Quotation,
    Strong,
    Subscript,
    Superscript,
    Symbol,
    Table,
    Text,
)
from assembler.model.report import Annex, Report, Section, Summary, Wording
from assembler.model.text.rewriting import rewrite_block, rewrite_report
from assembler.model.text.traversal import walk_blocks
from assembler.model.value import replace
from assembler.readers.symbols import mark_symbols
from assembler.transforms.footnotes import number_footnotes
from tests.builders import WORDING, every_node

type Inlines = tuple[Inline, ...]
type Blocks = tuple[Block, ...]

SIGNS = "abcdeXYZ 0123.,;:!?()[]{}&<>'\"*_“”«»\u00a0\u2011–éøжاب中\U0001f600"
LANGUAGES = ("en", "fr", "ar", "zh")
ADDRESSES = (
    "https://www.un.org/en/",
    "https://example.org/a b?c=d&e=f#g",
    "https://ru.example.org/мир",
    "mailto:a.person@example.org",
)
CITING = "See A/75/345, S/2020/898/Add.1, A/C.3/75/L.1 (Sect. 2), resolution 2457 (2019) and decision 74/544 A."
ARABIC = replace(
    WORDING,
    paragraph_form="{number} -",
    table="الجدول {number}",
    letters=tuple(f"({letter})" for letter in "أبجدهوزح"),
    sub_numerals=("‘1’", "‘2’"),
)
NO_NUMERALS = replace(WORDING, sub_numerals=("(一)", "(二)"))
LABELS = ("", "", "I.", "II.", "A.", "B.", "1.", "一.")
MOST_DEGREES = 8


def lists_of[T](elements: SearchStrategy[T], smallest: int = 0, largest: int = 3) -> SearchStrategy[tuple[T, ...]]:
    """A few of them."""
    return st.lists(elements, min_size=smallest, max_size=largest).map(tuple)


TEXTS = st.text(SIGNS, min_size=1, max_size=8)
PLACES = st.builds(Source, st.just("unhcr/au.md"), st.integers(1, 9))
TARGETS = st.sampled_from([f"?{place}" for place in range(4)] + ["nowhere"])


def symbols(language: str) -> SearchStrategy[Symbol]:
    """Symbols that are recognised as such in that language."""
    found = [inline for inline in mark_symbols(CITING, language) if isinstance(inline, Symbol)]
    return st.sampled_from(found)


def references(word: SearchStrategy[Inlines]) -> SearchStrategy[CrossReference]:
    """References whose targets and numbers are not settled yet."""
    last = st.one_of(st.just(""), TARGETS)
    return st.builds(CrossReference, word, TARGETS, last, source=PLACES)


def around(content: SearchStrategy[Inlines]) -> SearchStrategy[Inline]:
    """Every kind of node that holds others, but notes, which don't hold notes."""
    marks = st.sampled_from([("“", "”"), ("«", "»")])
    return st.one_of(
        st.builds(Emphasis, content, st.sampled_from(("", "", "en", "fr", "fr-CA", "ar", "zh", "sw"))),
        st.builds(Strong, content),
        st.builds(Superscript, content),
        st.builds(Subscript, content),
        st.builds(Link, content, st.sampled_from(ADDRESSES)),
        st.builds(lambda pair, inside: Quotation(pair[0], inside, pair[1]), marks, content),
        references(content),
        st.builds(Insertion, content, PLACES),
        st.builds(Deletion, content, PLACES),
    )


def inlines(language: str) -> SearchStrategy[Inlines]:
    """Inline nodes of every kind, nested a few degrees deep."""
    leaf: SearchStrategy[Inline] = st.one_of(
        st.builds(Text, TEXTS),
        st.builds(Text, TEXTS),
        symbols(language),
        st.builds(Placeholder, TEXTS),
        st.builds(Query, TEXTS, PLACES),
    )
    in_notes = lists_of(st.recursive(leaf, lambda inner: around(lists_of(inner)), max_leaves=3))
    notes = st.builds(Footnote, lists_of(in_notes, 1, 2), TEXTS, source=PLACES)
    node = st.recursive(st.one_of(leaf, notes), lambda inner: around(lists_of(inner)), max_leaves=6)
    return lists_of(node)


def list_blocks(content: SearchStrategy[Inlines], degrees: int) -> SearchStrategy[LetteredList | BulletedList]:
    """Lists with lists below them, down to that many degrees."""
    inner = list_blocks(content, degrees - 1) if degrees > 1 else None
    below = st.one_of(st.just(()), st.deferred(lambda: lists_of(inner, 1, 2))) if inner is not None else st.just(())
    items = lists_of(st.builds(ListItem, content, below, PLACES), 1, 3)
    return st.one_of(st.builds(LetteredList, items, PLACES), st.builds(BulletedList, items, PLACES))


@st.composite
def tables(draw: st.DrawFn, content: SearchStrategy[Inlines]) -> Table:
    """Tables with rows that may be shorter than the head, and with or without alignments."""
    columns = draw(st.integers(1, 7))
    return Table(
        caption=draw(st.one_of(st.just(()), content)),
        head=tuple(draw(content) for _ in range(columns)),
        rows=draw(lists_of(lists_of(content, 1, columns), 0, 2)),
        alignments=draw(lists_of(st.sampled_from(("left", "center", "right")), 0, columns)),
        id=draw(st.sampled_from(("", "general/annex#t1", "“t” & 2"))),
        source=draw(PLACES),
    )


def paragraphs(content: SearchStrategy[Inlines]) -> SearchStrategy[Paragraph]:
    """Paragraphs whose identifiers and numbers are not settled yet."""
    return st.builds(
        Paragraph,
        content,
        id=st.sampled_from(("", "unhcr/au", "consolidated/au", "a “b” & <c>")),
        number=st.sampled_from((None, 0, 0)),
        order=st.one_of(st.none(), st.integers(1, 9)),
        theme=TEXTS,
        origins=lists_of(st.builds(Origin, TEXTS, TEXTS), 0, 1),
        entities=lists_of(st.sampled_from(("UNHCR", "UN-Women", "OSAA", "DPPA-DPO"))),
        source=PLACES,
    )


def blocks(language: str) -> SearchStrategy[Blocks]:
    """Blocks of every kind."""
    content = inlines(language)
    short = lists_of(st.builds(Text, TEXTS), 0, 1)
    levels, names = st.sampled_from((2, 3)), st.sampled_from(("", "g#h1"))
    heading = st.builds(Heading, content, levels, names, st.sampled_from(LABELS), PLACES)
    quotation = st.builds(BlockQuotation, lists_of(content, 1, 3), PLACES)
    lists = st.one_of(list_blocks(content, 3), list_blocks(short, MOST_DEGREES))
    block: SearchStrategy[Block] = st.one_of(
        paragraphs(content), paragraphs(content), heading, lists, quotation, tables(content)
    )
    return lists_of(block, 0, 4)


@st.composite
def reports(draw: st.DrawFn, draft: bool = True) -> Report:
    """Reports with every kind of node; a final has nothing that only drafts show."""
    language = draw(st.sampled_from(LANGUAGES))
    section = st.builds(
        Section,
        id=st.sampled_from(("section-1", "section-2-au", "")),
        title=TEXTS,
        level=st.just(1),
        label=st.sampled_from(LABELS),
        organization=st.sampled_from(("", "au")),
        blocks=blocks(language),
    )
    below = lists_of(section.map(lambda item: replace(item, level=2)), 0, 1)
    annex = st.builds(Annex, st.just("annex-1"), TEXTS, st.one_of(st.just(""), TEXTS), blocks(language))
    report = replace(
        every_node(draft),
        language=language,
        direction="rtl" if language == "ar" else "ltr",
        summary=draw(st.one_of(st.none(), st.builds(Summary, TEXTS, blocks(language)))),
        sections=draw(lists_of(st.builds(lambda outer, inner: replace(outer, sections=inner), section, below), 0, 2)),
        annexes=draw(lists_of(annex, 0, 2)),
        wording=draw(wordings(language)),
        contents=draw(st.booleans()),
    )
    return settled_report(report if draft else as_final(report), numbered_tables=draw(st.booleans()))


def wordings(language: str) -> SearchStrategy[Wording]:
    """Fixed words whose labels Word can count, in part or not at all."""
    return st.just(ARABIC) if language == "ar" else st.sampled_from((WORDING, NO_NUMERALS))


def as_final(report: Report) -> Report:
    """The report without what only drafts show: proposals dropped, placeholders words, queries gone."""

    def final(inline: Inline) -> Inlines:
        match inline:
            case Query() | Insertion():
                return ()
            case Deletion(content):
                return content
            case Placeholder(text):
                return (Text(text),)
        return (inline,)

    return rewrite_report(report, lambda blocks: tuple(rewrite_block(block, final) for block in blocks))


def settled_report(report: Report, *, numbered_tables: bool) -> Report:
    """The report with the numbers of paragraphs, tables and notes, and with references to paragraphs that it has."""
    tables_, identifiers = count(1), count(1)
    summary = report.summary and replace(
        report.summary, blocks=_numbered(report.summary.blocks, None, tables_ if numbered_tables else None, identifiers)
    )
    body = count(1)

    def section(child: Section) -> Section:
        numbered = _numbered(child.blocks, body, tables_ if numbered_tables else None, identifiers)
        return replace(child, blocks=numbered, sections=tuple(map(section, child.sections)))

    sections = tuple(map(section, report.sections))
    annexes = tuple(
        replace(annex, blocks=_numbered(annex.blocks, count(1), tables_ if numbered_tables else None, identifiers))
        for annex in report.annexes
    )
    report = replace(report, summary=summary, sections=sections, annexes=annexes)
    return _with_references(number_footnotes(report))


def _numbered(
    blocks: Blocks, numbers: Iterator[int] | None, tables_: Iterator[int] | None, identifiers: Iterator[int]
) -> Blocks:
    made: list[Block] = []
    for block in blocks:
        match block:
            case Paragraph():
                number = None if numbers is None or block.number is None else next(numbers)
                made.append(replace(block, number=number, id=block.id and f"{block.id}#p{next(identifiers)}"))
            case Table():
                made.append(replace(block, number=next(tables_) if tables_ else None))
            case _:
                made.append(block)
    return tuple(made)


def _with_references(report: Report) -> Report:
    printed = {
        block.id: block.number
        for block in walk_blocks(report)
        if isinstance(block, Paragraph) and block.id and block.number
    }
    names = list(printed)

    def meant(target: str) -> str:
        return names[int(target[1:]) % len(names)] if names and target.startswith("?") else target

    def settled(inline: Inline) -> Inlines:
        if not isinstance(inline, CrossReference):
            return (inline,)
        first, last = meant(inline.first), inline.last and meant(inline.last)
        ends = dict.fromkeys((first, last or first))
        numbers = tuple(number for end in ends if (number := printed.get(end)))
        return (replace(inline, first=first, last=last, numbers=numbers if len(numbers) == len(ends) else ()),)

    return rewrite_report(report, lambda blocks: tuple(rewrite_block(block, settled) for block in blocks))
