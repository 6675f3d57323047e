"""The faults of files and their places, which the readers find and name by these codes; here are their pages."""

from __future__ import annotations

from assembler.model.finding import Severity
from assembler.rules.documented_rule import DocumentedRule

ERROR, WARNING = Severity.ERROR, Severity.WARNING


FILE_RULES = (
    DocumentedRule(
        "IN-EMB-01",
        "emblem-unusable",
        ERROR,
        """The plan names an emblem, and there is no such file below the report's folder, or it is no picture. An SVG
file with a script, or with links to other files, is no picture either.

Why: the first page would have no emblem. A draft shows a ring in its place. An SVG file travels in the Word file to all
who open the report, and must neither do anything nor fetch anything there.

Wrong: `emblem: emblem.docx`
Right: `emblem: emblem.svg`, with the file in the report's folder""",
    ),
    DocumentedRule(
        "IN-HDR-01",
        "header-missing",
        ERROR,
        """A contribution does not begin with its header.

Why: the header says whose text it is, on which organization, and how far it has got. Without it the text
cannot be used.

Wrong: the file begins with the first sentence
Right: `---`, then `entity: unhcr`, `organization: au`, `status: submitted`, each on its own line, then `---`""",
    ),
    DocumentedRule(
        "IN-HDR-02",
        "header-without-end",
        ERROR,
        """The header begins with three hyphens and has no second line of three hyphens.

Why: the program cannot see where the header ends and the text begins.

Wrong: `---`, then the header, then the text
Right: `---`, then the header, then `---`, then the text""",
    ),
    DocumentedRule(
        "IN-PLC-01",
        "unknown-entity-folder",
        ERROR,
        """A folder has the name of no entity.

Why: a contribution lies in the folder of the entity that wrote it; contributions/entities.yaml gives the ids.

Wrong: contributions/unchr/au.md
Right: contributions/unhcr/au.md""",
    ),
    DocumentedRule(
        "IN-PLC-02",
        "unknown-organization-file",
        ERROR,
        """A file has the name of no organization.

Why: a contribution is named after the organization it reports on; contributions/organizations.yaml gives the ids.

Wrong: contributions/unhcr/african-union.md
Right: contributions/unhcr/au.md""",
    ),
    DocumentedRule(
        "IN-PLC-03",
        "header-contradicts-place",
        ERROR,
        """The header names another entity or organization than the place of the file.

Why: one of the two is a slip. The place decides, until somebody says which.

Wrong: contributions/unhcr/au.md with `organization: asean`
Right: contributions/unhcr/au.md with `organization: au`""",
    ),
    DocumentedRule(
        "IN-PLC-04",
        "stray-file",
        ERROR,
        """A file below contributions/ is no contribution by its place or name.

Why: somebody may believe that it will be printed. An id has small letters from a to z, figures and hyphens, at most 40;
letters of other alphabets look alike and are not the same.

Wrong: contributions/unhcr/2020/au.md, contributions/UNHCR/au.md or contributions/unhcr/au.txt
Right: contributions/unhcr/au.md""",
    ),
    DocumentedRule(
        "IN-PLC-05",
        "list-missing",
        ERROR,
        """A report has no organizations.yaml or no entities.yaml.

Why: without the two name lists the program knows nobody.

Wrong: contributions/report.yaml alone
Right: report.yaml, organizations.yaml and entities.yaml""",
    ),
    DocumentedRule(
        "IN-PLC-06",
        "names-too-much-alike",
        ERROR,
        """The names of two files differ by capital letters or the form of accents only.

Why: on Windows and macOS only one of the two can exist; a colleague there would lose the other without notice.

Wrong: contributions/general/summary.md and contributions/general/Summary.md
Right: contributions/general/summary.md alone""",
    ),
    DocumentedRule(
        "IN-PLC-07",
        "link-not-read",
        ERROR,
        """A file below contributions/ is a device, or a link that leads out of the report, to a folder or to nothing;
or a list of names is no ordinary file.

Why: a contribution is what lies in its folder; through a link anything on the editor's machine could be printed.

Wrong: contributions/unhcr/au.md as a link to a file in somebody's home folder
Right: the file itself""",
    ),
    DocumentedRule(
        "IN-RUL-01",
        "unknown-rule",
        ERROR,
        """A waiver or a setting of the plan names a rule that does not exist.

Why: it would have no effect, and nobody would notice.

Wrong: `waive: [{rule: UN-STR-1, reason: …}]`
Right: `waive: [{rule: UN-STR-01, reason: …}]`""",
    ),
    DocumentedRule(
        "IN-RUL-02",
        "integrity-rule-set",
        WARNING,
        """The plan gives another level to a rule that finds lost, doubled or misplaced words.

Why: what such a rule finds is no matter of opinion. It stays an error whatever the plan says, and `build --accept` does
not let it pass either. “assembler explain CODE” says of each rule whether it is one of these.

Wrong: `rules: {IN-FN-01: {level: advice, reason: the note will come}}`
Right: the text of the note in the file, and no setting""",
    ),
    DocumentedRule(
        "IN-RUL-03",
        "setting-without-effect",
        WARNING,
        """The plan sets the level of a rule that never finds anything: the assembler keeps it itself, or a person must.

Why: whoever wrote the setting expects that something changes, and nothing does. “assembler explain CODE” says of each
rule whether it is one of these.

Wrong: `rules: {UN-PAR-01: {level: "off", reason: paragraphs are numbered by hand}}`
Right: no setting""",
    ),
    DocumentedRule(
        "IN-TXT-01",
        "not-utf-8",
        ERROR,
        """A file is not UTF-8 text.

Why: accents and quotation marks would be printed wrong, so the file is not used.

Wrong: a file saved as “Western (Windows-1252)” or “Unicode (UTF-16)”
Right: a file saved as UTF-8""",
    ),
    DocumentedRule(
        "IN-TXT-02",
        "unprintable-character",
        ERROR,
        """A text holds a control character, or the sign “\ufffd”, which stands for one that was lost.

Why: it cannot be printed, and Word refuses to open a file with most of them. Those from U+0080 to U+009F are dashes and
quotation marks that another program has saved in its own way; the words on either side print as one.

Wrong: a NUL character between two words
Right: the two words with a space between""",
    ),
    DocumentedRule(
        "IN-TXT-03",
        "empty-file",
        ERROR,
        """A file has no words.

Why: nobody can know whether the text is still to come or there is nothing to say.

Wrong: an empty contributions/unhcr/au.md
Right: a file whose header says `status: nothing-to-report`""",
    ),
    DocumentedRule(
        "IN-TXT-04",
        "file-too-large",
        ERROR,
        """A text file has more than 1 MiB.

Why: a whole report has some 60 KB; a file of this size is something else.

Wrong: a file of 3 MB
Right: the text alone""",
    ),
    DocumentedRule(
        "IN-TXT-05",
        "invisible-character",
        WARNING,
        """A text holds a character that nobody sees: a zero width space or joiner, a soft hyphen, a mark that turns the
direction of words, a separator of lines.

Why: it comes along from web pages and other programs; a search no longer finds the word, and an id with one is another
id, so it is an error in a header or a settings file, also where a code such as \\u200b stands for it. An override of
the direction is an error anywhere, since the words show in another order than they are written. Joiners of Arabic
letters, and marks of direction beside right-to-left letters, are proper. “assembler check --fix” deletes the others,
unless they stand between two digits or turn the direction: then somebody must look.

Wrong: “UNHCR” with a zero width space after the N
Right: “UNHCR”""",
    ),
    DocumentedRule(
        "IN-TXT-06",
        "unfinished-git-merge",
        ERROR,
        """A file holds two versions of the same lines, with the marks of Git around them.

Why: two people have changed the same lines, and Git cannot know whose words are right. Until somebody has decided,
nothing of the file is read.

Wrong: lines that begin with <<<<<<<, ======= and >>>>>>>, with a version after each of the first two
Right: the version that is right, or one made of both, without these three lines""",
    ),
    DocumentedRule(
        "IN-WVR-01",
        "waiver-without-effect",
        WARNING,
        """A header waives a rule that finds nothing in its file.

Why: the text has changed, or the code is a slip; the next reader should not be misled. Faults of files, whose codes
begin with IN, cannot be waived, nor can what keeps a final back.

Wrong: a waiver of UN-ABB-01 in a text that has no such fault
Right: no waiver""",
    ),
)
