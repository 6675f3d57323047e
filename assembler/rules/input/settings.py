"""The faults of settings files and headers, which the readers find and name by these codes; here are their pages."""

from __future__ import annotations

from assembler.model.finding import Severity
from assembler.rules.documented_rule import DocumentedRule

ERROR = Severity.ERROR

SETTINGS_RULES = (
    DocumentedRule(
        "IN-KEY-01",
        "unknown-key",
        ERROR,
        """A key stands where it means nothing.

Why: what it says would have no effect, and nobody would notice. Most such keys are slips of the pen.

Wrong: `organisation: au`
Right: `organization: au`""",
    ),
    DocumentedRule(
        "IN-KEY-02",
        "missing-key",
        ERROR,
        """A key that must be there is not, or has no value.

Why: without it the program cannot know what is meant.

Wrong: a header without `status:`
Right: `status: submitted`""",
    ),
    DocumentedRule(
        "IN-VAL-01",
        "mistyped-value",
        ERROR,
        """A value is of another kind or form than its key asks for.

Why: a date must be a real day, a number a number, a choice one of the words that are allowed. An identifier is exact:
with a space or an invisible character beside it, it would ask for a folder that nobody has.

Wrong: `submitted: 12.6.2020`, `submitted: 2020-02-30`, or `"unhcr ": [au]` under `requested`
Right: `submitted: 2020-06-12`, or `unhcr: [au]`""",
    ),
    DocumentedRule(
        "IN-VAL-02",
        "unknown-identifier",
        ERROR,
        """A value names an organization or an entity that is in neither list.

Why: identifiers stand in organizations.yaml and entities.yaml; the text would be printed nowhere.

Wrong: `organization: african-union`
Right: `organization: au`""",
    ),
    DocumentedRule(
        "IN-VAL-03",
        "empty-value",
        ERROR,
        """Nothing stands where something must.

Why: an empty value is mostly one that somebody meant to fill in later.

Wrong: `symbols: []`
Right: `symbols: [A/75/345, S/2020/898]`""",
    ),
    DocumentedRule(
        "IN-VAL-04",
        "repeated-value",
        ERROR,
        """Something stands twice that can stand only once.

Why: two organizations cannot share an agenda letter, and a list names each thing once.

Wrong: `item_letter: a` for two organizations
Right: `item_letter: a` for one and `item_letter: b` for the other""",
    ),
    DocumentedRule(
        "IN-VAL-05",
        "conflicting-values",
        ERROR,
        """Two values cannot both hold.

Why: the program cannot know which of the two is meant.

Wrong: `period: {from: 2020-08-31, to: 2018-08-18}`
Right: `period: {from: 2018-08-18, to: 2020-08-31}`""",
    ),
    DocumentedRule(
        "IN-VAL-06",
        "gap-in-letters",
        ERROR,
        """The letters of the agenda sub-items leave one out.

Why: the agenda line prints them in a row, and a reader of the agenda would look for the missing one.

Wrong: sub-items (a), (b) and (d)
Right: sub-items (a), (b) and (c)""",
    ),
    DocumentedRule(
        "IN-YML-01",
        "broken-yaml",
        ERROR,
        """The settings of a file cannot be read as keys with values.

Why: a quotation mark or bracket is not closed, a colon or a space is missing, or lines that belong together do not
begin in the same column.

Wrong: `entity:unhcr`
Right: `entity: unhcr`""",
    ),
    DocumentedRule(
        "IN-YML-02",
        "repeated-key",
        ERROR,
        """A key stands twice in one group.

Why: the program cannot know which of the two is meant.

Wrong: `status: draft` and further down `status: cleared`
Right: one of them""",
    ),
    DocumentedRule(
        "IN-YML-03",
        "refused-yaml-feature",
        ERROR,
        """The settings use a part of YAML that has no use here: an anchor, an alias, a tag or a merge key.

Why: such things can make a program run code or fill the memory; a report needs only keys and values.

Wrong: `name: !!python/name:x` or `copy: *first`
Right: the value itself""",
    ),
    DocumentedRule(
        "IN-YML-04",
        "nesting-too-deep",
        ERROR,
        """More than 20 groups or lists stand inside each other.

Why: no settings of a report need that; a bracket is probably not closed.

Wrong: `[[[[[[[[[[[[[[[[[[[[[a]]]]]]]]]]]]]]]]]]]]]`
Right: `[a]`""",
    ),
    DocumentedRule(
        "IN-YML-05",
        "settings-too-large",
        ERROR,
        """The settings of a file have more than 64 KiB.

Why: this is something else than the settings of a report.

Wrong: a header of 100 pages
Right: a header of a few lines, and the text under it""",
    ),
    DocumentedRule(
        "IN-YML-06",
        "several-documents",
        ERROR,
        """Something follows the end of the settings in a settings file.

Why: it would not be read.

Wrong: a line of three hyphens in the middle of report.yaml
Right: one group of keys in each file""",
    ),
    DocumentedRule(
        "IN-WRD-01",
        "broken-word-list",
        ERROR,
        """A file of word lists holds something else than lists of words.

Why: the rules that use the list would find nothing, and nobody would notice.

Wrong: `doubled: had had`
Right: `doubled: [had had, that that]`, or below `spelling:` lines such as `organisation: organization`""",
    ),
)
