"""Terse makers of nodes and a report that holds every kind of node."""

from __future__ import annotations

from pathlib import Path

from assembler.model.finding import Finding
from assembler.model.nodes import (
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
    Paragraph,
    Placeholder,
    Query,
    Quotation,
    Strong,
    Superscript,
    Symbol,
    Table,
    Text,
)
from assembler.model.report import Annex, Masthead, MastheadNote, OrganBlock, Report, Section, Summary, Wording

_TEMPLATES = Path(__file__).parents[1] / "templates"
TEMPLATES = {"report.docx": (_TEMPLATES / "report.docx").read_bytes()}
"""The template of the Word file, as the writers take it."""
QUESTIONNAIRE_TEMPLATE = (_TEMPLATES / "questionnaire.docx").read_bytes()


def spoken(*findings: Finding) -> tuple[Finding, ...]:
    """Findings whose sentences are filled in, so that they are equal to findings that a test writes out."""
    return tuple(
        Finding(finding.rule, finding.severity, finding.source, finding.message, finding.hint, finding.fix)
        for finding in findings
    )


LETTERS = tuple(f"({letter})" for letter in "abcdefghijklmnopqrstuvwxyz")
NUMERALS = tuple(f"({numeral})" for numeral in ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"))
WORDING = Wording(
    paragraph_form="{number}.",
    table="Table {number}",
    contents="Contents",
    page="Page",
    draft="DRAFT",
    letters=LETTERS,
    sub_numerals=NUMERALS,
    qr_code="QR code linking to A/75/345",
    emblem="United Nations emblem",
    skip="Skip to the report",
    notes="Notes",
    back="Back to the text",
)


def t(text: str) -> tuple[Inline, ...]:
    """Words as inline content."""
    return (Text(text),)


def note(text: str, number: int) -> Footnote:
    """A numbered footnote of one paragraph."""
    return Footnote(content=(t(text),), label=str(number), number=number)


def para(id: str, number: int | None, *content: Inline | str, entities: tuple[str, ...] = ()) -> Paragraph:
    """A paragraph; strings become text."""
    nodes = tuple(Text(part) if isinstance(part, str) else part for part in content)
    return Paragraph(content=nodes, id=id, number=number, entities=entities)


def masthead() -> Masthead:
    """A joint masthead with three sub-items."""
    assembly = OrganBlock(
        organ="General Assembly",
        session="Seventy-fifth session",
        agenda="Agenda item 130 (a), (b) and (c) of the provisional agenda",
        mark="*",
        title="Cooperation between the United Nations and regional and other organizations:",
        sub_items=(
            "Cooperation between the United Nations and the African Union",
            "Cooperation between the United Nations and the Organization of Islamic Cooperation",
            "Cooperation between the United Nations and the League of Arab States",
        ),
    )
    council = OrganBlock(organ="Security Council", session="Seventy-fifth year")
    symbol = Symbol("A/75/150", "https://docs.un.org/en/A/75/150")
    return Masthead(
        united_nations="United Nations",
        symbols=("A/75/345", "S/2020/898"),
        distribution="Distr.: General",
        date="11 September 2020",
        day="2020-09-11",
        version="",
        original="Original: English",
        organs=(assembly, council),
        notes=(MastheadNote("*", (symbol, Text("."))),),
        title="Cooperation between the United Nations and regional and other organizations",
        author="Report of the Secretary-General",
        job_number="20-11922",
        job_line="20-11922 (E)    180920",
        address="https://docs.un.org/en/A/75/345",
    )


def every_node(draft: bool = True) -> Report:
    """A report with every kind of node; a final leaves out what only drafts show."""
    resolution = Symbol("2457\u00a0(2019)", "https://docs.un.org/en/S/RES/2457(2019)")
    first = para(
        "unhcr/au#p1",
        1,
        "The first paragraph cites resolution ",
        resolution,
        ", a ",
        Link(t("page"), "https://www.un.org/en/"),
        ", ",
        Emphasis(t("Printemps de la francophonie"), language="fr"),
        " and ",
        Quotation("“", t("Silencing the Guns"), "”"),
        ".",
        note("The text of the first note.", 1),
        entities=("UNHCR", "UNDP"),
    )
    second = para(
        "unhcr/au#second",
        2,
        Strong(t("I recommend")),
        " 10",
        Superscript(t("th")),
        " things (see ",
        CrossReference(t("paras."), "unhcr/au#p1", "unhcr/au#second", numbers=(1, 2)),
        " and ",
        CrossReference(t("para."), "unhcr/au#p1", numbers=(1,)),
        " above):",
        entities=("UNHCR",),
    )
    list_ = LetteredList(
        (
            ListItem(t("The first item;")),
            ListItem(
                t("The second item:"),
                below=(LetteredList((ListItem(t("One degree below;")), ListItem(t("The last.")))),),
            ),
        )
    )
    third = para(
        "osaa/au#p1", 3, "A third paragraph", note("Another note, with two paragraphs.", 2), ".", entities=("OSAA",)
    )
    draft_only = (
        para(
            "osaa/au#p2",
            4,
            "Proposed: ",
            Deletion(t("old")),
            Insertion(t("new")),
            " words.",
            Query("Is this still so?"),
            entities=("OSAA",),
        ),
        para("who/au#missing", None, Placeholder("[The contribution of WHO on the African Union is missing.]")),
    )
    table = Table(
        caption=t("Contributions by organization"),
        head=(t("Organization"), t("Sub-item"), t("Entities")),
        rows=((t("African Union"), t("(a)"), t("UNHCR, OSAA")), (t("League of Arab States"), t("(c)"), t("–"))),
        alignments=("left", "center", "left"),
        id="general/annex#t1",
    )
    union = Section(
        id="section-2-au",
        title="African Union",
        level=2,
        organization="au",
        blocks=(
            first,
            second,
            list_,
            BulletedList((ListItem(t("A bullet")), ListItem(t("Another bullet")))),
            BlockQuotation((t("A long quotation stands further in."),)),
            third,
            *(draft_only if draft else ()),
        ),
    )
    observations = Section(
        id="section-3",
        title="Observations and recommendations",
        level=1,
        label="II.",
        blocks=(
            Heading(t("Recommendations"), level=2, id="general/observations#h1", label="A."),
            Heading(t("Of the first kind"), level=3, id="general/observations#h2"),
            para("general/observations#p1", 5 if draft else 4, "The last paragraph."),
        ),
    )
    return Report(
        language="en",
        direction="ltr",
        draft=draft,
        masthead=masthead(),
        summary=Summary("Summary", (para("general/summary#p1", None, "The summary of the report."),)),
        sections=(
            Section(id="section-1", title="Cooperation with organizations", level=1, label="I.", sections=(union,)),
            observations,
        ),
        annexes=(
            Annex(
                "annex-1",
                "Annex",
                "Contributions received",
                (para("general/annex#p1", 1, "The table lists the contributions."), table),
            ),
        ),
        wording=WORDING,
    )
