"""The page of the fault that shows on the way to the PDF; runtime/fonts.py finds it when a report is built."""

from __future__ import annotations

from assembler.model.finding import Severity
from assembler.rules.documented_rule import DocumentedRule

FONT_RULES = (
    DocumentedRule(
        "IN-GLY-01",
        "character-without-glyph",
        Severity.WARNING,
        """A character stands in no face in which the PDF is set. It is found by “assembler build”, on this machine.

Why: the PDF takes it from some other face, which looks wrong, or shows an empty box in its place; and Word does the
same on the reader's machine.

Wrong: `36 ℉` (U+2109)
Right: `36 °F`; or, where the character is right, install a family of report.css that has it""",
    ),
)
