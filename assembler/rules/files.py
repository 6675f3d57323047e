"""The faults of files, headers and marks, which the readers find and name by these codes; here are their pages."""

from __future__ import annotations

from dataclasses import dataclass

from assembler.model.finding import Severity

ERROR, WARNING = Severity.ERROR, Severity.WARNING


@dataclass(frozen=True, slots=True)
class FileRule:
    """A fault that a reader finds."""

    code: str
    """The code that the reader states."""
    name: str
    """Its name, which states the fault."""
    severity: Severity
    """How grave it is."""
    page: str
    """Its documentation: what, why, wrong, right."""


FILE_RULES = (
    FileRule(
        "IN-ATR-01",
        "unknown-attribute",
        ERROR,
        """The line after a paragraph holds something that the program does not know.

Why: `#name` names a paragraph, `order=1` puts it first within its organization, `from="…"` names the sources of a
consolidated paragraph. Anything else would have no effect, and nobody would notice.

Wrong: `{: oder=1 }`
Right: `{: order=1 }`""",
    ),
    FileRule(
        "IN-DOC-01",
        "word-file-not-read",
        ERROR,
        """A contribution is a Word file, which this version can't read yet.

Why: its words would be missing from the report; the draft shows a placeholder in their place.

Wrong: contributions/unhcr/au.docx
Right: contributions/unhcr/au.md with the same text""",
    ),
    FileRule(
        "IN-EMB-01",
        "emblem-unusable",
        ERROR,
        """The plan names an emblem, and there is no such file below the report's folder, or it is no picture.

Why: the first page would have no emblem. A draft shows a ring in its place.

Wrong: `emblem: emblem.docx`
Right: `emblem: emblem.svg`, with the file in the report's folder""",
    ),
    FileRule(
        "IN-FN-01",
        "note-without-text",
        ERROR,
        """A sentence cites a footnote whose text is nowhere in the file.

Why: the note would be missing from the report. Labels belong to their file: a text in another file does not count.

Wrong: `the summit.[^summit]` and no line that begins with `[^summit]:`
Right: `[^summit]: The text of the note.` at the end of the same file""",
    ),
    FileRule(
        "IN-FN-02",
        "note-without-indicator",
        ERROR,
        """The text of a footnote is there, but no sentence cites it.

Why: its words would not be printed.

Wrong: `[^summit]: The text of the note.` and no `[^summit]` in any sentence
Right: `the summit.[^summit]` in the sentence that it explains""",
    ),
    FileRule(
        "IN-FN-03",
        "note-with-two-texts",
        ERROR,
        """Two notes of one file have the same label.

Why: the program can't know which of the two texts is meant.

Wrong: `[^1]: One text.` and further down `[^1]: Another text.`
Right: `[^1]: One text.` and `[^2]: Another text.`""",
    ),
    FileRule(
        "IN-FN-04",
        "note-cites-itself",
        ERROR,
        """A footnote holds its own indicator.

Why: it would never end.

Wrong: `[^a]: See also this note.[^a]`
Right: `[^a]: See also this note.`""",
    ),
    FileRule(
        "IN-HDR-01",
        "header-missing",
        ERROR,
        """A contribution does not begin with its header.

Why: the header says whose text it is, on which organization, and how far it has got. Without it the text can't be used.

Wrong: the file begins with the first sentence
Right: `---`, then `entity: unhcr`, `organization: au`, `status: submitted`, each on its own line, then `---`""",
    ),
    FileRule(
        "IN-HDR-02",
        "header-without-end",
        ERROR,
        """The header begins with three hyphens and has no second line of three hyphens.

Why: the program can't see where the header ends and the text begins.

Wrong: `---`, then the header, then the text
Right: `---`, then the header, then `---`, then the text""",
    ),
    FileRule(
        "IN-ID-01",
        "name-given-twice",
        ERROR,
        """Two paragraphs of one file have the same name.

Why: a reference to that name could mean either.

Wrong: `{: #summit }` after two paragraphs
Right: `{: #summit }` and `{: #summit-2019 }`""",
    ),
    FileRule(
        "IN-MD-01",
        "construct-refused",
        ERROR,
        """A text holds a picture, an HTML tag or code.

Why: a report of this kind consists of words, lists, tables and notes; other things can't be printed, tagged and
translated. A draft prints them as typed, so that nothing is lost.

Wrong: `an <u>urgent</u> appeal`
Right: `an urgent appeal`""",
    ),
    FileRule(
        "IN-MD-02",
        "link-refused",
        ERROR,
        """A link leads to something that is no web or mail address.

Why: a printed or archived document can't open files or run programs.

Wrong: `[the list](file:///C:/list.xlsx)`
Right: `[the list](https://www.un.org/en/)`""",
    ),
    FileRule(
        "IN-PLC-01",
        "unknown-entity-folder",
        ERROR,
        """A folder has the name of no entity.

Why: a contribution lies in the folder of the entity that wrote it; contributions/entities.yaml gives the ids.

Wrong: contributions/unchr/au.md
Right: contributions/unhcr/au.md""",
    ),
    FileRule(
        "IN-PLC-02",
        "unknown-organization-file",
        ERROR,
        """A file has the name of no organization.

Why: a contribution is named after the organization it reports on; contributions/organizations.yaml gives the ids.

Wrong: contributions/unhcr/african-union.md
Right: contributions/unhcr/au.md""",
    ),
    FileRule(
        "IN-PLC-03",
        "header-contradicts-place",
        ERROR,
        """The header names another entity or organization than the place of the file.

Why: one of the two is a slip. The place decides, until somebody says which.

Wrong: contributions/unhcr/au.md with `organization: asean`
Right: contributions/unhcr/au.md with `organization: au`""",
    ),
    FileRule(
        "IN-PLC-04",
        "stray-file",
        ERROR,
        """A file below contributions/ is no contribution by its place or name.

Why: somebody may believe that it will be printed.

Wrong: contributions/unhcr/2020/au.md or contributions/unhcr/au.txt
Right: contributions/unhcr/au.md""",
    ),
    FileRule(
        "IN-PLC-05",
        "list-missing",
        ERROR,
        """A report has no organizations.yaml or no entities.yaml.

Why: without the two name lists the program knows nobody.

Wrong: contributions/report.yaml alone
Right: report.yaml, organizations.yaml and entities.yaml""",
    ),
    FileRule(
        "IN-RUL-01",
        "unknown-rule",
        ERROR,
        """A waiver or a setting of the plan names a rule that does not exist.

Why: it would have no effect, and nobody would notice.

Wrong: `waive: [{rule: UN-STR-1, reason: …}]`
Right: `waive: [{rule: UN-STR-01, reason: …}]`""",
    ),
    FileRule(
        "IN-TBL-01",
        "table-without-title",
        WARNING,
        """A table has no title line, or a title line has no table.

Why: every table of a report has a title.

Wrong: a table alone
Right: `Table: Contributions by organization` on the line before it""",
    ),
    FileRule(
        "IN-THM-01",
        "unknown-theme",
        ERROR,
        """A heading of a contribution is none of the themes of the plan.

Why: the themes order the paragraphs of an organization. A text without any heading is fine.

Wrong: `## Human right`
Right: `## Human rights`""",
    ),
    FileRule(
        "IN-TXT-01",
        "not-utf-8",
        ERROR,
        """A file is not UTF-8 text.

Why: accents and quotation marks would be printed wrong, so the file is not used.

Wrong: a file saved as “Western (Windows-1252)” or “Unicode (UTF-16)”
Right: a file saved as UTF-8""",
    ),
    FileRule(
        "IN-TXT-02",
        "unprintable-character",
        ERROR,
        """A text holds a control character.

Why: it can't be printed, and Word refuses to open a file with it.

Wrong: a NUL character between two words
Right: the two words with a space between""",
    ),
    FileRule(
        "IN-TXT-03",
        "empty-file",
        ERROR,
        """A file has no words.

Why: nobody can know whether the text is still to come or there is nothing to say.

Wrong: an empty contributions/unhcr/au.md
Right: a file whose header says `status: nothing-to-report`""",
    ),
    FileRule(
        "IN-TXT-04",
        "file-too-large",
        ERROR,
        """A text file has more than 1 MiB.

Why: a whole report has some 60 KB; a file of this size is something else.

Wrong: a file of 3 MB
Right: the text alone""",
    ),
    FileRule(
        "IN-WVR-01",
        "waiver-without-effect",
        WARNING,
        """A header waives a rule that finds nothing in its file.

Why: the text has changed, or the code is a slip; the next reader should not be misled. Faults of files, whose codes
begin with IN, can't be waived.

Wrong: a waiver of UN-ABB-01 in a text that has no such fault
Right: no waiver""",
    ),
)
