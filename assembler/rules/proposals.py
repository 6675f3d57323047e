"""What is still open in a text: queries and proposed changes."""

from __future__ import annotations

from collections.abc import Iterator

from assembler.model.contribution import Collection
from assembler.model.finding import Fault
from assembler.model.nodes import Deletion, Insertion, Query
from assembler.model.report import Report
from assembler.model.walk import block_inlines, plain_text, report_blocks


def open_query(report: Report, collection: Collection) -> Iterator[Fault]:
    """An editor's query stands in a text that is printed.

    Why: a query is a comment in drafts; a final is refused while it stands.

    Wrong: `In 2019 {>> or 2020? <<} the two secretariats met.`
    Right: `In 2019 the two secretariats met.`
    """
    for inline in block_inlines(report_blocks(report)):
        if isinstance(inline, Query):
            message = f"A query is open: “{inline.text}”"
            yield Fault(inline.source, message, "Answer it and take it out of the text.")


def open_proposal(report: Report, collection: Collection) -> Iterator[Fault]:
    """A proposed change stands in a text that is printed.

    Why: a proposal is a tracked change in drafts; a final is refused while it stands.

    Wrong: `The {~~first~>second~~} meeting was held.`
    Right: `The second meeting was held.`
    """
    for inline in block_inlines(report_blocks(report)):
        if isinstance(inline, Insertion):
            message = f"A proposal is open: to add “{plain_text(inline.content)}”."
            yield Fault(inline.source, message, "Accept it by taking away the marks, or take the words out.")
        if isinstance(inline, Deletion):
            message = f"A proposal is open: to drop “{plain_text(inline.content)}”."
            yield Fault(inline.source, message, "Accept it by taking the words out, or take away the marks.")
