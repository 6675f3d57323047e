"""Lines of a file under change: what goes, what comes, where empty lines stand, and that nothing else changes."""

from __future__ import annotations

import pytest

from assembler.merge.line_buffer import LineBuffer


def of(text: str) -> LineBuffer:
    return LineBuffer(text.encode())


def said(lines: LineBuffer) -> str:
    return lines.to_bytes().decode()


def dropped(text: str, *numbers: int) -> str:
    lines = of(text)
    lines.delete(numbers)
    return said(lines)


# What stays


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("a", 1),
        ("a\n", 1),
        ("\n\n\na\n\n\n", 6),
        ("a\r\nb\rc\nd", 4),
        ("\ufeffa\r\n  \r\n", 2),
        ("a\x0bb\u2028c\x85d\n", 1),
    ],
)
def test_file_that_nobody_touches_stays_byte_for_byte(text: str, count: int) -> None:
    lines = of(text)
    lines.replace_targets({"#a": "#b"})
    assert (said(lines), len(lines)) == (text, count)


def test_file_that_is_no_text_is_told() -> None:
    with pytest.raises(UnicodeDecodeError):
        LineBuffer(b"\xff\xfe")


def test_line_as_it_stood_and_as_it_stands_by_now() -> None:
    lines = of("\ufeffXX\r\nb\rc\n")
    assert [lines.get_original(number) for number in (1, 2, 3)] == ["XX", "b", "c"]
    assert [lines.get_current(number) for number in (1, 2, 3)] == ["XX", "b", "c"]
    lines.replace(1, "x")
    lines.replace(2, "y")
    lines.delete([2, 3])
    assert [lines.get_original(number) for number in (1, 2, 3)] == ["XX", "b", "c"]
    assert [lines.get_current(number) for number in (1, 2, 3)] == ["x", "", ""]
    assert said(lines) == "\ufeffx\r\n"


def test_other_words_on_a_line_end_as_it_did_and_take_further_lines_with_the_usual_end() -> None:
    lines = of("a\r\nXX\r\nXX\nd")
    lines.replace(1, "")
    lines.replace(3, "x\ny")
    lines.replace(4, "z")
    assert said(lines) == "\r\nXX\r\nx\r\ny\nz"


# What goes


@pytest.mark.parametrize(
    ("text", "number", "left"),
    [
        ("a\n\nb\n\nc\n", 1, "b\n\nc\n"),
        ("a\n\nb\n\nc\n", 3, "a\n\nc\n"),
        ("a\n\nb\n\nc\n", 5, "a\n\nb\n"),
        ("a\n\nb\n\nc", 5, "a\n\nb\n"),
        ("a\r\n \t\r\nb\r\n\r\n\r\nc\r\n", 3, "a\r\n \t\r\nc\r\n"),
        ("a\nb\n\n\nc\n", 2, "a\n\nc\n"),
        ("a\nb\nc\n", 2, "a\nc\n"),
        ("a\n\nb\nc\n", 3, "a\n\nc\n"),
        ("a\n\n\nb\n\nc\n\n\n", 6, "a\n\n\nb\n"),
        ("a\n\n\nb\n\nc\n\n\n", 4, "a\n\n\nc\n\n\n"),
        ("a\n\nb\n\nc\n\n\n\nd\n", 3, "a\n\nc\n\n\n\nd\n"),
        ("\n\na\n", 3, "\n"),
        ("a\n", 1, ""),
    ],
)
def test_line_goes_with_one_of_the_two_empty_stretches_around_it(text: str, number: int, left: str) -> None:
    assert dropped(text, number) == left


def test_lines_go_together() -> None:
    assert dropped("a\n\nb\nc\n\nd\n\ne\n", 3, 4, 6) == "a\n\ne\n"


# What comes


def test_new_paragraph_stands_between_empty_lines() -> None:
    lines = of("a\n\nb\nc\n")
    lines.insert_after(1, "x")
    lines.insert_after(3, "y\nz")
    assert said(lines) == "a\n\nx\n\nb\n\ny\nz\n\nc\n"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("", "x\n"),
        ("a", "a\n\nx\n"),
        ("a\n", "a\n\nx\n"),
        ("a\n\n", "a\n\nx\n"),
        ("a\r\nb\r\n", "a\r\nb\r\n\r\nx\r\n"),
        ("a\n\t\n", "a\n\t\nx\n"),
        ("a\nb", "a\nb\n\nx\n"),
        ("a\r\r", "a\r\rx\r"),
        ("XX\r\nXX\r\nXX", "XX\r\nXX\r\nXX\r\n\r\nx\r\n"),
        ("\ufeff", "\ufeffx\n"),
    ],
)
def test_new_paragraph_at_the_end(text: str, whole: str) -> None:
    lines = of(text)
    lines.insert_after(None, "x")
    assert said(lines) == whole


def test_lines_of_a_new_paragraph_end_as_the_others_do() -> None:
    lines = of("a\r\n")
    lines.insert_after(1, "x\ny")
    assert said(lines) == "a\r\n\r\nx\r\ny\r\n"


def test_new_paragraphs_behind_each_other() -> None:
    lines = of("a\n\nb\n")
    first = lines.insert_after(1, "1")
    lines.insert_after(1, "4")
    below = lines.insert_after(first, "2")
    lines.insert_after(first, "3")
    lines.insert_after(lines.insert_right_after(1, "0"), "0a")
    lines.insert_right_after(first, "1a")
    lines.insert_right_after(below, "2a")
    assert said(lines).split() == ["a", "0", "0a", "1", "1a", "2", "2a", "3", "4", "b"]


def test_new_paragraph_right_behind_a_line_in_the_middle() -> None:
    lines = of("a\n\nb\n\nc\n")
    lines.insert_right_after(3, "x")
    assert said(lines) == "a\n\nb\n\nx\n\nc\n"


def test_new_paragraphs_before_a_line_and_at_the_end() -> None:
    lines = of("\ufeffa\nb\n\n")
    lines.insert_after(None, "z")
    lines.insert_before(1, "1")
    lines.insert_before(1, "2")
    lines.insert_after(lines.insert_before(2, "3"), "4")
    assert said(lines) == "\ufeff1\n\n2\n\na\n\n3\n\n4\n\nb\n\nz\n"


def test_paragraph_in_the_place_of_another_leaves_empty_lines_as_they_are() -> None:
    lines = of("a\n\n\nb\n\n\nc\n")
    lines.insert_after(4, "x")
    lines.delete([4])
    assert said(lines) == "a\n\n\nx\n\n\nc\n"


def test_file_does_not_end_with_what_came_behind_a_last_line_that_went() -> None:
    lines = of("a\n\nb\n")
    lines.insert_before(3, "x")
    lines.delete([3])
    assert said(lines) == "a\n\nx\n"


def test_lines_keep_apart_where_lone_returns_end_some_of_them() -> None:
    lines = of("0\na\rb\n\nc\n")
    lines.delete([3])
    assert said(lines) == "0\na\r\n\nc\n"
    lines = of("a\rb\nc\n")
    lines.insert_after(1, "x")
    assert said(lines) == "a\r\n\nx\n\nb\nc\n"
    assert [lines.find_new_number(number) for number in (1, 2, 3)] == [1, 5, 6]


# What moves


def test_cut_gives_the_words_by_now_with_what_stands_behind_them() -> None:
    lines = of("a\n\nb\nc\nd\n\ne\n")
    lines.delete([3, 4])
    lines.replace(3, "x")
    lines.insert_after(lines.insert_after(5, "y"), "z")
    assert lines.cut(iter([3, 4, 5])) == "x\nd\n\ny\n\nz"
    assert said(lines) == "a\n\ne\n"
    assert lines.cut([3]) == ""


# Where lines stand now


def test_place_of_a_line_in_the_file_as_it_was_last_given() -> None:
    lines = of("a\r\nb\r\n\r\nc\r\n\r\nd\r\n")
    assert lines.find_new_number(1) == 0
    lines.replace(1, "x\ny")
    lines.insert_before(4, "new\nlines")
    lines.delete([2])
    lines.to_bytes()
    assert [lines.find_new_number(number) for number in range(7)] == [0, 1, 0, 3, 7, 8, 9]
    lines.delete([4])
    lines.to_bytes()
    assert [lines.find_new_number(number) for number in (1, 4)] == [1, 0]


def test_empty_line_that_goes_with_a_line_has_no_place() -> None:
    lines = of("a\n\nb\n\nc\n")
    lines.delete([3])
    lines.to_bytes()
    assert [lines.find_new_number(number) for number in range(1, 6)] == [1, 2, 0, 0, 3]


def test_place_of_what_moved_is_that_of_the_new_paragraph() -> None:
    lines = of("a\n\nb\n\nc\n")
    first = lines.cut([1])
    lines.record_move(1, lines.insert_after(lines.insert_after(5, "new\nlines"), first))
    assert said(lines) == "b\n\nc\n\nnew\nlines\n\na\n"
    assert [lines.find_new_number(number) for number in (1, 3, 5)] == [8, 1, 3]


# References


def test_targets_of_references_change_all_at_once_wherever_they_stand() -> None:
    lines = of("[a](#p1) (#p1) #p1\n\n[b](#p2) [c](#p1)\n\n[d](#p12)\n")
    lines.replace(3, "[e](#p2) [f](#p1)")
    lines.insert_before(1, "[g](#p1)")
    lines.insert_after(lines.insert_after(1, "[h](#p1)"), "[i](#p2)")
    lines.insert_after(None, "[j](#p1)")
    lines.delete([5])
    lines.replace_targets({"#p1": "#p2", "#p2": "x/y#p3", "#p12": "#no"})
    assert said(lines) == (
        "[g](#p2)\n\n[a](#p2) (#p1) #p1\n\n[h](#p2)\n\n[i](x/y#p3)\n\n[e](x/y#p3) [f](#p2)\n\n[j](#p2)\n"
    )


def test_target_is_taken_as_it_is_typed_and_none_changes_nothing() -> None:
    lines = of("[a](x.y#p1) [b](x-y#p1) [c]()\n")
    lines.replace_targets({"x.y#p1": "#z"})
    lines.replace_targets({})
    assert said(lines) == "[a](#z) [b](x-y#p1) [c]()\n"


def test_target_changes_on_a_line_and_the_spaces_at_its_end_stay() -> None:
    lines = of("[a](#a)  \nb\n")
    lines.replace_targets({"#a": "#b"})
    assert said(lines) == "[a](#b)  \nb\n"


# Comments that reach over to other words


@pytest.mark.parametrize(
    ("text", "last", "made"),
    [
        ("A <!-- a \r\n b \r\n\r\nc -->  B\r\nC\r\n", 4, "A\r\n\r\n<!-- a \r\n b \r\n\r\nc -->\r\n\r\nB\r\nC\r\n"),
        ("A <!-- x --> <!-- a\n\nb --> B --> C\n", 3, "A <!-- x -->\n\n<!-- a\n\nb -->\n\nB --> C\n"),
        ("<!-- a\n\nb --> B\n", 3, "<!-- a\n\nb -->\n\nB\n"),
        ("A <!-- a\n\nb -->\n\nB\n", 3, "A\n\n<!-- a\n\nb -->\n\nB\n"),
        ("A <!-- a\nb --> B\n", 2, "A\n\n<!-- a\nb -->\n\nB\n"),
        ("AX <!-- a\nX b --> BX", 2, "AX\n\n<!-- a\nX b -->\n\nBX\n"),
    ],
)
def test_comment_over_other_words_stands_apart_once_anything_changes(text: str, last: int, made: str) -> None:
    lines = LineBuffer(text.encode(), [(1, last)])
    assert said(lines) == text
    lines.insert_after(None, "New.")
    end = "\r\n" if "\r" in text else "\n"
    assert said(lines) == f"{made}{end}New.{end}"
