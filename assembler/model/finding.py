"""What the assembler says about a text: findings, and the places they speak of."""

from __future__ import annotations

from enum import Enum, IntEnum, auto

from assembler.model.value import Archived, Value


class Severity(IntEnum):
    """How grave a finding is; a higher value is graver."""

    ADVICE = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The word that is printed: advice, warning or error."""
        return self.name.lower()


class Extent(Enum):
    """Which rules are run."""

    STRUCTURE = auto()
    """Those of the program alone: on files, headers, notes, references, sources, coverage and clearance."""
    ERRORS = auto()
    """The same, and of the rules of the Organization what is an error in this report. What was waived is found, too."""
    ALL = auto()
    """Every rule."""


class Source(Archived):
    """A place in a file: lines and columns count from 1, columns in characters."""

    path: str
    """The file, relative to the report's root."""
    line: int = 1
    """Line of the first character; in a Word file the paragraph's place in the body."""
    column: int = 1
    """Column of the first character."""
    end_line: int = 0
    """Line of the last character; 0 where only the beginning is known."""
    end_column: int = 0
    """Column after the last character; 0 where only the beginning is known."""


NO_PLACE = Source("")
"""The place of what was made and not read."""


class Replacement(Value):
    """A change that would mend a finding."""

    text: str
    """What is to stand at the place of the finding."""
    safe: bool = False
    """Whether it may be made without asking."""


class Fault(Value):
    """What a rule found, before the table of rules has given it code and severity."""

    source: Source
    """Where it is."""
    message: str
    """One sentence that says what was found."""
    hint: str = ""
    """What to do about it."""
    fix: Replacement | None = None
    """The change that would mend it, where a machine can propose one."""
    words: str = ""
    """The words it is about, by which the exact place is found from `source` on; empty where that is exact."""
    before: str = ""
    """The words that print before them in the same block, which tell one place of the same words from another."""


class Finding(Value):
    """One fault, with its place and the way out."""

    rule: str
    """The code of the rule, such as IN-HDR-01 or UN-NUM-01."""
    severity: Severity
    """How grave it is."""
    source: Source
    """Where it is."""
    message: str
    """One sentence that says what was found."""
    hint: str = ""
    """What to do about it."""
    fix: Replacement | None = None
    """The change that would mend it, where a machine can propose one."""

    @property
    def key(self) -> tuple[str, int, int, str, str]:
        """The order in which findings are printed: path, line, column, rule, message."""
        return (self.source.path, self.source.line, self.source.column, self.rule, self.message)


class Acceptance(Value):
    """That a final is issued in spite of what one rule found."""

    rule: str
    """The code of the rule."""
    reason: str
    """Why."""
    findings: tuple[Finding, ...]
    """What it passes."""
