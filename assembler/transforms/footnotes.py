"""Numbers footnotes in one series from 1 through summary, sections and annexes (rules UN-FN-01, UN-FN-05).

Needs the printed order; leaves no footnote without its number.
"""

from __future__ import annotations

from itertools import count

from assembler.model.nodes import Footnote, Inline
from assembler.model.report import Report
from assembler.model.text.rewriting import rewrite_inlines
from assembler.model.value import replace


def number_footnotes(report: Report) -> Report:
    """The report with every footnote numbered in the order of its indicators."""
    numbers = count(1)

    def number(inline: Inline) -> tuple[Inline, ...]:
        return (replace(inline, number=next(numbers)),) if isinstance(inline, Footnote) else (inline,)

    return rewrite_inlines(report, number)
