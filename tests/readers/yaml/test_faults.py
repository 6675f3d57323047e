"""What is said of each fault of YAML, and at which character: the same, whichever parser stumbles over it."""

from __future__ import annotations

import pytest
import yaml as library

from assembler.model.finding import NO_PLACE, Severity, place_text
from assembler.readers.yaml import nodes as yaml
from assembler.readers.yaml.faults import (
    ParserError,
    explain_error,
    report_alias,
    report_anchor,
    report_repeated_key,
    report_unprintable,
)
from assembler.readers.yaml.nodes import read_yaml

NO_BREAK = "A no-break space stands after the colon of a key, where a normal space must stand."
TAB = "A tab stands where only spaces can stand."
SECOND_COLON = "A second colon with a space after it stands in this line."
STRAY_COLON = "This line cannot be a key with its value where it stands."
NO_KEY = "A single word must stand before the colon as its key, and there is none."
INDENTATION = "This line does not begin in the same column as the lines of its group."
AFTER_END = "There is text after a closing quotation mark or bracket."
OPEN_MARK = "The closing quotation mark is missing."
OPEN_BRACKET = "The closing bracket, or a comma inside the brackets, is missing."
CODE = "A backslash inside double quotation marks begins a code, and this code cannot be used."
NAME = "A value cannot begin with an asterisk or an ampersand."
BLOCK = "A value cannot begin with “|” or “>”."


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def _each_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml, "LOADER", getattr(library, request.param))


def said(text: str) -> list[tuple[str, int]]:
    """What is said of a text, each with the index of the character at which it is said."""
    lines = text.splitlines(keepends=True)
    found = read_yaml(text, "report.yaml")[1]
    return [(one.message, sum(map(len, lines[: one.source.line - 1])) + one.source.column - 1) for one in found]


@pytest.mark.parametrize(
    ("before", "rest", "message"),
    [
        ("a:", "\u00a0b\nc: d\n", NO_BREAK),
        (":\u00a0x: y\nb: c\nd: e\nf:", "\u00a0g\nh: i\n", NO_BREAK),
        ("a: b\nc:\u00a0d:", "\u00a0e\nf: g\n", NO_BREAK),
        (":", "\u00a0b\nc: d\n", NO_BREAK),
        ("a: b\n:", "\u00a0c\nd: e\n", NO_BREAK),
        (":\u00a0x: y\nb: c\nd: e", ": f\n", SECOND_COLON),
        ("x: y\n:\u00a0z: a\nb: c\nd: e", ": f\n", SECOND_COLON),
        ("a: f", ": g\nb:\u00a0c\n", SECOND_COLON),
        ("", "\ta: b\n", TAB),
        ("a:\n", "\tb: c\n", TAB),
        ("a:\n  b: c\n", "\td: e\n", TAB),
        ("a: ", "@b\n", "A value cannot begin with “@”."),
        ("a: ", "`b`\n", "A value cannot begin with “`”."),
        ("title: Report", ": part two\n", SECOND_COLON),
        ("a: b\nc: d", ": e\n", SECOND_COLON),
        ("a:b\nc", ": d\n", STRAY_COLON),
        ("a: b\n  c", ": d: e\n", STRAY_COLON),
        ("", ": b\n", NO_KEY),
        ("? ", "[a]\n: b\n", NO_KEY),
        ("?", " \n: b\n", NO_KEY),
        ("? ", "? a\n", NO_KEY),
        ("a:\n    b: c\n  ", "d: e\n", INDENTATION),
        ("a:\n  - b\n  ", "c: d\n", INDENTATION),
        ("a:\n - b\nc: 'x'\n", "- d\n", INDENTATION),
        ("a: 'It'", "s'\n", AFTER_END),
        ("a: {b: c}", "}\n", AFTER_END),
        ("a: b\nc: 'd' ", "e\n", AFTER_END),
        ("a: b\nc: ", '"d\ne: f\n', OPEN_MARK),
        ("a: ", "'b\n---\n", OPEN_MARK),
        ("a: ", "[b, c\nd: e\n", OPEN_BRACKET),
        ("", "{a: b, c: d: e}\n", OPEN_BRACKET),
        ("a: b\n", "title\nc: d\n", "This line has no colon after its key."),
        ('a: "\\x', 'ZZ"\n', CODE),
        ("a: ", "* b\n", NAME),
        ("a: ", "& b\n", NAME),
        ("a: ", "| b\n", BLOCK),
        ("a: ", "> b\n", BLOCK),
        ("a: ", "- b\n", "A hyphen with a space after it begins a list item here, where none can stand."),
        ("a: ", "? b\n", "A value cannot begin with a question mark and a space."),
        ("a: [b,", ",c]\n", "A bracket or comma stands here instead of a value."),
        ("a: b\n...\n", "c: d\n", "There is text after the end of the settings."),
        ("", "%YAML 9.9\n---\na: b\n", "A line cannot begin with a per cent sign."),
        ("a: !<x", " b\n", "This line cannot be read as a key with its value."),
    ],
)
@pytest.mark.usefixtures("_each_parser")
def test_fault_is_said_at_its_character(before: str, rest: str, message: str) -> None:
    assert said(before + rest) == [(message, len(before))]


def test_problem_of_which_nobody_knows_is_said_where_the_parser_gave_up() -> None:
    complaint, index = explain_error(ParserError("did the impossible", 3, 1), "a: b\n")
    assert (complaint.text.message, index) == ("This line cannot be read as a key with its value.", 3)


def test_keys_and_names_are_told_with_the_way_out() -> None:
    in_marks = "put the whole text in double quotation marks"
    complaints = (report_repeated_key("a", 3), report_alias("b"), report_anchor("b"), report_unprintable("\x1b"))
    twice, star, mark, control = (place_text(one.rule, Severity.ERROR, NO_PLACE, one.text) for one in complaints)
    assert twice.message == "The key “a” stands twice; the first one, on line 3, is used."
    assert twice.hint == "Keep one of the two lines and delete the other."
    assert star.message == "“*b” refers to a value in another place, which is not allowed here."
    assert star.hint == f"If the asterisk belongs to the text, {in_marks}. Otherwise write the value itself."
    assert mark.message == "“&b” gives a value a name for use in another place, which is not allowed here."
    take_out = "Otherwise delete the ampersand and the word after it."
    assert mark.hint == f"If the ampersand belongs to the text, {in_marks}. {take_out}"
    assert control.message == "An invisible control character (U+001B) stands here."
    assert control.hint == "Delete the characters around this place and type them again."
    assert [one.rule for one in (twice, star, mark, control)] == ["IN-YML-02", "IN-YML-03", "IN-YML-03", "IN-YML-01"]
