"""Explains the faults of YAML in plain words, for people who do not know YAML. The module `nodes` finds them."""

from __future__ import annotations

from assembler.model.value import Value
from assembler.readers.settings.fault_codes import (
    BROKEN_YAML,
    DEEP_YAML,
    LARGE_YAML,
    REFUSED_YAML,
    REPEATED_KEY,
    SECOND_YAML,
    Complaint,
    complain,
    quote,
)

_IN_MARKS = "put the whole text in double quotation marks"
_BELONGS = f"If the sign belongs to the text, {_IN_MARKS}. Otherwise delete the sign."


class ParserError(Value):
    """The error with which PyYAML gives up."""

    problem: str
    """The problem in the words of PyYAML."""
    at: int
    """Index of the character where PyYAML gave up."""
    since: int
    """Index of the character where the value or group began that PyYAML was reading."""


TOO_LARGE = complain(
    LARGE_YAML,
    "This part is longer than 64 KiB and was not read.",
    "Settings and headers are short. Move text into the contributions, or delete what was pasted by mistake.",
)
TOO_DEEP = complain(
    DEEP_YAML,
    "Brackets or indented groups are nested more than 20 levels deep here.",
    "Delete brackets or indentation: no setting needs more than a few levels.",
)
SECOND_DOCUMENT = complain(
    SECOND_YAML,
    "A line of three hyphens begins a second part, which was not read.",
    "Delete the line, so that all keys stand together.",
)
TAG = complain(
    REFUSED_YAML,
    "An exclamation mark before a value has a special meaning in YAML, which is not allowed here.",
    f"If the mark belongs to the text, {_IN_MARKS}. Otherwise delete the mark and the word after it.",
)
MERGE = complain(
    REFUSED_YAML,
    "“<<” copies keys from another place, which is not allowed here.",
    "Delete the line, and write the keys themselves.",
)
NO_KEY = complain(
    BROKEN_YAML,
    "A single word must stand before the colon as its key, and there is none.",
    f"Write “key: value”; if the line is meant as text, {_IN_MARKS}.",
)
CODE = complain(
    BROKEN_YAML,
    "A backslash inside double quotation marks begins a code, and this code cannot be used.",
    "Write two backslashes for one, or use single quotation marks around the text.",
)
_TAB = complain(
    BROKEN_YAML, "A tab stands where only spaces can stand.", "Replace the tab by spaces, two for each step."
)
_NO_BREAK = ":\u00a0"
_NO_BREAK_SPACE = complain(
    BROKEN_YAML,
    "A no-break space stands after the colon of a key, where a normal space must stand.",
    "Delete the no-break space and type a normal one. Such spaces come from text copied from other programs.",
)
_SECOND_COLON = complain(
    BROKEN_YAML,
    "A second colon with a space after it stands in this line.",
    f"If the colon belongs to the text, {_IN_MARKS}. Otherwise begin a new line for the second key.",
)
_STRAY_COLON = complain(
    BROKEN_YAML,
    "This line cannot be a key with its value where it stands.",
    "Begin this line exactly under the first letter of the key above, and put a space after the colon of that key.",
)
_INDENTATION = complain(
    BROKEN_YAML,
    "This line does not begin in the same column as the lines of its group.",
    "Lines of one group begin in the same column: add or take out spaces at the beginning of the line.",
)
_AFTER_END = complain(
    BROKEN_YAML,
    "There is text after a closing quotation mark or bracket.",
    f"Put the closing mark at the end of the value. If the marks or brackets belong to the text, {_IN_MARKS}.",
)

# Words in the errors of PyYAML's two parsers, whether the fault stands where the value began, and our own words.
_EXPLANATIONS: tuple[tuple[tuple[str, ...], bool, Complaint], ...] = (
    # PyYAML's parser in C, from 6.0.4 on, reads ahead over brackets and gives up at a thousand of them.
    (("maximum nesting depth",), False, TOO_DEEP),
    (
        ("unexpected end of stream", "unexpected document"),
        True,
        complain(
            BROKEN_YAML,
            "The closing quotation mark is missing.",
            f"Put the closing mark at the end of the text. If the text has an apostrophe, {_IN_MARKS}.",
        ),
    ),
    (
        ("',' or",),
        True,
        complain(
            BROKEN_YAML,
            "The closing bracket, or a comma inside the brackets, is missing.",
            f"Put commas between the items and close the bracket. If the bracket belongs to the text, {_IN_MARKS}.",
        ),
    ),
    (
        ("could not find expected ':'",),
        True,
        complain(
            BROKEN_YAML,
            "This line has no colon after its key.",
            "Write “key: value”, with a space after the colon; a line that continues a text begins with two spaces.",
        ),
    ),
    (("escape c", "hexdecimal", "hexadecimal"), False, CODE),
    (("tag",), False, TAG),
    (
        ("alphabetic or numeric",),
        True,
        complain(BROKEN_YAML, "A value cannot begin with an asterisk or an ampersand.", _BELONGS),
    ),
    (
        ("comment or line break", "comment or a line break", "indentation indicator"),
        True,
        complain(BROKEN_YAML, "A value cannot begin with “|” or “>”.", _BELONGS),
    ),
    (
        ("sequence entries are not allowed",),
        False,
        complain(
            BROKEN_YAML,
            "A hyphen with a space after it begins a list item here, where none can stand.",
            f"Put each item on a line of its own below the key; if the hyphen belongs to the text, {_IN_MARKS}.",
        ),
    ),
    (
        ("mapping keys are not allowed",),
        False,
        complain(BROKEN_YAML, "A value cannot begin with a question mark and a space.", _BELONGS),
    ),
    (
        ("node content",),
        False,
        complain(
            BROKEN_YAML,
            "A bracket or comma stands here instead of a value.",
            f"Write the value, or delete the bracket or comma. If the sign belongs to the text, {_IN_MARKS}.",
        ),
    ),
    (
        ("document start>",),
        False,
        complain(
            SECOND_YAML,
            "There is text after the end of the settings.",
            "Delete that text and any line of three dots, so that all keys stand together.",
        ),
    ),
    (
        ("directive", "incompatible"),
        False,
        complain(BROKEN_YAML, "A line cannot begin with a per cent sign.", _BELONGS),
    ),
)
_UNKNOWN = complain(
    BROKEN_YAML,
    "This line cannot be read as a key with its value.",
    f"Compare the line with the lines around. If a text has special signs, {_IN_MARKS}.",
)


def explain_error(error: ParserError, text: str) -> tuple[Complaint, int]:
    """The fault at which the parser gave up, and the index of the character to point at."""
    no_break = text.rfind(_NO_BREAK, text.rfind("\n", 0, max(text.rfind("\n", 0, error.at), 0)) + 1, error.at)
    if no_break >= 0:
        return _NO_BREAK_SPACE, no_break + 1
    if "cannot start any token" in error.problem or "tab character" in error.problem:
        return _report_beginning(text[error.at : error.at + 1]), error.at
    if "mapping values are not allowed" in error.problem:
        before = _line_before(text, error.at)
        return (_SECOND_COLON if ": " in before else _STRAY_COLON), error.at
    if "expected key" in error.problem or "-' indicator" in error.problem or "expected <block end>" in error.problem:
        if text[error.at : error.at + 1] == ":":
            return NO_KEY, error.at
        return (_AFTER_END if _line_before(text, error.at).strip() else _INDENTATION), error.at
    for needles, at_beginning, fault in _EXPLANATIONS:
        if any(needle in error.problem for needle in needles):
            return fault, error.since if at_beginning else error.at
    return _UNKNOWN, error.at


def report_repeated_key(key: str, line: int) -> Complaint:
    """The fault of a key that stands twice in one group."""
    return complain(
        REPEATED_KEY,
        "The key {key} stands twice; the first one, on line {line}, is used.",
        "Keep one of the two lines and delete the other.",
        key=quote(key),
        line=str(line),
    )


def report_alias(name: str) -> Complaint:
    """The fault of an asterisk before a name, which repeats a value given elsewhere."""
    return complain(
        REFUSED_YAML,
        "{alias} refers to a value in another place, which is not allowed here.",
        f"If the asterisk belongs to the text, {_IN_MARKS}. Otherwise write the value itself.",
        alias=quote(f"*{name}"),
    )


def report_anchor(name: str) -> Complaint:
    """The fault of an ampersand before a value, which names the value."""
    return complain(
        REFUSED_YAML,
        "{anchor} gives a value a name for use in another place, which is not allowed here.",
        f"If the ampersand belongs to the text, {_IN_MARKS}. Otherwise delete the ampersand and the word after it.",
        anchor=quote(f"&{name}"),
    )


def report_unprintable(character: str) -> Complaint:
    """The fault of a character that YAML does not allow."""
    return complain(
        BROKEN_YAML,
        "An invisible control character (U+{code}) stands here.",
        "Delete the characters around this place and type them again.",
        code=f"{ord(character):04X}",
    )


def _report_beginning(character: str) -> Complaint:
    if character == "\t":
        return _TAB
    return complain(BROKEN_YAML, "A value cannot begin with “{character}”.", _BELONGS, character=character)


def _line_before(text: str, index: int) -> str:
    """The part of the line before the character."""
    return text[text.rfind("\n", 0, index) + 1 : index]
