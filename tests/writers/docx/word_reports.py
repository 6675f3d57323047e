"""Reports that the tests of the Word writer write, and how they write them."""

from __future__ import annotations

from assembler.model.nodes import (
    Block,
    BlockQuotation,
    BulletedList,
    CrossReference,
    Deletion,
    Footnote,
    Heading,
    Insertion,
    LetteredList,
    Link,
    ListItem,
    Paragraph,
    Placeholder,
    Query,
    Strong,
    Symbol,
    Table,
    Text,
)
from assembler.model.report import Report, Section
from assembler.model.text.traversal import walk_blocks
from assembler.model.value import replace
from assembler.writers.docx.document import write
from tests.builders import TEMPLATES, every_node, note, para, t
from tests.writers.docx.word_reading import WordReading

ARABIC_LETTERS = tuple(f"({letter})" for letter in "أبجدهوزح")


def reading(report: Report, emblem: bytes | None = None) -> WordReading:
    return WordReading(write(report, TEMPLATES if emblem is None else {**TEMPLATES, "emblem": emblem}))


def arabic() -> Report:
    report = every_node()
    wording = replace(report.wording, paragraph_form="{number} -", letters=ARABIC_LETTERS, sub_numerals=("‘1’", "‘2’"))
    return replace(report, language="ar", direction="rtl", wording=wording)


def with_blocks(*blocks: Block, draft: bool = True) -> Report:
    """A report with these blocks under one heading and nothing else."""
    section = Section(id="s", title="Introduction", level=1, label="I.", blocks=blocks)
    return replace(every_node(draft), sections=(section,), annexes=(), summary=None)


def everything_else() -> Report:
    """What `every_node` has not: deep lists, tables side by side, notes and links inside of proposals."""
    below = LetteredList((ListItem(t("third"), (LetteredList((ListItem(t("fourth")),)),)),))
    item = ListItem(t("first"), (LetteredList((ListItem(t("second"), (below, BulletedList((ListItem(t("dot")),)))),)),))
    wide = Table(caption=(), head=tuple(t(str(n)) for n in range(7)), rows=((t("a"),),))
    symbol = Symbol("A/75/1", "https://docs.un.org/en/A/75/1")
    proposals = (
        Insertion(
            (
                symbol,
                Link((symbol,), "https://example.org/a b"),
                note("new", 1),
                CrossReference(t("para."), "g#1", numbers=(1,)),
            )
        ),
        Deletion((symbol, note("old", 2), CrossReference(t("para."), "g#1", numbers=(1,)))),
        Footnote((((Query("really?"), symbol, Text("\x0bend"))), t("More.")), number=3),
    )
    first = para("g#1", 1, Strong(t("First")), *proposals, entities=("UNHCR",))
    again = para("g#1", 2, "The same once more", CrossReference(t("para."), "nowhere"), Query("Why?"))
    plain = para("g#3", 3, Insertion(t("All new.")), entities=("OSAA",))
    heading = Heading((Text("Low"), Query("Heading?")), level=3)
    report = with_blocks(first, LetteredList((item, item)), wide, wide, again, heading, LetteredList((item,)), plain)
    return replace(report, summary=replace(every_node().summary, blocks=(wide, LetteredList((item,)))))  # type: ignore[type-var]


def nested() -> Report:
    """What Word has no name for: queries in notes, proposals in proposals, lists side by side."""
    reference = CrossReference((Text("para."), note("In the word.", 1)), "g#1", numbers=(1,))
    note_ = Footnote(((Text("Outer."), Query("Here?"), Deletion(t("old"))), t("More.")), number=2)
    proposals = (
        Deletion((Text("Old "), reference, Insertion(t("both")), Link(t("page"), "https://example.org/é"))),
        Insertion((Text("New "), Deletion(t("both")), note_, Query("Why?"))),
    )
    letters, bullets = LetteredList((ListItem(t("one")),)), BulletedList((ListItem(t("dot")),))
    lists = LetteredList((ListItem(t("above"), (letters, letters, bullets, bullets)), ListItem(t("below"), (letters,))))
    deep = bullets
    for _ in range(7):
        deep = BulletedList((ListItem(t("deep"), (deep,)), *bullets.items))
    quotation = BlockQuotation((t("Quoted."), (Text("And more."), Placeholder("[missing]"))))
    first = para("g#1", 1, CrossReference(t("para."), "g#1", numbers=(1,)), *proposals, entities=("UNHCR",))
    return with_blocks(first, lists, bullets, bullets, letters, letters, deep, quotation, quotation)


REPORTS = {
    "draft": every_node(),
    "final": every_node(draft=False),
    "arabic": arabic(),
    "lines": replace(every_node(), line_numbers=True),
    "chinese": replace(every_node(), language="zh"),
    "contents": replace(every_node(draft=False), contents=True),
    "else": everything_else(),
    "nested": nested(),
    "else in a final": replace(everything_else(), draft=False, contents=True),
}


def paragraphs(report: Report) -> list[Paragraph]:
    return [block for block in walk_blocks(report) if isinstance(block, Paragraph)]
