"""Where one chunk of a text ends and the next begins, and what each is."""

from __future__ import annotations

import pytest

from assembler.readers.markdown.blocks import BlockLines, is_drawn_line, is_table_rule, split_blocks, take_out_footnotes
from assembler.readers.markdown.source_text import Line


def lines(text: str) -> list[Line]:
    return [Line(line, number) for number, line in enumerate(text.split("\n"), 1)]


def cut(text: str) -> list[str]:
    """Each chunk with its form and its lines; a line of attributes stands behind a sign."""
    return [f"{one.kind.name.lower()}: {said(one)}" for one in split_blocks(lines(text))]


def said(block: BlockLines) -> str:
    return " / ".join(one.text for one in block.lines) + (f" @ {block.attributes.text}" if block.attributes else "")


def notes(text: str) -> list[str]:
    """Each note with its lines, and what is left of the text."""
    kept, found = take_out_footnotes(lines(text))
    assert [one.number for one in kept] == list(range(1, len(kept) + 1))
    told = [f"{one.mark.text}{' / '.join(line.text for line in one.lines)}" for one in found]
    return [*told, "; ".join(one.text for one in kept if not one.blank)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("\n\na\nb\n\n\nc\n", ["paragraph: a / b", "paragraph: c"]),
        ("a\n# H\nb", ["paragraph: a", "heading: # H", "paragraph: b"]),
        ("####### a", ["paragraph: ####### a"]),
        ("#a", ["paragraph: #a"]),
        ("a\n- b\n1. c", ["paragraph: a", "list: - b / 1. c"]),
        ("a\n1. b", ["paragraph: a", "list: 1. b"]),
        ("a\n- - -", ["paragraph: a / - - -"]),
        ("a\n2. b", ["paragraph: a / 2. b"]),
        ("a\n   - b", ["paragraph: a", "list:    - b"]),
        ("a\n    - b", ["paragraph: a /     - b"]),
        ("   - a", ["list:    - a"]),
        ("    - a", ["paragraph:     - a"]),
        ("2. a", ["list: 2. a"]),
        ("- ", ["paragraph: - "]),
        ("- - -", ["paragraph: - - -"]),
        ("a\n> b\nc", ["paragraph: a", "quotation: > b / c"]),
        ("   > a", ["quotation:    > a"]),
        ("    > a", ["paragraph:     > a"]),
        ("> a\n- b", ["quotation: > a", "list: - b"]),
        ("> a\n> - b\n> # c", ["quotation: > a / > - b / > # c"]),
    ],
)
def test_paragraphs_headings_lists_and_quotations(text: str, found: list[str]) -> None:
    assert cut(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("- a\n\n- b\n\nc", ["list: - a /  / - b", "paragraph: c"]),
        ("- a\nb\n  c\n\n  d\n\n e", ["list: - a / b /   c /  /   d", "paragraph:  e"]),
        ("- a\n\n  > b", ["list: - a /  /   > b"]),
        ("- a\n  > b", ["list: - a /   > b"]),
        ("- a\n > b", ["list: - a", "quotation:  > b"]),
        ("- a\n\n > b", ["list: - a", "quotation:  > b"]),
        ("- a\n# H\n- b", ["list: - a", "heading: # H", "list: - b"]),
        ("- a\n{: #x }\n- b", ["list: - a / {: #x } / - b"]),
        ("- a\n\n# H", ["list: - a", "heading: # H"]),
    ],
)
def test_list_goes_on_over_empty_lines_with_items_and_what_is_set_in(text: str, found: list[str]) -> None:
    assert cut(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("```\n# a\n```\nb", ["code: ``` / # a / ```", "paragraph: b"]),
        ("~~~\n~~ a\n```\n~~~ \nb", ["code: ~~~ / ~~ a / ``` / ~~~ ", "paragraph: b"]),
        ("```\na\n", ["code: ``` / a / "]),
        ("   ```\na\n   ```\n\nb", ["code:    ``` / a /    ```", "paragraph: b"]),
        ("```\n{: #x }", ["code: ``` / {: #x }"]),
        ("a\n```\nb\n```", ["paragraph: a", "code: ``` / b / ```"]),
        ("``` `a", ["paragraph: ``` `a"]),
    ],
)
def test_code_ends_with_its_own_fence_or_with_the_text(text: str, found: list[str]) -> None:
    assert cut(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("| a |\n|---|\n| b |\nc", ["table: | a | / |---| / | b |", "paragraph: c"]),
        ("a | b\n--|--\nc | d\n\ne", ["table: a | b / --|-- / c | d", "paragraph: e"]),
        ("Table: T\n\n| a |\n|---|\n", ["table: Table: T /  / | a | / |---|"]),
        ("Table: T\n| a |\n|---|\n| b |", ["table: Table: T / | a | / |---| / | b |"]),
        ("Table: T\n\na", ["paragraph: Table: T", "paragraph: a"]),
        ("Table: T", ["paragraph: Table: T"]),
        ("x\n| a |\n|---|", ["paragraph: x", "table: | a | / |---|"]),
        ("| a |\n|---|\n{: #x }\n| b |", ["table: | a | / |---| @ {: #x }", "paragraph: | b |"]),
        ("| a |\n|---|\n| b |\n| c |\n|---|", ["table: | a | / |---| / | b |", "table: | c | / |---|"]),
        ("| a |\n|---|\n# H |", ["table: | a | / |---|", "heading: # H |"]),
        ("| a |", ["paragraph: | a |"]),
        ("| a |\n| b |", ["paragraph: | a | / | b |"]),
        ("- a | b\n--|--", ["list: - a | b / --|--"]),
        ("> a | b\n--|--", ["quotation: > a | b / --|--"]),
        (" |\n|-|", ["paragraph:  | / |-|"]),
        ("x\n- a | b\n--|--", ["paragraph: x", "list: - a | b / --|--"]),
        ("> x\n> a | b\n--|--", ["quotation: > x / > a | b / --|--"]),
        ("a\n--|--", ["paragraph: a / --|--"]),
    ],
)
def test_table_is_a_head_over_a_row_of_hyphens(text: str, found: list[str]) -> None:
    assert cut(text) == found


@pytest.mark.parametrize(
    ("row", "is_one"),
    [("|---|", True), ("| :-: | --: |", True), ("--|--", True), ("---", False), ("|-- -|", False), ("||", False)],
)
def test_row_of_hyphens_has_nothing_else_in_its_cells(row: str, is_one: bool) -> None:
    assert is_table_rule(Line(row, 1)) == is_one


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a\n{: #x }\nb", ["paragraph: a @ {: #x }", "paragraph: b"]),
        ("# H\n{: #x }", ["heading: # H", "paragraph: {: #x }"]),
        ("{: #x }", ["paragraph: {: #x }"]),
        ("> a\n{: #x }\nb", ["quotation: > a @ {: #x }", "paragraph: b"]),
        ("- a\n{: #x }\n\nb", ["list: - a @ {: #x }", "paragraph: b"]),
    ],
)
def test_line_of_attributes_ends_what_it_belongs_to(text: str, found: list[str]) -> None:
    assert cut(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a\n[^a]: A\non\n\nb", ["[^a]: A / on", "a; b"]),
        ("[^a]: A\n[^b]: B", ["[^a]: A", "[^b]: B", ""]),
        ("[^a]: A\n\n  more\n\n  [^b]: B\n\nc", ["[^a]: A /  /   more", "[^b]: B", "c"]),
        ("[^a]: A\n\n more", ["[^a]: A", " more"]),
        (" [^a]: A\n\n  more", ["[^a]: A", "  more"]),
        (" [^a]: A\n\n   more", ["[^a]: A /  /    more", ""]),
        ("[^a]: A\n- b", ["[^a]: A", "- b"]),
        ("[^a]: A\n  - b", ["[^a]: A /   - b", ""]),
        ("[^a]: A\n# H", ["[^a]: A", "# H"]),
        ("[^a]: A\n  # H", ["[^a]: A /   # H", ""]),
        ("[^a]: A\n\n  # H", ["[^a]: A /  /   # H", ""]),
        ("[^a]: A\n{: #x }\nb", ["[^a]: A", "b"]),
        ("[^a]: A\n\n  more\n{: #x }\nb", ["[^a]: A /  /   more", "b"]),
        ("```\n[^a]: A\n```\n[^b]: B", ["[^b]: B", "```; [^a]: A; ```"]),
        ("- a\n[^a]: A\n- b", ["[^a]: A", "- a; - b"]),
        ("[^a b]: A", ["[^a b]: A"]),
    ],
)
def test_notes_are_taken_out_with_what_is_set_in_below_them(text: str, found: list[str]) -> None:
    assert notes(text) == found


def test_note_keeps_its_label_its_place_and_its_attributes() -> None:
    _, (note,) = take_out_footnotes(lines("x\n  [^a]: A\n  {: #x }"))
    assert (note.label, note.mark, note.lines) == ("a", Line("[^a]:", 2, 3), (Line(" A", 2, 8),))
    assert note.attributes == (Line("  {: #x }", 3),)


@pytest.mark.parametrize(
    ("line", "ruled"), [("===", True), ("- - -", True), ("***", True), ("--", False), ("a", False)]
)
def test_line_is_drawn_with_three_signs_at_least(line: str, ruled: bool) -> None:
    assert is_drawn_line(Line(line, 1)) == ruled
