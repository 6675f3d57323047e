"""What the assembler says about a text: findings, and the places they speak of."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, IntEnum, auto

from assembler.model.value import StoredValue, Value


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


class Source(StoredValue):
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


type Parameter = str | int
type Parameters = tuple[tuple[str, Parameter], ...]
"""What the named fields of a template stand for, by name, in their order in the sentences."""


class _Sentences:
    """The sentences of a fault or finding, which are made from templates when somebody asks for them."""

    __slots__ = ()
    message_template: str
    hint_template: str
    word_hint_template: str
    parameters: Parameters

    @property
    def message(self) -> str:
        """The sentence that says what was found."""
        return _fill_in(self.message_template, self.parameters)

    @property
    def hint(self) -> str:
        """What to do about it in a text file."""
        return _fill_in(self.hint_template, self.parameters)

    @property
    def word_hint(self) -> str:
        """What to do about it in Word, in words for the author of the text."""
        return _fill_in(self.word_hint_template or self.hint_template, self.parameters)


class Fault(_Sentences, Value):
    """What a rule found, before the table of rules has given it code and severity; made by `make_fault`."""

    source: Source
    """Where it is."""
    message_template: str
    """One sentence that says what was found, with named fields: “{words}” stands twice in a row."""
    hint_template: str = ""
    """What to do about it."""
    fix: Replacement | None = None
    """The change that would mend it, where a machine can propose one."""
    words: str = ""
    """The words it is about, by which the exact place is found from `source` on; empty where that is exact."""
    before: str = ""
    """The words that print before them in the same block, which tell one place of the same words from another."""
    word_hint_template: str = ""
    """What to do about it in Word; empty where `hint_template` says it."""
    parameters: Parameters = ()
    """What the fields stand for."""


class Finding(_Sentences, Value):
    """One fault, with its place and the way out; made by `make_finding`.

    It keeps what its sentences are made from. They are made when somebody asks for them.
    """

    rule: str
    """The code of the rule, such as IN-HDR-01 or UN-NUM-01."""
    severity: Severity
    """How grave it is."""
    source: Source
    """Where it is."""
    message_template: str
    """One sentence that says what was found, with named fields: “{words}” stands twice in a row."""
    hint_template: str = ""
    """What to do about it."""
    fix: Replacement | None = None
    """The change that would mend it, where a machine can propose one."""
    word_hint_template: str = ""
    """What to do about it in Word; empty where `hint_template` says it."""
    parameters: Parameters = ()
    """What the fields stand for."""

    @property
    def help(self) -> str:
        """What the editor does about it in the file where it is, a Word file or a text file.

        Findings on a Word file as it is read (IN-DOC) have two hints: one for the editor, and one for the author.
        """
        in_text = self.source.path.endswith(".docx") and not self.rule.startswith("IN-DOC-")
        return self.word_hint if in_text else self.hint

    @property
    def key(self) -> tuple[str, int, int, str, str]:
        """The order in which findings are printed: path, line, column, rule, message."""
        return (self.source.path, self.source.line, self.source.column, self.rule, self.message)


class FindingText(Value):
    """What a finding says, before it has a rule or a place; made by `make_text`."""

    message: str
    """The template of the message."""
    hint: str = ""
    """The template of the hint."""
    word_hint: str = ""
    """The template of the hint for Word; empty where `hint` says it."""
    parameters: Parameters = ()
    """What the fields of the templates stand for."""


def make_text(message: str, hint: str = "", *, word_hint: str = "", **parameters: Parameter) -> FindingText:
    """What a finding says. Its sentences are templates; the parameters are what their named fields stand for."""
    return FindingText(message, hint, word_hint, _keep_used(parameters, message, hint, word_hint))


def place_text(
    rule: str, severity: Severity, source: Source, text: FindingText, fix: Replacement | None = None
) -> Finding:
    """The finding that says a text at a place."""
    return Finding(rule, severity, source, text.message, text.hint, fix, text.word_hint, text.parameters)


def make_fault(
    source: Source,
    message: str,
    hint: str = "",
    *,
    word_hint: str = "",
    fix: Replacement | None = None,
    words: str = "",
    before: str = "",
    **parameters: Parameter,
) -> Fault:
    """A fault. Its sentences are templates; the parameters are what their named fields stand for.

    The fields `words` and `instead` need no parameter: they stand for the words of the fault and the text of its fix.
    """
    values = {"words": words, "instead": fix.text if fix else "", **parameters}
    return Fault(source, message, hint, fix, words, before, word_hint, _keep_used(values, message, hint, word_hint))


def make_finding(
    rule: str,
    severity: Severity,
    source: Source,
    message: str,
    hint: str = "",
    *,
    word_hint: str = "",
    **parameters: Parameter,
) -> Finding:
    """A finding. Its sentences are templates; the parameters are what their named fields stand for."""
    used = _keep_used(parameters, message, hint, word_hint)
    return Finding(rule, severity, source, message, hint, None, word_hint, used)


def _keep_used(parameters: Mapping[str, Parameter], *templates: str) -> Parameters:
    """The parameters of which some templates have the field."""
    sentences = "".join(templates)
    return tuple((name, value) for name, value in parameters.items() if f"{{{name}" in sentences)


def _fill_in(template: str, parameters: Parameters) -> str:
    return template.format_map(dict(parameters)) if "{" in template or "}" in template else template


class Acceptance(Value):
    """That a final is issued in spite of what one rule found."""

    rule: str
    """The code of the rule."""
    reason: str
    """Why."""
    findings: tuple[Finding, ...]
    """What it passes."""
