"""The faults of Word files, which the readers and the importer find and name by these codes; here are their pages."""

from __future__ import annotations

from assembler.model.finding import Severity
from assembler.rules.documented_rule import DocumentedRule

ERROR, WARNING, ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE

WORD_RULES = (
    DocumentedRule(
        "IN-DOC-01",
        "word-file-not-read",
        ERROR,
        """A Word file lies in consolidated/ or general/, where the editor's own texts are Markdown.

Why: it would be missing from the report. Edits that were made in the Word file of a draft come back another way.

Wrong: contributions/general/introduction.docx
Right: contributions/general/introduction.md with the same text""",
    ),
    DocumentedRule(
        "IN-DOC-02",
        "word-file-unusable",
        ERROR,
        """A Word file cannot be opened: it is broken, protected by a password, too large, or no Word document (.docx).

Why: none of its words could be used. A file that comes from outside is opened only within limits: 20 MiB, 2,000 parts,
200 MiB unpacked, no name that leads out of it, no DOCTYPE.

Wrong: an old .doc file with a new name; a file with a password
Right: the file opened in Word and saved anew as a Word document (.docx)""",
    ),
    DocumentedRule(
        "IN-DOC-03",
        "word-file-of-unknown-origin",
        ERROR,
        """An edited Word file does not say which paragraph of the report is which.

Why: edits can only be taken back where it is known which text they change. The Word files that the program makes keep
that in hidden bookmarks and in a part of their own; copying the text into a new file, or saving it in another format,
loses both.

Wrong: the text of the draft copied into an empty document
Right: the draft itself, edited and saved""",
    ),
    DocumentedRule(
        "IN-DOC-04",
        "picture-in-word-text",
        WARNING,
        """There is a picture in a Word file, or a text box in an edited draft.

Why: only words are read, so it would be missing from the report. The words of a text box in a contribution are placed
after the paragraph to which the box is attached.

Wrong: a chart as a picture
Right: what the chart says, in a sentence or a table""",
    ),
    DocumentedRule(
        "IN-DOC-05",
        "words-left-out",
        WARNING,
        """Words of a Word file were left out: deleted with track changes, hidden, under no organization, or in a note
or comment without a mark in the text. What belongs to no text, such as headers of pages, is advice only.

Why: every word of a file is either imported or listed, since the sender may have meant the words to be printed.

Wrong: a sentence formatted as hidden
Right: the sentence shown, or taken out""",
    ),
    DocumentedRule(
        "IN-DOC-06",
        "part-of-word-file-left-out",
        WARNING,
        """A Word file holds something that is no text: macros, an embedded object, another file inside it, a
character of a symbol font without an equivalent; or it cites a note whose words are missing. Macros are advice only.

Why: nothing in a file from outside is run or opened, so what it says is missing, and keeps a final back.

Wrong: a spreadsheet embedded in the text
Right: a table in the text""",
    ),
    DocumentedRule(
        "IN-DOC-07",
        "section-of-no-organization",
        ERROR,
        """A part of a Word file cannot be given to an organization: its heading names none, or nearly names one, or it
stands in the place of another one. Or a short or misspelled name stands alone on a line, which may be a heading or not.

Why: a text under the wrong organization would be a grave mistake, so nothing is guessed.

Wrong: the heading “Africa Union”
Right: the heading “African Union”, or “African Union (AU)”; or the file imported with --organization au""",
    ),
    DocumentedRule(
        "IN-DOC-08",
        "typed-paragraph-number",
        ADVICE,
        """Paragraphs of a Word file begin with numbers that somebody has typed; they were taken off.

Why: the report numbers its paragraphs itself.

Wrong: “12. UNHCR supported the African Union.”
Right: “UNHCR supported the African Union.”""",
    ),
    DocumentedRule(
        "IN-DOC-09",
        "words-of-word-file-lost",
        ERROR,
        """Words of a Word file are neither in the text nor in the list of what was left out. Nothing of it was taken.

Why: every word is accounted for at the end. This is an error of the program; whoever maintains it needs the file.

Wrong: a file of which a word is lost
Right: the file sent to those who keep the program""",
    ),
    DocumentedRule(
        "IN-DOC-10",
        "doubtful-words-taken",
        WARNING,
        """Words of a Word file were taken that may not belong to the text: typed beside the answer of a form, under a
checked box “nothing to report”, in a field that still looks as if it waited for words, struck through by hand,
highlighted, too small to be read or in the colour of the page. Or a note is called more than once.

Why: nothing is lost, but a person should check these words.

Wrong: a sentence under the guidance of a form
Right: the sentence in the answer""",
    ),
    DocumentedRule(
        "IN-DOC-11",
        "form-of-another-report",
        WARNING,
        """A form was made for another report than the one into which it is brought. Where neither symbol nor deadline
agree, that is an error.

Why: the form may hold the answer for an earlier report.

Wrong: the form of A/73/328 brought into A/75/345
Right: an answer on the form of this report""",
    ),
    DocumentedRule(
        "IN-DOC-12",
        "contribution-already-there",
        ERROR,
        """A Word file says something else than the contribution that is there, and that one did not come by an import,
or is a Word file itself. So nobody can tell what the entity has changed and what was edited in the report.

Why: somebody may have edited the contribution. The import overwrites nothing unless you say `--replace`.

Wrong: the Word file of a text that somebody has written in the report as Markdown
Right: `assembler import FILE.docx --replace`, which keeps the old file in .assembler/replaced/""",
    ),
    DocumentedRule(
        "IN-DOC-13",
        "word-file-of-unknown-entity",
        ERROR,
        """A Word file does not say whose text it is, or names an entity that is not meant or not known.

Why: the text of one entity must not stand under the name of another.

Wrong: a free text brought in without more
Right: `assembler import FILE.docx --entity unhcr`""",
    ),
    DocumentedRule(
        "IN-DOC-14",
        "report-as-contribution",
        ERROR,
        """A Word file that the program has made of the report is imported, or lies in place, as a contribution.

Why: it holds the words of many entities, and they would stand under the name of one. The program recognizes the
file by a hidden part. It does not recognize a new document into which words of the report were copied.

Wrong: `assembler import A-75-345.docx --entity unhcr`
Right: `assembler merge A-75-345.docx`, which takes the edits in a draft back""",
    ),
    DocumentedRule(
        "IN-DOC-15",
        "change-against-edited-words",
        ERROR,
        """A text came again and changes words that have been edited in the report since the text last came. Or the text
has older words, which a later file of the entity had changed, as where two colleagues send copies of one file. The
words of the report stay as they are; every other change of the file is made. A text that came before as a whole is
not taken; `--replace` takes it.

Why: only a person can tell which of the two is to stand. The message shows the words as they last came, as they stand
here now, and as they stand in the file.

Wrong: the entity writes “in June” where it had “in May”, and the editor has written “in spring” meanwhile
Right: the words that are to stand, then `assembler import FILE.docx --settled`""",
    ),
    DocumentedRule(
        "IN-DOC-17",
        "two-word-files-for-one-text",
        ERROR,
        """Two Word files that are imported together have different words of one entity on one organization.

Why: nobody can tell from the files which of the two counts. Their names and their order in a folder say nothing.

Wrong: `assembler import unhcr.docx "unhcr (1).docx"` where both are answers of UNHCR on the African Union
Right: `assembler import "unhcr (1).docx"` if that file is the one that counts""",
    ),
    DocumentedRule(
        "IN-DOC-18",
        "unclear-approval",
        WARNING,
        """A form states that the texts are approved, but not clearly by whom or on which day.

Why: the statement becomes the clearance when an editor confirms it with `assembler clear`. A day that can be read in
two ways, or that comes after the day on which the form arrived, is not recorded.

Wrong: `01/02/2027`, which is 1 February or 2 January; a name without a day
Right: `1 February 2027`, or the same in any official language""",
    ),
    DocumentedRule(
        "IN-DOC-19",
        "organization-named-otherwise",
        WARNING,
        """A heading of a Word file has the name of an organization in another spelling, or other words with its acronym
in brackets. The text under the heading was taken for that organization.

Why: the editor must see how the program has understood the heading. A text under the wrong organization would be a
grave mistake.

Wrong: the heading “Organisation for Security and Co-operation in Europe (OSCE)”
Right: the heading “Organization for Security and Cooperation in Europe (OSCE)”, as in organizations.yaml""",
    ),
    DocumentedRule(
        "IN-DOC-20",
        "change-not-settled",
        WARNING,
        """An import did not make a change of the entity, since the same words had been edited here, or a later file had
changed them (IN-DOC-15). Since then nobody has settled which words are to stand. A draft is built; a final is kept
back.

Why: the final would be issued without the words of the entity, and nobody would know. The finding goes once the file
is imported with `--settled`, a later file comes without such a change, or the words stand as in the file.

Wrong: `assembler build --final` after an import that left a change out
Right: the words that are to stand, then `assembler import FILE.docx --settled`""",
    ),
)
