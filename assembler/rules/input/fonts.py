"""The page of the fault that shows on the way to the PDF; runtime/fonts.py finds it when a report is built."""

from __future__ import annotations

from assembler.model.finding import Severity
from assembler.rules.documented_rule import DocumentedRule

FONT_RULES = (
    DocumentedRule(
        "IN-GLY-01",
        "character-without-glyph",
        Severity.WARNING,
        """Characters stand in no font in which the PDF is set: one finding for each script or symbol.

“assembler build” finds this on the machine where the PDF is made; “assembler doctor” says before what is missing.

Why: the PDF takes them from some other font, which looks wrong, or shows empty boxes in their place; and Word does the
same on the reader's machine.

Wrong: `36 ℉` (U+2109)
Right: `36 °F`; or, where the character is right, install a family of report.css that has it""",
    ),
)
