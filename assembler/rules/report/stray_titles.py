"""Lines and cells that a report prints as something else: headings in bold, titles of figures, empty heads."""

from __future__ import annotations

from collections.abc import Iterator

from assembler.model.contribution import Collection, Contribution, Kind
from assembler.model.finding import Fault, make_fault
from assembler.model.nodes import Paragraph, Table
from assembler.model.text.plain_text import extract_text
from assembler.rules.grammar.title_lines import is_bold_line, is_figure_title


def find_bold_line_for_heading(contribution: Contribution, collection: Collection) -> Iterator[Fault]:
    """A short paragraph of a text on an organization is in bold as a whole, like a heading.

    Why: it prints as a numbered paragraph. Inside a text on an organization only the themes of the plan are headings. A
    final is refused.

    Wrong: `**Progress in the field**` as a paragraph
    Right: the next paragraph alone, or `## ` and one of the themes of the plan
    """
    if contribution.kind is Kind.GENERAL:
        return
    for block in contribution.blocks:
        if isinstance(block, Paragraph) and is_bold_line(block.content) and not is_figure_title(block.content):
            yield make_fault(
                block.source,
                "“{words}” looks like a heading, but is printed as a numbered paragraph.",
                "Delete the line, or write ## and one of the themes of the plan instead.",
                word_hint="Delete the line, or write one of the themes of the report in the style Heading 2.",
                words=extract_text(block.content).strip(),
            )


def find_figure_without_picture(contribution: Contribution, collection: Collection) -> Iterator[Fault]:
    """A paragraph is the title of a figure, map or chart, and a text holds none.

    Why: the title prints as a numbered paragraph, and readers look for the figure. A final is refused.

    Wrong: `Figure 1: Refugees by country`
    Right: a sentence or a table that says what the figure shows
    """
    for block in contribution.blocks:
        if isinstance(block, Paragraph) and is_figure_title(block.content):
            words = extract_text(block.content).strip()
            message = "“{words}” is the title of a figure, but a report has no figures."
            hint = "Delete the line, and present the content of the figure in a sentence or a table."
            yield make_fault(block.source, message, hint, words=words)


def find_empty_head_cell(contribution: Contribution, collection: Collection) -> Iterator[Fault]:
    """A column of a table has no words in its head, as where cells of the head were merged.

    Why: a table of the report has one head row, with a cell for each column; readers and programs that read the table
    aloud name each figure by it. The first column may do without.

    Wrong: `| Country | Refugees | |`, with the years in the row below
    Right: `| Country | Refugees in 2025 | Refugees in 2026 |`
    """
    for block in contribution.blocks:
        if not isinstance(block, Table):
            continue
        heads = [extract_text(cell).strip() for cell in block.head]
        empty = (place for place, head in enumerate(heads) if place and not head and _has_words(block, place))
        place = next(empty, 0)
        if place:
            message = "The head of column {column} of the table is empty; cells may have been merged."
            hint = "Write one head row with words in every column."
            before = next(filter(None, reversed(heads[:place])), "")
            yield make_fault(block.source, message, hint, words=before, column=place + 1)


def _has_words(table: Table, place: int) -> bool:
    """Whether a column has words in a row."""
    return any(place < len(row) and extract_text(row[place]).strip() for row in table.rows)
