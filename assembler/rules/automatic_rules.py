"""Pages of the rules that the program keeps by itself, whatever a text says; a test proves each of them."""

from __future__ import annotations

from assembler.model.finding import Severity
from assembler.rules.documented_rule import DocumentedRule

ERROR, WARNING, ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE

AUTOMATIC_RULES = (
    DocumentedRule(
        "UN-SYM-05",
        "symbol-in-all-languages",
        ERROR,
        """A symbol is the same in all six languages; in Arabic it is an island from left to right.

Why: UN Documentation: Research Guide. The assembler keeps each symbol in one piece and sets
it from left to right.

Wrong: 345/75/A in an Arabic text
Right: A/75/345 in it""",
    ),
    DocumentedRule(
        "UN-MST-03",
        "session-line",
        ERROR,
        """The session line stands in words, without a full stop, in bold.

Why: the official mastheads have it so; the assembler writes it from the number of the session.

Wrong: “75th session”
Right: “Seventy-fifth session”""",
    ),
    DocumentedRule(
        "UN-MST-05",
        "letters-of-sub-items",
        ERROR,
        """Several sub-items have the number once and each letter in brackets, the asterisk at the end.

Why: observed in A/75/345; the assembler writes it from the letters in organizations.yaml.

Wrong: “130 (a, b, c)”
Right: “130 (a), (b) and (c) of the provisional agenda*”""",
    ),
    DocumentedRule(
        "UN-MST-07",
        "titles-of-agenda",
        ERROR,
        """Under the agenda line stand the titles of item and sub-items, as in the agenda and in its order.

Why: observed in A/75/345; the assembler takes them from report.yaml and organizations.yaml, whose words a person
compares with the agenda.

Wrong: titles in the order of the sections
Right: titles in the order of their letters""",
    ),
    DocumentedRule(
        "UN-MST-09",
        "two-parts-of-agenda-block",
        ERROR,
        """A report to two organs has an agenda block of two parts, each under the name of its organ.

Why: observed in A/75/345; the assembler sets one for each organ of the plan.

Wrong: one organ alone under a joint symbol
Right: General Assembly on the left, Security Council on the right""",
    ),
    DocumentedRule(
        "UN-MST-10",
        "distribution-line",
        ERROR,
        """The distribution line is General, Limited or Restricted, in the words of the language.

Why: Editorial Manual, Mastheads and cover pages; report.yaml takes no other word.

Wrong: “Distr.: Public”
Right: “Distr.: General”""",
    ),
    DocumentedRule(
        "UN-MST-12",
        "author-under-title",
        ERROR,
        """The title comes first, then the author line, one step smaller.

Why: observed in the official files; the assembler sets it so.

Wrong: the author above the title
Right: “Report of the Secretary-General” under the title""",
    ),
    DocumentedRule(
        "UN-STR-02",
        "what-counts",
        WARNING,
        """The count of words includes headings, footnotes and tables.

Why: Editorial Manual, Instructions for the preparation of official documents; masthead and numbers never count, and
report.yaml says which parts do.

Wrong: body text alone
Right: “8,389 words (summary, headings, body, footnotes)”""",
    ),
    DocumentedRule(
        "UN-STR-04",
        "summary-in-box",
        ERROR,
        """The summary stands in a box before section I, its paragraphs unnumbered.

Why: Editorial Manual, Paragraphs and subparagraphs; observed in A/80/590. The assembler sets it so.

Wrong: a summary with paragraphs 1 to 4
Right: the summary in its box, and paragraph 1 in the introduction""",
    ),
    DocumentedRule(
        "UN-PAR-01",
        "numbers-of-paragraphs",
        ERROR,
        """Paragraphs are numbered from 1 through all sections.

Why: a reference is then the same in every language (Editorial Manual, Paragraphs and subparagraphs). The assembler
numbers them; numbers that a text brings are dropped.

Wrong: paragraph 1 again under section III
Right: 1 to 114""",
    ),
    DocumentedRule(
        "UN-PAR-02",
        "letters-of-items",
        ERROR,
        """Items of a list are marked (a), then (i), in the form of the language.

Why: Editorial Manual, Paragraphs and subparagraphs; the assembler sets the marks.

Wrong: 1), –, A) inside a numbered paragraph
Right: (a), (b), and (i), (ii) below""",
    ),
    DocumentedRule(
        "UN-PAR-06",
        "unnumbered-parts",
        ERROR,
        """Summaries and other front matter have no paragraph numbers.

Why: Editorial Manual, Paragraphs and subparagraphs; the assembler numbers the body and each annex alone.

Wrong: a numbered summary
Right: numbers from the introduction on""",
    ),
    DocumentedRule(
        "UN-PAR-08",
        "paragraph-begins-with-text",
        WARNING,
        """A numbered paragraph begins with text, not with a heading, list or table, and an empty one is not numbered.

Why: inferred; the reader makes a numbered paragraph of text alone.

Wrong: “12.” and a table
Right: “12. The table shows …”, and the table under it""",
    ),
    DocumentedRule(
        "UN-ORD-01",
        "order-of-organizations",
        ERROR,
        """Organizations stand in alphabetical order of their full English names, word by word.

Why: observed in A/75/345; the assembler orders them, unless report.yaml gives a list of its own.

Wrong: INTERPOL under “Inter”
Right: International Criminal Police Organization before International Fund for Saving the Aral Sea""",
    ),
    DocumentedRule(
        "UN-ORD-03",
        "one-order-in-all-languages",
        ADVICE,
        """All language versions have the order of the English one.

Why: else paragraph numbers would differ (Editorial Manual, Paragraphs and subparagraphs); the assembler orders
every version by the English names.

Wrong: a French version in the order of the French names
Right: paragraph 23 on the same body in all six""",
    ),
    DocumentedRule(
        "UN-FN-01",
        "series-of-notes",
        ERROR,
        """Notes of the text are numbered in one series.

Why: Editorial Manual, Footnotes; the assembler numbers them in the order of their indicators.

Wrong: letters in the text
Right: 1, 2, 3""",
    ),
    DocumentedRule(
        "UN-FN-02",
        "notes-of-masthead",
        ERROR,
        """Asterisks mark notes to the masthead alone, which stand at the foot of the first page.

Why: Editorial Manual, Footnotes; observed in A/81/6 (Sect. 10). The assembler keeps the two series apart.

Wrong: footnote 1 on the title
Right: * on the agenda line""",
    ),
    DocumentedRule(
        "UN-FN-04",
        "two-indicators",
        ERROR,
        """Two indicators at one place are parted by a comma.

Why: Editorial Manual, Footnotes; the assembler sets it.

Wrong: “reports¹²”
Right: “reports¹,²”""",
    ),
    DocumentedRule(
        "UN-FN-05",
        "one-note-for-one-indicator",
        ERROR,
        """Indicators and notes match one to one, in order; a note that is cited again is printed under a new number.

Why: Editorial Manual, Footnotes; the assembler numbers each indicator, and IN-FN-01 to IN-FN-03 find the rest.

Wrong: 1, 1, 3
Right: 1, 2, 3""",
    ),
    DocumentedRule(
        "UN-FN-06",
        "notes-at-foot-of-page",
        ERROR,
        """Notes stand at the foot of the page of their indicator.

Why: Editorial Manual, Footnotes; Word and PDF get footnotes, never endnotes.

Wrong: a list of notes before the annex
Right: notes under the rule of their page""",
    ),
    DocumentedRule(
        "UN-PUN-06",
        "line-ends-in-number",
        WARNING,
        """No line ends between a number and what it counts, “para.” and its number, or an initial and a name.

Why: “para.” at the end of a line and “12” at the beginning of the next are hard to read (inferred). In Word and PDF the
assembler sets no-break spaces there; the texts keep ordinary ones.

Wrong: “$164.8” at the end of a line, “million” on the next
Right: both on one line""",
    ),
    DocumentedRule(
        "UN-TBL-02",
        "headings-of-annexes",
        ERROR,
        """One annex is headed Annex, several Annex I, Annex II; each has its own numbers and begins a page.

Why: observed in A/80/596; the assembler sets it.

Wrong: “ANNEX 2:”
Right: “Annex II”, and its title under it""",
    ),
    DocumentedRule(
        "UN-TBL-04",
        "numbers-of-tables",
        WARNING,
        """Several tables are numbered in one series, the number over the title.

Why: observed in reports; the assembler numbers them.

Wrong: “Table A: Staff.”
Right: “Table 1”, and under it “Staff”""",
    ),
    DocumentedRule(
        "UN-LNG-01",
        "letters-by-language",
        ERROR,
        """Letters of sub-items and lists have the form of the language.

Why: Editorial Manual, Paragraphs; templates/labels has the form of each.

Wrong: “Point 130 (a)” in French
Right: “Point 130 a)”""",
    ),
    DocumentedRule(
        "UN-LNG-03",
        "masthead-by-language",
        ERROR,
        """In Arabic, Chinese and Russian, the distribution, date and original lines stay in English; French and Spanish
translate them.

Why: observed in versions of A/74/L.75; templates/labels has the lines.

Wrong: a translated “Distr.” in Arabic
Right: “Distr.: General”""",
    ),
    DocumentedRule(
        "UN-LNG-04",
        "arabic-numbering",
        ERROR,
        """Arabic sections, letters and months follow the Arabic series.

Why: observed in A/71/100/Add.1; templates/labels has the series.

Wrong: (g), (h) in Latin letters
Right: the Arabic letters in abjad order""",
    ),
    DocumentedRule(
        "UN-LNG-06",
        "letter-of-job-number",
        ERROR,
        """The job number ends with the letter of the language.

Why: observed in A/74/L.75; the assembler adds the letter.

Wrong: “20-11922” on the first page
Right: “20-11922 (E)”""",
    ),
    DocumentedRule(
        "UN-SUB-05",
        "clean-file",
        WARNING,
        """The issued file has a title, no comments, no tracked changes, no operator's name.

Why: observed in A/80/590, which falls short; the assembler sets the properties from report.yaml, and a final has
neither queries nor proposals.

Wrong: an empty title and somebody's name as author
Right: the report's title, and the United Nations as author""",
    ),
)
