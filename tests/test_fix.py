"""Safe replacements: where they land in the text of a file, what they leave alone, how they show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembler.fix import apply_fixes
from assembler.model.finding import Finding, Replacement, Severity, Source
from assembler.readers.decoding import read_text

PATH = "contributions/unhcr/au.md"


def replacing(
    line: int, start: int, end: int, text: str = "", *, path: str = PATH, safe: bool = True, last: int = 0
) -> Finding:
    """A finding whose fix puts `text` in the place of the columns from `start` up to `end`."""
    fix = Replacement(text, safe=safe)
    return Finding("UN-TST-01", Severity.WARNING, Source(path, line, start, last or line, end), "Wrong.", fix=fix)


def test_replaces_only_the_place() -> None:
    assert apply_fixes("One.\nTwo words.\n", [replacing(2, 1, 4, "Some")]) == "One.\nSome words.\n"


def test_replaces_over_several_lines() -> None:
    assert apply_fixes("One\ntwo\nthree", [replacing(1, 3, 3, "-", last=3)]) == "On-ree"


def test_several_places_of_one_line_whatever_their_order() -> None:
    findings = [replacing(1, 7, 8, "F"), replacing(1, 1, 2, "A"), replacing(1, 4, 4, "+")]
    assert apply_fixes("abcdefgh", findings) == "Abc+defFh"


def test_of_two_that_overlap_the_first_is_made() -> None:
    assert apply_fixes("abcdef", [replacing(1, 3, 6, "X"), replacing(1, 1, 4, "Y")]) == "Ydef"
    assert apply_fixes("abcdef", [replacing(1, 2, 3, "X"), replacing(1, 2, 3, "X")]) == "aXcdef"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_stay(end: str, mark: str) -> None:
    old = mark + end.join(("---", "a", "---", "One wrd", "", ""))
    assert apply_fixes(old, [replacing(4, 5, 8, "word")]) == mark + end.join(("---", "a", "---", "One word", "", ""))


@pytest.mark.parametrize("before", ["cafe\u0301 ", "q\u0323\u0307 ", "\u1100\u1161\u11a8 ", "\u2126 "])
def test_place_is_found_after_characters_of_several_parts(before: str) -> None:
    text, _ = read_text((before + "wrd").encode(), PATH)
    assert text is not None
    column = text.index("wrd") + 1
    assert apply_fixes(before + "wrd", [replacing(1, column, column + 3, "word")]) == before + "word"


@pytest.mark.parametrize(
    "finding",
    [
        replacing(1, 1, 4, "Two", safe=False),
        replacing(1, 1, 4, "Two", path="contributions/unhcr/au.docx"),
        replacing(1, 1, 4, "Two", path="contributions/report.yaml"),
        replacing(9, 1, 4, "Two"),
        replacing(1, 1, 99, "Two"),
        replacing(1, 4, 1, "Two"),
        Finding("UN-TST-01", Severity.WARNING, Source(PATH, 1, 1), "Wrong.", fix=Replacement("Two", safe=True)),
        Finding("UN-TST-01", Severity.WARNING, Source(PATH, 1, 1, 1, 4), "Wrong."),
        replacing(1, 5, 9, "2020"),
        replacing(1, 5, 9, "that year"),
    ],
    ids=["unsafe", "Word", "settings", "no line", "no column", "backwards", "no end", "no fix", "number", "no number"],
)
def test_leaves_alone(finding: Finding) -> None:
    assert apply_fixes("One 2019.", [finding]) == "One 2019."


@given(st.text(alphabet="a9 é\u0301e\u200b\u200c\u00ad\u202e\u202c\u2066\u200fع\n\r\x00\ufeff", max_size=40))
def test_fixing_twice_changes_nothing(text: str) -> None:
    def fixed(old: str) -> str:
        return apply_fixes(old, read_text(old.encode(), PATH)[1])

    once = fixed(text)
    assert fixed(once) == once
    assert [c for c in once if c.isalnum() or c in "\r\n"] == [c for c in text if c.isalnum() or c in "\r\n"]
