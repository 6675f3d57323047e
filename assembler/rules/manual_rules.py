"""Pages of the rules that a person must judge; they are part of the checklist."""

from __future__ import annotations

from assembler.model.finding import Severity
from assembler.rules.documented_rule import DocumentedRule

ERROR, WARNING, ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE

MANUAL_RULES = (
    DocumentedRule(
        "UN-MST-11",
        "original-language-of-annex",
        ERROR,
        """“Original” names the language in which the report was drafted; an annex in another language says so under its
heading.

Why: Editorial Manual, Mastheads and cover pages. Only a person knows in which language a text was written.

Wrong: an annex translated from French, without a word on it
Right: “[Original: French]” under its heading""",
    ),
    DocumentedRule(
        "UN-STR-10",
        "passages-reproduced",
        ERROR,
        """Long passages of resolutions or earlier reports are not reproduced.

Why: Editorial Manual, Instructions. The mandates are not at hand to be compared; “compare” shows what stands in an
earlier report.

Wrong: half a page of resolution 73/267
Right: “as requested in resolution 73/267, paragraph 4”""",
    ),
    DocumentedRule(
        "UN-STR-11",
        "repeated-elements",
        ADVICE,
        """Elements repeated from the last report are taken over exactly, and changes are marked.

Why: Editorial Manual, Instructions. Use “assembler compare” with the build of the last report.

Wrong: the mandate in slightly other words
Right: the words of the last report""",
    ),
    DocumentedRule(
        "UN-REF-11",
        "mandates",
        ERROR,
        """Every mandate that is cited exists and belongs to the cycle.

Why: inferred. The list of mandates is not part of a report.

Wrong: a resolution of the seventy-first session in a report on the seventy-third
Right: the resolution of the cycle""",
    ),
    DocumentedRule(
        "UN-FN-08",
        "late-submission",
        ERROR,
        """A report submitted late says why in a note to its title.

Why: asked for by the Assembly in its resolutions on the pattern of conferences (the wording is not verified).
When it was due, report.yaml does not say.

Wrong: a late report without a note
Right: “The present report was submitted after the deadline in order to include the most recent information.”""",
    ),
    DocumentedRule(
        "UN-TBL-03",
        "contents",
        ADVICE,
        """A longer report has a list of contents on its first page.

Why: observed in A/80/590. Which report is long enough, an editor says: `contents: true` in report.yaml.

Wrong: 40 pages without contents
Right: sections and annexes with their pages""",
    ),
    DocumentedRule(
        "UN-TBL-01",
        "sources-of-tables",
        ERROR,
        """Sources and abbreviations of a table are given under it, before its lettered notes.

Why: Editorial Manual, Footnotes (the order is not verified). IN-TBL-03 finds notes of the text in a table.

Wrong: the source in a footnote of the page
Right: “Source: …” under the table""",
    ),
    DocumentedRule(
        "UN-LNG-05",
        "versions-agree",
        ERROR,
        """All language versions have the same paragraph numbers, symbols and notes.

Why: Editorial Manual, Paragraphs. Each version is a report of its own; “assembler compare” sets two beside each
other.

Wrong: 108 paragraphs in English and 107 in Spanish
Right: 108 in both""",
    ),
    DocumentedRule(
        "UN-SUB-01",
        "slot",
        ERROR,
        """A report is submitted ten weeks before the meeting that takes it up, on the day agreed beforehand.

Why: late ones lose their turn in editing and translation (information notes of document management, UNOG). The day of
the meeting is not in report.yaml.

Wrong: submitted three weeks before the meeting
Right: submitted on the day agreed, for a meeting on 30 November by about 21 September""",
    ),
    DocumentedRule(
        "UN-SUB-02",
        "editable-file",
        ERROR,
        """The text is submitted as an editable Word file, tables as tables.

Why: ST/CS/SER.A/44/Rev.1; Editorial Manual, Instructions. The assembler writes one; what is sent, a person decides.

Wrong: a scanned page
Right: A-75-345.docx""",
    ),
    DocumentedRule(
        "UN-SUB-03",
        "corrigendum",
        ERROR,
        """A corrigendum is a document of its own, with the symbol and /Corr.1, that lists places and replacements.

Why: UN Documentation: Research Guide. “assembler compare --corrigendum” writes it; whether one is needed, a person
decides.

Wrong: a new file in the place of the issued one
Right: A/75/345/Corr.1""",
    ),
    DocumentedRule(
        "UN-SUB-04",
        "declared-reuse",
        WARNING,
        """Text taken from published documents is declared at submission.

Why: UNOG, Processing a document. Only a person knows whence words come.

Wrong: three paragraphs of another report, undeclared
Right: “paras. 3–6 are taken from S/2020/345”""",
    ),
    DocumentedRule(
        "UN-ABB-11",
        "list-of-abbreviations",
        ADVICE,
        """Where abbreviations are many, a list of them may help the reader.

Why: the Manual allows such a list after the contents or at the end (Editorial Manual, Abbreviations). Whether a
list helps is for an editor to say.

Wrong: 60 abbreviations in a report for readers who know none of them
Right: an annex that lists them""",
        evidence="R",
    ),
    DocumentedRule(
        "UN-NAM-04",
        "information-as-received",
        WARNING,
        """Information of Member States that is reproduced as received needs the standard disclaimer on the front page.

Why: the designations in it imply no opinion of the Secretariat (Editorial Manual, Country names). Only a person
knows whether a text is reproduced as received.

Wrong: a reply of a Government reproduced in an annex, and no note on the front page
Right: a note marked with asterisks that says so""",
        evidence="R",
    ),
)
