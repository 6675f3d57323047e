"""The codes of faults in settings files, and the sentences of a fault before it has a place."""

from __future__ import annotations

from typing import NamedTuple

from assembler.model.finding import FindingText, Parameter, Parameters, make_text
from assembler.model.value import Value, replace

BROKEN_YAML = "IN-YML-01"
"""broken-yaml: the text cannot be read as keys with values."""
REPEATED_KEY = "IN-YML-02"
"""repeated-key: a key stands twice in one group."""
REFUSED_YAML = "IN-YML-03"
"""refused-yaml-feature: an anchor, alias, tag or merge key."""
DEEP_YAML = "IN-YML-04"
"""nesting-too-deep: more than 20 groups inside each other."""
LARGE_YAML = "IN-YML-05"
"""settings-too-large: more than 64 KiB."""
SECOND_YAML = "IN-YML-06"
"""several-documents: something follows the end of the settings."""
UNKNOWN_KEY = "IN-KEY-01"
"""unknown-key: a key that means nothing where it stands."""
MISSING_KEY = "IN-KEY-02"
"""missing-key: a key that must be there and is not, or has no value."""
MISTYPED = "IN-VAL-01"
"""mistyped-value: a value of another kind or form than its key asks for."""
UNKNOWN_IDENTIFIER = "IN-VAL-02"
"""unknown-identifier: no organization or entity of the lists."""
EMPTY = "IN-VAL-03"
"""empty-value: nothing stands where something must."""
REPEATED_VALUE = "IN-VAL-04"
"""repeated-value: something stands twice that can stand only once."""
CONFLICT = "IN-VAL-05"
"""conflicting-values: two values that cannot both hold."""
LETTER_GAP = "IN-VAL-06"
"""gap-in-letters: a letter of the agenda sub-items is left out."""


_SHOWN = 60


class Complaint(Value):
    """The code and the sentences of a finding that has no position yet."""

    rule: str
    """The code."""
    text: FindingText
    """The sentences."""


class Subject(NamedTuple):
    """What a message speaks of."""

    name: str
    """Its name in a sentence: “the header”, the key in quotation marks, “an item of” it."""
    key: str = ""
    """The key under which it stands; empty for a file as a whole."""


def complain(rule: str, message: str, hint: str, facts: Parameters = (), **parameters: Parameter) -> Complaint:
    """What a finding says; its sentences are templates, as in `make_finding`. Facts are further parameters."""
    return Complaint(rule, add_facts(make_text(message, hint, word_hint="", **parameters), facts))


def add_facts(text: FindingText, facts: Parameters) -> FindingText:
    """The text with further parameters, which say to a program what the sentences say to people."""
    return replace(text, parameters=tuple((dict(facts) | dict(text.parameters)).items())) if facts else text


def quote(text: str) -> str:
    """The text in quotation marks, as messages show it: in one line, and not too long."""
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= _SHOWN else f"“{line[:_SHOWN]}…”"
