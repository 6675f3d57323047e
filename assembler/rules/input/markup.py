"""The faults of texts and their marks, which the readers find and name by these codes; here are their pages."""

from __future__ import annotations

from assembler.model.finding import Severity
from assembler.rules.documented_rule import DocumentedRule

ERROR, WARNING = Severity.ERROR, Severity.WARNING

MARKUP_RULES = (
    DocumentedRule(
        "IN-ATR-01",
        "unknown-attribute",
        ERROR,
        """The line after a paragraph holds something that the program does not know, or attributes stand elsewhere.

Why: `#name` names a paragraph, `order=1` puts it first within its organization, `from="…"` names the sources of a
consolidated paragraph. Anything else would have no effect, and nobody would notice; the same holds for attributes after
a list, a table, a quotation or a note.

Wrong: `{: oder=1 }`
Right: `{: order=1 }`""",
    ),
    DocumentedRule(
        "IN-FN-01",
        "note-without-text",
        ERROR,
        """A sentence cites a footnote whose text is nowhere in the file.

Why: the note would be missing from the report. Labels belong to their file: a text in another file does not count.

Wrong: `the summit.[^summit]` and no line that begins with `[^summit]:`
Right: `[^summit]: The text of the note.` at the end of the same file""",
    ),
    DocumentedRule(
        "IN-FN-02",
        "note-without-indicator",
        ERROR,
        """The text of a footnote is there, but no sentence cites it.

Why: its words would not be printed.

Wrong: `[^summit]: The text of the note.` and no `[^summit]` in any sentence
Right: `the summit.[^summit]` in the sentence that it explains""",
    ),
    DocumentedRule(
        "IN-FN-03",
        "note-with-two-texts",
        ERROR,
        """Two notes of one file have the same label.

Why: the program cannot know which of the two texts is meant.

Wrong: `[^1]: One text.` and further down `[^1]: Another text.`
Right: `[^1]: One text.` and `[^2]: Another text.`""",
    ),
    DocumentedRule(
        "IN-FN-04",
        "note-cites-itself",
        ERROR,
        """A footnote holds its own indicator.

Why: it would never end.

Wrong: `[^a]: See also this note.[^a]`
Right: `[^a]: See also this note.`""",
    ),
    DocumentedRule(
        "IN-FN-05",
        "note-in-note",
        ERROR,
        """A footnote holds the indicator of another footnote.

Why: a note stands at the foot of the page and cannot have a note of its own, neither in Word nor in print.

Wrong: `[^a]: The text of the note.[^b]`
Right: `[^a]: The text of the note, with what the other one would say.`""",
    ),
    DocumentedRule(
        "IN-ID-01",
        "name-given-twice",
        ERROR,
        """Two paragraphs of one file have the same name.

Why: a reference to that name could mean either.

Wrong: `{: #summit }` after two paragraphs
Right: `{: #summit }` and `{: #summit-2019 }`""",
    ),
    DocumentedRule(
        "IN-MD-01",
        "construct-refused",
        ERROR,
        """A text holds a picture, an HTML tag, code, a line drawn with signs, highlighting or a list in a quotation.

Why: a report of this kind consists of words, lists, tables and notes; other things cannot be printed, tagged and
translated. A draft prints them as typed, so that nothing is lost.

Wrong: `an <u>urgent</u> appeal`
Right: `an urgent appeal`""",
    ),
    DocumentedRule(
        "IN-MD-02",
        "link-refused",
        ERROR,
        """A link leads to something that is no web or mail address, holds more than the address, or has no words.

Why: a printed or archived document cannot open files or run programs, and nobody would see the rest. The link is
printed as typed.

Wrong: `[the list](file:///C:/list.xlsx)`
Right: `[the list](https://www.un.org/en/)`""",
    ),
    DocumentedRule(
        "IN-MD-03",
        "text-too-intricate",
        ERROR,
        """A text is nested too deep, or so large at one place that nobody could read it.

Lists or quotations stand more than 20 deep inside each other, a table has more than 63 columns or 20,000 cells, or the
same footnote is cited so often that its words would fill the report.

Why: nobody could read it, and Word refuses it; it is mostly text that was copied from a program. The words are kept:
what is too deep is printed at the deepest level allowed, such a table is printed as typed.

Wrong: a list in a list in a list, and so on, 21 times
Right: a list with at most one list below each item""",
    ),
    DocumentedRule(
        "IN-MD-04",
        "mark-without-end",
        ERROR,
        """A query, proposal, comment or superscript begins but does not end in its paragraph, or ends but never begins.

Why: the program cannot know which words belong to it. The signs are printed as typed, so that nothing is lost.

Wrong: `In 2019 {>> or 2020? the two secretariats met.`
Right: `In 2019 {>> or 2020? <<} the two secretariats met.`""",
    ),
    DocumentedRule(
        "IN-MD-05",
        "list-begins-late",
        WARNING,
        """A list begins with another number than 1.

Why: it is mostly the number of a paragraph, which the assembler sets by itself; with it, the paragraph prints as the
first item of a list, (a). The number itself is not printed.

Wrong: `12. The two secretariats met.`
Right: `The two secretariats met.`""",
    ),
    DocumentedRule(
        "IN-TBL-01",
        "table-without-title",
        WARNING,
        """A table has no title line, or a title line has no table.

Why: every table of a report has a title.

Wrong: a table alone
Right: `Table: Contributions by organization` on the line before it""",
    ),
    DocumentedRule(
        "IN-TBL-04",
        "rows-without-table",
        ERROR,
        """Lines begin and end with a bar, and the line of hyphens that makes a table of them is missing, or an empty
line parts them from their table.

Why: they print as words and bars.

Wrong: `| Year | Number |` directly followed by `| 2019 | 12 |`
Right: `| --- | --- |` between the two""",
    ),
    DocumentedRule(
        "IN-TBL-02",
        "ragged-row",
        ERROR,
        """A row of a table has more or fewer cells than its head. Fewer are a warning.

Why: what is too much would stand under no heading, and a missing cell moves nothing but may have been forgotten. The
table is printed with as many columns as its longest row.

Wrong: `| a | b | c |` under a head of two cells
Right: `| a | b |`; where a cell holds the sign itself, `| a \\| b | c |`""",
    ),
    DocumentedRule(
        "IN-THM-01",
        "unknown-theme",
        ERROR,
        """A heading of a contribution is none of the themes of the plan.

Why: the themes order the paragraphs of an organization. A text without any heading is fine.

Wrong: `## Human right`
Right: `## Human rights`""",
    ),
)
