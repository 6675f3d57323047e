"""The pages of the faults of a report's own Word templates, which readers/docx/word_template.py finds."""

from __future__ import annotations

from assembler.model.finding import Severity
from assembler.rules.documented_rule import DocumentedRule

TEMPLATE_RULES = (
    DocumentedRule(
        "IN-TPL-01",
        "word-template-unusable",
        Severity.ERROR,
        """A Word template of the report (templates/report.docx or templates/questionnaire.docx) cannot be used: it is
broken, protected by a password, too large, no Word document (.docx), or takes pictures or other files from elsewhere.

Why: a template passes the same gate as any Word file from outside. The template of the program takes its place in
drafts, which then look otherwise than they should.

Wrong: a Word template (.dotx) with a new name; a logo in the header that is linked to a drive
Right: the file opened in Word and saved anew as a Word document (.docx); the logo embedded in it""",
    ),
    DocumentedRule(
        "IN-TPL-02",
        "style-missing-from-template",
        Severity.ERROR,
        """A Word template of the report lacks a style that the writer of the Word file uses.

Why: what bears the style is printed as common text. Styles are found by their names, those of the official template;
capitals do not matter.

Wrong: a template whose numbered paragraphs have the style “Body Text”
Right: a template with the style “__Single Txt”""",
    ),
    DocumentedRule(
        "IN-TPL-03",
        "word-missing-from-template",
        Severity.WARNING,
        """The headers and footers of a Word template lack a word in braces, such as {symbol}.

Why: such a word is replaced by what it stands for; without it, the symbol, the date or the page number is not printed.

Wrong: a header with the symbol of an earlier report
Right: a header with {symbol} in its place""",
    ),
)
